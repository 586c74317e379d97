"""Two to four parks side by side: what is on record of each, with the statement behind every item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import KgError
from kg.lookup.chain_structure import chain_ids, stages_of_positions, structure
from kg.lookup.indicators import indicator_rows
from kg.lookup.ladder import ladder
from kg.lookup.members import DOING, stated
from kg.lookup.places import surrounding, within
from kg.lookup.summaries import Answer, summary
from kg.neighborhood import Neighborhood, Step, kind_of
from kg.store import Store
from kg.stored import StoredStatement

_FEWEST, _MOST = 2, 4
Items = dict[str, list[Answer]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the parks. inside: it and its parts; firms: the steps from these to the firms in them."""

    park: str
    inside: frozenset[str]
    firms: tuple[Step, ...]

    @classmethod
    def of(cls, near: Neighborhood, park: str) -> Side:
        """The side of a park."""
        inside = within(near, park)
        located = (step for place in sorted(inside) for step in near.steps(place, "locatedInPark", "in"))
        return cls(park, inside, tuple(step for step in located if kind_of(step.end) == "Firm"))

    @property
    def firm_ids(self) -> list[str]:
        """The firms, each once, by id."""
        return sorted({step.end for step in self.firms})


def compare(store: Store, near: Neighborhood, parks: Sequence[str]) -> Answer:
    """Parks side by side; `cells` hold a list for each park, in the order given, empty where nothing is on record.

    Raises KgError for fewer than two or more than four parks, for one given twice, and for what is no park.
    """
    for park in parks:
        if kind_of(near.require(park)) != "Park":
            raise KgError(f"{park} is no park", hint="give ids of parks")
    if not _FEWEST <= len(parks) <= _MOST or len(set(parks)) < len(parks):
        raise KgError(f"{len(parks)} parks given", hint=f"give {_FEWEST} to {_MOST} different parks")
    return _Comparison(store, near, [Side.of(near, park) for park in parks]).answer()


@dataclass(frozen=True, slots=True)
class _Comparison:
    store: Store
    near: Neighborhood
    sides: list[Side]

    def answer(self) -> Answer:
        parks = [side.park for side in self.sides]
        return {
            "parks": [self._park(side) for side in self.sides],
            "chains": list(self._chains()),
            "ladder": ladder(self.store, self.near, parks, [side.firm_ids for side in self.sides]),
            "indicators": indicator_rows(self.store, self.near, parks),
            "firms": self._rows(lambda side: ((step.end, side.park, step.statement) for step in side.firms)),
            "industries": self._rows(self._industries),
            "alliances": self._rows(self._alliances),
            "policies": self._rows(self._policies),
        }

    def _park(self, side: Side) -> Answer:
        """planned: firms that are not there yet."""
        there = {step.end for step in side.firms if step.statement.fact}
        counts = {"firms": len(there), "planned": len(side.firm_ids) - len(there)}
        return {**summary(self.store, self.near, side.park), **counts}

    def _item(self, who: str, statement: StoredStatement) -> Answer:
        return {**summary(self.store, self.near, who), **stated(self.near, statement)}

    def _rows(self, found: Callable[[Side], Iterable[tuple[str, str, StoredStatement]]]) -> list[Answer]:
        """A row for each thing found on any side, those of most sides first. found: thing, whose it is, statement."""
        cells = defaultdict[str, list[list[Answer]]](lambda: [[] for _ in self.sides])
        for place, side in enumerate(self.sides):
            for thing, who, statement in found(side):
                cells[thing][place].append(self._item(who, statement))
        order = sorted(cells, key=lambda thing: (-sum(map(bool, cells[thing])), self.near.names[thing], thing))
        return [{**summary(self.store, self.near, thing), "cells": cells[thing]} for thing in order]

    def _industries(self, side: Side) -> Iterator[tuple[str, str, StoredStatement]]:
        for place in sorted(side.inside):
            for step in self.near.steps(place, "developsIndustry", "out"):
                yield step.end, place, step.statement

    def _alliances(self, side: Side) -> Iterator[tuple[str, str, StoredStatement]]:
        """Those that a park or firm is a member of, and those that cover or are located in the park."""
        for member in (*sorted(side.inside), *side.firm_ids):
            for step in self.near.steps(member, "memberOf", "out"):
                yield step.end, member, step.statement
        for place in sorted(side.inside):
            for relation in ("covers", "locatedInPark"):
                for step in self.near.steps(place, relation, "in"):
                    if kind_of(step.end) == "Alliance":
                        yield step.end, place, step.statement

    def _policies(self, side: Side) -> Iterator[tuple[str, str, StoredStatement]]:
        """Those that apply in the park or in what it lies in, are issued by it or target it."""
        for place in sorted(side.inside | surrounding(self.near, side.park)):
            own = ("issuedBy", "targets") if place in side.inside else ()
            for relation in ("appliesIn", *own):
                for step in self.near.steps(place, relation, "in"):
                    yield step.end, place, step.statement

    def _chains(self) -> Iterator[Answer]:
        """Chains of which any side has something, each with its whole and its segments that any side has."""
        doing, positions = [self._doing(side) for side in self.sides], stages_of_positions(self.store)
        for chain in (structure(self.near, chain_id, positions) for chain_id in chain_ids(self.near)):
            whole = [[item for thing in chain.general for item in items.get(thing, ())] for items in doing]
            rows = [
                {
                    **summary(self.store, self.near, segment),
                    "stage": chain.stages.get(segment),
                    "cells": [items.get(segment, []) for items in doing],
                }
                for segment in chain.ties
                if any(segment in items for items in doing)
            ]
            if rows or any(whole):
                count = {"segment_count": len(chain.ties), "cells": whole, "segments": rows}
                yield {**summary(self.store, self.near, chain.id), **count}

    def _doing(self, side: Side) -> Items:
        """What the firms of a side, and the park itself, do: thing → who, by which statement."""
        items = defaultdict[str, list[Answer]](list)
        for who in (*side.firm_ids, *sorted(side.inside)):
            for step in self.near.steps(who, direction="out"):
                if step.statement.relation in DOING.get(kind_of(who), ()):
                    items[step.end].append(self._item(who, step.statement))
        return dict(items)
