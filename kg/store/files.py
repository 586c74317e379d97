"""RDF files of others → the database of a build, as they are."""

from __future__ import annotations

import gzip
import hashlib
import mmap
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TypeVar, cast

import pyoxigraph as ox

from kg.errors import DataError
from kg.prefixes import PREFIXES
from kg.store import bulk
from kg.store.drafts import Draft

Database = ox.Store
_READ = 1 << 20
_T = TypeVar("_T")
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
                    _load_plain(database, path, kind, base, source.of(plain))
        except (OSError, EOFError, SyntaxError) as error:
            if source.is_sound and not isinstance(error, SyntaxError):
                raise  # not the file but the disk that is written to
            raise DataError(
                f"cannot be read: {error}", where=str(path), hint="check the file and its suffix"
            ) from error
    draft.seal_graph(database, digest.hexdigest())
    return database


def _load_plain(database: Database, path: Path, kind: ox.RdfFormat, base: str, source: _Source) -> None:
    """Load a file as one, or by pieces where no name goes beyond a line."""
    if kind not in bulk.LINES or source.names_blank_nodes():
        source.read_all()
        return database.bulk_load(path=str(path), format=kind, base_iri=base)
    try:
        bulk.load_lines(database, bulk.pieces(source), kind, base)
    except SyntaxError:
        deque(ox.parse(path=str(path), format=kind, base_iri=base), maxlen=0)  # raises it with the file's line
        raise


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
        self._file: IO[bytes] | gzip.GzipFile | None = None

    def of(self, file: IO[bytes] | gzip.GzipFile) -> _Source:
        """This file, to be read by who takes it."""
        self._file, self.is_sound = file, True
        return self

    def names_blank_nodes(self) -> bool:
        """Whether there may be a blank node in the file, which is no zipped one."""
        assert self._file is not None
        if not self._sound(lambda file: os.fstat(file.fileno()).st_size):
            return False
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return content.find(b"_:") >= 0

    def read_all(self) -> None:
        """Hash the file, which is read by its path afterwards."""
        while self.read(_READ):
            pass

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        return self._hashed(lambda file: file.read(size))

    def readline(self) -> bytes:
        """The next bytes up to the end of their line."""
        return self._hashed(lambda file: file.readline())

    def _hashed(self, read: Callable[[IO[bytes] | gzip.GzipFile], bytes]) -> bytes:
        content = self._sound(read)
        self._digest.update(content)
        return content

    def _sound(self, do: Callable[[IO[bytes] | gzip.GzipFile], _T]) -> _T:
        assert self._file is not None
        try:
            return do(self._file)
        except Exception:
            self.is_sound = False
            raise
