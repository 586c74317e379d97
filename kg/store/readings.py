"""Readings as JSON: what was read from a document, kept in the store so that it need not be read again."""

from __future__ import annotations

from typing import Any

import orjson

from kg.model import Document, Entity, Evidence, Mention, Observation, Piece, Reading, Statement


def dump(reading: Reading) -> bytes:
    """The entities, statements and observations of a reading."""
    parts = {name: getattr(reading, name) for name in ("entities", "statements", "observations")}
    return orjson.dumps(parts)


def load(content: bytes, document: Document) -> Reading:
    """The reading of this document that `dump` wrote."""
    parts = orjson.loads(content)
    return Reading(
        document,
        tuple(map(_entity, parts["entities"])),
        tuple(Statement(**{**item, "evidence": _evidence(item)}) for item in parts["statements"]),
        tuple(Observation(**{**item, "evidence": _evidence(item)}) for item in parts["observations"]),
    )


def _entity(item: dict[str, Any]) -> Entity:
    mentions = tuple(Mention(**mention) for mention in item["mentions"])
    return Entity(item["id"], item["type"], item["name"], tuple(item["aliases"]), mentions)


def _evidence(item: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(**{**piece, "pieces": tuple(Piece(**part) for part in piece["pieces"])}) for piece in item["evidence"]
    )
