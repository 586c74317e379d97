"""Candidates, suggestions and values as the Reconciliation Service API 0.2 has them, over one build.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import KgError
from kg.lookup import extension, vocabulary
from kg.lookup.extension import Wanted
from kg.lookup.summaries import Answer
from kg.matching import Candidate, Facts, Matcher, MatchQuery
from kg.neighborhood import Neighborhood, kind_of
from kg.search import NameIndex

_SUGGESTED = 20


class Reconciliation:
    """Answers in the shapes of the specification. Safe to share between threads; the store is asked nothing.

    matcher: what finds candidates; facts: what it holds them against.
    """

    def __init__(self, index: NameIndex, near: Neighborhood, facts: Facts) -> None:
        self._index, self._near, self._ontology, self.facts = index, near, near.ontology, facts
        self.matcher = Matcher(index, near, facts)

    def candidates(self, query: MatchQuery, limit: int) -> list[Answer]:
        """The entities that a query can mean, best first (section 4.2)."""
        return [self._candidate(found) for found in self.matcher.match(query, limit)]

    def entities(self, prefix: str, kind: str | None = None, offset: int = 0) -> list[Answer]:
        """Entities for what was typed, by id or name, 20 at a time (section 6.3)."""
        self._known(kind)
        hits = self._index.search(prefix, kind=kind, limit=_SUGGESTED, offset=offset)
        found = {hit.entity_id: None for hit in hits}
        if not offset and prefix in self._near.names and self._near.is_shown(prefix):
            found = {prefix: None, **found}
        return [{**self._named(i), "notable": [self._type(i)]} for i in found]

    def types(self, prefix: str) -> list[Answer]:
        """Types for what was typed; all for nothing."""
        return vocabulary.fitting(vocabulary.types(self._ontology), prefix)

    def properties(self, prefix: str) -> list[Answer]:
        """Attributes and relations for what was typed; all for nothing."""
        return vocabulary.fitting(vocabulary.properties(self._ontology), prefix)

    def proposed(self, kind: str | None = None) -> list[Answer]:
        """The attributes and relations that entities of a type can have (section 7.2)."""
        self._known(kind)
        return vocabulary.properties(self._ontology, kind)

    def extended(self, ids: Sequence[str], wanted: Sequence[Wanted]) -> Answer:
        """The values of properties for many entities (section 7.4)."""
        return extension.extended(self.facts, ids, wanted)

    def type_label(self, entity_id: str) -> str:
        """The Chinese name of an entity's type. Raises EntityNotFoundError for an unknown id."""
        return str(self._type(self._near.require(entity_id))["name"])

    def _candidate(self, found: Candidate) -> Answer:
        return {
            **self._named(found.id),
            "type": [self._type(found.id)],
            "score": found.score,
            "features": [{"id": name, "value": value} for name, value in found.features.items()],
            "match": found.match,
        }

    def _named(self, entity_id: str) -> Answer:
        name = self._near.names[entity_id]
        return {"id": entity_id, "name": name, "description": self.facts.description(entity_id)}

    def _type(self, entity_id: str) -> Answer:
        return vocabulary.type_of(self._ontology, kind_of(entity_id))

    def _known(self, kind: str | None) -> None:
        if kind is not None and kind not in self._ontology.entity_types:
            raise KgError(f"no type {kind!r}", hint="/reconcile/suggest/type lists them")
