"""All finders over an article, and which of their proposals stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.finders import (
    bodies,
    firms,
    goals,
    known,
    parklists,
    people,
    policies,
    products,
    projects,
    segments,
    suffixes,
    titles,
)
from kg.extract.spans import Span, resolve

_FINDERS = (known, suffixes, parklists, bodies, firms, policies, goals, titles, people, segments, projects, products)
_REPEATED = {"Firm", "Park", "Platform", "Project", "Alliance", "Person", "Policy", "Product"}


def find(article: Article) -> list[Span]:
    """The mentions of an article in reading order."""
    allowed = set(article.ontology.entity_types)
    candidates = [s for finder in _FINDERS for s in finder.find(article) if s.type in allowed and len(s) > 1]
    kept = resolve(candidates)
    return resolve([*kept, *_again(article, kept)])


def _again(article: Article, kept: list[Span]) -> Iterator[Span]:
    """Every further place where a name found once stands."""
    taken = {p for s in kept for p in range(s.start, s.end)}
    surfaces = {(s.type, article.text[s.start : s.end]): s for s in kept if s.type in _REPEATED and s.confidence >= 0.6}
    for (kind, surface), span in surfaces.items():
        for match in re.finditer(re.escape(surface), article.text):
            if taken.isdisjoint(range(*match.span())):
                yield Span(kind, *match.span(), span.rule, span.confidence * 0.95, span.priority - 1, span.entries)
