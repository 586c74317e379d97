"""Every statement as two steps, one from each of its ends, in arrays: an entity's steps lie together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from kg.ontology import Ontology
from kg.stored import MODALITIES, Source, StoredStatement

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
TELLING = ("Industry", "IndustryChain", "ChainSegment", "Product", "Title")


@dataclass(frozen=True, slots=True)
class Step:
    """A statement walked from one of its ends: `out` from subject to object, `in` the other way."""

    statement: StoredStatement
    direction: Literal["out", "in"]

    @property
    def start(self) -> str:
        return self.statement.subject if self.direction == "out" else self.statement.object

    @property
    def end(self) -> str:
        return self.statement.object if self.direction == "out" else self.statement.subject

    def turned(self) -> Step:
        """The same statement walked from its other end."""
        return Step(self.statement, "in" if self.direction == "out" else "out")


class StepTable:
    """The steps of a graph. Entities are numbered in order of name and id, so that a lower number comes first in a list.

    entities: id by number; number: the other way; shown: by entity, whether texts name its type; starts: entity i has the
    steps starts[i] to starts[i + 1], by end and falling weight. Of each step: end (an entity), statement (its place in
    `statements`), outward. Of each statement: weight, confidence, relation and modality (codes), fact. Of each document:
    published.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        sources: Mapping[str, Source],
        statements: Iterable[StoredStatement],
        ontology: Ontology,
    ) -> None:
        self.statements = list(statements)
        self._documents = {document_id: column for column, document_id in enumerate(sources)}
        self.published = [source.published for source in sources.values()]
        ends = {end for said in self.statements for end in (said.subject, said.object)}
        self.entities = sorted({*names, *ends}, key=lambda entity_id: (names.get(entity_id, ""), entity_id))
        self.number = {entity_id: place for place, entity_id in enumerate(self.entities)}
        self._kinds = {name: code for code, name in enumerate(ontology.types)}
        self._relations = {name: code for code, name in enumerate(ontology.relations)}
        self.kind = self._of_entities(lambda entity_id: self._kinds.get(entity_id.partition(":")[0], -1))
        named = {code for name, code in self._kinds.items() if ontology.types[name].extracted}
        self.shown: Marks = np.isin(self.kind, list(named))
        self.weight = self._of_statements(lambda said: said.weight)
        self.confidence = self._of_statements(lambda said: said.confidence)
        self.fact = self._of_statements(lambda said: said.fact).astype(bool)
        self.relation = self._of_statements(lambda said: self._relations.get(said.relation, -1)).astype(np.int64)
        self.modality = self._of_statements(lambda said: MODALITIES.index(said.modality)).astype(np.int64)
        self._lay_out()

    def _lay_out(self) -> None:
        heads = self._of_statements(lambda said: self.number[said.subject]).astype(np.int64)
        tails = self._of_statements(lambda said: self.number[said.object]).astype(np.int64)
        count = len(self.statements)
        start, end = np.concatenate([heads, tails]), np.concatenate([tails, heads])
        statement, outward = np.tile(np.arange(count), 2), np.repeat([True, False], count)
        order = np.lexsort((statement, -self.weight[statement], end, start))
        self.start, self.end, self.statement = start[order], end[order], statement[order]
        self.outward: Marks = outward[order]
        self.starts: Numbers = np.searchsorted(self.start, np.arange(len(self.entities) + 1))
        self.degree: Numbers = np.diff(self.starts)

    def of(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """The steps of these entities, one entity after the other, and for each the place in `places` it starts from."""
        counts = self.degree[places]
        origin = np.repeat(np.arange(len(places)), counts)
        before = self.starts[places] - (np.cumsum(counts) - counts)
        return np.arange(counts.sum()) + before[origin], origin

    def step(self, row: int) -> Step:
        """The step of this number."""
        return Step(self.statements[self.statement[row]], "out" if self.outward[row] else "in")

    def kind_code(self, kind: str) -> int:
        """The number that stands for a type in `kind`."""
        return self._kinds.get(kind, -2)

    def relation_codes(self, relations: Iterable[str]) -> list[int]:
        """The numbers that stand for relations in `relation`."""
        return [self._relations[name] for name in relations]

    @cached_property
    def said_in(self) -> csr_array:
        """Which statement is in which document: 1 for each, statements × documents in the order of `published`."""
        ends = np.cumsum([0, *(len(said.documents) for said in self.statements)])
        columns = [self._documents[document_id] for said in self.statements for document_id in said.documents]
        return csr_array((np.ones(len(columns)), columns, ends), (len(self.statements), len(self._documents)))

    @cached_property
    def ties(self) -> csr_array:
        """How strongly each two shown entities are tied, either way: the weights of their statements added up (symmetric)."""
        known = self.shown[self.start] & self.shown[self.end] & (self.start != self.end)
        places = (self.start[known], self.end[known])
        shape = (len(self.entities),) * 2
        return csr_array((self.weight[self.statement[known]], places), shape)

    @cached_property
    def strength(self) -> Floats:
        """By entity: the weights of all its ties added up."""
        sums: Floats = np.asarray(self.ties.sum(axis=1)).ravel()
        return sums

    @cached_property
    def traits(self) -> csr_array:
        """1 where a fact says of the row's entity that it does, makes or holds the column's (of a type in TELLING)."""
        known = self.outward & self.fact[self.statement] & np.isin(self.kind[self.end], [*map(self.kind_code, TELLING)])
        known &= ~np.isin(self.relation[self.statement], self.relation_codes(["partOf"]))
        found = csr_array((np.ones(known.sum()), (self.start[known], self.end[known])), (len(self.entities),) * 2)
        found.data[:] = 1.0  # what several relations say counts once
        return found

    def _of_entities(self, value: Callable[[str], int]) -> Numbers:
        return np.fromiter(map(value, self.entities), np.int64, len(self.entities))

    def _of_statements(self, value: Callable[[StoredStatement], float]) -> Floats:
        return np.fromiter(map(value, self.statements), np.float64, len(self.statements))
