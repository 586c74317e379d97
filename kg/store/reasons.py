"""The named graph of one document: its statements, the evidence for each, its mentions."""

from __future__ import annotations

from collections.abc import Iterable

from kg import identity
from kg.model import Document, Evidence, Mention, digest
from kg.store import terms

_TYPE = terms.name("rdf:type")
_ROW_FRAGMENTS = "<http://tools.ietf.org/rfc/rfc7111>"


class Reasons:
    """Adds the N-Quads of one document's graph to `lines`."""

    def __init__(self, document: Document, base_iri: str, lines: set[str]) -> None:
        self.document, self.base_iri = document, base_iri
        self.graph = f"<{identity.iri(base_iri, f'Document:{document.id}')}>"
        self._lines = lines

    def put(self, subject: str, predicate: str, value: str) -> None:
        """Add one statement to the document's graph; the three are terms in N-Quads form."""
        self._lines.add(f"{subject} {predicate} {value} {self.graph} .\n")

    def statement(
        self, subject: str, predicate: str, value: str, evidence: Iterable[Evidence], role: str | None = None
    ) -> str:
        """Write the statement with its evidence; returns its node, the same in every document that states it."""
        node = self._node("statement", subject[1:-1], predicate[1:-1], value)
        self.put(node, _TYPE, terms.name("rdf:Statement"))
        self.put(node, terms.name("rdf:subject"), subject)
        self.put(node, terms.name("rdf:predicate"), predicate)
        self.put(node, terms.name("rdf:object"), value)
        for piece in evidence:
            self.put(node, terms.name("kg:evidence"), self._evidence(piece))
        if role:
            self.put(node, terms.name("kg:role"), terms.text(role))
        return node

    def mention(self, entity_id: str, entity: str, mention: Mention) -> None:
        """Write one place where the entity is named."""
        node = self._node("mention", self.document.id, entity_id, str(mention.start), str(mention.end))
        self.put(node, _TYPE, terms.name("oa:Annotation"))
        self.put(node, _TYPE, terms.name("kg:Mention"))
        self.put(node, terms.name("oa:hasBody"), entity)
        self.put(node, terms.name("oa:hasTarget"), self._span(mention.start, mention.end, mention.text))
        self.put(node, terms.name("oa:hasSource"), self.graph)

    def _evidence(self, evidence: Evidence) -> str:
        spans = [f"{piece.start}-{piece.end}" for piece in evidence.pieces]
        why = (
            evidence.rule,
            repr(evidence.confidence),
            evidence.modality,
            str(evidence.attributed_to),
            str(evidence.row),
        )
        node = self._node("evidence", self.document.id, *why, *spans)
        self.put(node, _TYPE, terms.name("kg:Evidence"))
        self.put(node, terms.name("oa:hasSource"), self.graph)
        self.put(node, terms.name("kg:rule"), terms.text(evidence.rule))
        self.put(node, terms.name("kg:confidence"), terms.decimal(evidence.confidence))
        self.put(node, terms.name("kg:modality"), terms.text(evidence.modality))
        if evidence.attributed_to:
            self.put(node, terms.name("kg:attributedTo"), terms.text(evidence.attributed_to))
        if evidence.pieces:
            self.put(node, terms.name("kg:quote"), terms.text(evidence.quote))
        for piece in evidence.pieces:
            self.put(node, terms.name("oa:hasSelector"), self._span(piece.start, piece.end, piece.quote))
        if evidence.row is not None:
            self.put(node, terms.name("oa:hasSelector"), self._row(evidence.row))
        return node

    def _span(self, start: int, end: int, exact: str) -> str:
        node = self._node("selector", self.document.id, str(start), str(end))
        self.put(node, _TYPE, terms.name("oa:TextPositionSelector"))
        self.put(node, terms.name("oa:start"), terms.typed(str(start), "integer"))
        self.put(node, terms.name("oa:end"), terms.typed(str(end), "integer"))
        self.put(node, terms.name("oa:exact"), terms.text(exact))
        return node

    def _row(self, row: int) -> str:
        fragment = f"row={row}"
        node = self._node("selector", self.document.id, fragment)
        self.put(node, _TYPE, terms.name("oa:FragmentSelector"))
        self.put(node, terms.name("rdf:value"), terms.text(fragment))
        self.put(node, terms.name("dcterms:conformsTo"), _ROW_FRAGMENTS)
        return node

    def _node(self, kind: str, *parts: str) -> str:
        return f"<{self.base_iri}{kind}/{digest(*parts)}>"
