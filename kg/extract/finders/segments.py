"""Chain segments that no gazetteer lists: members of lists that a text calls fields, links or one body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.boundaries import grow_left
from kg.extract.spans import Span

_FIELDS = re.compile(
    r"(?:聚焦于?|围绕|涵盖|覆盖|包括|布局|主攻|深耕|专注于?|涉及|瞄准|突破|发展|攻关|抢占|培育|面向|在)(?P<items>(?:[^，。；：“”《》\n、]{2,12}、){1,9}[^，。；：“”《》\n、]{2,12}?)等?(?:\d+|[一二三四五六七八九十多]+)?(?:个|大)?"
    r"(?:重点|关键|细分|前沿|核心|主要|特色|新兴|未来|优势|主导)*(?:领域|方向|赛道|环节|产品|细分行业|板块|技术领域)"
)
_PARTS = re.compile(
    r"(?:由|包括|涵盖|含|覆盖|打通了?|贯通了?)(?P<items>(?:[^，。；：“”《》\n、]{2,12}、){1,9}[^，。；：“”《》\n、]{2,12}?)等?(?:[\d一二三四五六七八九十两多]+)?(?:个|大)?(?:环节|部分|板块)?(?:组成|构成|环节)"
)
_BEFORE_CHAIN = re.compile(
    r"(?:形成|构建|打造|培育|拥有)了?(?P<items>(?:[^，。；：“”《》\n、的]{2,10}、){1,8})[^，。；：“”《》\n、]{2,12}(?:产业链|产业集群|全产业链)"
)
_LINKS = re.compile(
    r"(?:^|[，。：])(?P<items>(?:[^，。；：“”《》\n、]{2,12}、){1,9}[^，。；：“”《》\n、]{2,12}?)等?[\d一二三四五六七八九十两多]+(?:个|大)(?:环节|领域|方向|赛道)"
)
_MADE = re.compile(
    r"(?:主要|专业|专门|专注|从事|专注于)(?:从事)?(?:生产|制造|研制|研发生产|研发、生产)(?P<items>[^，。；：“”《》\n的]{2,40}?)(?=[，。；]|的研发|等)|(?<=[一-鿿])生产(?P<other>[^，。；：“”《》\n的]{3,24}?)(?=[，。；])"
)
_BODY = re.compile(r"(?:集|融)(?P<items>[^，。；：\n]{4,40}?)的?(?:研发|生产|销售|制造|、|为|于|等)*(?:于一体|为一体)")
_PLUS = re.compile(r"“(?P<items>[^“”\n]{2,12}(?:\+[^“”\n+]{2,12}){1,5})”(?![^，。]{0,8}(?:模式|机制|行动|体系|计划))")
_ITEM = re.compile(r"[^、和及与+]+")
_NO_SEGMENT = re.compile(
    r"(?:企业|研发|生产|销售|政策|服务|发展|公司|园区|建设|项目|人才|资金|管理|机制|市场|经济|产业|产业链|集群|政府|工作|问题|改革|开放|销售|制造|应用)$|[的了是在对]|^\d"
)


_N_INDUSTRIES = re.compile(
    r"(?P<items>(?:[^，。；：“”《》\n、]{2,12}、){1,7}[^，。；：“”《》\n、]{2,12}?)等?[二三四五六七八九十两\d]+(?:个|大)(?:主导|支柱|特色|重点|优势|新兴|战略性新兴|核心|千亿级|百亿级)*产业(?!集聚|园|链|基地)"
)


def find(article: Article) -> Iterator[Span]:
    """Segment mentions by their list."""
    for pattern in (_FIELDS, _BODY, _PLUS, _PARTS, _LINKS, _BEFORE_CHAIN):
        for match in pattern.finditer(article.text):
            yield from _items(article, *match.span("items"), rule="member of a list of fields")
    for match in _MADE.finditer(article.text):
        group = "items" if match.group("items") else "other"
        yield from _items(article, *match.span(group), rule="what a firm makes")
    for match in _N_INDUSTRIES.finditer(article.text):
        yield from _industries(article, *match.span("items"))


def _industries(article: Article, start: int, end: int) -> Iterator[Span]:
    """A、B、C三大产业: each is an industry; the first begins where its noun phrase does."""
    for number, item in enumerate(re.finditer(r"[^、]+", article.text[start:end])):
        begin, finish = start + item.start(), start + item.end()
        name = item.group()
        if number == 0:
            begin = grow_left(
                article, finish, limit=12, verbs=frozenset({"制造", "服务", "研发", "通信", "装备", "加工", "物流"})
            )
        if 2 <= finish - begin <= 12 and not _NO_SEGMENT.search(name):
            yield Span("Industry", begin, finish, "one of several industries", 0.75, 1)


def _items(article: Article, start: int, end: int, rule: str) -> Iterator[Span]:
    for item in _ITEM.finditer(article.text[start:end]):
        name = item.group().removesuffix("等")
        name = re.split(r"的(?=研发|生产|制造)", name)[0]
        begin = start + item.start() + (len(name) - len(name.lstrip("“”")))
        name = name.strip("“”")
        if 2 <= len(name) <= 10 and not _NO_SEGMENT.search(name):
            yield Span("ChainSegment", begin, begin + len(name), rule, 0.65, 0)
