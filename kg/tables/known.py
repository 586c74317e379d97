"""Names in a table's cells → entities: the gazetteer's where a name means one row of it, else a new one by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.gazetteer import Gazetteer
from kg.identity import entity_id, named_id
from kg.tables.address import Addresses
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
        self._classes = _classes(gazetteer)
        self._gazetteer = gazetteer
        self._addresses: Addresses | None = None

    def find(self, kind: str, name: str) -> tuple[str, str] | None:
        """Id and name of the one entity of this type that bears the name; a full name goes before a short one.

        An industry can be named by its code or name in GB/T 4754 too. None when no entity or more than one bears it.
        """
        for names in (self._full, self._short):
            found = names.get((kind, name_key(name)), {})
            if len(found) == 1:
                return next(iter(found.items()))
        return self._classes.get(_class_key(name)) if kind == "Industry" else None

    def addresses(self, suffixes: tuple[str, ...]) -> Addresses:
        """What finds parks in addresses, made when it is first asked for. suffixes: the words that end names of parks."""
        if self._addresses is None:
            self._addresses = Addresses(self._gazetteer, suffixes)
        return self._addresses

    def _add(self, kind: str, identifier: str, name: str, others: tuple[str, ...]) -> None:
        self._full[kind, name_key(name)][identifier] = name
        for other in others:
            self._short[kind, name_key(other)][identifier] = name


def _classes(gazetteer: Gazetteer) -> Mapping[str, tuple[str, str]]:
    """Codes (C39, 39, 3900) and names of GB/T 4754 → id and name; of classes with one name, the widest has it."""
    found: dict[str, tuple[str, str]] = {}
    rows = sorted(gazetteer["industries"], key=lambda row: (len(row["code"]), row["code"]))
    for row in rows:
        code, entity = row["code"], (entity_id("Industry", row["code"]), row["name"])
        for form in (code, code[1:]):
            if form:
                found[form.lower()] = entity
    for row in rows:
        entity = entity_id("Industry", row["code"]), row["name"]
        padded = row["code"][1:].ljust(4, "0")
        for form in (name_key(row["name"]), padded, f"{row['code'][0].lower()}{padded}"):
            found.setdefault(form, entity)
    return found


def _class_key(name: str) -> str:
    """1800.0, as data frames write a code, is 1800."""
    key = name_key(name)
    return key.removesuffix(".0") if key.removesuffix(".0").isdigit() else key
