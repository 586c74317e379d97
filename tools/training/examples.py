"""What the models learn from: articles read by the rules, held against their annotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.evaluate import matching
from kg.extract import observations
from kg.extract.context import Context
from kg.extract.learned.linear import Words
from kg.extract.learned.owners import Owner
from kg.extract.learned.pairs import Pairs
from kg.extract.learned.worth import KEPT, Proposals
from kg.extract.linker import Thing
from kg.extract.observations.figures import Figure
from kg.text import name_key
from training import articles
from training.linear import Example


def of_worth(name: str, context: Context, gold: Mapping[str, Any], words: Words) -> list[Example]:
    """Every entity that the finders propose; what an annotator marked optional is left open."""
    known = articles.matched(context, gold)
    doubtful = {entity["id"] for entity in gold["entities"] if entity.get("optional")}
    out = []
    for thing, features in Proposals(context, words):
        kept = None if known.get(thing.id) in doubtful else int(thing.id in known)
        out.append(Example(name, features, {KEPT: kept}))
    return out


def of_pairs(name: str, context: Context, gold: Mapping[str, Any], words: Words) -> list[Example]:
    """Every pair of entities; what an annotator marked optional is left open."""
    known = articles.matched(context, gold)
    doubtful = {entity["id"] for entity in gold["entities"] if entity.get("optional")}
    stated = {(r["type"], r["head"], r["tail"]): bool(r.get("optional")) for r in gold["relations"]}
    out = []
    for pair in Pairs(context, words):
        head, tail = known.get(pair.head.id), known.get(pair.tail.id)
        labels: dict[str, int | None] = {}
        for relation in pair.relations:
            key = (relation, head, tail)
            unsure = head in doubtful or tail in doubtful or stated.get(key, False)  # type: ignore[call-overload]
            labels[relation] = None if unsure else int(key in stated)
        out.append(Example(name, pair.features, labels))
    return out


def of_owners(name: str, context: Context, gold: Mapping[str, Any], words: Words) -> list[Example]:
    """Every figure with each entity that it may be stated of."""
    known = articles.matched(context, gold)
    out: list[Example] = []

    def teach(figure: Figure, indicator: str, offered: Sequence[Owner], ruled: Sequence[Thing]) -> list[Thing]:
        subjects = {
            o["subject"]
            for o in gold["observations"]
            if float(o["value"]) == figure.value
            and name_key(o["unit"]) == name_key(figure.unit)
            and matching.same_indicator(o["indicator"], indicator)
        }
        right = [owner.thing for owner in offered if known.get(owner.thing.id) in subjects]
        out.extend(Example(name, o.features, {observations.OWNS: int(o.thing in right)}) for o in offered)
        return right[:1] or list(ruled)

    list(observations.read(context.article, context, teach, words))
    return out
