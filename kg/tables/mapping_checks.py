"""Is a mapping one? The entries of its blocks, and what the ontology allows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kg.errors import DataError
from kg.ontology import Ontology
from kg.tables.values import CHECKS, READ

_SOURCE = {"column", "value", "separator", "empty", "check", "bad"}
_SOURCES = {
    "entity": {"name", "key", "aliases"},
    "observation": {"indicator", "value", "unit", "period"},
    "address": {"column", "region"},
}
ENTRIES: Mapping[str, set[str]] = MappingProxyType(
    {
        "document": {"title", "source"},
        "table": {"sheet", "header", "empty"},
        "entity": {"type", "separator"} | _SOURCES["entity"],
        "relation": {"predicate", "type"} | _SOURCE,
        "observation": _SOURCES["observation"],
        "address": _SOURCES["address"],
    }
)
"""The blocks of a mapping and their entries; those of [attributes] are the ontology's."""
_NEEDED = {
    "entity": ("type", "name"),
    "relation": ("predicate", "type"),
    "observation": ("indicator", "value"),
    "address": ("column",),
}
_MANY = ("relation", "observation")


def blocks(content: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    """The blocks of a part that may occur once, [observation], or several times, [[observation]]."""
    found = content.get(part, [])
    return found if isinstance(found, list) and part in _MANY else [found]


def check_blocks(content: Mapping[str, Any], file: str) -> None:
    """Raises DataError naming the block and entry that is missing, unknown or of the wrong kind."""
    if "entity" not in content:
        raise DataError("there is no [entity]", where=file, hint="say which type and column the rows are about")
    known = (*ENTRIES, "attributes")
    if unknown := sorted(set(content) - set(known)):
        raise DataError(f"[{unknown[0]}] is unknown", where=file, hint=f"known: {', '.join(known)}")
    for part in content:
        for block in blocks(content, part):
            _check_block(part, block, f"{file}, [{part}]")


def _check_block(part: str, block: object, where: str) -> None:
    if not isinstance(block, dict):
        raise DataError("this is no block of entries", where=where, hint='write entry = "column" below it')
    if missing := [entry for entry in _NEEDED.get(part, ()) if entry not in block]:
        raise DataError(f"{missing[0]} is missing", where=where, hint="add it")
    if part in ENTRIES and (unknown := sorted(set(block) - ENTRIES[part])):
        raise DataError(f"{unknown[0]} is unknown", where=where, hint=f"known: {', '.join(sorted(ENTRIES[part]))}")
    if part == "relation":
        _check_source({entry: block[entry] for entry in block if entry in _SOURCE}, where)
    sources = set(block) if part == "attributes" else _SOURCES.get(part, set())
    for entry, value in block.items():
        if entry in sources and isinstance(value, dict):
            _check_source(value, f"{where}, {entry}")
        elif part != "relation" or entry not in _SOURCE:
            _check_plain(entry, value, where)


def _check_plain(entry: str, value: object, where: str) -> None:
    if entry == "header":
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise DataError("header is no row number", where=where, hint="write header = 3, counted from 1")
    elif entry == "empty":
        _check_list(value, where)
    elif not isinstance(value, str):
        raise DataError("every entry has to be a string", where=where, hint='write entry = "column"')


def _check_source(source: Mapping[str, Any], where: str) -> None:
    if unknown := sorted(set(source) - _SOURCE):
        raise DataError(f"{unknown[0]} is unknown", where=where, hint=f"known: {', '.join(sorted(_SOURCE))}")
    if ("column" in source) == ("value" in source):
        what = "column and value stand both" if "column" in source else "column is missing"
        raise DataError(what, where=where, hint="give column, or value for all rows")
    for entry, value in source.items():
        if entry == "empty":
            _check_list(value, where)
        elif not isinstance(value, str):
            raise DataError("every entry has to be a string", where=where, hint='write entry = "column"')
    if source.get("check", "creditCode") not in CHECKS:
        raise DataError(f"there is no check {source['check']}", where=where, hint=f"known: {', '.join(CHECKS)}")
    if source.get("bad", "drop") != "drop":
        raise DataError(f"bad = {source['bad']!r} is unknown", where=where, hint='known: "drop"')


def _check_list(value: object, where: str) -> None:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise DataError("empty is no list of strings", where=where, hint='write empty = ["-", "未知"]')


def check_terms(content: Mapping[str, Any], ontology: Ontology, file: str) -> None:
    """Raises DataError naming the type, attribute or relation that the ontology does not have or allow."""
    kind, hint = content["entity"]["type"], "kg ontology lists them"
    if kind not in ontology.entity_types:
        raise DataError(f"{kind} is no entity type", where=f"{file}, [entity]", hint=hint)
    for name, source in content.get("attributes", {}).items():
        where = f"{file}, [attributes]"
        if name not in ontology.attributes or kind not in ontology.attributes[name].domain:
            raise DataError(f"{name} is no attribute of {kind}", where=where, hint=hint)
        if isinstance(source, dict) and "value" in source:
            try:
                READ.get(ontology.attributes[name].datatype, str)(source["value"])
            except DataError as error:
                raise DataError(error.what, where=f"{where}, {name}", hint=error.hint) from error
    for relation in blocks(content, "relation"):
        known = ontology.relations.get(relation["predicate"])
        if known is None or not known.allows(kind, relation["type"]):
            what = f"{relation['predicate']} does not lead from {kind} to {relation['type']}"
            raise DataError(what, where=f"{file}, [[relation]]", hint=hint)
    if "address" in content and not address_relations(kind, ontology):
        what = f"the address of a {kind} says nothing that the ontology knows"
        raise DataError(what, where=f"{file}, [address]", hint="leave the block out")


def address_relations(kind: str, ontology: Ontology) -> dict[str, str]:
    """The relations that an address can state of this type, by the type they lead to: Park, Region."""
    wanted = {"locatedInPark": "Park", "inRegion": "Region"}
    known = {name: ontology.relations.get(name) for name in wanted}
    return {wanted[name]: name for name, r in known.items() if r is not None and r.allows(kind, wanted[name])}
