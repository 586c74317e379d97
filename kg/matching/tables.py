"""Whole tables matched: each row with the entity that it means, how surely, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kg.errors import DataError
from kg.matching.matcher import Matcher
from kg.matching.names import ENOUGH
from kg.matching.records import PARK, REGION, Candidate, MatchQuery, Property
from kg.ontology import Ontology
from kg.tables.plain import text
from kg.tables.sheets import Sheet

ADDED = ("匹配编号", "匹配名称", "匹配类型", "匹配得分", "匹配结果", "匹配理由")
YES, SEVERAL, NO = "是", "多个", "否"
_CLOSE, _LIKELY, _SHOWN = 8.0, ENOUGH - 10, 5
_SEPARATOR = re.compile(r"[、;；|]")
KNOWN: Mapping[str, str] = MappingProxyType({"region": REGION, "park": PARK, "industry": "operatesIn"})
"""What columns besides name and code can hold → the relation that it is held against."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table is matched by. type: of all its things; code: of a registered or official code.

    others: what else is known of them, by the words of KNOWN.
    """

    name: str
    type: str | None = None
    code: str | None = None
    others: Mapping[str, str] = field(default_factory=dict)

    def check(self, file: str, header: Sequence[str], ontology: Ontology) -> None:
        """Raises DataError for a column that the table has not, or has twice, and for an unknown type."""
        if self.type is not None and self.type not in ontology.entity_types:
            raise DataError(f"no type {self.type!r}", hint=f"one of {', '.join(ontology.entity_types)}")
        for column in (self.name, *filter(None, (self.code, *self.others.values()))):
            if header.count(column) != 1:
                what = "there is no such column" if column not in header else "there are several of that name"
                raise DataError(what, where=f"{file}, column {column}", hint=f"it has: {', '.join(header)}"[:500])
        for column in (name for name in ADDED if name in header):
            hint = "take it out or call it otherwise: this is where the result goes"
            raise DataError("the table has this column already", where=f"{file}, column {column}", hint=hint)


def matched_rows(sheet: Sheet, columns: Columns, matcher: Matcher) -> Iterator[list[Any]]:
    """Each row with the cells of ADDED; an empty row gets none."""
    at = {name: place for place, name in enumerate(sheet.header)}
    pid = "creditCode" if columns.type in (None, "Firm", "Organization") else "code"
    asked = [(pid, columns.code)] if columns.code else []
    asked += [(KNOWN[word], column) for word, column in columns.others.items()]
    for _, row in sheet.rows:
        if all(cell in (None, "") for cell in row):
            yield [*row, *("" for _ in ADDED)]
            continue
        values = {p: tuple(filter(None, map(str.strip, _SEPARATOR.split(text(row[at[c]]))))) for p, c in asked}
        properties = tuple(Property(p, found) for p, found in values.items() if found)
        name = text(row[at[columns.name]])
        query = MatchQuery(name, (columns.type,) if columns.type else (), properties)
        yield [*row, *_result(matcher.match(query, _SHOWN) if name or properties else [], name)]


def _result(found: list[Candidate], name: str) -> tuple[Any, ...]:
    """The cells of ADDED. Id, name and type are given only where the match is sure: they may be taken without looking."""
    if not found:
        return "", "", "", None, NO, "没有候选" if name else "名称为空"
    best = found[0]
    if best.match:
        return best.id, best.name, best.type, best.score, YES, "；".join(best.reasons)
    close = [c for c in found if c.score >= _LIKELY and best.score - c.score < _CLOSE]
    if len(close) > 1:
        return "", "", "", best.score, SEVERAL, f"候选：{'；'.join(map(_named, close))}"
    return "", "", "", best.score, NO, f"最接近：{_named(best)}：{'；'.join(best.reasons)}"


def _named(candidate: Candidate) -> str:
    return f"{candidate.name}（{candidate.id}，{candidate.score:g} 分）"
