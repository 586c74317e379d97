"""Readings → a build: resolved, written as a graph, validated, indexed, and put in the place of the one in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg import search
from kg.model import Reading
from kg.ontology import Ontology
from kg.resolve import decisions, record, resolve
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

    def __init__(
        self, draft: Draft, ontology_dir: Path, base_iri: str, decisions: Iterable[decisions.Decision] = ()
    ) -> None:
        self._draft, self._ontology_dir = draft, ontology_dir
        self._writer = GraphWriter(Ontology.load(ontology_dir), base_iri)
        self._decisions, self._readings = tuple(decisions), list[Reading]()

    def add(self, reading: Reading, earlier: Path | None = None) -> None:
        """Take in a reading; earlier: the build that holds it already."""
        if earlier is None:
            self._draft.keep(reading)
        else:
            self._draft.keep_from(earlier, reading.document.id)
        self._readings.append(replace(reading, document=replace(reading.document, text="", clean="", offsets=())))

    def commit(self, store: Path, options: dict[str, object]) -> BuildSummary:
        """Make the build and put it in use. options: what it was made with, for its meta data.

        Raises DataError for a second document of the same id, a predicate that the ontology does not declare and
        decisions that contradict each other; ConformanceError for a graph that breaks the ontology's shapes. The store
        is then left as it was.
        """
        draft, writer = self._draft, self._writer
        lines = sorted([*self._write(), *vocabulary_lines(self._ontology_dir)])
        report = validate(map(terms.statement, lines), writer.ontology)
        if not report.conforms:
            raise ConformanceError(report)
        draft.write_quads(lines)
        search.write_index(draft.path / "names", _names(writer))
        draft.keep_ontology(self._ontology_dir)
        before, documents = builds.current_build(store), Counter[str](r.document.kind for r in self._readings)
        counts = {"quads": len(lines), "documents": dict(documents)}
        meta = {"base_iri": writer.base_iri, "counts": counts, "statistics": draft.statistics, **options}
        build_id = builds.commit(store, draft, meta)
        return BuildSummary(build_id, dict(documents), len(lines), before is None or before.name != build_id)

    def _write(self) -> Iterator[str]:
        """The graph of all readings, each thing under one id, and what was merged."""
        resolution = resolve(self._readings, self._decisions)
        for reading in self._readings:
            self._writer.add(resolution.apply(reading))
        self._draft.keep_file(record.FILE, record.dump(resolution))
        yield from self._writer.lines()
        yield from record.merge_lines(resolution, self._writer.base_iri)


def _names(writer: GraphWriter) -> Iterator[search.IndexedName]:
    """Every name of every entity that a text can name, for the search index."""
    kinds = set(writer.ontology.entity_types)
    for label in writer.labels:
        kind, weight = label.entity_id.partition(":")[0], writer.degrees[label.entity_id]
        if kind in kinds:
            yield search.IndexedName(label.entity_id, kind, label.name, label.name, "name", weight)
            for alias in label.aliases:
                yield search.IndexedName(label.entity_id, kind, alias, label.name, "alias", weight)
