"""Which statements may be walked, and which entities a walk may end at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kg.model import Modality
from kg.neighborhood.steps import Marks, Numbers, StepTable
from kg.stored import MODALITIES

Direction = Literal["out", "in", "both"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a walk is held to; the defaults hold it to nothing.

    Of every step: relations (any of them), direction, modality, min_confidence (0 to 1), since and until (ISO dates or
    their beginnings, both included: some document that states it is dated between them). Of the end: kind (a type),
    region (an id: it lies in that region, or in a park that does), industry (an id: a fact ties it to that industry or a part).
    """

    relations: tuple[str, ...] = ()
    direction: Direction = "both"
    modality: Modality | None = None
    min_confidence: float = 0.0
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    region: str | None = None
    industry: str | None = None

    def statements(self, table: StepTable) -> Marks | None:
        """By statement: whether it may be walked; None where all may."""
        marks = []
        if self.relations:
            marks.append(np.isin(table.relation, table.relation_codes(self.relations)))
        if self.modality:
            marks.append(table.modality == MODALITIES.index(self.modality))
        if self.min_confidence:
            marks.append(table.confidence >= self.min_confidence)
        if self.since or self.until:
            in_time = np.fromiter(map(self.in_time, table.published), bool, len(table.published))
            marks.append(table.said_in @ in_time > 0)
        return np.logical_and.reduce(marks) if marks else None

    def ends(self, table: StepTable) -> Marks:
        """By entity: whether a walk may end there."""
        marks = table.shown
        if self.kind:
            marks = marks & (table.kind == table.kind_code(self.kind))
        if self.region:
            marks = marks & _marked(table, _in_region(table, self.region))
        if self.industry:
            marks = marks & _marked(table, _of_industry(table, self.industry))
        return marks

    def in_time(self, published: str | None) -> bool:
        """Whether a date lies between since and until."""
        since, until = self.since or "", self.until
        return bool(published and published >= since and (until is None or published[: len(until)] <= until))


def _in_region(table: StepTable, region: str) -> Numbers:
    """The region with its parts, the parks in them with their parts, and what is in those parks."""
    regions = _with_parts(table, np.array([table.number[region]]))
    parks = _with_parts(table, _subjects(table, regions, ("inRegion",)))
    return np.concatenate([regions, parks, _subjects(table, parks, ("locatedInPark",))])


def _of_industry(table: StepTable, industry: str) -> Numbers:
    """The industry with its parts, and what a fact ties to one of them."""
    industries = _with_parts(table, np.array([table.number[industry]]))
    return np.concatenate([industries, _subjects(table, industries)])


def _with_parts(table: StepTable, places: Numbers) -> Numbers:
    found = border = places
    while border.size:
        border = np.setdiff1d(_subjects(table, border, ("partOf",)), found)
        found = np.concatenate([found, border])
    return found


def _subjects(table: StepTable, places: Numbers, relations: tuple[str, ...] = ()) -> Numbers:
    """The entities of which a fact (by one of these relations) says something about one of `places`."""
    rows, _ = table.of(places)
    statements = table.statement[rows]
    known = ~table.outward[rows] & table.fact[statements]
    if relations:
        known &= np.isin(table.relation[statements], table.relation_codes(relations))
    return np.unique(table.end[rows[known]])


def _marked(table: StepTable, places: Numbers) -> Marks:
    marks = np.zeros(len(table.entities), dtype=bool)
    marks[places] = True
    return marks
