"""What two things that are one cannot differ in."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.places import Codes, agree


@dataclass(frozen=True, slots=True)
class Traits:
    """Of a thing, or of all that are taken for it.

    codes: registered codes (of firms, parks, policies); regions: those in its full names; groups: whether full names
    are a group's; branches: which branch of a firm it is, "" for the firm itself.
    """

    codes: frozenset[str] = frozenset()
    regions: frozenset[Codes] = frozenset()
    groups: frozenset[bool] = frozenset()
    branches: frozenset[str] = frozenset()

    def __or__(self, other: Traits) -> Traits:
        return Traits(
            self.codes | other.codes,
            self.regions | other.regions,
            self.groups | other.groups,
            self.branches | other.branches,
        )

    def allow(self, other: Traits, by_name: bool) -> bool:
        """Whether both may be one. by_name: only names say so, so that the names must not contradict each other."""
        if self.codes and other.codes and self.codes != other.codes:
            return False
        if not by_name:
            return True
        apart = any(agree(one, its) is False for one in self.regions for its in other.regions)
        return not apart and _fit(self.groups, other.groups) and _fit(self.branches, other.branches)


def _fit(one: frozenset[bool] | frozenset[str], other: frozenset[bool] | frozenset[str]) -> bool:
    return not one or not other or one == other
