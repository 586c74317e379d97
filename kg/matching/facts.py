"""What the store says of its entities, in memory: attributes, relations that are facts, and where a thing lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg import stored
from kg.matching.records import CODES, PARK, REGION
from kg.neighborhood import Direction, Neighborhood, Step, kind_of
from kg.store import Store

_UPWARD = (REGION, PARK, "partOf")


class Facts:
    """Attributes and relations by the ids that data extension and matching use: `creditCode`, `locatedInPark`, `^produces`."""

    def __init__(self, store: Store, near: Neighborhood) -> None:
        self.near, self.ontology = near, near.ontology
        self._attributes = stored.attributes(store)
        self._coded: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for entity_id, said in self._attributes.items():
            for name in CODES:
                for value in said.get(name, ()):
                    self._coded[name, value.upper()].append(entity_id)
        self._around: dict[str, frozenset[str]] = {}

    def values(self, entity_id: str, attribute: str) -> tuple[str, ...]:
        """The values of an attribute."""
        return self._attributes.get(entity_id, {}).get(attribute, ())

    def coded(self, attribute: str, code: str, kind: str | None = None) -> list[str]:
        """The entities with this code."""
        return [i for i in self._coded.get((attribute, code.strip().upper()), ()) if kind in (None, kind_of(i))]

    def steps(self, entity_id: str, pid: str, planned: bool = False) -> Iterator[Step]:
        """The statements of a relation, `^` before it for those in which the entity is the object; only facts by default."""
        direction: Direction = "in" if pid.startswith("^") else "out"
        for step in self.near.steps(entity_id, pid.removeprefix("^"), direction):
            if planned or step.statement.fact:
                yield step

    def related(self, entity_id: str, pid: str) -> set[str]:
        """The other ends of a relation's facts."""
        return {step.end for step in self.steps(entity_id, pid)}

    def around(self, entity_id: str) -> frozenset[str]:
        """The entity and all that it lies in: parks, regions, what it is part of."""
        if entity_id not in self._around:
            found, new = {entity_id}, [entity_id]
            while new:
                here = new.pop()
                wider = {wide for relation in _UPWARD for wide in self.related(here, relation)} - found
                found |= wider
                new.extend(wider)
            self._around[entity_id] = frozenset(found)
        return self._around[entity_id]

    def description(self, entity_id: str) -> str:
        """Its type and where it lies or belongs, so that two of one name can be told apart."""
        kind = self.ontology.types.get(kind_of(entity_id))
        wider = (
            sorted(self.near.names[w] for w in self.related(entity_id, relation))
            for relation in (PARK, REGION, "partOf")
        )
        codes = next((said for name in CODES if (said := self.values(entity_id, name))), ())
        parts = [kind.label["zh"] if kind else "", next((names[0] for names in wider if names), ""), *codes[:1]]
        return " · ".join(filter(None, parts))
