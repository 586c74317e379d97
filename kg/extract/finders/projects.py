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
    r"[一-鿿]{0,2}(?:投产|开工|签约|落地|建成|竣工|动工|落户|奠基|建设|总投资|投资|占地|位于|计划|预计|达产|启动|，|。|、|由|是|将|已|在|正)"
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
_EVENT = re.compile(r"“(?P<name>[^“”\n]{3,30})”(?:[^，。；、“”的\n]{0,6})(?:活动|仪式|大会|论坛|比赛|大赛|赛事)")


_GENERIC_END = re.compile(
    r"(?:新兴|投资|重点|技改|产业|工业|招商|合作|示范|改造|重大|优质|新|配套|服务|科技|工程|PPP|基础设施|民生|试点)$"
)


def find(article: Article) -> Iterator[Span]:
    """Project and quoted event mentions."""
    for match in _QUOTED.finditer(article.text):
        yield Span("Project", match.start("name"), match.end("name"), "quoted project", 0.85, 3)
    for match in _EVENT.finditer(article.text):
        yield Span("Event", match.start(), match.end(), "quoted event", 0.7, 1)
    for match in _CAPACITY.finditer(article.text):
        yield Span("Project", *match.span(), "project by its capacity", 0.8, 2)
    for match in _SUFFIX.finditer(article.text):
        start = grow_left(article, match.start(), limit=26, verbs=_VERBS, stops=_ACTIONS)
        stem = article.text[start : match.start()]
        unnamed = len(stem) < 3 or "等" in stem or _GENERIC_END.search(stem) or _COUNTED.match(stem)
        followed = _FOLLOWED.match(article.text[match.end() : match.end() + 6] or "。")
        if followed and not unnamed and names_something(article, start, match.start()):
            yield Span("Project", start, match.end(), "suffix:项目", 0.65, 0)
