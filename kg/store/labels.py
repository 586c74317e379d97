"""One label for one entity, whichever readings name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_RANK = {"gazetteer": 0, "table": 1, "document": 2}


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    rank: int
    shortness: int
    name: str


@dataclass(slots=True)
class _Names:
    best: _Candidate
    spellings: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Label:
    """The names of an entity. aliases: every other name, sorted."""

    entity_id: str
    name: str
    aliases: tuple[str, ...]


class Labels:
    """Gathers the names of entities over all readings.

    The label is the name in a gazetteer, else in a table, else in a document; among equals the longest, then the
    first by code point.
    """

    def __init__(self) -> None:
        self._names: dict[str, _Names] = {}

    def add(self, entity_id: str, name: str, aliases: Iterable[str], kind: str) -> None:
        """Note what a reading of this kind (document, table, gazetteer) calls the entity."""
        candidate = _Candidate(_RANK[kind], -len(name), name)
        known = self._names.setdefault(entity_id, _Names(candidate))
        known.best = min(known.best, candidate)
        known.spellings.update((name, *aliases))

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._names

    def __iter__(self) -> Iterator[Label]:
        """Every entity with its names, ordered by id."""
        for entity_id, names in sorted(self._names.items()):
            label = names.best.name
            yield Label(entity_id, label, tuple(sorted(names.spellings - {label})))
