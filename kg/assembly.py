"""Readings → a build: written as a graph, validated, indexed, and put in the place of the one in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import search
from kg.model import Reading
from kg.ontology import Ontology
from kg.store import builds, terms
from kg.store.drafts import Draft
from kg.store.rdf import GraphWriter
from kg.store.vocabulary import vocabulary_lines
from kg.validate import ConformanceError, validate


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build holds. documents: number by kind; quads: lines of N-Quads; new: False when it was in use before."""

    build_id: str
    documents: dict[str, int]
    quads: int
    new: bool


class Assembly:
    """Takes readings, new ones and those of an earlier build, and makes a build of them."""

    def __init__(self, draft: Draft, ontology_dir: Path, base_iri: str) -> None:
        self._draft, self._ontology_dir = draft, ontology_dir
        self.writer = GraphWriter(Ontology.load(ontology_dir), base_iri)
        self._documents = Counter[str]()

    def add(self, reading: Reading, earlier: Path | None = None) -> None:
        """Take in a reading; earlier: the build that holds it already.

        Raises DataError for a second document of the same id and for a predicate that the ontology does not declare.
        """
        self.writer.add(reading)
        if earlier is None:
            self._draft.keep(reading)
        else:
            self._draft.keep_from(earlier, reading.document.id)
        self._documents[reading.document.kind] += 1

    def commit(self, store: Path, options: dict[str, object]) -> BuildSummary:
        """Make the build and put it in use. options: what it was made with, for its meta data.

        Raises ConformanceError, and leaves the store as it was, for a graph that breaks the ontology's shapes.
        """
        draft, ontology = self._draft, self.writer.ontology
        lines = sorted([*self.writer.lines(), *vocabulary_lines(self._ontology_dir)])
        report = validate(map(terms.statement, lines), ontology)
        if not report.conforms:
            raise ConformanceError(report)
        draft.write_quads(lines)
        search.write_index(draft.path / "names", _names(self.writer))
        draft.keep_ontology(self._ontology_dir)
        before = builds.current_build(store)
        counts = {"quads": len(lines), "documents": dict(self._documents)}
        meta = {"base_iri": self.writer.base_iri, "counts": counts, "statistics": draft.statistics, **options}
        build_id = builds.commit(store, draft, meta)
        return BuildSummary(build_id, dict(self._documents), len(lines), before is None or before.name != build_id)


def _names(writer: GraphWriter) -> Iterator[search.IndexedName]:
    """Every name of every entity that a text can name, for the search index."""
    kinds = set(writer.ontology.entity_types)
    for label in writer.labels:
        kind, weight = label.entity_id.partition(":")[0], writer.degrees[label.entity_id]
        if kind in kinds:
            yield search.IndexedName(label.entity_id, kind, label.name, label.name, "name", weight)
            for alias in label.aliases:
                yield search.IndexedName(label.entity_id, kind, alias, label.name, "alias", weight)
