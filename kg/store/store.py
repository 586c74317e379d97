"""The store: the build in use, opened read-only."""

from __future__ import annotations

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

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """One build. Many processes and threads may read it at once.

    path: the build's folder; meta: the content of its meta.json; ontology: the terms it was built with.
    """

    def __init__(self, path: Path, meta: Mapping[str, Any], database: ox.Store) -> None:
        self.path, self.meta = path, meta
        self.build_id: str = meta["id"]
        self.base_iri: str = meta["base_iri"]
        self.ontology = Ontology.load(path / "ontology")
        self._database = database

    @classmethod
    def open(cls, directory: Path) -> Store:
        """The build in use in this folder.

        Raises StoreError when there is none, when it is broken, or when it was written in another format.
        """
        path = builds.current_build(directory)
        if path is None:
            raise StoreError("there is no store", where=str(directory), hint="run: kg build")
        try:
            meta = orjson.loads((path / "meta.json").read_bytes())
            if meta["format"] != builds.FORMAT:
                raise StoreError(
                    f"the store has format {meta['format']}, this version reads {builds.FORMAT}",
                    where=str(directory),
                    hint="run: kg build",
                )
            return cls(path, meta, ox.Store.read_only(str(path / "oxigraph")))
        except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"the store is broken: {error}", where=str(directory), hint="run: kg build") from error

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
            record: dict[str, Any] = orjson.loads((self.path / "texts" / builds.text_file(document_id)).read_bytes())
        except FileNotFoundError as error:
            raise EntityNotFoundError(
                f"no document {document_id} is in the store", hint="kg stats counts what is there"
            ) from error
        return record


@lru_cache(maxsize=64)
def _stored_query(name: str) -> str:
    return (resources.queries_dir() / f"{name}.rq").read_text(encoding="utf-8")
