"""Paths between entities: the shortest, and the k best of which hubs on the way make worse ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.neighborhood.best_first import BestFirst, Path
from kg.neighborhood.filters import Filters
from kg.neighborhood.steps import Numbers, StepTable
from kg.neighborhood.walkable import Walkable

MAX_LENGTH = 6
_UNSEEN, _HOME = 0, -1


@dataclass(frozen=True, slots=True)
class Paths:
    """The best paths, best first. complete: False when the search was ended and there may be others."""

    found: tuple[Path, ...]
    complete: bool = True


def between(table: StepTable, start: int, goal: int, filters: Filters, max_length: int, k: int, damped: bool) -> Paths:
    """The k best paths of at most max_length steps between two entities; quickly none where there is none."""
    short = shortest(table, start, goal, filters, max_length)
    if short is None or (k == 1 and not damped):
        return Paths((short,) if short else ())
    return _best(table, start, np.array([goal]), filters, max_length, k, damped)


def to_kind(table: StepTable, start: int, kind: str, filters: Filters, max_length: int, k: int, damped: bool) -> Paths:
    """The best path to each of the k entities of a type that are cheapest to reach."""
    goals = np.flatnonzero((table.kind == table.kind_code(kind)) & (table.degree > 0))
    return _best(table, start, goals[goals != start], filters, max_length, k, damped)


def shortest(table: StepTable, start: int, goal: int, filters: Filters, max_length: int) -> Path | None:
    """A path of fewest steps; of several the one whose middle has the fewest statements. None when there is none.

    From both ends at once, the smaller border first, so it costs little also when there is none.
    """
    walkable = Walkable(table, filters, (start, goal))
    from_start, from_goal = _Side(walkable, start), _Side(walkable, goal)
    for _ in range(max_length):
        side, other = sorted((from_start, from_goal), key=lambda side: len(side.border))
        side.widen()
        met = side.border[other.came_by[side.border] != _UNSEEN]
        if met.size:
            middle = int(met[np.argmin(table.degree[met])])
            there = [table.step(row) for row in reversed(from_start.back(middle))]
            steps = (*there, *(table.step(row).turned() for row in from_goal.back(middle)))
            return Path(steps, float(len(steps)))
        if not side.border.size:
            break
    return None


def _best(
    table: StepTable, start: int, goals: Numbers, filters: Filters, max_length: int, k: int, damped: bool
) -> Paths:
    search = BestFirst(Walkable(table, filters, (start, *goals)), goals, max_length, damped)
    found: Sequence[Path] = search.paths(start, k)
    return Paths(tuple(found), not search.gave_up)


class _Side:
    """What can be reached from one end, step by step.

    came_by: of each entity seen, the step that led to it, plus 1; zeros, because untouched memory costs nothing.
    """

    def __init__(self, walkable: Walkable, home: int) -> None:
        self._walkable, self._table = walkable, walkable.table
        self.came_by = np.zeros(len(self._table.entities), dtype=np.int64)
        self.came_by[home] = _HOME
        self.border = np.array([home])

    def widen(self) -> None:
        """One step further."""
        rows = self._walkable.steps(self.border)
        rows = rows[self.came_by[self._table.end[rows]] == _UNSEEN]
        self.border, first = np.unique(self._table.end[rows], return_index=True)
        self.came_by[self.border] = rows[first] + 1

    def back(self, place: int) -> list[int]:
        """The steps that led to a place, the last one first."""
        rows = []
        while (mark := int(self.came_by[place])) != _HOME:
            rows.append(mark - 1)
            place = int(self._table.start[mark - 1])
        return rows
