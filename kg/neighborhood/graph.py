"""The statements of a store as one graph in memory, and ranked walks over it.

Nothing here holds on to the store: a Neighborhood can be shared between threads.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Literal

import networkx as nx

from kg import stored
from kg.errors import EntityNotFoundError
from kg.ontology import Ontology
from kg.store import Store
from kg.stored import Source, StoredStatement

Direction = Literal["out", "in", "both"]
MAX_DEPTH = 3
_FURTHER = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """A statement walked from one of its ends: `out` from subject to object, `in` the other way."""

    statement: StoredStatement
    direction: Literal["out", "in"]

    @property
    def start(self) -> str:
        return self.statement.subject if self.direction == "out" else self.statement.object

    @property
    def end(self) -> str:
        return self.statement.object if self.direction == "out" else self.statement.subject


@dataclass(frozen=True, slots=True)
class Related:
    """An entity near another one. reason: the strongest way to it; score: 0 to 1, all ways of that length together."""

    entity_id: str
    score: float
    reason: tuple[Step, ...]


class Neighborhood:
    """The statements between the entities of one build.

    names: of every labelled thing by id; sources: by document id; graph: nodes are entity ids, what joins two of
    them has the statement's id as key and the StoredStatement as attribute `statement`.
    """

    def __init__(self, store: Store) -> None:
        self.ontology: Ontology = store.ontology
        self.names: Mapping[str, str] = dict(stored.entities(store))
        self.sources: Mapping[str, Source] = stored.sources(store)
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.graph.add_nodes_from(entity_id for entity_id in self.names if self.is_shown(entity_id))
        for statement in stored.statements(store):
            self.graph.add_edge(statement.subject, statement.object, key=statement.id, statement=statement)

    @classmethod
    def of(cls, store: Store) -> Neighborhood:
        """The neighborhood of a store's build, loaded once a process."""
        with _loading:
            return _of(_Build(store))

    def require(self, entity_id: str) -> str:
        """The id itself. Raises EntityNotFoundError when the store has no such entity."""
        if entity_id not in self.names:
            raise EntityNotFoundError(f"no entity {entity_id!r} in the store", hint="kg search NAME finds the id")
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
        *,
        relation: str | None = None,
        direction: Direction = "both",
        kind: str | None = None,
        depth: int = 1,
        limit: int | None = 20,
        offset: int = 0,
    ) -> list[Related]:
        """The entities within `depth` statements, best first; relation and direction hold for every step, kind (a type) for the end.

        Each further step halves what a score can be; an entity on the way passes on the less, the more statements it
        has (logarithm of their number).
        Raises EntityNotFoundError for an unknown id.
        """
        reached = {self.require(entity_id): Related(entity_id, 1.0, ())}
        outermost = dict(reached)
        for _ in range(min(depth, MAX_DEPTH)):
            outermost = self._further(outermost, reached, relation, direction)
            reached |= outermost
        found = [r for r in reached.values() if r.reason and kind in (None, kind_of(r.entity_id))]
        found.sort(key=lambda r: (-r.score, len(r.reason), self.names[r.entity_id], r.entity_id))
        return found[offset : None if limit is None else offset + limit]

    def around(self, entity_id: str, depth: int, limit: int | None = None) -> set[str]:
        """The entity and its related ones with those on the way to them, at most `limit` in all, the best first."""
        chosen = {entity_id}
        for related in self.related(entity_id, depth=depth, limit=limit):
            way = chosen | {step.end for step in related.reason}
            if limit is not None and len(way) > limit:
                break
            chosen = way
        return chosen

    def subgraph(self, chosen: Iterable[str]) -> nx.MultiDiGraph[str]:
        """These entities with all statements between them."""
        return self.graph.subgraph(chosen)

    def _further(
        self,
        outermost: Mapping[str, Related],
        reached: Mapping[str, Related],
        relation: str | None,
        direction: Direction,
    ) -> dict[str, Related]:
        """The entities one statement beyond `outermost`, which are all equally far from the start."""
        ways = defaultdict[str, list[tuple[float, tuple[Step, ...]]]](list)
        for place in outermost.values():
            share = self._share(place)
            for step in self.steps(place.entity_id, relation, direction):
                if step.end not in reached and self.is_shown(step.end):
                    ways[step.end].append((share * step.statement.weight, (*place.reason, step)))
        return {end: _arrived(end, found) for end, found in ways.items()}

    def _share(self, place: Related) -> float:
        """What a place passes on over each of its statements: the less, the more it has."""
        if not place.reason:
            return 1.0
        return place.score / _FURTHER ** (len(place.reason) - 1) / math.log2(2 + self.graph.degree(place.entity_id))


def _arrived(entity_id: str, ways: list[tuple[float, tuple[Step, ...]]]) -> Related:
    """The ways put together: neighbors by the chance that one of the statements holds, others by the sum, levelled off."""
    _, reason = max(ways, key=lambda way: way[0])
    if len(reason) == 1:
        return Related(entity_id, 1 - math.prod(1 - gain for gain, _ in ways), reason)
    together = sum(gain for gain, _ in ways)
    return Related(entity_id, together / (1 + together) * _FURTHER ** (len(reason) - 1), reason)


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
