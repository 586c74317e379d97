"""The store: the build in use, opened read-only."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import pyoxigraph as ox

from kg import resources
from kg.errors import EntityNotFoundError, QuerySyntaxError, StoreError
from kg.ontology import PREFIXES, Ontology
from kg.store import builds
from kg.store.drafts import DATABASE, record_file

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_TRIES = 3
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """One build. Many processes and threads may read it at once.

    path: the build's folder, which is not removed while this lives; meta: the content of its meta.json; ontology: the
    terms it was built with.
    """

    def __init__(self, path: Path) -> None:
        self._hold = builds.Hold(path)
        self.path, self.meta = path, _meta(path)
        self.build_id: str = self.meta["id"]
        self.base_iri: str = self.meta["base_iri"]
        self.ontology = Ontology.load(path / "ontology")
        self._database = ox.Store.read_only(str(path / DATABASE))

    @classmethod
    def open(cls, directory: Path) -> Store:
        """The build in use in this folder.

        Raises StoreError when there is none, when it is broken, or when it was written in another format.
        """
        for _ in range(_TRIES):
            path = builds.current_build(directory)
            if path is None:
                raise StoreError("there is no store", where=str(directory), hint="run: kg build")
            try:
                return cls(path)
            except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
                fault = error  # a build may be replaced and removed between looking and opening
        raise StoreError(f"the store is broken: {fault}", where=str(directory), hint="run: kg build") from fault

    @property
    def is_built(self) -> bool:
        """Whether it was made of documents and keeps them; False for a store of `kg load`."""
        return bool(self.meta.get("counts", {}).get("documents"))

    @property
    def statistics(self) -> Mapping[str, Any]:
        """How much there is by class and property: see `kg.store.statistics`."""
        found: Mapping[str, Any] = self.meta["statistics"]
        return found

    def dump(self) -> bytes:
        """All quads as N-Quads, in no order."""
        content = io.BytesIO()
        self._database.dump(content, ox.RdfFormat.N_QUADS)
        return content.getvalue()

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._database)

    def query(self, sparql: str, **options: Any) -> Answer:
        """Evaluate a query that is trusted; the project's prefixes need no declaration.

        options: those of pyoxigraph's `Store.query`, such as substitutions. Raises QuerySyntaxError.
        """
        try:
            return self._database.query(sparql, prefixes=dict(PREFIXES), **options)
        except SyntaxError as error:
            raise QuerySyntaxError(str(error), hint="the query has to be SPARQL 1.1") from error

    def select(self, name: str, **bindings: Term) -> list[dict[str, Term]]:
        """The rows of the stored query `name` with some of its variables given; a variable without value is absent."""
        substitutions = {ox.Variable(variable): value for variable, value in bindings.items()}
        solutions = self.query(_stored_query(name), substitutions=substitutions)
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value for name, value in zip(names, solution, strict=True) if value is not None}
            for solution in solutions
        ]

    def document(self, document_id: str) -> dict[str, Any]:
        """A document as it was read: id, source, title, published, byline, kind, text, pieces ([start, end] of it in text).

        Raises EntityNotFoundError when the store has no such document.
        """
        try:
            record: dict[str, Any] = orjson.loads((self.path / "texts" / record_file(document_id)).read_bytes())
        except FileNotFoundError as error:
            raise EntityNotFoundError(
                f"no document {document_id} is in the store", hint="kg stats counts what is there"
            ) from error
        return record


@lru_cache(maxsize=64)
def _stored_query(name: str) -> str:
    return (resources.queries_dir() / f"{name}.rq").read_text(encoding="utf-8")


def _meta(path: Path) -> Mapping[str, Any]:
    """Raises StoreError for a store of another format."""
    meta: Mapping[str, Any] = orjson.loads((path / builds.META).read_bytes())
    if meta["format"] != builds.FORMAT:
        what = f"the store has format {meta['format']}, this version reads {builds.FORMAT}"
        raise StoreError(what, where=str(path.parent.parent), hint="run: kg build, which writes it anew")
    return meta
