"""Lines → paragraphs: which line breaks an extractor made, and which the author made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.corpus.lines import Line

Paragraph = tuple[Line, ...]

SHORTEST_WRAPPED = 9.0
_SLACK = 3.2
_EDGE = 2.4  # open lines that end so near to the widest one were broken by width
_NEAR = 6
_ITEM = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、)）](?!\d)|[①-⑳]|[-•·●○■◆▪◇□▶►*]\s*"
    r"|第[一二三四五六七八九十百零\d]{1,4}[条章节]\s"
)
_NEVER_FIRST = frozenset("，。、；：？！”’）》")  # no author begins a line with these
_PROSE = re.compile(r"[，。、；]")
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is set. wrapped: most of its lines were broken by width; gap: blank lines inside a paragraph."""

    wrapped: bool
    gap: int
    indent: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Layout:
        """Read from the widths, ends and gaps of all lines of a file."""
        pairs = [(a, b) for a, b in pairwise(lines) if _may_continue(a, b)]
        texts = [line for line in lines[:-1] if line.width >= SHORTEST_WRAPPED]
        prose = sum(1 for a, _ in pairs if _PROSE.search(a.text))
        widest = max((line.width for line in lines), default=0.0)
        at_the_edge = sum(1 for a, _ in pairs if widest - a.width <= _EDGE)
        one_width = at_the_edge >= 3 and at_the_edge >= 0.8 * len(pairs)
        many = len(pairs) >= 2 and len(pairs) >= 0.4 * len(texts)
        wrapped = (many or one_width) and prose >= 0.3 * len(pairs)
        gaps = Counter(b.gap for _, b in pairs)
        indents = Counter(line.indent for line in lines)
        return cls(
            wrapped=wrapped,
            gap=gaps.most_common(1)[0][0] if wrapped else 0,
            indent=indents.most_common(1)[0][0] if indents else 0.0,
        )


def paragraphs(lines: Sequence[Line], layout: Layout) -> list[Paragraph]:
    """The lines put together to paragraphs; a line that was not wrapped is a paragraph of its own."""
    columns = [_column(lines, i) for i in range(len(lines))]
    result: list[list[Line]] = []
    for i, line in enumerate(lines):
        if result and _continues(lines, i - 1, columns, layout, len(result[-1])):
            result[-1].append(line)
        else:
            result.append([line])
    return [tuple(paragraph) for paragraph in result]


def _continues(lines: Sequence[Line], i: int, columns: Sequence[float], layout: Layout, length: int) -> bool:
    """Whether line i + 1 belongs to the paragraph of line i, which has `length` lines so far."""
    line, following = lines[i], lines[i + 1]
    if following.text[:1] in _NEVER_FIRST and following.gap <= layout.gap:
        return True
    if following.gap > layout.gap or following.indent - layout.indent >= 1.5 or not _may_follow(line, following):
        return False
    if not line.closed:
        room = columns[i] - line.width - _first_word(following.text)
        full = room <= 2.4 or (length == 1 and room <= 3.4 and not _is_first(lines, i + 1))
        return full and (layout.wrapped or _is_prose(lines, i))
    first_of_paragraph = following.width <= columns[i] - 1.4 and not following.closed
    return length > 1 and line.width >= columns[i] - 1.2 and not first_of_paragraph


def _may_continue(line: Line, following: Line) -> bool:
    return not line.closed and _may_follow(line, following) and line.width - following.width <= _SLACK


def _may_follow(line: Line, following: Line) -> bool:
    if following.fresh or line.width < SHORTEST_WRAPPED or following.width > line.width + _SLACK:
        return False
    return _ITEM.match(following.text) is None


def _is_first(lines: Sequence[Line], i: int) -> bool:
    """Whether line i is set like the first of a paragraph: room for an indent is left in it, not in the next."""
    return i + 1 < len(lines) and not lines[i].closed and lines[i + 1].width - lines[i].width >= 1.2


def _first_word(text: str) -> float:
    """The width of what cannot be broken at a line's start: a number, a Latin word, or one Chinese character."""
    found = _WORD.match(text)
    return found.end() / 2 if found else 1.0


def _is_prose(lines: Sequence[Line], i: int) -> bool:
    """Whether at least three other lines around are as wide and end as openly, with the punctuation of running text."""
    near = [line for line in lines[max(0, i - 4) : i + 5] if abs(line.width - lines[i].width) <= _SLACK]
    openly = sum(1 for line in near if not line.closed)
    return openly > 3 and 2 * sum(1 for line in near if _PROSE.search(line.text)) >= len(near)


def _column(lines: Sequence[Line], i: int) -> float:
    """The width of the column that line i stands in: the upper width of the lines around of a similar width."""
    width = lines[i].width
    near = sorted(
        line.width for line in lines[max(0, i - _NEAR) : i + _NEAR + 1] if 0.6 * width <= line.width <= 1.6 * width
    )
    return near[(len(near) * 4) // 5] if len(near) > 1 else width
