"""A store kept up to date, document by document: what comes out is what a build of the same inputs would give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from kg import inputs, resources
from kg.assembly import Assembly
from kg.build import Sources, read
from kg.changes import Changes, compare
from kg.errors import EntityNotFoundError, StoreError
from kg.model import Document, Reading
from kg.progress import track
from kg.resolve import decisions
from kg.store import LocalStore, builds, readings
from kg.store.drafts import record_file
from kg.tables import BadRows


@dataclass(frozen=True, slots=True)
class Held:
    """A document, table or gazetteer that the store holds, without its text. source: its path as it was given."""

    id: str
    kind: str
    source: str
    title: str | None
    published: str | None
    statements: int
    mentions: int


def documents(store: Path) -> list[Held]:
    """What the store was read from, in order of kind and id. Raises StoreError when there is no store."""
    found = [_held(document, reading) for document, reading in _kept(LocalStore.open(store))]
    return sorted(found, key=lambda held: (("document", "table", "gazetteer").index(held.kind), held.id))


def add(
    paths: Sequence[Path],
    store: Path,
    *,
    workers: int = 1,
    gazetteer_dir: Path | None = None,
    mappings: Sequence[Path] = (),
    bad_rows: BadRows | None = None,
) -> Changes:
    """Read documents and tables into the store. One of a known id takes the place of the one before; articles that a
    file does not hold any more are withdrawn. mappings, bad_rows: as for `kg.build.build`.

    Raises a KgError, and leaves the store as it was, for a bad input, a store that `kg load` made, or
    (ConformanceError) a graph that breaks the ontology's shapes.
    """
    found = inputs.find(paths, mappings)
    with builds.draft(store) as draft:
        current = _current(store)
        sources = Sources(current.path / "ontology", gazetteer_dir or resources.gazetteer_dir())
        fresh = list(read(found, sources, workers, bad_rows))
        files, ids = {item.source for item in found}, {reading.document.id for reading in fresh}
        kept = [
            (document, reading)
            for document, reading in _kept(current)
            if document.id not in ids and (document.source not in files or document.kind == "gazetteer")
        ]
        assembly = Assembly(draft, sources.ontology_dir, current.base_iri, decisions.of_store(store))
        return _renew(store, current, assembly, kept, fresh, sources.reader)


def drop(names: Sequence[str], store: Path) -> Changes:
    """Withdraw documents and tables, each given by its id or by its file (then with all of the file's articles).

    Raises EntityNotFoundError, and leaves the store as it was, when the store holds no such document.
    """
    with builds.draft(store) as draft:
        current = _current(store)
        every = list(_kept(current))
        gone = {document_id for name in names for document_id in _meant(name, [document for document, _ in every])}
        kept = [(document, reading) for document, reading in every if document.id not in gone]
        assembly = Assembly(draft, current.path / "ontology", current.base_iri, decisions.of_store(store))
        return _renew(store, current, assembly, kept, [], current.meta.get("reader"))


def decide(decision: decisions.Decision, store: Path) -> Changes:
    """Note a decision in the store and put its readings together anew.

    Raises a KgError, and leaves the store as it was, for a store that `kg load` made and for a decision that
    contradicts others. A kill may leave the decision noted: it then counts from the next build on.
    """
    with builds.draft(store) as draft:
        current, file = _current(store), store / decisions.FILE
        before = file.read_text(encoding="utf-8") if file.is_file() else None
        try:
            file.write_text(decisions.appended(file, decision), encoding="utf-8")
            assembly = Assembly(draft, current.path / "ontology", current.base_iri, decisions.of_store(store))
            return _renew(store, current, assembly, list(_kept(current)), [], current.meta.get("reader"))
        except BaseException:
            file.unlink() if before is None else file.write_text(before, encoding="utf-8")
            raise


def _renew(
    store: Path,
    current: LocalStore,
    assembly: Assembly,
    kept: Sequence[tuple[Document, Reading]],
    fresh: Sequence[Reading],
    reader: object,
) -> Changes:
    for _, reading in track(kept, "Keeping", len(kept)):
        assembly.add(reading, current.path)
    for reading in fresh:
        assembly.add(reading)
    same_reader = reader == current.meta.get("reader")
    assembly.commit(store, {"reader": reader if same_reader or not kept else None})
    return compare(current, LocalStore.open(store), same_reader)


def _current(store: Path) -> LocalStore:
    current = LocalStore.open(store)
    if not current.is_built:
        raise StoreError(
            "kg load made this store, which keeps no documents", where=str(store), hint="make one with: kg build"
        )
    return current


def _kept(store: LocalStore) -> Iterator[tuple[Document, Reading]]:
    """Every document with its reading, in order of id."""
    records = [orjson.loads(path.read_bytes()) for path in (store.path / "texts").glob("*.json")]
    for record in sorted(records, key=lambda record: str(record["id"])):
        fields = {name: record[name] for name in ("id", "source", "title", "published", "byline", "kind")}
        document = Document(**fields, text="", clean="", offsets=())
        yield document, readings.load((store.path / "readings" / record_file(document.id)).read_bytes(), document)


def _meant(name: str, known: Collection[Document]) -> list[str]:
    found = [d.id for d in known if d.id == name] or [d.id for d in known if d.source == name]
    if not found:
        raise EntityNotFoundError(f"no document {name!r} is in the store", hint="kg documents lists them")
    return found


def _held(document: Document, reading: Reading) -> Held:
    mentions = sum(len(entity.mentions) for entity in reading.entities)
    statements = len(reading.statements) + len(reading.observations)
    return Held(
        *(document.id, document.kind, document.source, document.title, document.published), statements, mentions
    )
