"""Words that stand for an entity named before: 该公司, 这一产业, 产业园 at the start of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.article import Article
from kg.extract.frames import Placed
from kg.extract.linker import Thing

_TYPES: Mapping[str, str] = {
    "公司": "Firm",
    "企业": "Firm",
    "集团": "Firm",
    "产业": "Industry",
    "行业": "Industry",
    "产业链": "IndustryChain",
    "园区": "Park",
    "产业园": "Park",
    "开发区": "Park",
    "科技园": "Park",
    "平台": "Platform",
    "联盟": "Alliance",
    "项目": "Project",
}
_NOUNS = "|".join(sorted(_TYPES, key=len, reverse=True))
_POINTED = re.compile(rf"(?:该|这一|这个|这家|本|上述)(?P<noun>{_NOUNS})(?![一-鿿]{{0,2}}(?:们|化))")
_BARE = re.compile(
    r"^(?:目前|近年来|据介绍|此外|同时|今年|截至目前|未来|随后|其中)?[，,]?(?P<noun>公司|产业园|科技园|联盟|园区|项目|平台)(?=[一-鿿])(?!.{0,1}(?:们|化|内外))"
)


_COMPANY = re.compile(r"(?:(?<=[，；：“])|^)(?P<noun>公司)(?=[一-鿿])(?!们)")


def resolve(article: Article, named: Sequence[Placed], park: Thing | None) -> Iterator[Placed]:
    """A mention for each such word: the entity of its type named last before it; for parks the article's own."""
    taken = {p for m in named for p in range(m.start, m.end)}
    by_type: dict[str, list[Placed]] = {}
    for mention in named:
        by_type.setdefault(mention.thing.type, []).append(mention)
    for sentence in article.sentences:
        bare = _BARE.match(sentence.text)
        company = () if bare else _COMPANY.finditer(sentence.text)
        for match in (*_POINTED.finditer(sentence.text), *((bare,) if bare else ()), *company):
            start, end = sentence.start + match.start("noun"), sentence.start + match.end("noun")
            kind = _TYPES[match.group("noun")]
            if not taken.isdisjoint(range(start, end)):
                continue
            if kind == "Park" and park is not None:
                yield Placed(start, end, park)
                continue
            earlier = by_type.get(kind, [])
            before = bisect_left(earlier, start, key=lambda m: m.start) - 1
            if before >= 0 and sentence.start - earlier[before].end < 400:
                yield Placed(start, end, earlier[before].thing)
