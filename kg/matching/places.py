"""The regions of a store by name: which one a name begins with, and whether two can be the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.matching.facts import Facts
from kg.search import NameIndex
from kg.text import name_key


class Places:
    """Regions by their names, and what lies in them."""

    def __init__(self, index: NameIndex, facts: Facts) -> None:
        self._facts = facts
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        for key, region in index.names("Region"):
            self._by_name[key].add(region)
        self._longest = max(map(len, self._by_name), default=0)

    def at_start(self, key: str) -> tuple[frozenset[str], int]:
        """The regions that a name may begin with, the narrowest of several one in another, and where they end."""
        regions, end = frozenset[str](), 0
        while found := self._next(key, end, regions):
            regions, end = found
        return regions, end

    def of(self, value: str) -> frozenset[str]:
        """The regions that a code, an id or a name such as 山东省济宁市 can mean; none when it holds more than regions."""
        for identifier in (value, f"Region:{value}"):
            if identifier in self._facts.near.names:
                return frozenset({identifier})
        if coded := self._facts.coded("code", value, "Region"):
            return frozenset(coded)
        regions, end = self.at_start(key := name_key(value))
        return regions if end == len(key) else frozenset()

    def compatible(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether one of the first lies in one of the others, or the other way round."""
        around = [(one, self._facts.around(one)) for one in ones]
        wider = [(other, self._facts.around(other)) for other in others]
        return any(one in b or other in a for one, a in around for other, b in wider)

    def _next(self, key: str, at: int, within: frozenset[str]) -> tuple[frozenset[str], int] | None:
        for end in range(min(len(key), at + self._longest), at + 1, -1):
            found = self._by_name.get(key[at:end], set())
            if within:
                found = {region for region in found - within if within & self._facts.around(region)}
            if found:
                return frozenset(found), end
        return None
