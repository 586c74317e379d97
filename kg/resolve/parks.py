"""Which parks and regions may be one: a name in a report and the catalogue's, or one name in one city."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.resolve import reasons
from kg.resolve.links import Link
from kg.resolve.places import Places, agree, one_city
from kg.resolve.profiles import Profile
from kg.text import name_key

_KINDS = (
    (re.compile(r"高新技术(?:产业)?(?:开发|园)区$"), "高新区"),
    (re.compile(r"经济技术开发区$"), "经开区"),
    (re.compile(r"综合保税区$"), "综保区"),
    (re.compile(r"自由贸易试验区|自贸试验区"), "自贸区"),
    (re.compile(r"工业园区$"), "工业园"),
    (re.compile(r"^国家级?|[()]"), ""),
)
_IN_REGION, _WHOLE_NAME, _UNKNOWN = 0.92, 0.85, 0.6
_ONE_CITY, _REGION = 0.85, 0.9
_SHORTEST, _MANY = 4, 20


def park_links(parks: Sequence[Profile], places: Places) -> Iterator[Link]:
    """Links of parks that stand in no catalogue to those that do, and of one to another."""
    bearers = defaultdict[str, list[Profile]](list)
    others = [park for park in parks if not park.is_coded]
    for park in (park for park in parks if park.is_coded):
        for form in {form for name in (*park.names, *park.aliases) for form in _forms(name, places)}:
            bearers[form].append(park)
    for park in others:
        forms = {form for name in park.names for form in _forms(name, places)}
        for known in {known.id: known for form in forms for known in bearers.get(form, ())[:_MANY]}.values():
            yield _to_catalogue(park, known)
    yield from same_name_links(others, _SHORTEST)


def region_links(regions: Iterable[Profile]) -> Iterator[Link]:
    """Links of regions without a code to those of their name."""
    regions, bearers = list(regions), defaultdict[str, list[Profile]](list)
    for region in (region for region in regions if region.is_coded):
        for key in {name_key(name) for name in (*region.names, *region.aliases)}:
            bearers[key].append(region)
    for region in (region for region in regions if not region.is_coded):
        for known in (known for key in region.keys for known in bearers.get(key, ())):
            yield Link.of(region.id, known.id, _REGION, reasons.SAME_REGION, chooser=region.id)


def same_name_links(things: Sequence[Profile], shortest: int) -> Iterator[Link]:
    """Links of things of one name: in one park, or in one city where the park is not known of both."""
    bearers = defaultdict[str, list[Profile]](list)
    for thing in things:
        for key in thing.keys:
            bearers[key].append(thing)
    for key, found in bearers.items():
        found = sorted(found, key=lambda thing: thing.id)[:_MANY]
        for i, thing in enumerate(found):
            for other in found[i + 1 :]:
                yield _same_name(thing, other, len(key) >= shortest)


def _same_name(thing: Profile, other: Profile, distinctive: bool) -> Link:
    is_park = thing.kind == "Park"
    parks = thing.parks & other.parks if not is_park else set()
    unknown = is_park or not (thing.parks and other.parks)
    if distinctive and parks:
        return Link.of(thing.id, other.id, _IN_REGION, reasons.SAME_NAME_PARK)
    if distinctive and unknown and one_city(thing.regions, other.regions):
        return Link.of(thing.id, other.id, _ONE_CITY, reasons.SAME_NAME_NEARBY)
    apart = agree(thing.regions, other.regions) is False or not unknown
    score, why = (0.4, reasons.ELSEWHERE) if apart else (_UNKNOWN, reasons.SAME_NAME)
    return Link.of(thing.id, other.id, score, why)


def _to_catalogue(park: Profile, known: Profile) -> Link:
    """The region decides; where it is not known, only the park's own full name does."""
    together = agree(park.regions, known.regions)
    if together:
        return Link.of(park.id, known.id, _IN_REGION, reasons.CATALOGUE, chooser=park.id)
    if together is None and park.keys & known.keys:
        return Link.of(park.id, known.id, _WHOLE_NAME, reasons.FULL_CATALOGUE, chooser=park.id)
    score, why = (0.4, reasons.ELSEWHERE) if together is False else (_UNKNOWN, reasons.SAME_NAME)
    return Link.of(park.id, known.id, score, why, chooser=park.id)


def _forms(name: str, places: Places) -> set[str]:
    """The name with the usual short word for its kind, as a whole and without the region that it begins with."""
    key = name_key(name)
    for pattern, short in _KINDS:
        key = pattern.sub(short, key)
    rest = places.without_short(places.split(key)[0])
    return {key} | ({rest} if len(rest) >= _SHORTEST else set())
