"""Headlines: which lines could be one, which lines make up one, what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.corpus import byline
from kg.corpus.lines import Line
from kg.corpus.wrapping import Layout, paragraphs

LONGEST = 60.0
_LONGEST_RUN = 3
_SENTENCE = re.compile(r"[。；！？]")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:高新区|经开区|开发区|自贸区|试验区|示范区|新区|园区|产业园|科技园|片区|集聚区|保税区|合作区)"
)
_RUNS_ON = re.compile(r"[的之和与及暨]")
_OPEN_END = re.compile(r"[：:、，（(“《—]$")


@dataclass(slots=True, eq=False)
class Headline:
    """Lines set as one headline, and the authors named under it."""

    lines: list[Line]
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The headline in one line."""
        return "".join(line.text for line in self.lines)

    @property
    def place(self) -> str | None:
        """The zone it names."""
        return place_in(self.text)


def place_in(text: str) -> str | None:
    """The first zone that a text names, or None."""
    found = _PLACE.search("".join(text.split()))
    return found.group() if found else None


def headline_like(line: Line) -> bool:
    """Whether a line could be (a part of) a headline: short, no sentence in it."""
    return line.width <= LONGEST and not line.closed and _SENTENCE.search(line.text) is None


def belongs_to(line: Line, above: Line) -> bool:
    """Whether a headline that `above` begins plainly goes on in the next line."""
    return bool(_OPEN_END.search(above.text) or _RUNS_ON.match(line.text)) and headline_like(line)


def group(lines: Sequence[Line], layout: Layout) -> list[Headline]:
    """Lines of headlines → headlines: lines without a blank line between are one; names go to the one above.

    Where no blank lines are left at all between many lines, each line is one unless it plainly runs on.
    """
    gap = max(layout.gap, 1) if len(lines) <= _LONGEST_RUN or any(line.gap for line in lines[1:]) else 0
    result: list[Headline] = []
    for line in lines:
        credit = byline.own_line(line.text, bare=bool(result) and line.gap == 0)
        if credit is not None and result:
            result[-1].names += credit.names
        elif result and not result[-1].names and (line.gap < gap or belongs_to(line, result[-1].lines[-1])):
            result[-1].lines.append(line)
        else:
            result.append(Headline([line]))
    return result


def end_of_bodies(lines: Sequence[Line], layout: Layout) -> int:
    """The number of the line behind the last body of a page: only headlines and names follow."""
    end = len(lines)
    while end > 0 and headline_like(lines[end - 1]) and not _ends_body(lines[end - 1]):
        end -= 1
    if 0 < end < len(lines) and not lines[end - 1].closed and not _ends_body(lines[end - 1]):
        end += len(paragraphs(lines[end - 1 :], layout)[0]) - 1
    return end


def _ends_body(line: Line) -> bool:
    text = line.text
    return byline.is_picture_credit(text) or byline.opens_article(text) or byline.closing(text) is not None
