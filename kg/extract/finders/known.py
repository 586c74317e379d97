"""Names that stand in a gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.lexicon import Entry, Hit
from kg.extract.segmenter import segmenter
from kg.extract.spans import Span


def find(article: Article) -> Iterator[Span]:
    """A span for each type that a known name may have; the longest name at a place wins later."""
    for hit in article.hits:
        for kind in dict.fromkeys(entry.type for entry in hit.entries):
            if kind == "Region" and not _region_stands(article, hit):
                continue
            if kind in {"Industry", "ChainSegment", "Title", "Firm"} and _cut_through(article, hit):
                continue
            if kind == "Industry" and (
                re.search(r"(?<!面)向$", article.text[max(0, hit.start - 2) : hit.start])
                or article.text[hit.end : hit.end + 2] in {"转型", "升级"}
            ):
                continue
            if kind == "Industry" and article.text[hit.end - 2 : hit.end + 1] == "产业链":
                continue
            entries = tuple(e for e in hit.entries if e.type == kind)
            if all(e.weak for e in entries) and not _among_sectors(article, hit):
                continue
            if kind == "Region":
                begins = _BEGINS_A_PARK.match(article.text, hit.end)
                entries = tuple(e for e in entries if begins or not _needs_parent(e) or _parent_named(article, e))
                if not entries:
                    continue
            yield Span(kind, hit.start, hit.end, "gazetteer", 0.9, 0, entries)
            if kind == "ChainSegment" and _SECTORS_FOLLOW.match(article.text, hit.end):
                yield Span("Industry", hit.start, hit.end, "field of a list of industries", 0.7, 1)


# 甲、乙等新兴产业: the text itself calls the field an industry.
_SECTORS_FOLLOW = re.compile(
    r"(?:(?:[、和及与][^，。；：、]{1,10}){1,8}等?|等)(?:[\d一二三四五六七八九十多]+(?:个|大))?(?:重点|关键|优势|特色|主导|支柱|传统|(?:战略性)?新兴|未来|先导)*"
    r"(?:产业(?!园|基地|链|集群|化|联盟|协会|发展)|行业(?!协会))"
)


_BEGINS_A_PARK = re.compile(r"[）)]?(?:国家|国家级)?(?:高新|经开|经济|开发区|工业园|产业园|科技|综合保税)")


def _among_sectors(article: Article, hit: Hit) -> bool:
    """Whether another sector stands beside it in a list, or 产业, 行业 follow the list."""
    text = article.text
    before = text[hit.start - 1 : hit.start] in {"、", "和", "与", "及"} and any(
        e.type == "Industry" for h in article.hits_by_end.get(hit.start - 1, ()) for e in h.entries
    )
    after = text[hit.end : hit.end + 1] in {"、", "和", "与", "及"} and any(
        e.type == "Industry" for h in article.hits_by_start.get(hit.end + 1, ()) for e in h.entries
    )
    return before or after or bool(_FIELDS_FOLLOW.match(text, hit.end))


# 甲、乙等主导产业; 甲、乙等领域; 甲企业: what the list is of.
_FIELDS_FOLLOW = re.compile(
    r"(?:[、和与及][^，。；：、]{1,10}){0,8}(?:等)?(?:[\d一二三四五六七八九十多]+(?:个|大|条))?(?:重点|关键|优势|特色|主导|支柱|传统|(?:战略性)?新兴|未来|细分|现代)*"
    r"(?:产业(?!园|基地|链|集群|化|联盟|协会|发展|园区)|行业(?!协会)|领域)|(?:企业|市场|巨头|业务)"
)


def _needs_parent(entry: Entry) -> bool:
    """A county's short name is too often an ordinary word (惠民, 大关) to stand by itself."""
    return entry.short and entry.row["kind"] == "county"


def _parent_named(article: Article, entry: Entry) -> bool:
    code = entry.row["code"]
    above = {
        article.lexicon.by_id.get(f"Region:{c}") for c in (entry.row["parent"], code[:4] + "00", code[:2] + "0000")
    }
    return any(name in article.text for e in above if e is not None for name in (e.name, *e.row.list("short")))


def _region_stands(article: Article, hit: Hit) -> bool:
    """A short region name needs word boundaries: 海南 in 上海南站 is none."""
    text = article.text
    if text[hit.end - 1] in "省市县区州盟旗" and hit.end - hit.start > 2:
        return True
    for word in article.words(article.sentence_at(hit.start)):
        if word.start < hit.start < word.end or word.start < hit.end < word.end:
            inside = text[hit.start : hit.end]
            return (
                word.start == hit.start
                and segmenter().tag(word.text) in {"ns", "x", "nt"}
                and word.text.startswith(inside)
            )
    return True


def _cut_through(article: Article, hit: Hit) -> bool:
    """Whether a short name begins or ends inside a longer word of the dictionary: 小松 in 小松鼠."""
    if hit.end - hit.start > 3:
        return False
    words = article.words(article.sentence_at(hit.start))
    return any((w.start < hit.start < w.end or w.start < hit.end < w.end) and w.tag != "x" for w in words)
