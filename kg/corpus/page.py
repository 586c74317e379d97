"""A page with several articles → the articles. Cues: datelines, captions, authors' names, headlines, contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.corpus import byline
from kg.corpus.article import Article, take_credits
from kg.corpus.headlines import belongs_to, end_of_bodies, group, headline_like, place_in
from kg.corpus.lines import Line
from kg.corpus.matching import Block, hand_out
from kg.corpus.wrapping import Layout, paragraphs

_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日|近日|日前|图为")
_FIRST_LINES = 4
_CAPTION_PARAGRAPHS = 4
_HEADLINE_LINES = 3
_COLUMN = 6
_LOOK_AHEAD = 15
_LOOK_BACK = 60


def is_page(lines: Sequence[Line], layout: Layout) -> bool:
    """Whether a file is set like a page of a paper.

    It is when it begins with one dateline of many, or when it is wrapped and holds a cue of its end in its midst.
    """
    openings = [i for i, line in enumerate(lines) if byline.opens_article(line.text)]
    if not layout.wrapped:
        return len(openings) > 1 and openings[0] < _FIRST_LINES
    inside = any(
        byline.is_picture_credit(line.text) or byline.closing(line.text) or byline.own_line(line.text)
        for line in lines[_FIRST_LINES:-1]
    )
    below = group(lines[end_of_bodies(lines, layout) :], layout)
    return inside or any(i >= _FIRST_LINES for i in openings) or any(found.names or found.place for found in below)


def split(lines: Sequence[Line], layout: Layout) -> list[Article]:
    """The articles of a page, in the order of their bodies, each with its headlines and authors."""
    end = end_of_bodies(lines, layout)
    page = _Page(lines[:end], layout)
    i = 0
    while i < end:
        i = page.read(i)
    page.close()
    page.add_headlines(lines[end:], ())
    articles = sorted(page.articles, key=lambda article: article.body[0].start)
    return hand_out(articles, page.blocks, layout)


@dataclass(slots=True)
class _Page:
    """The articles and headlines of a page while its lines are read. lines: without the headlines at its end."""

    lines: Sequence[Line]
    layout: Layout
    articles: list[Article] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    current: Article = field(default_factory=Article)

    def read(self, i: int) -> int:
        """Take line i (or the headline that begins there); the number of the next line to read."""
        line = self.lines[i]
        own = byline.own_line(line.text)
        if own is not None and not self.current.body:
            self.current.names += own.names
            return i + 1
        if byline.opens_article(line.text):
            self.close()
        elif (stop := self._headline_end(i)) > i:
            self.close()
            self.add_headlines(self.lines[i:stop], (*self.articles[-1:], self.current))
            return stop
        elif self._resumes(self.lines[i : i + _LOOK_AHEAD]):
            self.current = self.articles.pop(-2)
        self.current.body.append(line)
        if byline.is_picture_credit(line.text):
            self._close_caption()
        elif own is not None or self._signed(i):
            self.close()
        return i + 1

    def close(self) -> None:
        """End the article being read; what comes next belongs to another one."""
        if self.current.body:
            take_credits(self.current)
            self.articles += [self.current] if self.current.body else []
            self.current = Article()

    def add_headlines(self, lines: Sequence[Line], beside: tuple[Article, ...]) -> None:
        """Note the headlines in these lines, to be handed out once all bodies are known."""
        found = group(lines, self.layout)
        self.blocks += [Block(headline, beside, followed=headline is not found[-1]) for headline in found]

    def _signed(self, i: int) -> bool:
        """Whether the authors' names at the end of line i end an article, and are no words of a sentence."""
        credit = byline.closing(self.lines[i].text)
        return credit is not None and (len(credit.names) > 1 or not self._runs_on(i + 1))

    def _runs_on(self, i: int) -> bool:
        """Whether line i goes on with the paragraph of the line above it."""
        if not 0 < i < len(self.lines):
            return False
        around = paragraphs(self.lines[max(0, i - _COLUMN) : i + _COLUMN], self.layout)
        return any(self.lines[i] is line for paragraph in around for line in paragraph[1:])

    def _close_caption(self) -> None:
        """The last paragraphs read are a picture's caption: an article of its own."""
        read = paragraphs(self.current.body, self.layout)
        least = 2 if byline.is_picture_credit(read[-1][0].text, alone=True) else 1
        dated = (n for n in range(1, _CAPTION_PARAGRAPHS + 1) if n <= len(read) and _DAY.match(read[-n][0].text))
        count = min(max(least, next(dated, 0)), len(read))
        self.current.body = [line for part in read[:-count] for line in part]
        self.close()
        self.articles.append(Article(body=[line for part in read[-count:] for line in part], caption=True))

    def _resumes(self, following: Sequence[Line]) -> bool:
        """Whether the lines behind a caption go on with the article before it."""
        if self.current.body or len(self.articles) < 2 or not self.articles[-1].caption:
            return False
        before = self.articles[-2]
        if before.caption or before.names:
            return False
        place = place_in(before.text)
        return not before.body[-1].closed or (place is not None and place in "".join(line.text for line in following))

    def _headline_end(self, i: int) -> int:
        """The line behind the headline that begins at line i (the longest there can be); i when none begins there."""
        longest = 1
        while longest < _HEADLINE_LINES and i + longest < len(self.lines) and self._close_to(i + longest):
            longest += 1
        lengths = range(longest, 0, -1)
        return next((i + length for length in lengths if self._is_headline(i, i + length)), i)

    def _close_to(self, i: int) -> bool:
        line = self.lines[i]
        return line.gap < max(1, self.layout.gap) or belongs_to(line, self.lines[i - 1])

    def _is_headline(self, start: int, stop: int) -> bool:
        lines = self.lines[start:stop]
        if stop >= len(self.lines) or not all(
            headline_like(line) and not byline.opens_article(line.text) for line in lines
        ):
            return False
        text, below = "".join(line.text for line in lines), self.lines[stop].text
        opens = byline.opens_article(below) or byline.own_line(below) is not None
        runs_on = self._runs_on(stop)
        if self.current.body:
            ends = self.current.body[-1].closed and not runs_on
            return ends and (self._changes_subject(text, stop) if place_in(text) else opens)
        behind = self.articles[-1].text if self.articles else ""
        return opens or not runs_on or (len(lines) == 1 and (place_in(text) or text) in behind)

    def _changes_subject(self, text: str, stop: int) -> bool:
        """Whether a short line inside a text is a headline, not a subhead: its zone is named on only one side of it."""
        place = place_in(text) or text
        above = place in "".join(line.text for line in self.current.body[-_LOOK_BACK:])
        return above != (place in "".join(line.text for line in self.lines[stop : stop + _LOOK_AHEAD]))
