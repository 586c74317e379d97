"""Two entities that may be one: how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

SURE = 0.75
"""The score from which a link merges."""
ALIKE = 0.5
"""The score from which a link that does not merge is worth a look."""
CLOSE = 0.05
"""Of two links whose scores differ by no more, neither is the better one."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in words."""

    zh: str
    en: str

    def __add__(self, other: Reason) -> Reason:
        return Reason(f"{self.zh}；{other.zh}", f"{self.en}; {other.en}")


@dataclass(frozen=True, slots=True)
class Link:
    """a, b: ids, a the smaller one. by_name: it rests on names, so that what speaks against it counts.

    chooser: the end that can mean but one of the things that it has links to; empty when neither has to choose.
    """

    a: str
    b: str
    score: float
    reason: Reason
    by_name: bool = True
    chooser: str = ""

    @classmethod
    def of(cls, a: str, b: str, score: float, reason: Reason, by_name: bool = True, chooser: str = "") -> Link:
        """The link of two ids in either order."""
        return cls(min(a, b), max(a, b), round(score, 2), reason, by_name, chooser)

    def other(self, end: str) -> str:
        """The end that is not this one."""
        return self.b if end == self.a else self.a

    @property
    def order(self) -> tuple[float, str, str, str]:
        """The surest first, and one order whatever the order in which links were found."""
        return (-self.score, self.a, self.b, self.reason.en)

    def weaker(self, by: float, reason: Reason) -> Link:
        """The link with something that speaks against it."""
        return replace(self, score=round(self.score - by, 2), reason=self.reason + reason)
