"""Candidate mentions and which of them stand when they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.lexicon import Entry

# Which types may stand inside a longer name of which others (GUIDE.md, "Decisions that recur").
NESTED = {
    "Region": {"Park", "Platform", "Alliance", "Policy", "Organization", "Project", "Event"},
    "Park": {"Alliance", "Organization", "Event", "Platform", "Policy", "Title", "Goal"},
    "Alliance": {"Event"},
    "Industry": {"Goal", "Policy"},
    "Firm": {"Goal", "Policy"},
    "ChainSegment": {"Policy"},
    "IndustryChain": {"Policy", "Alliance", "Platform"},
    "Title": {"Goal", "Policy"},
    "Organization": {"Policy"},
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the clean text that may name an entity. priority: higher wins a tie of length."""

    type: str
    start: int
    end: int
    rule: str
    confidence: float = 0.8
    priority: int = 0
    entries: tuple[Entry, ...] = field(default=(), compare=False)

    def inside(self, other: Span) -> bool:
        """Whether this span lies within the other and is shorter."""
        return other.start <= self.start and self.end <= other.end and self != other and len(self) < len(other)

    def __len__(self) -> int:
        return self.end - self.start


def resolve(candidates: Iterable[Span]) -> list[Span]:
    """The mentions that stand: higher tier first, then longer; a shorter one inside stays only where NESTED allows it."""
    kept: list[Span] = []
    taken: dict[int, list[Span]] = {}
    for span in sorted(set(candidates), key=lambda s: (-s.priority, -len(s), s.start, s.type, s.rule)):
        rivals = {id(k): k for position in range(span.start, span.end) for k in taken.get(position, ())}.values()
        if _stands(span, list(rivals)):
            kept.append(span)
            for position in range(span.start, span.end):
                taken.setdefault(position, []).append(span)
    return sorted(kept, key=lambda s: (s.start, -s.end))


def _stands(span: Span, rivals: list[Span]) -> bool:
    """Nothing crosses it, the nearest name around it may hold it, and it may hold what lies inside."""
    around = [r for r in rivals if span.inside(r)]
    within = [r for r in rivals if not span.inside(r)]
    return (not around or _may_nest(span, min(around, key=len))) and all(_may_nest(span, r) for r in within)


def _may_nest(span: Span, rival: Span) -> bool:
    inner, outer = (span, rival) if span.inside(rival) else (rival, span)
    if not inner.inside(outer):
        return False
    branch = inner.type == "Organization" and inner.rule == "whole of a branch"
    same = inner.type == outer.type and (inner.type in {"Park", "Platform"} or branch) and inner.start == outer.start
    return same or outer.type in NESTED.get(inner.type, ())
