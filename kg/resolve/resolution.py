"""The outcome: which ids mean one thing, why, and what nearly did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.model import Reading, Statement
from kg.resolve.links import Reason


@dataclass(frozen=True, slots=True)
class Merge:
    """An id and the one that stands for it. score: of the weakest step from the one to the other."""

    merged: str
    into: str
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair worth a look: alike but two, or (merged) one by a low score. a_name, b_name: the names of both."""

    a: str
    b: str
    a_name: str
    b_name: str
    score: float
    merged: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Resolution:
    """merges: by merged id, sorted; candidates: the most doubtful first."""

    merges: Mapping[str, Merge] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()

    def canonical(self, entity_id: str) -> str:
        """The id that stands for this one."""
        merge = self.merges.get(entity_id)
        return merge.into if merge else entity_id

    def apply(self, reading: Reading) -> Reading:
        """The reading in canonical ids. A relation between two that are one is left out: it says nothing any more."""
        if not any(entity.id in self.merges for entity in reading.entities):
            return reading
        return replace(
            reading,
            entities=tuple(replace(entity, id=self.canonical(entity.id)) for entity in reading.entities),
            statements=tuple(self._statements(reading)),
            observations=tuple(replace(o, subject=self.canonical(o.subject)) for o in reading.observations),
        )

    def _statements(self, reading: Reading) -> Iterator[Statement]:
        for statement in reading.statements:
            subject, value = self.canonical(statement.subject), self.canonical(statement.object)
            if subject != value or statement.subject == statement.object:
                yield replace(statement, subject=subject, object=value)
