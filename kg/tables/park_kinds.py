"""General words for parks: which park 高新区 means in 西安市, if there is one that it surely means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kg.gazetteer import Row
from kg.tables.places import Regions
from kg.text import name_key

_HIGH_TECH = "高新技术产业开发区"
_CUSTOMS = "海关特殊监管区域"
_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        r"(?:国家级?)?高新(?:技术)?(?:产业)?(?:开发|园)?区": (_HIGH_TECH,),
        r"(?:国家级?)?(?:经济技术开发区|经开区)": ("经济技术开发区", "经济开发区"),
        r"经济开发区": ("经济开发区", "经济技术开发区"),
        r"综合保税区|综保区|保税港?区|出口加工区": (_CUSTOMS,),
        r"开发区": ("经济技术开发区", "经济开发区", _HIGH_TECH),
    }
)
GENERIC = re.compile("|".join(f"(?P<k{i}>{pattern})" for i, pattern in enumerate(_KINDS)))
"""A general word; the group that matched tells its kinds."""
_CITY_WIDE = 2  # the first kinds: a city has one, so that a district's address may mean the city's


class ParkKinds:
    """The parks of each region, to be told by a general word."""

    def __init__(self, regions: Regions, parks: Iterable[Row]) -> None:
        self.regions, parks = regions, tuple(parks)
        self._national = {park["region"] for park in parks if park["level"] == "national"}
        self._by_region: defaultdict[str, list[Row]] = defaultdict(list)
        self._by_name: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for park in parks:
            for region in regions.chain(park["region"]):
                self._by_region[region["code"]].append(park)
                for name in {name_key(name) for name in (park["name"], *park.list("short"))}:
                    if not self.is_vague(name, park):
                        self._by_name[region["code"], name].append(park)

    def is_vague(self, name: str, park: Row) -> bool:
        """某市开发区 is no sure name of a provincial zone where the region has a national one."""
        local = park["level"] != "national" and park["region"] in self._national
        return local and self._own_part(name, park) == "开发区"

    def meant(self, generic: re.Match[str], regions: tuple[Row, ...]) -> Row | None:
        """The one park that a match of GENERIC means in the narrowest of these regions that has any."""
        number = int((generic.lastgroup or "k0")[1:])
        kinds = tuple(_KINDS.values())[number]
        for region in reversed(regions):
            fitting = self._called(region, generic.group(), number) or self._of_kind(region, kinds, generic.group())
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
            if number >= _CITY_WIDE or not region["name"].endswith("区"):
                return None
        return None

    def _called(self, region: Row, word: str, number: int) -> list[Row]:
        """The parks that bear the region's name and the word: 西安市 and 高新区 give 西安高新区."""
        words = (word, "高新区") if number == 0 else (word,)
        for form in words:
            for name in (*region.list("short"), region["name"]):
                parks = self._by_name.get((region["code"], name_key(name) + form), [])
                if len(parks) == 1:
                    return parks
        return []

    def _of_kind(self, region: Row, kinds: tuple[str, ...], word: str) -> list[Row]:
        """The parks of these kinds that lie in no narrower region, or else anywhere in it.

        A park that has a name of its own (慈溪滨海经济开发区) is not meant by the word; a national high-tech zone is.
        """
        parks = [p for p in self._by_region[region["code"]] if p["kind"] in kinds and self._is_plain(p, word)]
        exact = [park for park in parks if park["region"] == region["code"]] or parks
        if len(exact) > 1 and len(kinds) == 2:
            return [park for park in exact if park["kind"] == kinds[0]] or exact
        return exact

    def _is_plain(self, park: Row, word: str) -> bool:
        """Whether the park is called by its region and kind alone; a customs zone, by its region and this very word."""
        if park["level"] == "national" and park["kind"] == _HIGH_TECH:
            return True
        name = self._own_part(park["name"], park)
        if park["kind"] == _CUSTOMS:
            return name == word.replace("综保区", "综合保税区")
        return GENERIC.fullmatch(name) is not None

    def _own_part(self, name: str, park: Row) -> str:
        """A name of the park without the regions that it begins with."""
        name = name_key(name)
        for region in self.regions.chain(park["region"]):
            for form in (region["name"], *region.list("short")):
                name = name.removeprefix(name_key(form))
        return name
