"""Buildings and sites that a text lists as hosts of firms: A中心、B一号、C小镇等楼宇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.boundaries import grow_left
from kg.extract.spans import Span

_HEAD = re.compile(
    r"等(?:[\d一二三四五六七八九十]+(?:个|栋|座|大|家))?(?:特色|商务|专业|重点|产业|科技|创新)*(?:楼宇|园区|载体|园中园|众创空间|孵化器|产业园|空间载体)"
)
_VERBS = frozenset({"创新", "创业", "孵化", "服务"})


def find(article: Article) -> Iterator[Span]:
    """Every item of such a list."""
    for match in _HEAD.finditer(article.text):
        end, found = match.start(), []
        while True:
            start = grow_left(article, end, limit=12, verbs=_VERBS)
            if not 3 <= end - start <= 12:
                break
            found.append((start, end))
            if article.text[start - 1 : start] not in {"、", "和"}:
                break
            end = start - 1
        if len(found) > 1:
            yield from (Span("Park", a, b, "list of sites", 0.65) for a, b in found)
