"""Which policies, bodies, projects, persons and products may be one. Goals and events are of one text only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kg.resolve import reasons
from kg.resolve.links import Link, Reason
from kg.resolve.parks import same_name_links
from kg.resolve.places import one_city
from kg.resolve.profiles import Profile

NAMED = ("Platform", "Project", "Alliance", "Organization")
_DISTINCTIVE = 6
_TITLE = 6
_NUMBER, _ISSUER, _ANCHOR, _UNKNOWN = 0.98, 0.9, 0.9, 0.55
_MANY = 20


def named_links(things: Sequence[Profile]) -> Iterator[Link]:
    """Bodies and projects of one distinctive name in one park or city."""
    yield from same_name_links(things, _DISTINCTIVE)


def policy_links(policies: Sequence[Profile]) -> Iterator[Link]:
    """Policies of one document number, or of one title and issuer or region."""
    for _, found in _groups(policies, numbers):
        first = found[0]
        for other in found[1:]:
            yield Link.of(first.id, other.id, _NUMBER, reasons.NUMBER, by_name=False)
    for title, found in _groups(policies, lambda policy: policy.keys):
        for i, policy in enumerate(found):
            for other in found[i + 1 : _MANY]:
                yield _same_title(policy, other, len(title) >= _TITLE)


def anchored_links(things: Sequence[Profile], anchors: Callable[[Profile], set[str]], reason: Reason) -> Iterator[Link]:
    """Things of one name that hang on one other thing: persons on an employer, products on a maker."""
    for _, found in _groups(things, lambda thing: {(key, anchor) for key in thing.keys for anchor in anchors(thing)}):
        for other in found[1:]:
            yield Link.of(found[0].id, other.id, _ANCHOR, reason)


def numbers(policy: Profile) -> frozenset[str]:
    """The document numbers of a policy in one spelling."""
    given = policy.values.get("documentNumber", ())
    return frozenset(re.sub(r"[\[［(（【]", "〔", re.sub(r"[\]］)）】]", "〕", "".join(n.split()))) for n in given)


def _same_title(policy: Profile, other: Profile, distinctive: bool) -> Link:
    issuers = {end.rpartition("@")[0] or end for end in policy.ends.get("issuedBy", ())}
    if distinctive and issuers & {end.rpartition("@")[0] or end for end in other.ends.get("issuedBy", ())}:
        return Link.of(policy.id, other.id, _ISSUER, reasons.SAME_ISSUER)
    if distinctive and (policy.parks & other.parks or one_city(policy.regions, other.regions)):
        return Link.of(policy.id, other.id, _ISSUER, reasons.SAME_APPLIES)
    return Link.of(policy.id, other.id, _UNKNOWN, reasons.SAME_NAME)


def _groups(
    things: Sequence[Profile], keys: Callable[[Profile], set[str] | frozenset[str] | set[tuple[str, str]]]
) -> Iterator[tuple[str | tuple[str, str], list[Profile]]]:
    """The things that share a key, in order of id."""
    found = defaultdict[str | tuple[str, str], list[Profile]](list)
    for thing in sorted(things, key=lambda thing: thing.id):
        for key in keys(thing):
            found[key].append(thing)
    yield from (item for item in found.items() if len(item[1]) > 1)
