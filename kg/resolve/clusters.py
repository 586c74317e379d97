"""Links → which things are one: the surest links first, and none that anything speaks against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.resolve import reasons
from kg.resolve.decisions import Decision
from kg.resolve.links import ALIKE, CLOSE, SURE, Link
from kg.resolve.profiles import Profile
from kg.resolve.traits import Traits

_TOGETHER = 0.2


class Clusters:
    """What is one, as far as the links taken in say so. considered: every link that was looked at, one a pair.

    The result does not depend on the order in which links of one call of `take` come.
    """

    def __init__(self, known: Mapping[str, Profile], traits: Mapping[str, Traits], held: Sequence[Decision]) -> None:
        self.considered: dict[tuple[str, str], Link] = {}
        self.tree: defaultdict[str, list[Link]] = defaultdict(list)
        self._known, self._parents, self._traits = known, dict[str, str](), dict(traits)
        self._foes = defaultdict[str, set[str]](set)
        for decision in held:
            if decision.decision == "same":
                reason = reasons.decided(decision.who, decision.why)
                self._join(Link.of(decision.a, decision.b, 1.0, reason, by_name=False))
        for decision in held:
            if decision.decision != "same":
                self._foes[self.root(decision.a)].add(decision.b)
                self._foes[self.root(decision.b)].add(decision.a)

    def root(self, end: str) -> str:
        """What stands for all that are one with this."""
        while (parent := self._parents.get(end, end)) != end:
            self._parents[end] = self._parents.get(parent, parent)
            end = parent
        return end

    def take(self, links: Iterable[Link]) -> None:
        """Join what the links make one."""
        best: dict[tuple[str, str], Link] = {}
        for link in links:
            known = best.get((link.a, link.b))
            if known is None or link.order < known.order:
                best[link.a, link.b] = link
        weighed = sorted((w for w in map(self._weighed, best.values()) if w), key=lambda link: link.order)
        self.considered |= {(link.a, link.b): link for link in weighed}
        for link in weighed:
            if not link.chooser and link.score >= SURE and self.allows(link):
                self._join(link)
        choices = defaultdict[str, list[Link]](list)
        for link in weighed:
            if link.chooser and link.score >= ALIKE:
                choices[link.chooser].append(link)
        for chooser in sorted(choices):
            self._choose(chooser, choices[chooser])

    def allows(self, link: Link) -> bool:
        """Whether nothing speaks against making both ends one."""
        one, other = self.root(link.a), self.root(link.b)
        foes = self._foes.get(one, set())
        fits = self._traits.get(one, Traits()).allow(self._traits.get(other, Traits()), link.by_name)
        return fits and not any(self.root(foe) == other for foe in foes)

    def _choose(self, chooser: str, links: Sequence[Link]) -> None:
        """Join it to the one thing that it fits clearly best; where several fit as well, to none."""
        fitting: dict[str, Link] = {}
        for link in (link for link in links if self.allows(link)):
            fitting.setdefault(self.root(link.other(chooser)), link)
        ranked = sorted(fitting.values(), key=lambda link: link.order)
        if not ranked or ranked[0].score < SURE or self.root(ranked[0].a) == self.root(ranked[0].b):
            return
        first, *others = ranked
        rivals = [link for link in others if link.score >= first.score - CLOSE]
        if not rivals:
            self._join(first)
        for link in (first, *rivals) if rivals else ():
            self.considered[link.a, link.b] = link.weaker(0, reasons.SEVERAL)

    def _weighed(self, link: Link) -> Link | None:
        """The link with what the texts say of both: what is related is two; what one text keeps apart may be."""
        if not link.by_name:
            return link
        a, b = self._known[link.a], self._known[link.b]
        if any(b.id in ends for ends in a.ends.values()) or any(a.id in ends for ends in b.ends.values()):
            return None
        return link.weaker(_TOGETHER, reasons.TOGETHER) if a.texts & b.texts else link

    def _join(self, link: Link) -> None:
        one, other = sorted((self.root(link.a), self.root(link.b)))
        if one == other:
            return
        self._parents[other] = one
        self._traits[one] = self._traits.get(one, Traits()) | self._traits.get(other, Traits())
        self._foes[one] |= self._foes.pop(other, set())
        self.tree[link.a].append(link)
        self.tree[link.b].append(link)
