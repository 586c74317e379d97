"""One object that answers every look-up over one build."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import stored
from kg.errors import EntityMergedError, EntityNotFoundError, KgError
from kg.identity import identifier
from kg.lookup import documents, entities, overview, questions, statements
from kg.lookup.summaries import Answer, named, statement_step, summary
from kg.neighborhood import Direction, Neighborhood, Related
from kg.ontology import Ontology
from kg.questions import PLAIN_KINDS, Gallery
from kg.search import Hit, NameIndex, write_index
from kg.store import RemoteStore, Store
from kg.store.rows import rows_of_entity
from kg.text import name_key

_LAST_EVIDENCE = 3
_CLEARLY_BETTER = 0.05


class Lookup:
    """Answers about one build. Holds no pyoxigraph object but the store's: use it in the threads that may use the store.

    Every list has `results` and `next`, the cursor of the following part or None. Methods raise EntityNotFoundError for
    an id that the build does not have, KgError for an unknown relation, type or cursor.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.index = _index(store)

    @cached_property
    def near(self) -> Neighborhood:
        """The statements in memory; loaded when first needed, which a search by name never does."""
        return Neighborhood.of(self.store)

    def warm(self) -> None:
        """Load what the first question would have to wait for."""
        _ = self.near

    @classmethod
    def open(cls, location: Path | str) -> Lookup:
        """The look-ups of the store in this folder or behind this address. Raises StoreError when there is none."""
        return cls(Store.open(location))

    def summary(self, entity_id: str) -> Answer:
        """id, iri, type, name."""
        return summary(self.store, self.near, self._require(entity_id))

    def merged_into(self, entity_id: str) -> str | None:
        """The id that stands for one that was merged; None for any other."""
        rows = rows_of_entity(self.store, "merged_into", entity_id)
        return identifier(self.store.base_iri, rows[0]["into"]) if rows else None

    def refuse_merged(self, entity_id: str) -> None:
        """Raises EntityMergedError for an id that was merged into another one."""
        if into := self.merged_into(entity_id):
            raise EntityMergedError(entity_id, into)

    def _require(self, entity_id: str) -> str:
        """The id itself. Raises EntityMergedError or EntityNotFoundError when no entity has it."""
        if entity_id not in self.near.names:
            self.refuse_merged(entity_id)
        return self.near.require(entity_id)

    def entity(self, entity_id: str, per_group: int = 20) -> Answer:
        """Names, attributes, facts by relation (the best `per_group` of each, with their count), observations, sources."""
        return entities.entity(self.store, self.near, self._require(entity_id), per_group)

    def statement(self, statement_id: str) -> Answer:
        """What a statement says, and all the evidence for it."""
        return statements.statement(self.store, self.near, statement_id)

    def evidence(
        self, entity_id: str, relation: str | None = None, limit: int = 20, cursor: str | None = None
    ) -> Answer:
        """The statements about an entity, of one relation or attribute or of all, each with all its evidence."""
        self._known(attribute_or_relation=relation)
        offset = _offset(cursor)
        found = statements.statements_of(self.store, self.near, self._require(entity_id), relation)[offset:]
        return _part(
            [self.statement(statement_id) for statement_id in found[:limit]], len(found) > limit, offset + limit
        )

    def document(self, document_id: str) -> Answer:
        """A source text with its mentions and the statements that it supports."""
        return documents.document(self.store, self.near, document_id)

    def related(
        self,
        entity_id: str,
        relation: str | None = None,
        direction: Direction = "both",
        kind: str | None = None,
        depth: int = 1,
        limit: int = 20,
        cursor: str | None = None,
    ) -> Answer:
        """Related entities, best first, each with the way to it and the evidence of the last step."""
        self._known(relation=relation, kind=kind)
        offset = _offset(cursor)
        found = self.near.related(
            self._require(entity_id),
            relation=relation,
            direction=direction,
            kind=kind,
            depth=depth,
            limit=limit + 1,
            offset=offset,
        )
        return _part([self._related(related) for related in found[:limit]], len(found) > limit, offset + limit)

    def search(self, q: str, kind: str | None = None, limit: int = 10, cursor: str | None = None) -> Answer:
        """Entities by name, best first, each with the name that matched."""
        self._known(kind=kind)
        offset = _offset(cursor)
        hits = self.index.search(q, kind=kind, limit=limit + 1, offset=offset)
        results = [
            {**named(self.store, h.entity_id, h.label), "matched": h.matched, "score": h.score} for h in hits[:limit]
        ]
        return _part(results, len(hits) > limit, offset + limit)

    def stats(self) -> Answer:
        """How much there is: documents by kind, entities by type, facts and statements by relation."""
        return overview.stats(self.store, self.near)

    def ontology(self) -> Answer:
        """Types, relations and attributes with labels and display, in display order."""
        return overview.ontology(self.store.ontology)

    @cached_property
    def gallery(self) -> Gallery:
        """The shipped questions."""
        return Gallery.load(Ontology.load().types)

    def questions(self) -> Answer:
        """Every question of the gallery with its parameters at their defaults."""
        found = self.gallery.questions.values()
        return _part([questions.described(question, {}, self.store.base_iri) for question in found], False, 0)

    def question(self, name: str, values: Mapping[str, str]) -> Answer:
        """A question filled in; an entity may be given by id or name. Raises DataError for a value that does not fit."""
        question = self.gallery.question(name)
        question.require(values)
        kinds = {parameter.name: parameter.kind for parameter in question.parameters}
        known = {
            parameter: value if kinds[parameter] in PLAIN_KINDS else self.resolve(value, kinds[parameter])
            for parameter, value in values.items()
        }
        return questions.described(question, known, self.store.base_iri)

    def options(self, name: str) -> Answer:
        """The values of a drop-down of the gallery, each with its label."""
        return _part(questions.options(self.store, self.gallery.option_query(name)), False, 0)

    def resolve(self, name: str, kind: str | None = None) -> str:
        """The id that a user means by an id or a name, among all or among the entities of one type.

        Raises EntityNotFoundError when nothing, or several things equally well, bear the name.
        """
        for known in (name, f"{kind}:{name}"):
            if ":" in known and known not in self.near.names:
                known = self.merged_into(known) or known
            if ":" in known and known in self.near.names:
                if kind and not known.startswith(f"{kind}:"):
                    raise EntityNotFoundError(f"{known} is no {kind}", hint=f"kg search NAME --type {kind} finds one")
                return known
        hits = self.index.search(name, kind=kind, limit=6)
        if not hits:
            hint = f"kg search NAME{f' --type {kind}' if kind else ''} finds names"
            raise EntityNotFoundError(
                f"no {kind} is called {name!r}" if kind else f"nothing is called {name!r}", hint=hint
            )
        chosen = _meant(name_key(name), hits)
        if len(chosen) > 1:
            candidates = ", ".join(f"{hit.entity_id} ({hit.label})" for hit in chosen)
            raise EntityNotFoundError(f"{name!r} can be {candidates}", hint="give the id")
        return chosen[0].entity_id

    def _related(self, related: Related) -> Answer:
        last = related.reason[-1].statement.id
        reason = [statement_step(self.store, self.near, step) for step in related.reason]
        evidence = statements.evidence(self.store, self.near, last)[:_LAST_EVIDENCE]
        return {
            **self.summary(related.entity_id),
            "score": round(related.score, 4),
            "depth": len(related.reason),
            "reason": reason,
            "evidence": [
                {key: e[key] for key in ("document", "quote", "row", "confidence", "modality")} for e in evidence
            ],
        }

    def _known(
        self, *, relation: str | None = None, kind: str | None = None, attribute_or_relation: str | None = None
    ) -> None:
        terms = self.store.ontology
        if attribute_or_relation is not None and attribute_or_relation not in {*terms.relations, *terms.attributes}:
            raise KgError(f"no relation or attribute {attribute_or_relation!r}", hint="kg ontology lists them")
        if relation is not None and relation not in terms.relations:
            raise KgError(f"no relation {relation!r}", hint="kg ontology lists them")
        if kind is not None and kind not in terms.types:
            raise KgError(f"no type {kind!r}", hint="kg ontology lists them")


def _index(store: Store) -> NameIndex:
    """The index of a build's names; that of a store elsewhere is made now."""
    directory = store.path / "names"
    if isinstance(store, RemoteStore) and not directory.exists():
        directory.mkdir()
        write_index(directory, stored.indexed_names(store))
    return NameIndex.open(directory)


def _meant(key: str, hits: list[Hit]) -> list[Hit]:
    exact = [hit for hit in hits if name_key(hit.matched) == key]
    whole = [hit for hit in exact if name_key(hit.label) == key]
    return whole or exact or [hit for hit in hits if hit.score > hits[0].score - _CLEARLY_BETTER]


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise KgError(f"{cursor!r} is no cursor", hint="give `next` of the answer before")
    return int(cursor)


def _part(results: list[dict[str, Any]], more: bool, end: int) -> Answer:
    return {"results": results, "next": str(end) if more else None}
