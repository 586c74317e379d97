"""Regions in names and codes of regions: 福州市某某有限公司 is of 350100, which lies in 350000."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.model import Reading
from kg.text import name_key

Codes = frozenset[str]
NOWHERE: Codes = frozenset()
_CODE = re.compile(r"Region:(\d{6})")
_REST = 2


class Places:
    """The regions that the readings know by their code, by name.

    A county counts by its full name only: its short one may be a word (东方, 长安), which says nothing of where it is.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._sure, self._short = defaultdict[str, set[str]](set), set[str]()
        for reading in readings:
            for entity in reading.entities:
                if entity.type == "Region" and (found := _CODE.fullmatch(entity.id)):
                    self._add(found[1], map(name_key, (entity.name, *entity.aliases)))
        self._longest = max(map(len, (*self._sure, *self._short)), default=0)

    def split(self, name: str) -> tuple[str, Codes]:
        """A name (a key) without the regions that it begins with, and their codes, the narrowest alone."""
        at, codes = 0, NOWHERE
        while found := self._at(name, at):
            end, named = found
            narrower = frozenset(code for code in named if not codes or inside(code, codes))
            if not narrower:
                break
            at, codes = end, narrower
        return name[at:], codes

    def without_short(self, name: str) -> str:
        """A name without the short name of a county that it begins with: 昆山某某 is 某某."""
        for length in range(min(self._longest, len(name) - _REST), 1, -1):
            if name[:length] in self._short:
                return name[length:]
        return name

    def called(self, name: str) -> Codes:
        """The regions of this very name."""
        return frozenset(self._sure.get(name, ()))

    def _add(self, code: str, names: Iterable[str]) -> None:
        for name in names:
            if not code.endswith("00") and name[-1] not in "市县区旗":
                self._short.add(name)
            elif len(name) > 1:
                self._sure[name].add(code)

    def _at(self, name: str, at: int) -> tuple[int, set[str]] | None:
        for end in range(min(len(name) - _REST, at + self._longest), at + 1, -1):
            if name[at:end] in self._sure:
                return end, self._sure[name[at:end]]
        return None


def inside(code: str, wide: Codes) -> bool:
    """Whether the region is one of these or lies in one."""
    return any(code.startswith(_stem(other)) for other in wide)


def agree(one: Codes, other: Codes) -> bool | None:
    """Whether two things may be in one place; None when it is not known of both where they are."""
    if not one or not other:
        return None
    return any(inside(a, other) for a in one) or any(inside(b, one) for b in other)


def one_city(one: Codes, other: Codes) -> bool:
    """Whether both lie in one prefecture or municipality for certain."""
    cities = ({code[:2] if code[:2] in _MUNICIPALITIES else code[:4] for code in codes} for codes in (one, other))
    return any(not city.endswith("00") for city in set.intersection(*cities))


def _stem(code: str) -> str:
    """The digits that all regions within it share."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
