"""An address → the known parks that it names, and the region: rather nothing than a wrong park."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import ahocorasick

from kg.gazetteer import Gazetteer, Row
from kg.tables.park_kinds import GENERIC, ParkKinds
from kg.tables.places import Place, Regions
from kg.text import name_key

CONFIDENCE = 0.8
"""That a firm is in the park that its registered address names."""
# What makes a road, a building or an institution of a park's name, and what says that the place is only near it.
_OTHER = re.compile(
    r"[东南西北中新老]?[一二三四五六七八九十]{0,2}(?:支?路|街(?!道)|大道|巷|弄|桥|村|镇|站|大厦|大楼|广场|大酒店|酒店)|"
    r"(?:以|之)?[东南西北]侧|以[东南西北]|对面|附近|旁|[^\d,;()路街道号]{0,14}?(?:公司|集团|商会|协会|银行|支行|学院|大学(?![园城路])|医院)"
)
_BEFORE = "省市区县旗州盟镇乡村道街路号楼),;、"
_TOWN = re.compile(r"\(?(?:[^\d,()]{1,6}?(?:街道办事处|街道办|街道|镇|乡))?")


class Addresses:
    """Finds parks and regions in addresses. suffixes: the words that end names of parks."""

    def __init__(self, gazetteer: Gazetteer, suffixes: Sequence[str]) -> None:
        self.regions = Regions(gazetteer)
        self._kinds = ParkKinds(self.regions, gazetteer["parks"])
        self._names: defaultdict[str, list[Row]] = defaultdict(list)
        for park in gazetteer["parks"]:
            shorts = (name for name in park.list("short") if name.endswith(tuple(suffixes)))
            names = (park["name"], *(name for name in shorts if not self._kinds.is_vague(name, park)))
            for name in dict.fromkeys(map(name_key, names)):
                self._names[name].append(park)
        self._automaton = ahocorasick.Automaton()
        for name in self._names:
            self._automaton.add_word(name, name)
        if self._names:
            self._automaton.make_automaton()

    def read(self, address: str, region: str = "") -> tuple[tuple[Row, ...], Row | None]:
        """The parks that the address names, and the narrowest region that it, or `region` (name or code), names."""
        text = name_key(address)
        place = self._place(text, self.regions.chain(region) or self.regions.place(name_key(region)).regions)
        parks = {park["key"]: park for park in self._parks(text, place)}
        return tuple(parks.values()), place.regions[-1] if place.regions else None

    def _place(self, text: str, known: tuple[Row, ...]) -> Place:
        """Where the address begins; what is known besides helps where it says less."""
        place = self.regions.place(text)
        if not known:
            return place
        if not place.regions:
            return self.regions.place(text, known)
        return replace(place, regions=known) if known[: len(place.regions)] == place.regions else place

    def _parks(self, text: str, place: Place) -> Iterator[Row]:
        named = list(self._spans(text, place))
        for start, end in named:
            fitting = [park for park in self._names[text[start:end]] if self._fits(park, place)]
            if len(fitting) == 1 and not _OTHER.match(text, end):
                yield fitting[0]
        town = _TOWN.match(text, place.end)
        for at in dict.fromkeys((place.end, town.end() if town else place.end)):
            generic = GENERIC.match(text, at)
            if (
                generic
                and not _OTHER.match(text, generic.end())
                and not any(a < generic.end() and at < b for a, b in named)
            ):
                if park := self._kinds.meant(generic, place.regions):
                    yield park
                return

    def _spans(self, text: str, place: Place) -> Iterator[tuple[int, int]]:
        """Places of park names, the longest where they overlap, that begin where a name can begin."""
        found = [(last + 1 - len(name), last + 1) for last, name in self._automaton.iter(text)] if self._names else []
        taken = 0
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            begins = start in place.bounds or text[start - 1] in _BEFORE or text[start - 1] == "("
            if begins and start >= taken:
                yield start, end
                taken = end

    def _fits(self, park: Row, place: Place) -> bool:
        """Whether the park lies where the address does: in one prefecture or municipality."""
        if not place.regions:
            return bool(self.regions.place(name_key(park["name"])).regions) or park["name"].startswith("中国")
        own = self.regions.chain(park["region"])
        municipality = bool(own) and own[0]["name"].endswith("市")
        shared = min(len(own), len(place.regions), 1 if municipality else 2)
        return shared > 0 and own[:shared] == place.regions[:shared]
