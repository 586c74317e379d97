"""Builds on disk: made in a folder of their own, swapped in whole. No reader ever sees half of one."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

import orjson
import pyoxigraph

from kg.errors import StoreError
from kg.model import Document

FORMAT = 1
CURRENT, BUILDS = "current", "builds"


def current_build(store: Path) -> Path | None:
    """The folder of the build in use; None where nothing was built yet."""
    link = store / CURRENT
    return link.resolve() if link.is_symlink() and link.is_dir() else None


@dataclass(slots=True)
class Draft:
    """A build in the making. Nothing of it is seen before `commit`.

    path: its temporary folder. The search index in names/ is written by the caller.
    """

    store: Path
    path: Path
    _parts: dict[str, str] = field(default_factory=dict)

    def keep_text(self, document: Document) -> None:
        """Store the document's text as it was read, and which pieces of it the document is, under a name made from its id."""
        record = {
            name: getattr(document, name) for name in ("id", "source", "title", "published", "byline", "kind", "text")
        }
        pieces = document.pieces(0, len(document.clean)) if document.clean else ()
        record["pieces"] = [[piece.start, piece.end] for piece in pieces]
        content = orjson.dumps(record)
        (self.path / "texts" / text_file(document.id)).write_bytes(content)
        self._parts[f"texts/{document.id}"] = hashlib.sha256(content).hexdigest()

    def keep_ontology(self, directory: Path) -> None:
        """Store the Turtle files of the ontology that the build was made with."""
        for path in sorted(directory.glob("*.ttl")):
            content = path.read_bytes()
            (self.path / "ontology" / path.name).write_bytes(content)
            self._parts[f"ontology/{path.name}"] = hashlib.sha256(content).hexdigest()

    def write_quads(self, lines: Iterable[str]) -> None:
        """Write the sorted N-Quads and load them into the build's Oxigraph.

        Raises StoreError when they are no N-Quads.
        """
        path, digest = self.path / "quads.nq.gz", hashlib.sha256()
        with path.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as file:
            for line in lines:
                content = line.encode()
                digest.update(content)
                file.write(content)
        self._parts["quads"] = digest.hexdigest()
        database = pyoxigraph.Store(str(self.path / "oxigraph"))
        try:
            with gzip.open(path) as quads:
                database.bulk_load(cast(IO[bytes], quads), pyoxigraph.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(
                f"the graph cannot be loaded: {error}", hint="is the base IRI a whole IRI ending in / ?"
            ) from error
        database.flush()
        database.optimize()

    def commit(self, meta: Mapping[str, object]) -> str:
        """Seal the build with its meta data, make it the one in use and return its id.

        The id is a hash of the N-Quads, the texts and the ontology. Where the build in use has that id, it stays.
        """
        build_id = hashlib.sha256(repr(sorted(self._parts.items())).encode()).hexdigest()[:16]
        record = {"id": build_id, "format": FORMAT, "built": datetime.now(UTC).isoformat(timespec="seconds"), **meta}
        (self.path / "meta.json").write_bytes(orjson.dumps(record, option=orjson.OPT_INDENT_2))
        _sync(self.path)
        target = self.store / BUILDS / build_id
        previous = current_build(self.store)
        if previous == target:
            return build_id
        if target.exists():
            shutil.rmtree(target)
        self.path.rename(target)
        _point(self.store, target)
        _prune(target, previous)
        return build_id


@contextmanager
def draft(store: Path) -> Iterator[Draft]:
    """A new draft in the store's folder, gone at the end unless committed.

    Raises StoreError when the folder cannot be written or another build is running in it.
    """
    store = store.resolve()
    path = store / BUILDS / f".tmp-{os.getpid()}"
    with _locked(store):
        for left in (store / BUILDS).glob(".tmp-*"):
            shutil.rmtree(left, ignore_errors=True)
        for part in ("texts", "names", "ontology"):
            (path / part).mkdir(parents=True)
        try:
            yield Draft(store, path)
        finally:
            shutil.rmtree(path, ignore_errors=True)


def text_file(document_id: str) -> str:
    """The name of the file that keeps a document's text: made from a hash, as an id may hold any character."""
    return f"{hashlib.sha256(document_id.encode()).hexdigest()[:20]}.json"


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    try:
        (store / BUILDS).mkdir(parents=True, exist_ok=True)
        lock = (store / ".lock").open("w")
    except OSError as error:
        raise StoreError(
            f"the folder cannot be written: {error.strerror}", where=str(store), hint="choose another --store"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another build is being written", where=str(store), hint="wait until it has ended"
            ) from error
        yield


def _sync(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _point(store: Path, target: Path) -> None:
    link = store / f".{CURRENT}-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(BUILDS) / target.name)
    link.replace(store / CURRENT)


def _prune(target: Path, previous: Path | None) -> None:
    for build in target.parent.iterdir():
        if build not in (target, previous):
            shutil.rmtree(build, ignore_errors=True)
