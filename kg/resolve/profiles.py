"""What all readings together say of each entity, as far as it tells whether two are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import DataError
from kg.model import Entity, Reading
from kg.resolve.places import Codes, Places
from kg.tables.values import credit_code
from kg.text import name_key

_RANK = {"gazetteer": 0, "table": 1, "document": 2}
_LENGTH = 18
_PLACE = frozenset({"locatedInPark", "inRegion", "appliesIn", "partOf", "operatedBy"})


@dataclass(slots=True)
class Profile:
    """names: what it is called itself; aliases: other name → the surest kind of reading that gives it (0 gazetteer …).

    values: attribute → values; ends: relation → ids that it leads to; texts: the documents that name it.
    parks, regions: where it is, by what is said of it and of the place in its key. codes: its unified social credit
    codes, those whose check character is right.
    """

    id: str
    kind: str
    names: set[str] = field(default_factory=set)
    aliases: dict[str, int] = field(default_factory=dict)
    rank: int = 2
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ends: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: set[str] = field(default_factory=set)
    parks: set[str] = field(default_factory=set)
    regions: Codes = frozenset()
    codes: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The id without its type."""
        return self.id.partition(":")[2]

    @property
    def scope(self) -> str:
        """The place or document in its key; empty for one that needs none."""
        return self.key.rpartition("@")[2] if "@" in self.key else ""

    @property
    def name(self) -> str:
        """The fullest name."""
        return max(self.names, key=lambda name: (len(name), name))

    @property
    def keys(self) -> set[str]:
        """Its names as `name_key` gives them."""
        return {name_key(name) for name in self.names}

    @property
    def is_coded(self) -> bool:
        """Whether its id is that of a register or catalogue."""
        return self.rank == 0 or self.key in self.values.get("code", ()) or self.key in self.codes


def profiles(readings: Iterable[Reading], places: Places) -> dict[str, Profile]:
    """Every entity of the readings by id."""
    found: dict[str, Profile] = {}
    relations: list[tuple[str, str, str]] = []
    for reading in readings:
        for entity in reading.entities:
            _note(found.setdefault(entity.id, Profile(entity.id, entity.type)), entity, reading)
        relations += ((s.subject, s.predicate, s.object) for s in reading.statements)
    for subject, predicate, value in relations:
        if profile := found.get(subject):
            (profile.ends if value in found else profile.values)[predicate].add(value)
    for profile in found.values():
        profile.parks = _parks(profile, found)
    for profile in sorted(found.values(), key=lambda profile: profile.kind != "Park"):
        profile.regions = _regions(profile, found, places)
        profile.codes = _codes(profile)
    return found


def _note(profile: Profile, entity: Entity, reading: Reading) -> None:
    rank = _RANK[reading.document.kind]
    profile.names.add(entity.name)
    profile.rank = min(profile.rank, rank)
    if reading.document.kind == "document":
        profile.texts.add(reading.document.id)
    for alias in entity.aliases:
        profile.aliases[alias] = min(rank, profile.aliases.get(alias, rank))


def _parks(profile: Profile, known: dict[str, Profile]) -> set[str]:
    if profile.kind == "Park":
        return {profile.id}
    said = {end for relation in _PLACE for end in profile.ends.get(relation, ()) if end.startswith("Park:")}
    scope = f"Park:{profile.scope}"
    return said | ({scope} if scope in known else set())


def _regions(profile: Profile, known: dict[str, Profile], places: Places) -> Codes:
    said = {end for relation in _PLACE for end in profile.ends.get(relation, ())}
    codes = {end.partition(":")[2] for end in said if end.startswith("Region:")}
    if f"Region:{profile.scope}" in known:
        codes.add(profile.scope)
    if profile.kind == "Park":
        for name in profile.keys if not codes else ():
            codes |= places.split(name.removeprefix("中国").replace("(", ""))[1]
    else:
        codes |= {code for park in profile.parks for code in known[park].regions}
    return frozenset(code for code in codes if code.isdigit())


def _codes(profile: Profile) -> frozenset[str]:
    given = {*profile.values.get("creditCode", ()), *({profile.key} if profile.kind == "Firm" else ())}
    return frozenset(code for text in given if len(text) == _LENGTH and (code := _checked(text)))


def _checked(text: str) -> str:
    try:
        return credit_code(text)
    except DataError:
        return ""
