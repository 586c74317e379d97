"""Which firms may be one: by code, by a former or other name, by full names, by a short name that fits one full name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.resolve import reasons
from kg.resolve.firm_names import FirmName, parse
from kg.resolve.links import Link, Reason
from kg.resolve.places import Codes, Places, agree
from kg.resolve.profiles import Profile
from kg.resolve.short_firms import ShortNames
from kg.resolve.traits import Traits
from kg.text import name_key

_MANY, _TWO, _TEXT = 20, 2, 2
_FORMER, _STATED, _CONCLUDED = 0.97, 0.92, 0.8
_LEGAL_FORM, _OTHER_FORM, _REGION_LEFT_OUT, _NEARBY, _GROUP = 0.95, 0.88, 0.66, 0.6, 0.5
_TOGETHER, _BEST_BY_NAME, _BEST_ELSEWHERE = 0.1, 0.97, 0.55


@dataclass(slots=True)
class Firm:
    """A profile with its own names, and all its names, taken apart, each with the rank of who says so.

    full: those of its names that the register has; where: where it is, by its names and by what is said of it.
    """

    profile: Profile
    own: list[FirmName]
    names: list[tuple[FirmName, int]]
    full: list[FirmName]
    where: Codes

    @classmethod
    def of(cls, profile: Profile, places: Places) -> Firm:
        """The firm of a profile."""
        own = [parse(name, places) for name in sorted(profile.names)]
        others = [(parse(name, places), rank) for name, rank in sorted(profile.aliases.items())]
        names = [*((name, profile.rank) for name in own), *others]
        full = [name for name, _ in names if name.full]
        return cls(profile, own, names, full, profile.regions.union(*(name.regions for name in (*own, *full))))

    @property
    def traits(self) -> Traits:
        """What it cannot share with another firm."""
        groups = {name.group for name in self.full} | {name.group for name in self.own if name.group}
        regions = {name.regions for name in self.full if name.regions}
        branches = {name.key if name.branch else "" for name in self.own}
        return Traits(self.profile.codes, frozenset(regions), frozenset(groups), frozenset(branches))


def firm_links(firms: Sequence[Firm]) -> Iterator[Link]:
    """Every link between two firms; what a short name fits comes with all its links, so that the caller can choose."""
    yield from _by_code(firms)
    yield from _by_other_name(firms)
    yield from _by_full_name(firms)
    index = ShortNames((firm.profile.id, name) for firm in firms for name in firm.full if not name.branch)
    known = {firm.profile.id: firm for firm in firms}
    for firm in (firm for firm in firms if not firm.full):
        for name in firm.own:
            for other, score, reason in index.fitting(name):
                yield _placed(firm, known[other], score, reason, firm)


def _by_code(firms: Sequence[Firm]) -> Iterator[Link]:
    holders = defaultdict[str, list[str]](list)
    for firm in firms:
        for code in firm.profile.codes:
            holders[code].append(firm.profile.id)
    for code, ids in holders.items():
        first = min(ids)
        yield from (Link.of(first, other, 1.0, reasons.code(code), by_name=False) for other in ids if other != first)


def _by_other_name(firms: Sequence[Firm]) -> Iterator[Link]:
    """What one firm is called, another one was called or is called too."""
    owners = defaultdict[str, list[Firm]](list)
    for firm in firms:
        for key in {name.key for name in firm.own}:
            owners[key].append(firm)
    for firm in firms:
        former = {name_key(name) for name in firm.profile.values.get("formerName", ())}
        others = {name.key: (name, rank) for name, rank in firm.names if name not in firm.own}
        for key in sorted(former | others.keys()):
            for owner in (owner for owner in owners.get(key, ()) if owner is not firm):
                if key in former:
                    yield Link.of(firm.profile.id, owner.profile.id, _FORMER, reasons.FORMER, by_name=False)
                else:
                    yield _placed(firm, owner, _alias_score(*others[key]), reasons.ALIAS, owner)


def _alias_score(name: FirmName, rank: int) -> float:
    """An alias in a table or gazetteer is stated; one in a text was concluded from it."""
    return _STATED if rank < _TEXT or name.full else _CONCLUDED if len(name.key) > _TWO else _NEARBY


def _by_full_name(firms: Sequence[Firm]) -> Iterator[Link]:
    """Full names that differ in legal form, or in that one leaves out the region."""
    bearers = defaultdict[str, dict[tuple[str, FirmName], Firm]](dict)
    for firm in firms:
        for name in firm.full:
            for core in name.cores:
                bearers[core][firm.profile.id, name] = firm
    for core, found in sorted(bearers.items()):
        groups = defaultdict[frozenset[str], list[tuple[str, FirmName]]](list)
        for bearer in sorted(found, key=lambda b: (b[0], b[1].key)):
            groups[bearer[1].regions].append(bearer)
        somewhere = [bearer for regions, group in groups.items() if regions for bearer in group]
        for regions, group in groups.items():
            others = group if regions or len(somewhere) > _MANY else [*group, *somewhere]
            yield from _compared(core, group[:_MANY], others[: 2 * _MANY], found)
        if len(somewhere) <= _MANY:
            yield from _neighbors(somewhere)


def _compared(
    core: str,
    some: list[tuple[str, FirmName]],
    others: list[tuple[str, FirmName]],
    firms: dict[tuple[str, FirmName], Firm],
) -> Iterator[Link]:
    for a in some:
        for b in others:
            if a[0] != b[0] and (a < b or b not in some) and a[1].branch == b[1].branch:
                yield _alike(firms[a], a[1], firms[b], b[1])


def _alike(one: Firm, name: FirmName, other: Firm, its: FirmName) -> Link:
    a, b = one.profile.id, other.profile.id
    if name.group != its.group:
        return Link.of(a, b, _GROUP, reasons.GROUP)
    if name.regions != its.regions or name.bracketed != its.bracketed:
        left_out = _REGION_LEFT_OUT if name.form == its.form else _REGION_LEFT_OUT - 0.1
        return _placed(one, other, left_out, reasons.REGION_LEFT_OUT, other if name.regions else one)
    if name.form != its.form:
        return Link.of(a, b, _OTHER_FORM, reasons.OTHER_FORM)
    equal = reasons.EQUAL if name.key == its.key else reasons.LEGAL_FORM
    if name.regions:
        return Link.of(a, b, _LEGAL_FORM, equal)
    return _placed(one, other, _LEGAL_FORM, equal, one)  # a name without a region may be borne in two cities


def _neighbors(bearers: list[tuple[str, FirmName]]) -> Iterator[Link]:
    """A province's firm and a city's: worth a look, often parent and child."""
    for i, (a, name) in enumerate(bearers):
        for b, its in bearers[i + 1 :]:
            if a != b and name.regions != its.regions and agree(name.regions, its.regions):
                yield Link.of(a, b, _NEARBY, reasons.NEARBY)


def _placed(one: Firm, other: Firm, score: float, reason: Reason, chooser: Firm) -> Link:
    """The link with what is known of the places of both."""
    together = bool(one.profile.parks & other.profile.parks) or agree(one.where, other.where)
    if together is False:
        score, reason = min(score, _BEST_ELSEWHERE), reason + reasons.ELSEWHERE
    elif together:
        score, reason = min(score + _TOGETHER, _BEST_BY_NAME), reason + reasons.SAME_PLACE
    return Link.of(one.profile.id, other.profile.id, score, reason, chooser=chooser.profile.id)
