"""Names in a table's cells → entities: the gazetteer's where a name means one row of it, else a new one by name."""

from __future__ import annotations

from collections import defaultdict

from kg.gazetteer import Gazetteer
from kg.identity import entity_id, named_id
from kg.text import name_key

_KEYED = {"regions": ("Region", "code", "short"), "parks": ("Park", "key", "short")}
_NAMED = {
    "sectors": ("Industry", "name"),
    "segments": ("ChainSegment", "name"),
    "titles": ("Title", "name"),
    "chains": ("IndustryChain", "name"),
    "chain_segments": ("ChainSegment", "segment"),
    "organisations": ("Organization", "name"),
}


class KnownNames:
    """The full and short names of a gazetteer, by type."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._full: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._short: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for table, (kind, key, short) in _KEYED.items():
            for row in gazetteer[table]:
                self._add(kind, entity_id(kind, row[key]), row["name"], row.list(short))
        for table, (kind, column) in _NAMED.items():
            for row in gazetteer[table]:
                self._add(kind, named_id(kind, row[column]), row[column], row.list("aliases"))

    def find(self, kind: str, name: str) -> tuple[str, str] | None:
        """Id and name of the one entity of this type that bears the name; a full name goes before a short one.

        None when no entity or more than one bears it.
        """
        for names in (self._full, self._short):
            found = names.get((kind, name_key(name)), {})
            if len(found) == 1:
                return next(iter(found.items()))
        return None

    def _add(self, kind: str, identifier: str, name: str, others: tuple[str, ...]) -> None:
        self._full[kind, name_key(name)][identifier] = name
        for other in others:
            self._short[kind, name_key(other)][identifier] = name
