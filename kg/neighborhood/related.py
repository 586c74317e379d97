"""Entities near an entity, level by level, and the three ways to rank them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from kg.neighborhood.filters import Filters
from kg.neighborhood.pagerank import personal_rank
from kg.neighborhood.steps import Floats, Numbers, Step, StepTable

Rank = Literal["weight", "pagerank", "shared"]
RANKS: tuple[Rank, ...] = get_args(Rank)
MAX_DEPTH = 3
_FURTHER = 0.5
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Related:
    """An entity near another one. reason: the strongest way to it; score: by the ranking asked for."""

    entity_id: str
    score: float
    reason: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """What a walk reached, as arrays of one length. by_row: of each entity of the graph, the last step of the strongest way."""

    places: Numbers
    score: Floats
    depth: Numbers
    by_row: Numbers


def related(
    table: StepTable, start: int, filters: Filters, depth: int, rank: Rank, limit: int | None, offset: int
) -> list[Related]:
    """The `limit` best after the first `offset`. See `Neighborhood.related`."""
    found = walk(table, start, filters, min(depth, MAX_DEPTH))
    score = _scores(table, start, found, rank)
    wanted = filters.ends(table)[found.places]
    best = best_of(score[wanted], found.depth[wanted], found.places[wanted], limit, offset)
    scores, places = score[wanted][best], found.places[wanted][best]
    return [
        Related(table.entities[place], float(points), _way(table, start, place, found.by_row))
        for place, points in zip(places, scores, strict=True)
    ]


def walk(table: StepTable, start: int, filters: Filters, depth: int) -> Reached:
    """Everything within `depth` steps that pass the filters, scored by weight."""
    allowed = filters.statements(table)
    by_row = np.full(len(table.entities), -1)
    by_row[start] = 0
    border, share = np.array([start]), np.ones(1)
    levels: list[tuple[Numbers, Floats, Numbers]] = []
    for level in range(1, depth + 1):
        rows, origin = table.of(border)
        open_to = table.shown[table.end[rows]] & (by_row[table.end[rows]] < 0)
        if filters.direction != "both":
            open_to &= table.outward[rows] == (filters.direction == "out")
        if allowed is not None:
            open_to &= allowed[table.statement[rows]]
        rows, gain = rows[open_to], (share[origin] * table.weight[table.statement[rows]])[open_to]
        border, score, strongest = _arrived(table.end[rows], gain, level)
        by_row[border] = rows[strongest]
        levels.append((border, score, np.full(len(border), level)))
        share = score / _FURTHER ** (level - 1) / np.log2(2 + table.degree[border])
    places, scores, depths = (np.concatenate(part) for part in zip(*levels, strict=True))
    return Reached(places, scores, depths, by_row)


def _arrived(ends: Numbers, gain: Floats, level: int) -> tuple[Numbers, Floats, Numbers]:
    """Each end once, its score, and the place of its strongest way.

    Neighbors by the chance that one of the statements holds, others by the sum of the ways, levelled off.
    """
    order = np.lexsort((np.arange(len(ends)), -gain, ends))
    found, first, group = np.unique(ends[order], return_index=True, return_inverse=True)
    if level == 1:
        return found, -np.expm1(np.bincount(group, np.log1p(-gain[order]), len(found))), order[first]
    together = np.bincount(group, gain[order], len(found))
    return found, together / (1 + together) * _FURTHER ** (level - 1), order[first]


def _scores(table: StepTable, start: int, found: Reached, rank: Rank) -> Floats:
    if rank == "pagerank":
        return personal_rank(table.ties, table.strength, start)[found.places]
    if rank == "shared":
        return shared_neighbors(table, start)[found.places]
    return found.score


def shared_neighbors(table: StepTable, start: int) -> Floats:
    """Of every entity: the neighbors it shares with `start`, each counting 1 / ln(its number of neighbors).

    As networkx's `adamic_adar_index` has it: L. Adamic, E. Adar, "Friends and neighbors on the Web", 2003.
    """
    ties = table.ties
    own = ties.indices[ties.indptr[start] : ties.indptr[start + 1]]
    neighbors = np.diff(ties.indptr)[own]
    counts = np.divide(1.0, np.log(neighbors), out=np.zeros(len(own)), where=neighbors > 1)
    score: Floats = (ties[own] != 0).T.astype(float) @ counts
    return score


def best_of(score: Floats, depth: Numbers, places: Numbers, limit: int | None, offset: int) -> Numbers:
    """The places of a part of the list: by score, then nearness, then name; only what can be in it is sorted."""
    rounded = -np.round(score, _DIGITS)
    chosen = np.arange(len(score))
    if limit is not None and offset + limit < len(score):
        chosen = np.flatnonzero(rounded <= np.partition(rounded, offset + limit - 1)[offset + limit - 1])
    order = np.lexsort((places[chosen], depth[chosen], rounded[chosen]))
    return chosen[order][offset : None if limit is None else offset + limit]


def _way(table: StepTable, start: int, place: int, by_row: Numbers) -> tuple[Step, ...]:
    rows = []
    while place != start:
        rows.append(int(by_row[place]))
        place = int(table.start[rows[-1]])
    return tuple(table.step(row) for row in reversed(rows))
