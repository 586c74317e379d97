"""Readings → N-Quads: facts once in the default graph, the reasons in one named graph a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg import identity
from kg.errors import DataError
from kg.model import Document, Entity, Evidence, Observation, Reading, Statement, digest
from kg.ontology import Ontology
from kg.quantity import normalized
from kg.store import terms
from kg.store.labels import Labels
from kg.store.reasons import Reasons
from kg.text import name_key

_TYPE = terms.name("rdf:type")


class GraphWriter:
    """Takes readings one by one; `lines` then gives the whole graph.

    labels: the names of every entity. degrees: entity id → number of facts that it takes part in.
    """

    def __init__(self, ontology: Ontology, base_iri: str) -> None:
        self.ontology, self.base_iri = ontology, base_iri
        self.labels = Labels()
        self.degrees: Counter[str] = Counter()
        self._lines: set[str] = set()
        self._documents: dict[str, str] = {}

    def add(self, reading: Reading) -> None:
        """Take in what was read from one document.

        Raises DataError for a second document of the same id and for a predicate that the ontology does not declare.
        """
        document = reading.document
        self._describe(document)
        reasons = Reasons(document, self.base_iri, self._lines)
        for entity in reading.entities:
            self.labels.add(entity.id, entity.name, self._own_names(entity), document.kind)
            for mention in entity.mentions:
                reasons.mention(entity.id, self._entity(entity.id), mention)
        for statement in reading.statements:
            self._state(reasons, statement)
        for observation in reading.observations:
            self._observe(reasons, observation)

    def _own_names(self, entity: Entity) -> list[str]:
        """The aliases that name the entity beyond its text: 高新区 alone means another park in every article."""
        suffixes = self.ontology.types[entity.type].name_suffixes if entity.type in self.ontology.types else ()
        return [alias for alias in entity.aliases if alias not in suffixes]

    def lines(self) -> list[str]:
        """The N-Quads of all readings, sorted, each ended by a line feed."""
        return sorted(self._lines.union(self._name_lines()))

    def _describe(self, document: Document) -> None:
        if document.id in self._documents:
            raise DataError(
                f"the document id {document.id} is already taken by {self._documents[document.id]}",
                where=document.source,
                hint="rename one of the files or ids",
            )
        self._documents[document.id] = document.source
        node = self._entity(f"Document:{document.id}")
        self._fact(node, _TYPE, terms.name("kg:Document"))
        self._fact(node, terms.name("rdfs:label"), terms.text(document.title or document.id, "zh"))
        self._fact(node, terms.name("dcterms:source"), terms.text(document.source))
        self._fact(node, terms.name("kg:documentKind"), terms.text(document.kind))
        if document.published:
            self._fact(node, terms.name("dcterms:issued"), terms.date(document.published))
        if document.byline:
            self._fact(node, terms.name("kg:byline"), terms.text(document.byline))

    def _state(self, reasons: Reasons, statement: Statement) -> None:
        predicate = statement.predicate
        if attribute := self.ontology.attributes.get(predicate):
            value = terms.typed(statement.object, attribute.datatype)
            self._relate(reasons, statement, predicate, value, _is_said(statement.evidence))
        elif relation := self.ontology.relations.get(predicate):
            holds = relation.aim_counts or _is_said(statement.evidence)
            target = self._entity(statement.object)
            origin = self._relate(reasons, statement, predicate, target, holds)
            for implied in self.ontology.implied(predicate):
                node = self._relate(reasons, statement, implied, target, holds)
                reasons.put(node, terms.name("kg:inferredFrom"), origin)
        else:
            raise DataError(f"kg:{predicate} is not in the ontology", where=reasons.document.source)

    def _relate(self, reasons: Reasons, statement: Statement, predicate: str, value: str, holds: bool) -> str:
        """Write the statement and, where it holds, the fact; the statement's node is returned."""
        subject, relation = self._entity(statement.subject), terms.name(f"kg:{predicate}")
        if holds and self._fact(subject, relation, value):
            self.degrees[statement.subject] += 1
            if value.startswith("<"):
                self.degrees[statement.object] += 1
        return reasons.statement(subject, relation, value, statement.evidence, statement.role)

    def _observe(self, reasons: Reasons, observation: Observation) -> None:
        indicator = f"Indicator:{name_key(observation.indicator)}"
        self.labels.add(indicator, observation.indicator, (), reasons.document.kind)
        subject, has = self._entity(observation.subject), terms.name("kg:hasObservation")
        node = self._entity(f"Observation:{_observation_key(observation)}")
        put = self._fact if _is_said(observation.evidence) else reasons.put
        put(subject, has, node)
        put(node, _TYPE, terms.name("kg:Observation"))
        put(node, terms.name("kg:indicator"), self._entity(indicator))
        for predicate, value in _observation_values(observation):
            put(node, terms.name(predicate), value)
        reasons.statement(subject, has, node, observation.evidence)

    def _name_lines(self) -> Iterator[str]:
        for label in self.labels:
            node = self._entity(label.entity_id)
            kind = label.entity_id.partition(":")[0]
            yield f"{node} {_TYPE} {terms.name(f'kg:{kind}')} .\n"
            yield f"{node} {terms.name('rdfs:label')} {terms.text(label.name, 'zh')} .\n"
            for alias in label.aliases:
                yield f"{node} {terms.name('skos:altLabel')} {terms.text(alias, 'zh')} .\n"

    def _entity(self, identifier: str) -> str:
        return f"<{identity.iri(self.base_iri, identifier)}>"

    def _fact(self, subject: str, predicate: str, value: str) -> bool:
        """Write into the default graph; whether it was new."""
        before = len(self._lines)
        self._lines.add(f"{subject} {predicate} {value} .\n")
        return len(self._lines) > before


def _is_said(evidence: tuple[Evidence, ...]) -> bool:
    return any(piece.modality == "done" for piece in evidence)


def _observation_key(o: Observation) -> str:
    figures = (o.value, o.change, o.earlier, o.completion)
    return digest(
        o.subject, name_key(o.indicator), o.value_text, o.unit, str(o.period), str(o.bound), *map(repr, figures)
    )


def _observation_values(observation: Observation) -> Iterator[tuple[str, str]]:
    yield "kg:value", terms.decimal(observation.value)
    yield "kg:valueText", terms.text(observation.value_text)
    yield "kg:unit", terms.text(observation.unit)
    own = normalized(observation.value, observation.unit)
    if own is not None:
        yield "kg:normalizedValue", terms.decimal(own[0])
        yield "kg:normalizedUnit", terms.text(own[1])
    figures = (
        ("change", observation.change),
        ("earlierValue", observation.earlier),
        ("completion", observation.completion),
    )
    yield from ((f"kg:{name}", terms.decimal(figure)) for name, figure in figures if figure is not None)
    words = (("period", observation.period), ("bound", observation.bound))
    yield from ((f"kg:{name}", terms.text(word)) for name, word in words if word is not None)
