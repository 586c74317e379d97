"""A build on this machine, opened read-only."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pyoxigraph as ox

from kg.errors import EntityNotFoundError, QuerySyntaxError, StoreError
from kg.ontology import Ontology
from kg.prefixes import PREFIXES
from kg.query.answers import DATABASE
from kg.store import builds
from kg.store.drafts import record_file
from kg.store.store import Found, Store, Term

_TRIES = 3


class LocalStore(Store):
    """One build, which is not removed while this lives. Many processes may read it at once.

    path: the build's folder; meta: the content of its meta.json.
    """

    def __init__(self, path: Path) -> None:
        self._hold = builds.Hold(path)
        self.path, self.meta = path, _meta(path)
        self.build_id = self.meta["id"]
        self.base_iri = self.meta["base_iri"]
        self.ontology_dir = path / "ontology"
        self.ontology = Ontology.load(self.ontology_dir)
        self._database = ox.Store.read_only(str(path / DATABASE))

    @staticmethod
    def open(location: Path | str) -> LocalStore:
        """The build in use in this folder.

        Raises StoreError when there is none, when it is broken, or when it was written in another format.
        """
        for _ in range(_TRIES):
            path = builds.current_build(Path(location))
            if path is None:
                raise StoreError("there is no store", where=str(location), hint="run: kg build")
            try:
                return LocalStore(path)
            except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
                fault = error  # a build may be replaced and removed between looking and opening
        raise StoreError(f"the store is broken: {fault}", where=str(location), hint="run: kg build") from fault

    @property
    def is_built(self) -> bool:
        """Whether it was made of documents and keeps them; False for a store of `kg load`."""
        return bool(self.meta["counts"]["documents"])

    @property
    def statistics(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.meta["statistics"]
        return found

    def dump(self) -> bytes:
        """All quads as N-Quads, in no order."""
        content = io.BytesIO()
        self._database.dump(content, ox.RdfFormat.N_QUADS)
        return content.getvalue()

    def __len__(self) -> int:
        return len(self._database)

    def query(self, sparql: str, substitutions: Mapping[ox.Variable, Term] | None = None) -> Found:
        try:
            return self._database.query(sparql, prefixes=dict(PREFIXES), substitutions=dict(substitutions or {}))
        except SyntaxError as error:
            raise QuerySyntaxError(str(error), hint="the query has to be SPARQL 1.1") from error

    def document(self, document_id: str) -> dict[str, Any]:
        try:
            record: dict[str, Any] = orjson.loads((self.path / "texts" / record_file(document_id)).read_bytes())
        except FileNotFoundError as error:
            raise EntityNotFoundError(
                f"no document {document_id} is in the store",
                hint="kg documents lists what is there; in an address write # as %23",
            ) from error
        return record


def _meta(path: Path) -> Mapping[str, Any]:
    """Raises StoreError for a store of another format."""
    meta: Mapping[str, Any] = orjson.loads((path / builds.META).read_bytes())
    if meta["format"] != builds.FORMAT:
        what = f"the store has format {meta['format']}, this version reads {builds.FORMAT}"
        raise StoreError(what, where=str(path.parent.parent), hint="run: kg build, which writes it anew")
    return meta
