"""What is being gathered while an article is read: statements and observations, each once, with all its evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.linker import Thing
from kg.model import Document, Evidence, Modality, Piece, Statement
from kg.ontology import Ontology

_SURE = 0.7


@dataclass(slots=True)
class Draft:
    """Statements by (subject, relation, object); a pair whose types the ontology does not allow is not taken."""

    document: Document
    ontology: Ontology
    _found: dict[tuple[str, str, str], list[Evidence]] = field(default_factory=dict)
    _roles: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def add(
        self,
        relation: str,
        head: Thing,
        tail: Thing,
        spans: Iterable[tuple[int, int]],
        rule: str,
        confidence: float,
        modality: Modality = "done",
        attributed_to: str | None = None,
        role: str | None = None,
    ) -> None:
        """Take a statement with the spans of the clean text it is read from."""
        kind = self.ontology.relations.get(relation)
        if head is tail or head.id == tail.id or kind is None or not kind.allows(head.type, tail.type):
            return
        if kind.aim_counts and modality == "done":
            modality = "aim"
        pieces: list[Piece] = []
        for start, end in spans:
            pieces.extend(self.document.pieces(start, end))
        evidence = Evidence(tuple(pieces), None, rule, round(confidence, 2), modality, attributed_to)
        key = (head.id, relation, tail.id)
        kept = self._found.setdefault(key, [])
        if not any(e.pieces == evidence.pieces and e.modality == modality for e in kept):
            kept.append(evidence)
        if role:
            self._roles.setdefault(key, role)

    def attribute(self, name: str, subject: Thing, value: str, span: tuple[int, int], rule: str) -> None:
        """Take a literal property with the span of the clean text it is read from; one the ontology lacks is not taken."""
        kind = self.ontology.attributes.get(name)
        if kind is None or subject.type not in kind.domain:
            return
        evidence = Evidence(self.document.pieces(*span), None, rule, 0.9)
        kept = self._found.setdefault((subject.id, name, value), [])
        if evidence not in kept:
            kept.append(evidence)

    def has(self, relation: str, head: Thing, tail: Thing) -> bool:
        """Whether the statement was taken already."""
        return (head.id, relation, tail.id) in self._found

    def sure(self) -> set[str]:
        """The ids of the entities of which words say something."""
        said = (key for key, evidence in self._found.items() if any(e.confidence >= _SURE for e in evidence))
        return {end for head, _, tail in said for end in (head, tail)}

    def is_sure(self, relation: str, head: Thing, tail: Thing) -> bool:
        """Whether a statement was read from words that say it."""
        return any(e.confidence >= _SURE for e in self._found.get((head.id, relation, tail.id), ()))

    def drop(self, relation: str, head: Thing, tail: Thing) -> None:
        """Forget a statement."""
        self._found.pop((head.id, relation, tail.id), None)

    def forget(self, ids: Collection[str]) -> None:
        """Forget all statements about some entities."""
        for key in [k for k in self._found if k[0] in ids or k[2] in ids]:
            del self._found[key]

    def objects(self, relation: str, head: Thing) -> set[str]:
        """Ids of the objects that `head` has by `relation`."""
        return {o for s, p, o in self._found if p == relation and s == head.id}

    def subjects(self, relation: str, tail: Thing) -> set[str]:
        """Ids of the subjects that have `tail` by `relation`."""
        return {s for s, p, o in self._found if p == relation and o == tail.id}

    def rules(self) -> Iterator[tuple[str, str, str, str]]:
        """What was taken so far and by which rule: (subject, relation, object, rule)."""
        for (head, relation, tail), evidence in self._found.items():
            for rule in sorted({e.rule for e in evidence}):
                yield head, relation, tail, rule

    def statements(self) -> tuple[Statement, ...]:
        """All statements; what another one implies is left out (leads says operatesIn already)."""
        implied = {(s, other, o) for s, p, o in self._found for other in self.ontology.implied(p)}
        return tuple(
            Statement(
                s, p, o, tuple(sorted(evidence, key=lambda e: (-e.confidence, e.pieces))), self._roles.get((s, p, o))
            )
            for (s, p, o), evidence in sorted(self._found.items())
            if (s, p, o) not in implied
        )
