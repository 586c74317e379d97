"""A build in the making: what goes into its folder, and the digest of it all."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Document, Reading
from kg.query.answers import DATABASE
from kg.store import bulk, readings
from kg.store.statistics import statistics

FOLDERS = ("texts", "readings", "names", "ontology")
QUADS = "quads.nq.gz"


@dataclass(slots=True)
class Draft:
    """The folder of a build that is not in use yet. The search index in names/ is written by the caller.

    path: the folder.
    """

    path: Path
    _parts: dict[str, str] = field(default_factory=dict)
    _sealing: Future[dict[str, Any]] | None = None

    def keep(self, reading: Reading) -> None:
        """Store what a document is and what was read from it."""
        name = record_file(reading.document.id)
        self._write("texts", name, _text_record(reading.document))
        self._write("readings", name, readings.dump(reading))

    def keep_from(self, build: Path, document_id: str) -> None:
        """Store what another build holds of a document."""
        name = record_file(document_id)
        for folder in ("texts", "readings"):
            source, target = build / folder / name, self.path / folder / name
            self._parts[f"{folder}/{name}"] = hashlib.sha256(source.read_bytes()).hexdigest()
            try:
                os.link(source, target)  # a record is never changed, so two builds may share it
            except OSError:
                shutil.copyfile(source, target)

    def keep_ontology(self, directory: Path) -> None:
        """Store the Turtle files of the ontology that the build was made with."""
        for path in sorted(directory.glob("*.ttl")):
            self._write("ontology", path.name, path.read_bytes())

    def keep_file(self, name: str, content: bytes) -> None:
        """Store a file of the build's own."""
        self._write("", name, content)

    def write_quads(self, lines: Iterable[str]) -> None:
        """Write the sorted N-Quads, which have no blank nodes, and load them into the build's Oxigraph.

        Raises StoreError when they are no N-Quads.
        """
        path, digest, database = self.path / QUADS, hashlib.sha256(), self.new_database()

        def kept(file: gzip.GzipFile) -> Iterator[bytes]:
            for piece in bulk.joined(line.encode() for line in lines):
                digest.update(piece)
                file.write(piece)
                yield piece

        try:
            with path.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as file:
                bulk.load_lines(database, kept(file), ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(
                f"the graph cannot be loaded: {error}", hint="is the base IRI a whole IRI ending in / ?"
            ) from error
        self.seal_graph(database, digest.hexdigest())

    def new_database(self) -> ox.Store:
        """The build's Oxigraph, empty."""
        return ox.Store(str(self.path / DATABASE))

    def seal_graph(self, database: ox.Store, digest: str) -> None:
        """All is loaded: begin to put the database in order, beside what else is to be done. digest: of what was loaded."""
        self._parts["quads"] = digest
        thread = ThreadPoolExecutor(1)
        self._sealing = thread.submit(_sealed, database)
        thread.shutdown(wait=False)

    @property
    def statistics(self) -> dict[str, Any]:
        """Those of the graph, once its database is in order. Raises OSError when that failed."""
        assert self._sealing is not None, "no graph was written"
        return self._sealing.result()

    def settle(self) -> None:
        """Wait until nothing is written any more, whatever came of it."""
        if self._sealing is not None:
            wait([self._sealing])

    def digest(self) -> str:
        """The id of the build: a hash of the graph, the records and the ontology."""
        return hashlib.sha256(repr(sorted(self._parts.items())).encode()).hexdigest()[:16]

    def _write(self, folder: str, name: str, content: bytes) -> None:
        (self.path / folder / name).write_bytes(content)
        self._parts[f"{folder}/{name}"] = hashlib.sha256(content).hexdigest()


def _sealed(database: ox.Store) -> dict[str, Any]:
    database.flush()
    database.optimize()
    return statistics(database.query)


def record_file(document_id: str) -> str:
    """The name of the files that keep a document's text and reading: made from a hash, as an id may hold any character."""
    return f"{hashlib.sha256(document_id.encode()).hexdigest()[:20]}.json"


def _text_record(document: Document) -> bytes:
    record = {
        name: getattr(document, name) for name in ("id", "source", "title", "published", "byline", "kind", "text")
    }
    pieces = document.pieces(0, len(document.clean)) if document.clean else ()
    record["pieces"] = [[piece.start, piece.end] for piece in pieces]
    return orjson.dumps(record)
