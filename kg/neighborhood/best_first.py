"""The k cheapest ways without a circle, hubs on the way damped."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

import numpy as np

from kg.neighborhood.steps import Floats, Numbers, Step
from kg.neighborhood.walkable import Walkable

PATIENCE = 200_000


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from one entity to another; cost: what the best are ordered by."""

    steps: tuple[Step, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Way:
    """A way so far. rows: its steps; place: where it is; arrived: it ends there."""

    rows: tuple[int, ...]
    place: int
    cost: float
    arrived: bool = False


class BestFirst:
    """A search for paths to any of `goals`, at most max_length steps long.

    Damped, a step costs 1 / its statement's weight, and an entity on the way log2(1 + number of its statements); else a step
    costs 1. What the rest of a way costs at least is computed beforehand for every entity and number of steps left (Bellman
    and Ford), and the way that promises least is followed first (A*). gave_up: PATIENCE ways were looked at.
    """

    def __init__(self, walkable: Walkable, goals: Numbers, max_length: int, damped: bool) -> None:
        table = walkable.table
        self._walkable, self._table, self._length = walkable, table, max_length
        self._goal = np.zeros(len(table.entities), dtype=bool)
        self._goal[goals] = True
        self._passes_goals = len(goals) > 1
        weight = table.weight[table.statement]
        self._step = 1 / weight if damped else np.ones(len(weight))
        self._toll = np.log2(1 + table.degree) if damped else np.zeros(len(table.entities))
        self._rest = self._costs_of_rest()
        self._numbers = count()
        self.gave_up = False

    def paths(self, start: int, k: int) -> list[Path]:
        """The k best, to k different goals where there are several."""
        return list(islice(self._found(start), k))

    def _costs_of_rest(self) -> list[Floats]:
        """By number of steps left: what each entity has to pay at least from there to a goal; infinite where none is near."""
        table, entities = self._table, len(self._table.entities)
        step = np.where(self._walkable.marks, self._step, np.inf)
        there = np.where(self._goal, 0.0, np.inf)
        joined = np.flatnonzero(table.degree)
        rest: list[Floats] = [np.full(entities, np.inf)]
        for _ in range(self._length - 1):
            onward = step + np.minimum(there, self._toll + rest[-1])[table.end]
            least = np.full(entities, np.inf)
            if joined.size:
                least[joined] = np.minimum.reduceat(onward, table.starts[joined])
            rest.append(least)
        return rest

    def _found(self, start: int) -> Iterator[Path]:
        waiting = [(0.0, 0, next(self._numbers), _Way((), start, 0.0))]
        reached = set[int]()
        while waiting and not self.gave_up:
            way = heapq.heappop(waiting)[-1]
            if not way.arrived:
                for promise, further in self._further(start, way):
                    heapq.heappush(waiting, (promise, -len(further.rows), next(self._numbers), further))
                self.gave_up = len(waiting) > PATIENCE
            elif way.place not in reached:
                if self._passes_goals:
                    reached.add(way.place)
                yield Path(tuple(map(self._table.step, way.rows)), way.cost)

    def _further(self, start: int, way: _Way) -> Iterator[tuple[float, _Way]]:
        """The ways that are a step longer, each with the least it can cost in the end."""
        rows = self._walkable.steps(np.array([way.place]))
        ends, first = np.unique(self._table.end[rows], return_index=True)
        rows = rows[first]
        cost = way.cost + self._step[rows]
        passed = cost + self._toll[ends]
        promise = passed + self._rest[self._length - len(way.rows) - 1][ends]
        if not self._passes_goals:
            promise[self._goal[ends]] = np.inf
        been = {start, *(int(self._table.end[row]) for row in way.rows)}
        for here in np.flatnonzero(self._goal[ends] | (promise < np.inf)):
            end, longer = int(ends[here]), (*way.rows, int(rows[here]))
            if end in been:
                continue
            if self._goal[end]:
                yield float(cost[here]), _Way(longer, end, float(cost[here]), arrived=True)
            if promise[here] < np.inf:
                yield float(promise[here]), _Way(longer, end, float(passed[here]))
