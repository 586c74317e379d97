"""Which extracted entity, article or indicator is which in the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kg.text import name_key

_LOOSE = frozenset({"Goal", "Policy"})
_SHARE_OF_NAME = 0.6
_SHARE_OF_INDICATOR = 0.5

Entities = Sequence[Mapping[str, Any]]


def name_keys(entity: Mapping[str, Any]) -> frozenset[str]:
    """The forms in which the entity's names are compared; an Industry's with and without a final 产业."""
    keys = {name_key(name) for name in (entity["name"], *entity.get("aliases", ()))}
    if entity["type"] == "Industry":
        keys |= {key.removesuffix("产业") for key in keys if len(key) > 2}
    return frozenset(keys - {""})


def pair_entities(gold: Entities, predicted: Entities) -> dict[str, str]:
    """Predicted id → gold id, one to one and within a type: equal names first, then one inside the other where allowed."""
    pairs: dict[str, str] = {}
    free = {entity["id"]: (entity["type"], name_keys(entity)) for entity in gold}
    for loose in (False, True):
        for entity in predicted:
            kind, keys = entity["type"], name_keys(entity)
            fitting = [
                (len(keys & other), gold_id)
                for gold_id, (gold_kind, other) in free.items()
                if gold_kind == kind and (keys & other or (loose and kind in _LOOSE and _contained(keys, other)))
            ]
            if entity["id"] not in pairs and fitting:
                _, best = max(fitting, key=lambda found: found[0])
                pairs[entity["id"]] = best
                del free[best]
    return pairs


def pair_articles(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each gold article with the predicted one of its id, else with the one left over that shares most entities, else {}."""
    by_id = {article["document"]["id"]: article for article in predicted}
    gold_ids = {article["document"]["id"] for article in gold}
    paired = {place: by_id[a["document"]["id"]] for place, a in enumerate(gold) if a["document"]["id"] in by_id}
    rest = [article for article in predicted if article["document"]["id"] not in gold_ids]
    shared = [
        (len(pair_entities(gold[g]["entities"], rest[r]["entities"])), g, r)
        for g in range(len(gold))
        if g not in paired
        for r in range(len(rest))
    ]
    used: set[int] = set()
    for common, g, r in sorted(shared, key=lambda found: (-found[0], found[1], found[2])):
        if common and g not in paired and r not in used:
            paired[g] = rest[r]
            used.add(r)
    return [(article, paired.get(place, {})) for place, article in enumerate(gold)]


def same_indicator(one: str, other: str) -> bool:
    """Whether one contains the other, or they share at least half of their characters (two or more)."""
    a, b = name_key(one), name_key(other)
    if not a or not b:
        return False
    common = (Counter(a) & Counter(b)).total()
    return a in b or b in a or common >= max(2, _SHARE_OF_INDICATOR * min(len(a), len(b)))


def _contained(keys: frozenset[str], others: frozenset[str]) -> bool:
    for key in keys:
        for other in others:
            short, long = sorted((key, other), key=len)
            if short in long and len(short) >= _SHARE_OF_NAME * len(long):
                return True
    return False
