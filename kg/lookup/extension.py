"""Values of attributes and relations for many entities at once: data extension of the Reconciliation Service API 0.2."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.lookup.summaries import Answer
from kg.lookup.vocabulary import properties, type_of
from kg.matching import Facts

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property to fetch. pid: as `kg.matching.Property` has it; limit: values at most; planned: also what is no fact yet."""

    pid: str
    limit: int = 10
    planned: bool = False


def extended(facts: Facts, ids: Sequence[str], wanted: Sequence[Wanted]) -> Answer:
    """meta and rows (section 7.4); an id that the store does not have has no values."""
    known = {item["id"]: item["name"] for item in properties(facts.ontology)}
    return {
        "meta": [_meta(facts, prop.pid, known[prop.pid]) for prop in wanted],
        "rows": {i: {prop.pid: _values(facts, i, prop) for prop in wanted} for i in ids},
    }


def _meta(facts: Facts, pid: str, name: str) -> Answer:
    """A property with the type of its values where that is one."""
    relation = facts.ontology.relations.get(pid.removeprefix("^"))
    ends = () if relation is None else relation.domain if pid.startswith("^") else relation.range
    kind = {"type": type_of(facts.ontology, ends[0])} if len(ends) == 1 else {}
    return {"id": pid, "name": name, **kind}


def _values(facts: Facts, entity_id: str, wanted: Wanted) -> list[Answer]:
    attribute = facts.ontology.attributes.get(wanted.pid)
    if attribute is not None:
        cell = _CELLS.get(attribute.datatype, _text)
        return [cell(value) for value in facts.values(entity_id, wanted.pid)[: wanted.limit]]
    names = facts.near.names
    steps = sorted(
        facts.steps(entity_id, wanted.pid, wanted.planned), key=lambda s: (-s.statement.weight, names[s.end], s.end)
    )
    ends = list(dict.fromkeys(step.end for step in steps))[: wanted.limit]
    return [{"id": end, "name": names[end]} for end in ends]


def _text(value: str) -> Answer:
    return {"str": value}


def _date(value: str) -> Answer:
    return {"date": f"{value}T00:00:00Z"} if _DAY.fullmatch(value) else _text(value)


_CELLS: Mapping[str, Callable[[str], Answer]] = MappingProxyType(
    {"date": _date, "integer": lambda value: {"int": int(value)}, "decimal": lambda value: {"float": float(value)}}
)
