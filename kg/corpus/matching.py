"""Headlines that stand away from their articles: which belongs to which, by what they speak of."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.corpus.article import Article
from kg.corpus.headlines import Headline
from kg.corpus.wrapping import Layout, paragraphs

_BESIDE = 1.3
_PLACE_NAMED = 10.0
_LEAST = 1.5
_HAN_OR_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A headline on a page. beside: the articles right above and below it; followed: another headline comes next."""

    headline: Headline
    beside: tuple[Article, ...] = ()
    followed: bool = False

    @property
    def kicker(self) -> bool:
        """Whether it leads to the next headline: it names no zone and no author."""
        return self.followed and not self.headline.names and self.headline.place is None


def hand_out(articles: list[Article], blocks: Sequence[Block], layout: Layout) -> list[Article]:
    """Give every headline to the article it speaks of; part two articles that were read as one body.

    Captions get none. The articles are changed; the list returned holds one more for each that was parted.
    """
    targets = _targets(blocks, [article for article in articles if not article.caption])
    claims: dict[int, Headline] = {}
    for block, target in zip(blocks, targets, strict=True):
        if target is None or block.headline.place is None:
            continue
        other = claims.setdefault(id(target), block.headline)
        second = _part(target, other.place or "", block.headline.place, layout)
        if second is not None:
            at = articles.index(target) + 1
            return hand_out([*articles[:at], second, *articles[at:]], blocks, layout)
    for block, target in zip(blocks, targets, strict=True):
        if target is not None:
            target.headlines.append(block.headline)
    return articles


def _targets(blocks: Sequence[Block], articles: Sequence[Article]) -> list[Article | None]:
    """For each headline the article it speaks of; None where nothing in any body answers to it."""
    bodies = [article.text for article in articles]
    grams = [_grams(body) for body in bodies]
    spread = Counter(gram for body in grams for gram in body)
    rarity = {gram: math.log((len(bodies) + 1) / count) for gram, count in spread.items()}
    result: list[Article | None] = []
    for block in blocks:
        own, place = _grams(block.headline.text), block.headline.place
        near = {i for i, article in enumerate(articles) if article in block.beside}
        scores = {
            i: sum(rarity[gram] for gram in own & grams[i]) * (_BESIDE if i in near else 1)
            + (_PLACE_NAMED * min(3, bodies[i].count(place)) if place else 0)
            for i in (near if near and place is None else range(len(bodies)))
        }
        best = max(sorted(scores), key=scores.__getitem__, default=None)
        result.append(articles[best] if best is not None and scores[best] >= _LEAST else None)
    for i in reversed(range(len(blocks) - 1)):
        if blocks[i].kicker:
            result[i] = result[i + 1]
    return result


def _part(article: Article, one: str, other: str, layout: Layout) -> Article | None:
    """Cut an article in two where zone `one` gives way to `other` (or the reverse); its second half, or None."""
    if one == other:
        return None
    parts = paragraphs(article.body, layout)
    texts = ["".join(line.text for line in part) for part in parts]
    cut = _boundary(texts, one, other) or _boundary(texts, other, one)
    if cut is None:
        return None
    second = Article(body=[line for part in parts[cut:] for line in part], names=article.names)
    article.body, article.names = [line for part in parts[:cut] for line in part], ()
    return second


def _boundary(texts: Sequence[str], first: str, second: str) -> int | None:
    """The paragraph where a text about `first` becomes one about `second`, each named on its own side alone."""
    ends = [i for i, text in enumerate(texts) if first in text]
    starts = [i for i, text in enumerate(texts) if second in text]
    return starts[0] if ends and starts and ends[-1] < starts[0] else None


def _grams(text: str) -> frozenset[str]:
    """Pairs and triples of neighbouring Chinese characters, and Latin words and numbers."""
    grams: set[str] = set()
    for match in _HAN_OR_WORD.finditer("".join(text.split())):
        run = match.group()
        if run[0].isascii():
            grams.add(run)
        else:
            grams.update(run[i : i + n] for n in (2, 3) for i in range(len(run) - n + 1))
    return frozenset(grams)
