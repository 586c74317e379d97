"""The statements of a store as one graph in memory, and ranked walks over it.

Nothing here holds on to the store: a Neighborhood can be shared between threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from threading import Lock

import networkx as nx
import numpy as np

from kg import stored
from kg.errors import FIND, EntityNotFoundError
from kg.neighborhood.filters import Direction, Filters
from kg.neighborhood.paths import Paths, between, to_kind
from kg.neighborhood.related import Rank, Related, related
from kg.neighborhood.similar import Similar, similar
from kg.neighborhood.steps import Step, StepTable
from kg.ontology import Ontology
from kg.store import Store
from kg.stored import Source, StoredStatement

ALL = Filters()


class Neighborhood:
    """The statements between the entities of one build.

    names: of every labelled thing by id; sources: by document id; graph: nodes are entity ids, what joins two of
    them has the statement's id as key and the StoredStatement as attribute `statement`; table: the same for walks.
    """

    def __init__(self, store: Store) -> None:
        self.ontology: Ontology = store.ontology
        self.names: Mapping[str, str] = dict(stored.entities(store))
        self.sources: Mapping[str, Source] = stored.sources(store)
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.graph.add_nodes_from(entity_id for entity_id in self.names if self.is_shown(entity_id))
        for statement in stored.statements(store):
            self.graph.add_edge(statement.subject, statement.object, key=statement.id, statement=statement)
        self.table = StepTable(self.names, self.sources, self.statements(), self.ontology)

    @classmethod
    def of(cls, store: Store) -> Neighborhood:
        """The neighborhood of a store's build, loaded once a process."""
        with _loading:
            return _of(_Build(store))

    def require(self, entity_id: str) -> str:
        """The id itself. Raises EntityNotFoundError when the store has no such entity."""
        if entity_id not in self.names:
            raise EntityNotFoundError(f"no entity {entity_id!r} in the store", hint=FIND)
        return entity_id

    def is_shown(self, entity_id: str) -> bool:
        """Whether it is of a type that texts name, and not a record such as a position in a chain."""
        kind = self.ontology.types.get(kind_of(entity_id))
        return kind is not None and kind.extracted

    def statements(self) -> Iterator[StoredStatement]:
        """All statements, in order of their subjects."""
        for _, _, statement in self.graph.edges(data="statement"):
            yield statement

    def steps(self, entity_id: str, relation: str | None = None, direction: Direction = "both") -> Iterator[Step]:
        """The statements of an entity, walked away from it."""
        if entity_id not in self.graph:
            return
        if direction != "in":
            for _, _, statement in self.graph.out_edges(entity_id, data="statement"):
                if relation in (None, statement.relation):
                    yield Step(statement, "out")
        if direction != "out":
            for _, _, statement in self.graph.in_edges(entity_id, data="statement"):
                if relation in (None, statement.relation):
                    yield Step(statement, "in")

    def related(
        self,
        entity_id: str,
        filters: Filters = ALL,
        *,
        depth: int = 1,
        rank: Rank = "weight",
        limit: int | None = 20,
        offset: int = 0,
    ) -> list[Related]:
        """The entities within `depth` statements (at most MAX_DEPTH), best first, equal ones by nearness and name.

        rank: `weight`: confidence and number of sources; each further step halves what a score can be, and an entity on
        the way passes on the less, the more statements it has (logarithm of their number); 0 to 1. `pagerank`: share of a
        random walk that comes back to the entity. `shared`: neighbors in common, the rarer the better (Adamic–Adar).
        Raises EntityNotFoundError for an unknown id, also of a region or industry.
        """
        for known in (entity_id, filters.region, filters.industry):
            if known is not None:
                self.require(known)
        return related(self.table, self.table.number[entity_id], filters, depth, rank, limit, offset)

    def ends(self, filters: Filters) -> list[str]:
        """The entities that a walk with these filters may end at, by name. Raises EntityNotFoundError as `related` does."""
        for known in (filters.region, filters.industry):
            if known is not None:
                self.require(known)
        places = np.flatnonzero(filters.ends(self.table))
        found = [self.table.entities[place] for place in places]
        return sorted(found, key=lambda entity_id: (self.names[entity_id], entity_id))

    def similar(self, entity_id: str, limit: int = 20, offset: int = 0) -> list[Similar]:
        """Entities of the same type that do, make and hold the same, best first. Raises EntityNotFoundError."""
        return similar(self.table, self.table.number[self.require(entity_id)], limit, offset)

    def paths(
        self,
        start: str,
        goal: str,
        filters: Filters = ALL,
        *,
        max_length: int = 4,
        k: int = 1,
        damped: bool = True,
    ) -> Paths:
        """The k best paths of 1 to max_length statements between two different entities. Raises EntityNotFoundError."""
        number = self.table.number
        return between(
            self.table, number[self.require(start)], number[self.require(goal)], filters, max_length, k, damped
        )

    def paths_to_kind(
        self, start: str, kind: str, filters: Filters = ALL, *, max_length: int = 4, k: int = 1, damped: bool = True
    ) -> Paths:
        """The best path to each of the k entities of a type that are nearest by cost. Raises EntityNotFoundError."""
        return to_kind(self.table, self.table.number[self.require(start)], kind, filters, max_length, k, damped)

    def around(self, entity_id: str, depth: int, limit: int | None = None) -> set[str]:
        """The entity and its related ones with those on the way to them, at most `limit` in all, the best first."""
        chosen = {entity_id}
        for found in self.related(entity_id, depth=depth, limit=limit):
            way = chosen | {step.end for step in found.reason}
            if limit is not None and len(way) > limit:
                break
            chosen = way
        return chosen

    def subgraph(self, chosen: Iterable[str]) -> nx.MultiDiGraph[str]:
        """These entities with all statements between them."""
        return self.graph.subgraph(chosen)


def kind_of(entity_id: str) -> str:
    """The type that an id names."""
    return entity_id.partition(":")[0]


class _Build:
    """A store as a key of the cache: equal when it is the same build."""

    def __init__(self, store: Store) -> None:
        self.store, self.key = store, (str(store.path), store.build_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Build) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


_loading = Lock()


@lru_cache(maxsize=2)
def _of(build: _Build) -> Neighborhood:
    return Neighborhood(build.store)
