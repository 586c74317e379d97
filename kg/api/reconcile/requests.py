"""Batches of reconciliation queries and data extension queries (Reconciliation Service API 0.2, sections 4 and 7) read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from kg.api.errors import BadRequestError, BodyTooLargeError
from kg.api.reconcile.manifest import CANDIDATES, MAX_CANDIDATES, MAX_IDS, MAX_PROPERTIES, MAX_QUERIES
from kg.lookup.extension import Wanted
from kg.lookup.vocabulary import properties
from kg.matching import MatchQuery, Property
from kg.ontology import Ontology
from kg.tables.plain import text

_SPEC = "see section 4.1 of the Reconciliation Service API 0.2"
_MAX_VALUES, _LIMIT, _MAX_LIMIT = 20, 10, 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how many candidates are wanted for it."""

    query: MatchQuery
    limit: int


def read_batch(given: str, ontology: Ontology) -> dict[str, Asked]:
    """The queries of a batch by their keys. Raises BadRequestError naming the query, BodyTooLargeError for too many."""
    batch = _object(_parsed(given, "queries"), "queries")
    if len(batch) > MAX_QUERIES:
        raise BodyTooLargeError(f"{len(batch)} queries in one batch", hint=f"send at most {MAX_QUERIES}")
    return {key: _query(_object(found, f"queries, {key}"), f"queries, {key}", ontology) for key, found in batch.items()}


def read_single(given: str, ontology: Ontology) -> Asked:
    """The parameter `query` of version 0.1: a query as JSON, or only its name."""
    found = _object(_parsed(given, "query"), "query") if given.lstrip().startswith("{") else {"query": given}
    return _query(found, "query", ontology)


def read_extension(given: str, ontology: Ontology) -> tuple[list[str], list[Wanted]]:
    """The ids and properties of a data extension query. Raises BadRequestError, BodyTooLargeError for too many."""
    found = _object(_parsed(given, "extend"), "extend")
    ids = [_string(value, "extend, ids") for value in _list(found.get("ids"), "extend, ids")]
    wanted = [_wanted(p, ontology) for p in _list(found.get("properties"), "extend, properties")]
    if len(ids) > MAX_IDS or len(wanted) > MAX_PROPERTIES:
        what = f"{len(ids)} ids and {len(wanted)} properties in one request"
        raise BodyTooLargeError(what, hint=f"send at most {MAX_IDS} and {MAX_PROPERTIES}")
    return ids, wanted


def _query(found: dict[str, Any], where: str, ontology: Ontology) -> Asked:
    name = _string(found.get("query", ""), where)
    known = tuple(_property(p, where, ontology) for p in _list(found.get("properties", []), f"{where}, properties"))
    if not name.strip() and not known and "query" not in found:
        raise BadRequestError("neither query nor properties", where=where, hint=_SPEC)
    if len(known) > MAX_PROPERTIES:
        raise BodyTooLargeError(f"{len(known)} properties", where=where, hint=f"send at most {MAX_PROPERTIES}")
    kinds, strict = tuple(_types(found.get("type"), where, ontology)), found.get("type_strict", "any")
    if strict not in ("any", "all", "should"):
        raise BadRequestError("type_strict is not any, all or should", where=where, hint=_SPEC)
    limit = found.get("limit", CANDIDATES)
    if isinstance(limit, bool) or not isinstance(limit, (int, float)) or limit < 1 or limit != int(limit):
        raise BadRequestError("limit is no positive integer", where=where, hint=_SPEC)
    if strict == "all" and len(kinds) > 1:  # an entity has one type
        return Asked(MatchQuery(), 1)
    return Asked(MatchQuery(name, kinds, known, strict == "should"), min(int(limit), MAX_CANDIDATES))


def _types(given: Any, where: str, ontology: Ontology) -> Iterator[str]:
    for found in given if isinstance(given, list) else [] if given in (None, "") else [given]:
        kind = _string(found.get("id") if isinstance(found, dict) else found, f"{where}, type")
        if kind not in ontology.entity_types:
            raise BadRequestError(f"no type {kind!r}", where=where, hint="/reconcile/suggest/type lists them")
        yield kind


def _property(given: Any, where: str, ontology: Ontology) -> Property:
    found = _object(given, f"{where}, properties")
    pid = _pid(found.get("pid"), where, ontology)
    if "v" not in found:
        raise BadRequestError(f"{pid} has no v", where=where, hint=_SPEC)
    values = found["v"] if isinstance(found["v"], list) else [found["v"]]
    return Property(pid, tuple(filter(None, (_value(v, f"{where}, {pid}") for v in values[:_MAX_VALUES]))))


def _value(given: Any, where: str) -> str:
    """A value as text; a reconciled one is its id."""
    if isinstance(given, dict):
        return _string(given.get("id"), where)
    if isinstance(given, list):
        raise BadRequestError("a list in a list of values", where=where, hint=_SPEC)
    return text(given)


def _wanted(given: Any, ontology: Ontology) -> Wanted:
    found = _object(given, "extend, properties")
    pid = _pid(found.get("id"), "extend", ontology)
    settings = _object(found.get("settings") or {}, f"extend, {pid}")
    planned = settings.get("planned", False)
    return Wanted(pid, _limit(settings.get("limit"), f"extend, {pid}"), planned in (True, "true", "on", "1"))


def _limit(given: Any, where: str) -> int:
    """How many values of a cell: an empty field means the usual number, 0 and more than there may be the most."""
    if given in (None, ""):
        return _LIMIT
    number = str(given).removesuffix(".0")
    if not (number.isascii() and number.isdigit()):
        raise BadRequestError("limit is no number", where=where, hint="give a whole number")
    return min(int(number[:9]) or _MAX_LIMIT, _MAX_LIMIT)


def _pid(given: Any, where: str, ontology: Ontology) -> str:
    pid = _string(given, where)
    if not any(pid == known["id"] for known in properties(ontology)):
        raise BadRequestError(f"no property {pid!r}", where=where, hint="/reconcile/suggest/property lists them")
    return pid


def _parsed(given: str, where: str) -> Any:
    try:
        return orjson.loads(given)
    except orjson.JSONDecodeError as error:
        raise BadRequestError(f"no JSON: {error}", where=where, hint=_SPEC) from error


def _object(given: Any, where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise BadRequestError("this is no JSON object", where=where, hint=_SPEC)
    return given


def _list(given: Any, where: str) -> list[Any]:
    if not isinstance(given, list):
        raise BadRequestError("this is no list", where=where, hint=_SPEC)
    return given


def _string(given: Any, where: str) -> str:
    if not isinstance(given, str):
        raise BadRequestError("a text is missing", where=where, hint=_SPEC)
    return given
