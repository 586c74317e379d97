"""The regions that an address begins with: 江苏省南京市浦口区… → 南京市浦口区, as rows of the gazetteer."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from kg.gazetteer import Gazetteer, Row
from kg.text import name_key

_DIVISIONS = ("province", "prefecture", "county")
_NOT_A_REGION = re.compile(r"[东南西北中一二三四五]?(?:路|街|大道|巷|弄|里)")
_FILLER = re.compile(r"中国(?!\()|市辖区|[,、·-]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads. regions: from wide to narrow; bounds: offsets between them; end: where the rest begins."""

    regions: tuple[Row, ...]
    bounds: frozenset[int]
    end: int


class Regions:
    """The provinces, prefectures and counties of a gazetteer by code and by name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.by_code = {row["code"]: row for row in gazetteer["regions"] if row["kind"] in _DIVISIONS}
        self._by_name: defaultdict[str, list[Row]] = defaultdict(list)
        self._full = {name_key(row["name"]) for row in self.by_code.values()}
        for row in self.by_code.values():
            for name in (row["name"], *row.list("short")):
                self._by_name[name_key(name)].append(row)
        self._longest = max(map(len, self._by_name), default=0)

    def chain(self, code: str) -> tuple[Row, ...]:
        """The region of this code below those that it lies in, from wide to narrow; empty for an unknown code."""
        row = self.by_code.get(code)
        return (*self.chain(row["parent"]), row) if row else ()

    def within(self, code: str, wide: str) -> bool:
        """Whether the region `code` is `wide` or lies in it."""
        return any(row["code"] == wide for row in self.chain(code))

    def place(self, address: str, start: tuple[Row, ...] = ()) -> Place:
        """The regions named at the start of an address (a key of names), below those that are known already."""
        regions, bounds, end = start, {0}, 0
        while True:
            if filler := _FILLER.match(address, end):
                end = filler.end()
                bounds.add(end)
            elif found := self._next(address, end, regions):
                regions, end = self.chain(found[0]["code"]), found[1]
                bounds.add(end)
            else:
                return Place(regions, frozenset(bounds), end)

    def _next(self, address: str, at: int, regions: tuple[Row, ...]) -> tuple[Row, int] | None:
        for end in range(min(len(address), at + self._longest), at + 1, -1):
            name = address[at:end]
            rows = self._by_name.get(name, ())
            if not rows or (name not in self._full and _NOT_A_REGION.match(address, end)):
                continue
            if regions:
                rows = [row for row in rows if self.within(row["code"], regions[-1]["code"])]
            widest = min((_DIVISIONS.index(row["kind"]) for row in rows), default=0)
            fitting = [row for row in rows if _DIVISIONS.index(row["kind"]) == widest]
            return (fitting[0], end) if len(fitting) == 1 else None
        return None
