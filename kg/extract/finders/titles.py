"""Titles that no gazetteer lists: what firms and parks apply for, are named or are counted as."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.boundaries import grow_left
from kg.extract.spans import Span

_GIVEN = re.compile(
    r"(?P<verb>申报|申请|争创|创建|申创|冲刺|获评|荣获|获得|获批|入选|被评为|被认定为|认定为|被授予|授予|荣膺|获颁|入围|摘得|跻身|列入|纳入|被列为|评为|获授|斩获|捧得|获)(?:了|为|成为)?"
    r"(?P<name>(?:[^，。；：！？《》\n“”]|“[^“”\n]{1,24}”){0,30}?"
    r"(?:示范区|示范基地|示范园区|示范城市|模范城市|文明城市|卫生城市|园林城市|森林城市|示范点|示范企业|试验区|先行区|试点城市|试点|基地|企业|百强|\d+强|一等奖|二等奖|三等奖|特等奖|金奖|银奖|铜奖|大奖|奖(?!励|补|项|金|学)|荣誉称号|称号|奖章|先进集体|团队|"
    r"优秀共产党员|先进个人|劳动模范|目录|名单|榜单|重点项目|改造项目|计划项目|示范项目|项目|高新区|开发区|园区|党组织|单位|“[^“”\n]{2,24}”(?=遴选|认定|评选|称号|试点|荣誉|，|。|、)))(?!的?(?:建设|认定|办法|奖励|资金|补助))"
)
_QUOTED = re.compile(
    r"(?:获评|荣获|获得|获批|入选|被评为|被授予|授予)(?:了|为)?(?:[^，。；“”\n]{0,12})“(?P<name>[^“”\n]{2,24})”"
)
_PRIZE = re.compile(r"“[^“”\n]{2,20}”[^，。；、“”的\n]{0,8}?(?:大奖|一等奖|二等奖|金奖|奖章|奖)(?![励项补金])")
_APPLY = frozenset({"申报", "申请", "争创", "创建", "申创", "冲刺", "纳入", "列入"})
_UNNAMED = re.compile(
    r"^(?:一批|多家|一家|\d+家|[一二三四五六七八九十两]+[家个]|部分|很多|更多|多个|\d+[个项]|\d+(?![\d年]))"
)
_CLASS = re.compile(
    r"等(?P<count>\d+(?:余|多)?[家户个]|[一二三四五六七八九十]+[家户个])?(?P<name>[^，。；：、\d]{2,24}?企业)(?=\d|，|。|；|、|增|在|的)"
)
_TITLE_WORDS = re.compile(
    r"领军|培育|规模以上|冠军|瞪羚|独角兽|小巨人|专精特新|高新技术|科技型|示范|骨干培育|百强|\d+强|创新型|领跑者|雏鹰"
)
_BEFORE_COUNT = re.compile(r"(?P<name>规模以上(?:工业|服务业|文化)?企业|[一-鿿]{2,12}(?:培育|示范|领军|创新型)企业)")


def find(article: Article) -> Iterator[Span]:
    """Title mentions by the verbs that give or seek them, and by the class that heads a list."""
    text = article.text
    for match in _GIVEN.finditer(text):
        yield from _object(article, match)
    for match in _PRIZE.finditer(text):
        yield Span("Title", *match.span(), "named prize", 0.7, 1)
    for match in _QUOTED.finditer(text):
        yield Span("Title", *match.span("name"), "quoted title", 0.6, -2)
    for match in _CLASS.finditer(text):
        if _TITLE_WORDS.search(match.group("name")):
            yield Span("Title", *match.span("name"), "class of a list", 0.75, 2)
    for match in _BEFORE_COUNT.finditer(text):
        start = grow_left(article, match.end("name") - 2, limit=14)
        if match.start() < match.end("name") and text[max(start, match.start()) : match.end()].startswith("规模以上"):
            yield Span("Title", max(start, match.start()), match.end(), "gazetteer", 0.7, -1)


def _object(article: Article, match: re.Match[str]) -> Iterator[Span]:
    start, end = match.span("name")
    name = match.group("name")
    for cut in ("申报", "入选", "获得", "获批", "认定", "评为", "列入", "纳入"):
        if cut in name:
            start += name.rindex(cut) + len(cut)
            name = article.text[start:end]
    if _UNNAMED.match(name) or len(name) < 4 or name in {"重点项目", "上市企业"} or name.endswith(("家企业", "的企业")):
        return
    if match.group("verb") in {"纳入", "列入"} and not re.search(
        r"(?:目录|名单|榜单|项目|试点|清单|示范区|基地)$", name
    ):
        return
    if "的" in name and match.group("verb") in {"获", "获得", "获批", "列入", "纳入"}:
        return
    if name.startswith("有"):
        start, name = start + 1, name[1:]
    if article.text[end - 1] == "奖" and article.text[end : end + 1] in {"励", "补", "项", "金"}:
        return
    if re.search(r"(?:奖|称号|企业|基地|示范区|示范点|试点|园区|强)、", name):
        start += name.rindex("、") + 1
        name = article.text[start:end]
    if len(name) < 4 or re.search(r"[了在由也都将被把]", name):
        return
    confidence = 0.65 if match.group("verb") in _APPLY else 0.7
    yield Span("Title", start, end, "object of naming", confidence, 1 if "“" in name or re.search(r"\d", name) else 0)
