"""An entity on one page: what is known of it, what it is tied to, and what the graph does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lookup.entities import entity
from kg.lookup.gaps import gaps
from kg.lookup.summaries import Answer, label, summary, words
from kg.neighborhood import Neighborhood, Step, kind_of
from kg.store import Store

PER_GROUP = 10
NEIGHBORS = 10
POLICIES = 50
_VIA = frozenset(("Title", "Industry", "IndustryChain", "ChainSegment", "Park", "Region"))


def brief(store: Store, near: Neighborhood, entity_id: str) -> Answer:
    """The card of an entity with its figures as series, titles, policies, neighbors and gaps."""
    card = entity(store, near, entity_id, PER_GROUP)
    figures, sources = card.pop("observations"), card.pop("sources")
    return {
        **card,
        "series": _series(figures),
        "titles": _titles(store, near, entity_id),
        "policies": _policies(store, near, entity_id),
        "neighbors": [
            {**summary(store, near, one.entity_id), "score": round(one.score, 4), "words": words(near, one.reason)}
            for one in near.related(entity_id, limit=NEIGHBORS)
        ],
        "sources": sources,
        "gaps": gaps(near, entity_id, {known["name"] for known in card["attributes"]}, bool(figures)),
    }


def _series(observations: list[Answer]) -> list[Answer]:
    """Observations by indicator and unit, the earliest period first."""
    series: dict[tuple[str, str], list[Answer]] = {}
    for observation in sorted(observations, key=lambda o: o["period"] or ""):
        point = {key: value for key, value in observation.items() if key not in ("indicator", "unit")}
        series.setdefault((observation["indicator"], observation["unit"]), []).append(point)
    return [
        {"indicator": indicator, "unit": unit, "points": series[indicator, unit]} for indicator, unit in sorted(series)
    ]


def _titles(store: Store, near: Neighborhood, entity_id: str) -> list[Answer]:
    """The titles that it holds or applies for, by strength and name."""
    steps = [step for step in near.steps(entity_id, direction="out") if kind_of(step.end) == "Title"]
    steps.sort(key=lambda step: (-step.statement.weight, near.names[step.end], step.end))
    return [
        {
            "title": summary(store, near, step.end),
            "relation": step.statement.relation,
            "label": label(near.ontology, step.statement.relation),
            "statement": step.statement.id,
            "modality": step.statement.modality,
        }
        for step in steps
    ]


def _policies(store: Store, near: Neighborhood, entity_id: str) -> list[Answer]:
    """Each policy once, by its shortest way: those that target the entity before those that target what it has or lies in."""
    ways: dict[str, tuple[Step, ...]] = {}
    for way in sorted(
        _ways_to_policies(near, entity_id), key=lambda way: (len(way), near.names[way[-1].end], way[0].end)
    ):
        ways.setdefault(way[-1].end, way)
    return [
        {
            "policy": summary(store, near, policy),
            "via": summary(store, near, way[0].end) if len(way) > 1 else None,
            "words": words(near, way),
            "statements": [step.statement.id for step in way],
            "modality": way[-1].statement.modality,
        }
        for policy, way in list(ways.items())[:POLICIES]
    ]


def _ways_to_policies(near: Neighborhood, entity_id: str) -> Iterator[tuple[Step, ...]]:
    for step in near.steps(entity_id, "targets", "in"):
        yield (step,)
    for step in near.steps(entity_id, direction="out"):
        if step.statement.relation != "targets" and step.statement.fact and kind_of(step.end) in _VIA:
            for further in near.steps(step.end, "targets", "in"):
                yield step, further
