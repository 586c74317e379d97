"""All readings of a build → which of their entities are one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Reading
from kg.resolve import reasons
from kg.resolve.clusters import Clusters
from kg.resolve.decisions import Decision, settle
from kg.resolve.firms import Firm, firm_links
from kg.resolve.links import ALIKE, SURE, Link, Reason
from kg.resolve.others import NAMED, anchored_links, named_links, numbers, policy_links
from kg.resolve.parks import park_links, region_links
from kg.resolve.places import Places
from kg.resolve.profiles import Profile, profiles
from kg.resolve.resolution import Candidate, Merge, Resolution
from kg.resolve.traits import Traits

_LOW = 0.85


def resolve(
    readings: Sequence[Reading], decisions: Iterable[Decision] = (), places: Places | None = None
) -> Resolution:
    """Which entities are one. The same readings in any order give the same; nothing else counts but `decisions`.

    places: the regions that names may begin with, if not those of the readings. Raises DataError for decisions that
    contradict each other.
    """
    held, places = settle(decisions), places or Places(readings)
    known = profiles(readings, places)
    kinds = defaultdict[str, list[Profile]](list)
    for profile in sorted(known.values(), key=lambda profile: profile.id):
        kinds[profile.kind].append(profile)
    firms = [Firm.of(profile, places) for profile in kinds["Firm"]]
    clusters = Clusters(known, _traits(kinds, firms), held)
    clusters.take([*park_links(kinds["Park"], places), *region_links(kinds["Region"])])
    clusters.take(firm_links(firms))
    clusters.take(link for kind in NAMED for link in named_links(kinds[kind]))
    clusters.take(policy_links(kinds["Policy"]))
    makers = _makers(known)
    clusters.take(
        [
            *anchored_links(
                kinds["Person"], lambda p: _roots(clusters, p.ends.get("worksFor", ())), reasons.SAME_EMPLOYER
            ),
            *anchored_links(kinds["Product"], lambda p: _roots(clusters, makers[p.id]), reasons.SAME_PRODUCER),
        ]
    )
    return Resolution(_merges(known, clusters), _candidates(known, clusters, held))


def _traits(kinds: Mapping[str, Sequence[Profile]], firms: Iterable[Firm]) -> dict[str, Traits]:
    """What keeps things apart: of parks and regions the catalogue, of policies the number."""
    traits = {firm.profile.id: firm.traits for firm in firms}
    for profile in (*kinds["Park"], *kinds["Region"]):
        if profile.is_coded:
            traits[profile.id] = Traits(frozenset({profile.key}))
    for policy in kinds["Policy"]:
        traits[policy.id] = Traits(numbers(policy))
    return traits


def _makers(known: Mapping[str, Profile]) -> defaultdict[str, set[str]]:
    makers = defaultdict[str, set[str]](set)
    for profile in known.values():
        for product in profile.ends.get("produces", ()):
            makers[product].add(profile.id)
    return makers


def _roots(clusters: Clusters, ids: Iterable[str]) -> set[str]:
    return {clusters.root(end) for end in ids}


def _merges(known: Mapping[str, Profile], clusters: Clusters) -> dict[str, Merge]:
    groups = defaultdict[str, list[Profile]](list)
    for end in sorted({*clusters.tree} & known.keys()):
        groups[clusters.root(end)].append(known[end])
    merges = [merge for group in groups.values() for merge in _merged(group, clusters)]
    return {merge.merged: merge for merge in sorted(merges, key=lambda merge: merge.merged)}


def _merged(group: Sequence[Profile], clusters: Clusters) -> list[Merge]:
    """A coded id stands for the others, else the one with the fullest name, not of one text or place if possible."""
    first = min(group, key=lambda p: (not p.is_coded, -len(p.name), bool(p.scope), p.id))
    ways: dict[str, tuple[Link, ...]] = {first.id: ()}
    ends = [first.id]
    for end in ends:
        for link in sorted(clusters.tree[end], key=lambda link: link.order):
            if link.other(end) not in ways:
                ways[link.other(end)] = (*ways[end], link)
                ends.append(link.other(end))
    return [
        Merge(p.id, first.id, min(link.score for link in ways[p.id]), _together(ways[p.id]))
        for p in group
        if p is not first
    ]


def _together(links: Iterable[Link]) -> Reason:
    first, *others = dict.fromkeys(link.reason for link in links)
    return sum(others, start=first)


def _candidates(known: Mapping[str, Profile], clusters: Clusters, held: Iterable[Decision]) -> tuple[Candidate, ...]:
    """Links that did not merge but came near, links that merged but nearly did not; nearest to the line first."""
    decided = {d.pair: d for d in held if d.a in known and d.b in known}
    unsure = [
        Link.of(*pair, SURE, reasons.decided(d.who, d.why)) for pair, d in decided.items() if d.decision == "unsure"
    ]
    links = [link for pair, link in clusters.considered.items() if pair not in decided and _doubtful(link, clusters)]
    found = [
        Candidate(
            *(link.a, link.b, known[link.a].name, known[link.b].name, link.score),
            *(clusters.root(link.a) == clusters.root(link.b), link.reason),
        )
        for link in (*links, *unsure)
    ]
    return tuple(sorted(found, key=lambda c: (round(abs(c.score - SURE), 2), c.a, c.b)))


def _doubtful(link: Link, clusters: Clusters) -> bool:
    if clusters.root(link.a) == clusters.root(link.b):
        return link.score < _LOW and link in clusters.tree[link.a]
    return link.score >= ALIKE and clusters.allows(replace(link, by_name=False))
