"""The room's main flow: source → lines → articles → Documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.corpus import dates, readers
from kg.corpus.article import Article, single
from kg.corpus.compose import Composer
from kg.corpus.encoding import require_text
from kg.corpus.headlines import Headline, headline_like
from kg.corpus.lines import Line, split_lines
from kg.corpus.noise import strip_noise
from kg.corpus.page import is_page, split
from kg.corpus.source import Source
from kg.corpus.wrapping import Layout, paragraphs
from kg.errors import DataError
from kg.model import Document


def read(paths: Iterable[Path], *, date: str | None = None) -> Iterator[Document]:
    """The articles of files and folders, in order. date: when all of them were published (2021-09-13).

    Raises DataError for what cannot be read, and for two articles that would share an id.
    """
    published = dates.given(date, "date") if date is not None else None
    seen: dict[str, str] = {}
    for path, name in readers.files(paths):
        for source in readers.read_file(path, name):
            for document in _documents(source, published):
                if document.id in seen:
                    raise DataError(
                        f"two documents are called {document.id!r}",
                        where=f"{seen[document.id]} and {name}",
                        hint="give each file once, and each item an id of its own",
                    )
                seen[document.id] = name
                yield document


def read_text(text: str, *, id: str = "text", source: str = "text", date: str | None = None) -> list[Document]:
    """The articles of a plain text that was handed over directly. Raises DataError when it holds no text."""
    published = dates.given(date, "date") if date is not None else None
    return _documents(readers.plain(require_text(text, source), source, id), published)


def _documents(source: Source, published: str | None) -> list[Document]:
    lines = split_lines(source.shadow, source.fresh)
    published = (
        published
        or source.published
        or dates.near_top([line.text for line in lines[:100]])
        or dates.in_file_name(source.stem)
    )
    lines = strip_noise(lines)
    layout = Layout.of(lines)
    articles = split(lines, layout) if not source.whole and is_page(lines, layout) else []
    articles = articles or [single(lines, layout, titled=source.titled)]
    return [
        replace(_document(source, article, layout), id=source.id or f"{source.stem}#{number}", published=published)
        for number, article in enumerate(articles, start=1)
    ]


def _document(source: Source, article: Article, layout: Layout) -> Document:
    composer = Composer(source.shadow)
    for headline in article.headlines:
        composer.paragraph(_stretches(headline.lines), headline=True)
    for paragraph in paragraphs(article.body, layout):
        composer.paragraph(_stretches(paragraph), headline=all(map(headline_like, paragraph)))
    clean, offsets = composer.result()
    return Document(
        id="",
        source=source.name,
        text=source.text,
        clean=clean,
        offsets=offsets,
        title=_title(source.shadow, article.title),
        byline="、".join(article.credited()) or None,
    )


def _title(shadow: str, headline: Headline | None) -> str | None:
    if headline is None:
        return None
    composer = Composer(shadow)
    composer.paragraph(_stretches(headline.lines), headline=True)
    return composer.result()[0]


def _stretches(lines: Iterable[Line]) -> list[tuple[int, int]]:
    return [(line.start, line.end) for line in lines]
