"""The store: a graph with its name, its words and its documents, wherever it lies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import resources
from kg.ontology import Ontology

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Sequence[ox.Triple]


class Store(ABC):
    """A graph to read from: a build on this machine, or a SPARQL server elsewhere. Many threads may read it at once.

    path: the folder of its index of names; meta: when it was built and how much it holds; ontology: the terms it was
    built with, in the files of ontology_dir; build_id: what it holds, as a hash; base_iri: of its entities.
    """

    path: Path
    ontology_dir: Path
    meta: Mapping[str, Any]
    ontology: Ontology
    build_id: str
    base_iri: str

    @staticmethod
    def open(location: Path | str) -> Store:
        """The build in use in a folder, or the graph behind the address of a SPARQL 1.1 endpoint (http://…).

        Raises StoreError when there is none, when it is broken or silent, or when it was written in another format.
        """
        if is_remote(location):
            from kg.store.remote import RemoteStore

            return RemoteStore.connect(str(location))
        from kg.store.local import LocalStore

        return LocalStore.open(Path(location))

    @property
    @abstractmethod
    def statistics(self) -> Mapping[str, Any]:
        """How much there is by class and property: see `kg.store.statistics`."""

    @abstractmethod
    def __len__(self) -> int:
        """The number of quads."""

    @abstractmethod
    def query(self, sparql: str, substitutions: Mapping[ox.Variable, Term] | None = None) -> Found:
        """Evaluate a query that is trusted, some of its variables given; the project's prefixes need no declaration.

        Raises QuerySyntaxError.
        """

    @abstractmethod
    def document(self, document_id: str) -> dict[str, Any]:
        """A document as it was read: id, source, title, published, byline, kind, text, pieces ([start, end] of it in text).

        Raises EntityNotFoundError when the store has no such document.
        """

    def select(self, name: str, **bindings: Term) -> list[dict[str, Term]]:
        """The rows of the stored query `name` with some of its variables given; a variable without value is absent."""
        substitutions = {ox.Variable(variable): value for variable, value in bindings.items()}
        solutions = self.query(stored_query(name), substitutions)
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value for name, value in zip(names, solution, strict=True) if value is not None}
            for solution in solutions
        ]


def is_remote(location: Path | str) -> bool:
    """Whether a store's location is an address and not a folder."""
    return isinstance(location, str) and location.startswith(("http://", "https://"))


@lru_cache(maxsize=64)
def stored_query(name: str) -> str:
    """The text of a query of `kg/store/queries/`."""
    return (resources.queries_dir() / f"{name}.rq").read_text(encoding="utf-8")
