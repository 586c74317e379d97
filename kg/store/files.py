"""RDF files of others → the database of a build, as they are."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import DataError
from kg.prefixes import PREFIXES
from kg.store.drafts import Draft

Database = ox.Store
FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def load_rdf(draft: Draft, paths: Sequence[Path]) -> Database:
    """Load the files into the draft's database, blank nodes of different files kept apart.

    Raises DataError naming the file, and the line where there is one, when it cannot be read.
    """
    digest, database = hashlib.sha256(), draft.new_database()
    for path in paths:
        kind, base, source = _kind(path), path.resolve().as_uri(), _Source(digest)
        try:
            if _is_zipped(path):
                with gzip.open(path) as file:
                    database.bulk_load(cast(IO[bytes], source.of(file)), kind, base_iri=base)
            else:
                with path.open("rb") as plain:
                    source.read_all(plain)
                database.bulk_load(path=str(path), format=kind, base_iri=base)
        except (OSError, EOFError, SyntaxError) as error:
            if source.is_sound and not isinstance(error, SyntaxError):
                raise  # not the file but the disk that is written to
            raise DataError(
                f"cannot be read: {error}", where=str(path), hint="check the file and its suffix"
            ) from error
    draft.seal_graph(database, digest.hexdigest())
    return database


def literals(database: Database, predicate: str) -> Iterator[tuple[str, str]]:
    """IRI and characters of every literal of a predicate (a prefixed name) in the default graph and all others."""
    prefix, _, local = predicate.partition(":")
    for quad in database.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES[prefix]}{local}"), None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object.value


def _kind(path: Path) -> ox.RdfFormat:
    known = FORMATS.get((Path(path.stem) if _is_zipped(path) else path).suffix.lower())
    if known is None:
        hint = f"known: {' '.join(FORMATS)}, each also with .gz"
        raise DataError("not a known kind of RDF file", where=str(path), hint=hint)
    return known


def _is_zipped(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


class _Source:
    """A file that is hashed while it is read. is_sound: it was opened, and reading it raised nothing."""

    def __init__(self, digest: hashlib._Hash) -> None:
        self._digest, self.is_sound = digest, False
        self._file: gzip.GzipFile | None = None

    def of(self, file: gzip.GzipFile) -> _Source:
        """This file, to be read by who takes it."""
        self._file, self.is_sound = file, True
        return self

    def read_all(self, file: BufferedReader) -> None:
        """Hash the file, which is read by its path afterwards."""
        self._digest.update(hashlib.file_digest(file, "sha256").digest())
        self.is_sound = True

    def read(self, size: int = -1) -> bytes:
        assert self._file is not None
        try:
            content = self._file.read(size)
        except Exception:
            self.is_sound = False
            raise
        self._digest.update(content)
        return content
