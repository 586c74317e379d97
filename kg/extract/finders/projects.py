"""Projects and events that need more than a suffix: quoted names, phases, things under construction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.boundaries import INNER_VERBS, grow_left
from kg.extract.finders.suffixes import names_something
from kg.extract.spans import Span

_QUOTED = re.compile(r"“(?P<name>[^“”\n]{4,40})”(?:建设)?项目")
_SUFFIX = re.compile(
    r"(?:[一二三四五六七八九十]期)?(?:产业化基地|生产基地|制造基地|技改项目|改造项目|建设项目|生产线项目|生产线|(?<![等个项些大该])项目)"
)
_FOLLOWED = re.compile(
    r"(?:等|作为|正在|进入|位于|占地|累计|一期|二期|\d|也|还|预计|和|以及|与|及|”|——|；|！|项目)|[一-鿿]{0,3}(?:投产|开工|签约|落地|建成|竣工|动工|落户|奠基|建设|总投资|投资|占地|位于|计划|预计|达产|启动|，|。|、|由|是|将|已|在|正)"
)
_COUNTED = re.compile(r"^[\d一二三四五六七八九十]+[个项]?$")
_VERBS = (INNER_VERBS - {"投资", "建设"}) | {
    "扩建",
    "改造",
    "年产",
    "扩产",
    "迁建",
    "扩能",
    "技改",
    "封装",
    "储能",
    "加工",
    "回收",
    "处理",
}
_ACTIONS = frozenset("建设 投资 实施 推进 启动 打造 发展 开发 管理 服务 支持 引进 承担 承建".split())
_CAPACITY = re.compile(
    r"(?:[一二三四]期)?年(?:产|处理|加工)[\d.]+[万亿]?(?:吨|台|套|件|辆|平方米|立方米|千瓦|片|支|只|米|GW|MW)[^，。；、的]{2,20}?项目"
)
# 某地至某地高速公路(项目): a line between two places.
_ROUTE = re.compile(
    r"(?P<name>[一-鿿]{1,6}(?:至|到|—|－|-)[一-鿿]{1,6}(?:高速公路|高速铁路|城际铁路|一级公路|快速路|铁路|高铁|公路|航线|天然气管道|输油管道)(?:项目|工程)?)"
)
_WORKS = re.compile(
    r"(?:高速公路|高速铁路|城际铁路|高铁|铁路|国际机场|机场|(?<=[一-鿿]{2})水库|输油管道|天然气管道|跨海大桥|隧道|地铁\d+号线|扩建工程|改造工程|示范工程|治理工程|建设工程|引水工程|配套工程|安置工程|"
    r"办公大楼|办公楼|总部大厦|厂房|示范项目|试点项目|生产基地项目|产业园项目|工业园项目)(?![一-鿿]{0,2}(?:局|公司|集团|部|大学|学院|行业|企业))"
)
_EVENT = re.compile(r"“(?P<name>[^“”\n]{3,30})”(?:[^，。；、“”的\n]{0,6})(?:活动|仪式|大会|论坛|比赛|大赛|赛事)")


# Meetings that reports name as everybody does.
_MEETING = re.compile(
    r"党的[一二三四五六七八九十]+大(?!会?报告)|党的[一二三四五六七八九十]+届[一二三四五六七八九]中全会|全国两会|国务院常务会议|中央[一-鿿]{2,6}工作会议|(?:全国政协|全国人大)[一-鿿\d]{2,12}次会议"
)
_GENERIC_END = re.compile(
    r"(?:新兴|投资|重点|技改|产业|工业|招商|合作|示范|改造|重大|优质|新|配套|服务|科技|工程|PPP|基础设施|民生|试点)$"
)


_GENERATION = re.compile(r"第?\d+(?:\.\d+)?代$")


def _over_a_generation(article: Article, start: int) -> int:
    """某地第10.5代…生产线: the place and the number of the generation are part of the name."""
    number = _GENERATION.search(article.text, max(0, start - 8), start)
    if number is None:
        return start
    places = [
        h.start for h in article.hits_by_end.get(number.start(), ()) if any(e.type == "Region" for e in h.entries)
    ]
    return min(places, default=number.start())


def _placed(article: Article, start: int) -> int:
    """The route's name begins at its first place, not at the words before it."""
    places = [
        h.start for h in article.hits if start <= h.start < start + 7 and any(e.type == "Region" for e in h.entries)
    ]
    return min(places, default=grow_left(article, start + 2, limit=6))


def find(article: Article) -> Iterator[Span]:
    """Project and quoted event mentions."""
    for match in _QUOTED.finditer(article.text):
        yield Span("Project", match.start("name"), match.end("name"), "quoted project", 0.85, 3)
    for match in _MEETING.finditer(article.text):
        yield Span("Event", *match.span(), "meeting of state", 0.8, 2)
    for match in _EVENT.finditer(article.text):
        yield Span("Event", match.start(), match.end(), "quoted event", 0.7, 1)
    for match in _CAPACITY.finditer(article.text):
        yield Span("Project", *match.span(), "project by its capacity", 0.8, 2)
    for match in _ROUTE.finditer(article.text):
        start = _placed(article, match.start("name"))
        yield Span("Project", start, match.end("name"), "route", 0.7, 2)
    for match in _WORKS.finditer(article.text):
        start = grow_left(article, match.start(), limit=16, verbs=_VERBS)
        stem = article.text[start : match.start()]
        if len(stem) >= 2 and "等" not in stem and names_something(article, start, match.start()):
            yield Span("Project", start, match.end(), "suffix of works", 0.6, 0)
    for match in _SUFFIX.finditer(article.text):
        start = grow_left(article, match.start(), limit=26, verbs=_VERBS, stops=_ACTIONS)
        start = _over_a_generation(article, start)
        stem = article.text[start : match.start()]
        unnamed = len(stem) < 3 or "等" in stem or _GENERIC_END.search(stem) or _COUNTED.match(stem)
        followed = _FOLLOWED.match(article.text[match.end() : match.end() + 6] or "。")
        if followed and not unnamed and names_something(article, start, match.start()):
            yield Span("Project", start, match.end(), "suffix:项目", 0.65, 0)
