"""What is tied to an entity, why, and how surely: related and similar entities, and paths, with words and evidence."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lookup.statements import short_evidence
from kg.lookup.summaries import Answer, label, statement_step, summary, words
from kg.neighborhood import Neighborhood, Path, Paths, Related, Shared, Similar
from kg.store import Store

NO_PATH = {"zh": "图中未见 {n} 步以内的路径", "en": "no path within {n} steps is in the graph"}
SAME = {"zh": "起点与终点是同一实体", "en": "both ends are the same entity"}
ENDED = {
    "zh": "路径太多，搜索提前结束，可能还有别的路径",
    "en": "there are too many ways: the search was ended early and may have missed some",
}


def related(store: Store, near: Neighborhood, found: Sequence[Related]) -> list[Answer]:
    """Each related entity with score, way and the evidence of the last step."""
    last = [one.reason[-1].statement.id for one in found]
    evidence = short_evidence(store, near, last)
    return [
        {
            **summary(store, near, one.entity_id),
            "score": _rounded(one.score),
            "depth": len(one.reason),
            "words": words(near, one.reason),
            "reason": [statement_step(store, near, step) for step in one.reason],
            "evidence": evidence[statement_id],
        }
        for one, statement_id in zip(found, last, strict=True)
    ]


def similar(store: Store, near: Neighborhood, found: Sequence[Similar]) -> list[Answer]:
    """Each similar entity with what both have, and how the score comes about."""
    return [
        {
            **summary(store, near, one.entity_id),
            "score": _rounded(one.score),
            "shared_weight": _rounded(one.shared_weight),
            "all_weight": _rounded(one.all_weight),
            "words": _alike(near, one),
            "shared": [_shared(store, near, shared) for shared in one.shared],
        }
        for one in found
    ]


def paths(store: Store, near: Neighborhood, found: Paths, max_length: int) -> Answer:
    """results: each path with length, cost, words and steps; note: by language, when there is none or the search was ended."""
    evidence = short_evidence(store, near, [step.statement.id for path in found.found for step in path.steps])
    note = None
    if not found.complete:
        note = ENDED
    elif not found.found:
        note = {language: text.format(n=max_length) for language, text in NO_PATH.items()}
    return {"results": [_path(store, near, path, evidence) for path in found.found], "next": None, "note": note}


def _path(store: Store, near: Neighborhood, path: Path, evidence: dict[str, list[Answer]]) -> Answer:
    return {
        "length": len(path.steps),
        "cost": _rounded(path.cost),
        "words": words(near, path.steps),
        "steps": [
            {
                **statement_step(store, near, step),
                "words": words(near, [step]),
                "confidence": step.statement.confidence,
                "evidence": evidence[step.statement.id],
            }
            for step in path.steps
        ],
    }


def _shared(store: Store, near: Neighborhood, shared: Shared) -> Answer:
    relation = shared.own.statement.relation
    return {
        "entity": summary(store, near, shared.entity_id),
        "relation": relation,
        "label": label(near.ontology, relation),
        "rarity": _rounded(shared.rarity),
        "held_by": shared.held_by,
        "statements": [shared.own.statement.id, shared.other.statement.id],
    }


def _alike(near: Neighborhood, one: Similar) -> dict[str, str]:
    names = [near.names[shared.entity_id] for shared in one.shared]
    weights = f"{one.shared_weight:.2f} / {one.all_weight:.2f}"
    return {
        "zh": f"同有{'、'.join(names)}（权重 {weights}）",
        "en": f"both have {', '.join(names)} (weights {weights})",
    }


def _rounded(score: float) -> float:
    """To six digits that count: shares of a random walk are small."""
    return float(f"{score:.6g}")
