"""One object that answers every look-up over one build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import stored
from kg.errors import EntityMergedError, KgError
from kg.identity import identifier
from kg.lookup import (
    chains,
    checks,
    comparison,
    documents,
    entities,
    names,
    overview,
    questions,
    related,
    statements,
    timeline,
)
from kg.lookup.brief import brief
from kg.lookup.changes import changes
from kg.lookup.lists import Parts
from kg.lookup.reconciliation import Reconciliation
from kg.lookup.summaries import Answer, named, summary
from kg.matching import Facts
from kg.neighborhood import ALL, Filters, Neighborhood, Rank
from kg.ontology import Ontology
from kg.questions import PLAIN_KINDS, Gallery
from kg.search import NameIndex, write_index
from kg.store import RemoteStore, Store
from kg.store.rows import rows_of_entity


class Lookup:
    """Answers about one build. Holds no pyoxigraph object but the store's: use it in the threads that may use the store.

    Every list has `results` and `next`, the cursor of the following part or None. Methods raise EntityNotFoundError for
    an id that the build does not have, KgError for an unknown relation, type or cursor, StaleCursorError for a cursor of
    another build.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.index = _index(store)

    @cached_property
    def near(self) -> Neighborhood:
        """The statements in memory; loaded when first needed, which a search by name never does."""
        return Neighborhood.of(self.store)

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """What finds the entities that someone else's names and codes mean; loaded when first needed."""
        return Reconciliation(self.index, self.near, Facts(self.store, self.near))

    def warm(self) -> None:
        """Load what the first question would have to wait for."""
        _ = self._stats
        _ = self.near.table.strength
        if isinstance(self.store, RemoteStore):
            self.store.serve()

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
        checks.predicate(self.store.ontology, relation)
        parts = self._parts("evidence", entity_id, relation)
        offset = parts.offset(cursor)
        found = statements.statements_of(self.store, self.near, self._require(entity_id), relation)[offset:]
        return parts.part(
            [self.statement(statement_id) for statement_id in found[:limit]], len(found) > limit, offset + limit
        )

    def document(self, document_id: str) -> Answer:
        """A source text with its mentions and the statements that it supports."""
        return documents.document(self.store, self.near, document_id)

    def related(
        self,
        entity_id: str,
        filters: Filters = ALL,
        *,
        depth: int = 1,
        rank: Rank = "weight",
        limit: int = 20,
        cursor: str | None = None,
    ) -> Answer:
        """Related entities, best first, each with the way to it, in words too, and the evidence of the last step."""
        checks.filters(self.near, filters)
        parts = self._parts("related", entity_id, filters, depth, rank)
        offset = parts.offset(cursor)
        found = self.near.related(
            self._require(entity_id), filters, depth=depth, rank=rank, limit=limit + 1, offset=offset
        )
        results = related.related(self.store, self.near, found[:limit])
        return parts.part(results, len(found) > limit, offset + limit)

    def similar(self, entity_id: str, limit: int = 20, cursor: str | None = None) -> Answer:
        """Entities of the same type that do, make and hold the same, each with what both have."""
        parts = self._parts("similar", entity_id)
        offset = parts.offset(cursor)
        found = self.near.similar(self._require(entity_id), limit + 1, offset)
        results = related.similar(self.store, self.near, found[:limit])
        return parts.part(results, len(found) > limit, offset + limit)

    def paths(
        self,
        start: str,
        goal: str | None = None,
        kind: str | None = None,
        filters: Filters = ALL,
        *,
        max_length: int = 4,
        k: int = 3,
        damped: bool = True,
    ) -> Answer:
        """The k best paths to an entity, or to the k nearest of a type; `note` says when there is none.

        Of the filters those of steps count, but for direction. Raises KgError unless one of goal and kind is given.
        """
        checks.filters(self.near, filters)
        checks.kind(self.near.ontology, kind)
        if (goal is None) == (kind is None):
            raise KgError("a path needs one end", hint="give either `to` or `to_type`")
        how: dict[str, Any] = {"max_length": max_length, "k": k, "damped": damped}
        ends = {"from": self.summary(start), "to": self.summary(goal) if goal else None, "to_type": kind}
        if goal == start:
            return {**ends, "results": [], "next": None, "note": related.SAME}
        if goal is not None:
            found = self.near.paths(start, self._require(goal), filters, **how)
        else:
            found = self.near.paths_to_kind(start, str(kind), filters, **how)
        return {**ends, **related.paths(self.store, self.near, found, max_length)}

    def brief(self, entity_id: str) -> Answer:
        """An entity on one page: facts, series of figures, titles, policies, neighbors, sources, and what is not recorded."""
        return brief(self.store, self.near, self._require(entity_id))

    def timeline(
        self,
        entity_id: str,
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Answer:
        """What is dated about an entity, the earliest first; since and until: ISO dates or their beginnings, both included."""
        during = Filters(since=since, until=until)
        checks.filters(self.near, during)
        parts = self._parts("timeline", entity_id, since, until)
        offset = parts.offset(cursor)
        found = timeline.dated(self.store, self.near, self._require(entity_id))
        found = [one for one in found if during.in_time(one[0])][offset:]
        return parts.part([timeline.event(one) for one in found[:limit]], len(found) > limit, offset + limit)

    def changes(self, since_build: str | None = None, limit: int = 100) -> Answer:
        """Documents and facts that came or went since a build (default: the one before). Raises BuildNotFoundError."""
        return changes(self.store, since_build, limit)

    def search(self, q: str, kind: str | None = None, limit: int = 10, cursor: str | None = None) -> Answer:
        """Entities by name, best first, each with the name that matched; `facets` counts what fits by type."""
        checks.kind(self.store.ontology, kind)
        parts = self._parts("search", q, kind)
        offset = parts.offset(cursor)
        hits = self.index.search(q, kind=kind, limit=limit + 1, offset=offset)
        results = [
            {**named(self.store, h.entity_id, h.label), "matched": h.matched, "score": h.score} for h in hits[:limit]
        ]
        return {**parts.part(results, len(hits) > limit, offset + limit), "facets": self.index.facets(q)}

    def listed(self, filters: Filters, limit: int = 20, cursor: str | None = None) -> Answer:
        """The entities that a walk with these filters may end at, by name, and as `count` their number."""
        checks.filters(self.near, filters)
        parts = self._parts("listed", filters)
        offset = parts.offset(cursor)
        found = self.near.ends(filters)
        results = [summary(self.store, self.near, entity_id) for entity_id in found[offset : offset + limit]]
        return {**parts.part(results, len(found) > offset + limit, offset + limit), "count": len(found)}

    def chains(self, lens: str | None = None) -> Answer:
        """Every industry chain with counts of its segments, policies, and the firms and parks under the lens."""
        return _whole(chains.chains(self.store, self.near, lens))

    def chain(self, chain_id: str, lens: str | None = None) -> Answer:
        """A chain in its bands with firms and policies, under the lens of a park or region or of all."""
        return chains.chain_map(self.store, self.near, chain_id, lens)

    def compare(self, parks: Sequence[str]) -> Answer:
        """Two to four parks side by side: chains, titles, figures, firms, industries, alliances, policies."""
        return comparison.compare(self.store, self.near, parks)

    def stats(self) -> Answer:
        """How much there is: documents by kind, entities by type, facts and statements by relation."""
        return self._stats

    @cached_property
    def _stats(self) -> Answer:
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
        return _whole([questions.described(question, {}, self.store.base_iri) for question in found])

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
        return _whole(questions.options(self.store, self.gallery.option_query(name)))

    def resolve(self, name: str, kind: str | None = None) -> str:
        """The id that a user means by an id or a name, among all or among the entities of one type.

        Raises EntityNotFoundError when nothing, or several things equally well, bear the name.
        """
        return names.resolve(self.index, self.near, name, kind, self.merged_into)

    def _parts(self, *question: object) -> Parts:
        return Parts.of(self.store.build_id, *question)


def _whole(results: list[Answer]) -> Answer:
    """A list that comes at once."""
    return {"results": results, "next": None}


def _index(store: Store) -> NameIndex:
    """The index of a build's names; that of a store elsewhere is made now."""
    directory = store.path / "names"
    if isinstance(store, RemoteStore) and not directory.exists():
        directory.mkdir()
        write_index(directory, stored.indexed_names(store))
    return NameIndex.open(directory)
