"""The main flow: inputs are read, written as a new build, validated, and put in the old one's place."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kg import inputs, resources, search, tables, tabular
from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.model import Document, Reading
from kg.ontology import Ontology
from kg.progress import track
from kg.settings import Settings
from kg.store import builds, terms
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


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the words come from: the folders of the ontology and of the gazetteer."""

    ontology_dir: Path
    gazetteer_dir: Path

    @property
    def ontology(self) -> Ontology:
        """The terms that are declared."""
        return Ontology.load(self.ontology_dir)

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that are known."""
        return Gazetteer.load(self.gazetteer_dir)

    def extractor(self) -> Extractor:
        """A reader of documents that uses both."""
        return Extractor(self.ontology, self.gazetteer)


def build(
    paths: Sequence[Path] | None,
    store: Path,
    *,
    ontology: Path | None = None,
    settings: Settings | None = None,
    gazetteer: bool = True,
    gazetteer_dir: Path | None = None,
    workers: int = 1,
    mappings: Sequence[Path] = (),
    bad_rows: tables.BadRows | None = None,
) -> BuildSummary:
    """Read everything into a new build of `store` and make it the one in use.

    paths: files and folders, None for the shipped sample data; ontology: a folder of Turtle files, if not the shipped
    one; gazetteer: whether its rows become facts; gazetteer_dir: its folder, if not the shipped one; workers: processes
    that read documents; mappings: files and folders of them for tables that have none beside them; bad_rows: what
    becomes of rows that do not fit (default: the first one is an error). Raises a KgError, and leaves the store as it was, for a bad input, an ontology whose blocks are
    incomplete or contradict each other, or (ConformanceError) a graph that breaks the ontology's shapes.
    """
    settings = settings or Settings.from_environment()
    sources = Sources(ontology or resources.ontology_dir(), gazetteer_dir or resources.gazetteer_dir())
    found = inputs.shipped() if paths is None else inputs.find(paths, mappings)
    sources.ontology.check()
    writer, documents = GraphWriter(sources.ontology, settings.base_iri), Counter[str]()
    with builds.draft(store) as draft:
        for reading in _readings(found, sources, gazetteer, workers, bad_rows):
            writer.add(reading)
            draft.keep_text(reading.document)
            documents[reading.document.kind] += 1
        lines = sorted([*writer.lines(), *vocabulary_lines(sources.ontology_dir)])
        report = validate(map(terms.statement, lines), sources.ontology)
        if not report.conforms:
            raise ConformanceError(report)
        draft.write_quads(lines)
        search.write_index(draft.path / "names", names(writer))
        draft.keep_ontology(sources.ontology_dir)
        before = builds.current_build(store)
        meta = {"base_iri": settings.base_iri, "counts": {"quads": len(lines), "documents": dict(documents)}}
        build_id = draft.commit(meta)
    new = before is None or before.name != build_id
    return BuildSummary(build_id, dict(documents), len(lines), new)


def names(writer: GraphWriter) -> Iterator[search.IndexedName]:
    """Every name of every entity that a text can name, for the search index."""
    kinds = set(writer.ontology.entity_types)
    for label in writer.labels:
        kind, weight = label.entity_id.partition(":")[0], writer.degrees[label.entity_id]
        if kind in kinds:
            yield search.IndexedName(label.entity_id, kind, label.name, label.name, "name", weight)
            for alias in label.aliases:
                yield search.IndexedName(label.entity_id, kind, alias, label.name, "alias", weight)


def _readings(
    found: Sequence[inputs.Input], sources: Sources, gazetteer: bool, workers: int, bad_rows: tables.BadRows | None
) -> Iterator[Reading]:
    if gazetteer:
        yield from tables.read_gazetteer(sources.gazetteer)
    known = tables.KnownNames(sources.gazetteer)
    for table in (item for item in found if item.is_table):
        yield tabular.read(table.path, table.source, table.mapping, sources.ontology, known, bad_rows)
    documents = [document for item in found if not item.is_table for document in item.documents()]
    yield from track(_extracted(documents, sources, workers), "Reading", len(documents))


def _extracted(documents: Iterable[Document], sources: Sources, workers: int) -> Iterator[Reading]:
    """The readings in the order of the documents, whatever the number of workers."""
    if workers == 1:
        yield from map(sources.extractor().extract, documents)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start_worker, (sources,)) as pool:
        yield from pool.map(_extract, documents, chunksize=8)


_worker: list[Extractor] = []


def _start_worker(sources: Sources) -> None:
    _worker.append(sources.extractor())


def _extract(document: Document) -> Reading:
    return _worker[0].extract(document)
