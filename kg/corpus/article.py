"""One article as lines, before it becomes a Document: headlines, body, authors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.corpus import byline
from kg.corpus.headlines import LONGEST, Headline, belongs_to, headline_like
from kg.corpus.lines import Line
from kg.corpus.wrapping import Layout, paragraphs


@dataclass(slots=True, eq=False)
class Article:
    """An article's parts. caption: it is a picture's caption; headlines: kickers and the title, in their order."""

    body: list[Line] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    names: tuple[str, ...] = ()
    caption: bool = False

    @property
    def text(self) -> str:
        """The body in one line, for comparing contents."""
        return "".join(line.text for line in self.body)

    @property
    def title(self) -> Headline | None:
        """The main headline: the one that names the zone, else the one with the authors, else the last."""
        named = [headline for headline in self.headlines if headline.place]
        signed = [headline for headline in self.headlines if headline.names]
        return next(iter(named or signed or self.headlines[::-1]), None)

    def credited(self) -> tuple[str, ...]:
        """All authors, each once: of the dateline or the end, then of the headlines."""
        return tuple(dict.fromkeys((*self.names, *(name for head in self.headlines for name in head.names))))


def single(lines: Sequence[Line], layout: Layout, *, titled: bool) -> Article:
    """A file that is one article. titled: its first line is known to be the headline."""
    count = 1 if titled else _headline_length(lines, layout)
    article = Article(body=list(lines[count:]), headlines=[Headline(list(lines[:count]))] if count else [])
    if article.body and article.headlines and article.body[0].text == article.headlines[0].text:
        del article.body[0]
    take_credits(article)
    return article if article.body or article.headlines else Article(body=list(lines))


def take_credits(article: Article) -> None:
    """Move dateline and authors' names from the body's ends to the article's names."""
    for at in (0, -1):
        text = article.body[at].text if len(article.body) > 1 else ""
        own = byline.own_line(text, bare=True)
        if own is not None and (len(own.names) > 1 or byline.own_line(text)):
            article.names += own.names
            del article.body[at]
    head = byline.dateline(article.body[0].text) if article.body else None
    if head is not None:
        _keep(article, 0, head.end, None, head.names)
    tail = byline.closing(article.body[-1].text) if article.body else None
    if tail is not None:
        _keep(article, -1, 0, tail.start, tail.names)


def _keep(article: Article, at: int, start: int, end: int | None, names: tuple[str, ...]) -> None:
    """Keep only the characters [start, end) of the body's line `at`; the names stood in the rest."""
    line = article.body[at]
    rest = line.part(start, len(line.text) if end is None else end)
    article.names += names
    if rest.text:
        article.body[at] = rest
    else:
        del article.body[at]


def _headline_length(lines: Sequence[Line], layout: Layout) -> int:
    """How many lines at the start of a file are its headline: one, more when it runs on, or none."""
    count = len(paragraphs(lines[:12], layout)[0])
    while count < min(3, len(lines)) and belongs_to(lines[count], lines[count - 1]):
        count += 1
    head, below = lines[:count], lines[count:]
    fits = below and count <= 3 and sum(line.width for line in head) <= LONGEST and all(map(headline_like, head))
    return count if fits and head[-1].text[-1] not in "：:，、" and byline.dateline(head[0].text) is None else 0
