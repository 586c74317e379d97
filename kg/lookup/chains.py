"""Industry chains: who stands on their segments in a place, what has no record there and who has it elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.errors import KgError
from kg.lookup.chain_structure import STAGES, ChainStructure, chain_ids, stages_of_positions, structure
from kg.lookup.members import Lens, Members, stated, step_end, title_counts
from kg.lookup.places import surrounding, within
from kg.lookup.policies import policies
from kg.lookup.summaries import Answer, summary
from kg.neighborhood import Neighborhood, kind_of
from kg.store import Store

_ELSEWHERE = 3


def chains(store: Store, near: Neighborhood, place: str | None = None) -> list[Answer]:
    """Every chain by name with counts under the lens: segments by stage and with a record, firms, parks; and policies.

    Raises KgError when the place is no park or region.
    """
    lens, positions = _lens(store, near, place), stages_of_positions(store)
    return [_listed(lens, structure(near, chain, positions)) for chain in chain_ids(near)]


def _listed(lens: Lens, chain: ChainStructure) -> Answer:
    things = [*chain.general, *chain.ties]
    members = Members.of(lens, things)
    stages = Counter(chain.stages.get(segment) for segment in chain.ties)
    here = {s.object for who, said in members.said.items() if lens.holds(who) for s in said}
    return {
        **summary(lens.store, lens.near, chain.id),
        "segments": len(chain.ties),
        "stages": {stage: stages[stage] for stage in STAGES},
        "recorded": len(here & chain.ties.keys()),
        "firms": len(members.ids("Firm")),
        "parks": len(members.ids("Park")),
        "policies": len({step.end for thing in things for step in lens.near.steps(thing, "targets", "in")}),
    }


def chain_map(store: Store, near: Neighborhood, chain: str, place: str | None) -> Answer:
    """One chain under the lens of a park or region with all that lies in it, or of all.

    Raises KgError when the id is of no chain, or the place's of no park or region.
    """
    if kind_of(near.require(chain)) != "IndustryChain":
        raise KgError(f"{chain} is no industry chain", hint="/api/v1/chains lists them")
    lens = _lens(store, near, place)
    applying = within(near, place) | surrounding(near, place) if place else frozenset[str]()
    return _Drawing(lens, structure(near, chain, stages_of_positions(store)), place, applying).answer()


def _lens(store: Store, near: Neighborhood, place: str | None) -> Lens:
    if place is not None and kind_of(near.require(place)) not in {"Park", "Region"}:
        raise KgError(f"{place} is no park or region", hint="a lens is the id of a park or region")
    return Lens(store, near, within(near, place) if place else None)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """applying: the places whose policies apply under the lens."""

    lens: Lens
    chain: ChainStructure
    place: str | None
    applying: frozenset[str]

    def answer(self) -> Answer:
        store, near, chain = self.lens.store, self.lens.near, self.chain
        boxes = {segment: self._segment(segment) for segment in chain.ties}
        general = Members.of(self.lens, chain.general)
        firms = general.records("Firm")
        everyone = [*firms, *(firm for box in boxes.values() for firm in box["firms"])]
        return {
            **summary(store, near, chain.id),
            "lens": summary(store, near, self.place) if self.place else None,
            "industries": [step_end(self.lens, step) for step in chain.industries],
            "bands": [
                {
                    "stage": stage,
                    "segments": [box for segment, box in boxes.items() if chain.stages.get(segment) == stage],
                }
                for stage in (*STAGES, None)
            ],
            "supplies": [{"from": s.start, "to": s.end, **stated(near, s.statement)} for s in chain.supplies],
            "firms": firms,
            "parks": general.records("Park"),
            "policies": self._policies({firm["id"] for firm in everyone}),
            "titles": title_counts(self.lens, {firm["id"] for firm in everyone if not firm["planned"]}),
            "counts": _counts(boxes, everyone),
        }

    def _segment(self, segment: str) -> Answer:
        """A segment with its firms and parks, and some of those elsewhere."""
        members = Members.of(self.lens, [segment])
        return {
            **summary(self.lens.store, self.lens.near, segment),
            **stated(self.lens.near, self.chain.ties[segment].statement),
            "firms": members.records("Firm"),
            "parks": members.records("Park"),
            "elsewhere": members.elsewhere(_ELSEWHERE),
            "policies": policies(self.lens, [segment], self.applying),
        }

    def _policies(self, firms: set[str]) -> list[Answer]:
        """Those for the chain, its industries, the place looked at, or the titles of the firms."""
        titles = {step.end for firm in firms for step in self.lens.near.steps(firm, "holdsTitle", "out")}
        place = [self.place] if self.place else []
        return policies(self.lens, [*self.chain.general, *place, *sorted(titles)], self.applying)


def _counts(boxes: dict[str, Answer], everyone: list[Answer]) -> Answer:
    """recorded: segments with a firm or park, be it planned; planned: firms of which nothing is done yet."""
    done = {firm["id"] for firm in everyone if not firm["planned"]}
    return {
        "segments": len(boxes),
        "recorded": sum(bool(box["firms"] or box["parks"]) for box in boxes.values()),
        "firms": len(done),
        "planned": len({firm["id"] for firm in everyone} - done),
    }
