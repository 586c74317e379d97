"""How a chain is built: its segments by stage, its industries, who supplies whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.identity import identifier
from kg.neighborhood import Neighborhood, Step, kind_of
from kg.store import Store
from kg.store.rows import rows

STAGES = ("上游", "中游", "下游")


@dataclass(frozen=True, slots=True)
class ChainStructure:
    """ties: the step from the chain to each segment, suppliers first; stages: of the segments whose position is known."""

    id: str
    ties: Mapping[str, Step]
    stages: Mapping[str, str]
    industries: tuple[Step, ...]
    supplies: tuple[Step, ...]

    @property
    def general(self) -> list[str]:
        """The chain and its industries: what stands for it as a whole."""
        return [self.id, *(step.end for step in self.industries)]


def chain_ids(near: Neighborhood) -> list[str]:
    """All chains by name."""
    found = (entity_id for entity_id in near.names if kind_of(entity_id) == "IndustryChain")
    return sorted(found, key=lambda chain: (near.names[chain], chain))


def stages_of_positions(store: Store) -> dict[str, str]:
    """The stage of each position of a chain."""
    return {identifier(store.base_iri, row["position"]) or "": row["stage"] for row in rows(store, "lookup_stages")}


def structure(near: Neighborhood, chain: str, positions: Mapping[str, str]) -> ChainStructure:
    """The structure of a chain. positions: stages_of_positions of the store."""
    ties = {
        step.end: step
        for step in near.steps(chain, "hasSegment", "out")
        if step.statement.fact and kind_of(step.end) == "ChainSegment"
    }
    supplies = tuple(
        step
        for segment in sorted(ties)
        for step in near.steps(segment, "upstreamOf", "out")
        if step.end in ties and step.statement.fact
    )
    stages = {
        step.end: positions[position.end]
        for position in near.steps(chain, "inChain", "in")
        for step in near.steps(position.end, "ofSegment", "out")
        if position.end in positions
    }
    ordered = _in_order(ties, [(step.start, step.end) for step in supplies])
    own = tuple(near.steps(chain, "ofIndustry", "out"))
    return ChainStructure(chain, {segment: ties[segment] for segment in ordered}, stages, own, supplies)


def _in_order(segments: Iterable[str], arrows: list[tuple[str, str]]) -> list[str]:
    """Suppliers before those they supply, as far as no ring forbids it; then by id."""
    depth = dict.fromkeys(segments, 0)
    for _ in tuple(depth):
        deeper = {end: depth[start] + 1 for start, end in arrows if depth[end] <= depth[start]}
        if not deeper:
            break
        depth |= deeper
    return sorted(depth, key=lambda segment: (depth[segment], segment))
