"""The main flow: inputs are read, written as a new build, validated, and put in the old one's place."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg import __version__, inputs, resources, tables, tabular
from kg.assembly import Assembly, BuildSummary
from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.model import Document, Reading
from kg.ontology import Ontology
from kg.progress import track
from kg.resolve import decisions
from kg.settings import Settings
from kg.store import builds


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

    @property
    def reader(self) -> str:
        """A fingerprint of what reads documents: the version, the known names and the learned weights."""
        digest = hashlib.sha256(__version__.encode())
        for folder in (self.gazetteer_dir, resources.models_dir()):
            for path in sorted(folder.glob("*.tsv")):
                digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

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
    with builds.draft(store) as draft:
        assembly = Assembly(draft, sources.ontology_dir, settings.base_iri, decisions.of_store(store))
        for reading in chain(
            tables.read_gazetteer(sources.gazetteer) if gazetteer else (), read(found, sources, workers, bad_rows)
        ):
            assembly.add(reading)
        return assembly.commit(store, {"reader": sources.reader})


def read(
    found: Sequence[inputs.Input], sources: Sources, workers: int = 1, bad_rows: tables.BadRows | None = None
) -> Iterator[Reading]:
    """What tables and documents say, tables first, in the order given whatever the number of workers.

    bad_rows: takes the faults of rows that are left out; None ends at the first.
    """
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
