"""What passes between the rooms: documents, mentions, entities, evidence, statements, observations. Frozen, no I/O."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Modality = Literal["done", "planned", "aim"]


def digest(*parts: str) -> str:
    """A short name for a content: 20 hex digits of SHA-256 over the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Document:
    """One article, policy text or item as it was read.

    id: `stem#n`, or the item's own id. source: the path as given. text: the decoded file, untouched (offsets of
    mentions and evidence count its code points). clean: the repaired article: headline, then body, paragraphs
    ended by \\n. offsets[i]: index in `text` of the character that clean[i] stands for.
    """

    id: str
    source: str
    text: str
    clean: str
    offsets: tuple[int, ...] = field(repr=False)
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    kind: Literal["document", "table", "gazetteer"] = "document"

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The span [start, end) of `clean` as pieces of `text`, split where the article jumps over other text.

        Raises ValueError for an empty span or one outside `clean`.
        """
        if not 0 <= start < end <= len(self.clean):
            raise ValueError(f"span {start}..{end} outside a text of {len(self.clean)} characters")
        spans: list[list[int]] = []
        for position in self.offsets[start:end]:
            if spans and position >= spans[-1][1] and not self.text[spans[-1][1] : position].strip():
                spans[-1][1] = position + 1
            elif spans and spans[-1][0] <= position < spans[-1][1]:
                continue
            else:
                spans.append([position, position + 1])
        return tuple(Piece(a, b, self.text[a:b]) for a, b in spans)


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of a document's untouched text: text[start:end] == quote."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named. start, end count code points of Document.text; text is the raw slice."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a statement is believed: the pieces of a document, or the row (1-based line) of a table or gazetteer."""

    pieces: tuple[Piece, ...] = ()
    row: int | None = None
    rule: str = "row"
    confidence: float = 1.0
    modality: Modality = "done"
    attributed_to: str | None = None

    @property
    def quote(self) -> str:
        """The pieces in one line, joined by …, line breaks removed."""
        return "…".join("".join(piece.quote.split()) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing. id is `Type:key`, the same in every document that means the same registered thing."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact: subject, predicate (the local name of a relation or attribute in the ontology), object.

    object is an entity's id for a relation, the lexical value for an attribute.
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A number that a source states of an entity (GUIDE.md, "Observations").

    value_text is the number as written; change and completion are in %; period is an ISO 8601 date, year, month
    or interval.
    """

    subject: str
    indicator: str
    value: float
    value_text: str
    unit: str
    evidence: tuple[Evidence, ...]
    period: str | None = None
    change: float | None = None
    earlier: float | None = None
    completion: float | None = None
    bound: Literal["min", "max"] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document, table or gazetteer file."""

    document: Document
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    observations: tuple[Observation, ...] = ()

    def names(self) -> Mapping[str, str]:
        """Entity id → name."""
        return {entity.id: entity.name for entity in self.entities}
