"""Entities that are alike in what they do, make and hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.neighborhood.related import best_of
from kg.neighborhood.steps import Floats, Step, StepTable


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that facts say of both. rarity: its weight; held_by: how many of the type have it; own, other: the steps to it."""

    entity_id: str
    rarity: float
    held_by: int
    own: Step
    other: Step


@dataclass(frozen=True, slots=True)
class Similar:
    """An entity like another of its type. score: shared_weight / all_weight; shared: what both have, the rarest first."""

    entity_id: str
    score: float
    shared: tuple[Shared, ...]
    shared_weight: float
    all_weight: float


def similar(table: StepTable, start: int, limit: int, offset: int) -> list[Similar]:
    """Entities of the same type by weighted Jaccard: the weights of what both have over those of what one of them has.

    The weight of a thing is its rarity, ln(1 + entities of the type that have any / those that have this one).
    """
    has = table.traits
    own = np.zeros(len(table.entities))
    own[has.indices[has.indptr[start] : has.indptr[start + 1]]] = 1.0
    of_kind = (table.kind == table.kind[start]) & (np.diff(has.indptr) > 0)
    held_by: Floats = has.T @ of_kind.astype(float)
    rarity = np.log1p(np.divide(of_kind.sum(), held_by, out=np.zeros(len(own)), where=held_by > 0))
    common: Floats = has @ (rarity * own)
    every: Floats = has @ rarity + float(rarity @ own) - common
    common[start] = 0.0
    places = np.flatnonzero(of_kind & (common > 0))
    score = common[places] / every[places]
    best = best_of(score, np.zeros(len(places), dtype=np.int64), places, limit, offset)
    return [
        Similar(
            table.entities[place],
            float(common[place] / every[place]),
            _shared(table, start, int(place), own, rarity, held_by),
            float(common[place]),
            float(every[place]),
        )
        for place in places[best]
    ]


def _shared(
    table: StepTable, start: int, place: int, own: Floats, rarity: Floats, held_by: Floats
) -> tuple[Shared, ...]:
    has = table.traits
    things = has.indices[has.indptr[place] : has.indptr[place + 1]]
    both = sorted((int(thing) for thing in things if own[thing]), key=lambda thing: (-rarity[thing], thing))
    return tuple(
        Shared(
            table.entities[thing],
            float(rarity[thing]),
            int(held_by[thing]),
            _fact(table, start, thing),
            _fact(table, place, thing),
        )
        for thing in both
    )


def _fact(table: StepTable, place: int, thing: int) -> Step:
    """The strongest fact that an entity states of a thing."""
    rows, _ = table.of(np.array([place]))
    rows = rows[(table.end[rows] == thing) & table.outward[rows] & table.fact[table.statement[rows]]]
    return table.step(int(rows[np.argmax(table.weight[table.statement[rows]])]))
