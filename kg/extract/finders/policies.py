"""Policies: titles in 《》, quoted campaigns, counted packages, and what is issued, set up or carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.boundaries import grow_left
from kg.extract.spans import Span

_TITLE = re.compile(r"《([^《》\n]{3,60})》")
_TITLE_END = re.compile(
    r"(?:规划|纲要|方案|意见|办法|细则|措施|计划|条例|通知|政策|机制|制度|规定|指南|指引|目录|清单|目标|公告|决定|若干举措|协定|协议|法|标准|规则|报告|白皮书|\d+条|条)"
    r"(?:（[^（）]{1,20}）|\([^()]{1,20}\))*$"
)
_OWN_TITLE = re.compile(
    r"(?:办法|措施|细则|实施方案|行动计划|规划|纲要|条例|意见|规定|指引|办事指南|申报指南|\d+条)(?:（[^（）]{1,12}）)*$"
)
_NO_POLICY = re.compile(r"(?:报告|白皮书|协议|公告|标准)(?:（[^（）]{1,20}）)*$")
_KIND = "专项行动计划|三年行动计划|行动计划|专项行动|行动|计划|工程|机制|战略|模式|政策|改革|体系|制度|方案|举措|措施|新政|意见|办法|规划|工作法|活动"
_QUOTED = re.compile(
    rf"“(?P<inner>[^“”\n]{{2,40}})”(?P<mid>(?:(?!成为|列为|作为|上升为|是|入选)[^，。；、“”的\n]){{0,8}}?)(?P<kind>{_KIND})"
)
_SLOGAN = re.compile(
    r"(?:推进|开展|实施|落实|推行|深化|探索|践行)(?:了)?(?P<name>[^，。；、“”的了上在\n]{0,8}“[^“”\n]{3,40}”)(?=[，。；、和])"
)
_MANY = re.compile(
    r"(?:实施|开展|推进|启动)(?:了)?(?P<name>[^，。；：\n]{4,60}?[一二三四五六七八九十两\d]+大(?:专项行动|行动|工程|战略|计划))"
)
_FIVE_YEARS = re.compile(r"“?十[一二三四五六七]五”?(?:时期)?[^，。；、的“”]{0,12}?(?:规划纲要|发展规划|规划|计划纲要)")
_COUNTED = re.compile(
    r"(?<!\d)(?:\d{1,9}(?:大)?项\d{1,9}条|\d{1,9}条)[^，。；、\d]{0,10}?(?:政策措施|政策|措施|举措|新政)"
)
_VERBS = (
    "制定出台|研究制定|深入实施|全面实施|大力实施|组织实施|率先推出|全面推行|探索实行|探索建立|建立健全|建立完善|探索推行|启动实施|创新实施|"
    "实施|建立|推行|开展|制定|出台|实行|探索|启动|落实|完善|推出|创新|深化|印发|发布|健全|谋划|编制|掀起|践行|实践|构建|构建起|形成"
)
_NOUNS = "机制|制度|计划|战略|专项行动|行动|模式|政策|措施|举措|工程|方案|规划|意见|办法|条例|细则|改革|清单|热潮"
_AFTER_VERB = re.compile(
    rf"(?:{_VERBS})(?:了|起|好)?(?P<name>(?:[^，。；：！？《》\n“”]|“[^“”\n]{{1,30}}”){{2,34}}?(?:{_NOUNS}))"
)
_FURTHER = re.compile(rf"(?:、|和|与|及|以及)[^，。；：、和与及的“”\n]{{2,16}}?(?:{_NOUNS})")
_NAME_STOP = re.compile(
    r"^(?:落实|落细|做好|抓好|新一轮|一轮|一批|一项|一系列|系列|一批|相关|有关|各项|各类|多项|系列|国家|省|市|区|这一|该|此|其|新的?|以|由|在|对|为|从|将|与|和|了|更加|更|最|全新的?)+"
)
_GENERIC_STEM = re.compile(
    r"^(?:扶持|优惠|惠企|相关|有关|配套|奖励|补贴|支持|产业|人才|工作|管理|运行|长效|服务|发展|创新|体制|具体|管用|有效|有力|重大|重点|五年|年度|总体|实施|优惠扶持|产业扶持|鼓励|税收|财税|财政|金融|货币|宏观|"
    r"建设|行动|多种|多项|系列|一揽子|一系列|预防|防控|联动|协调|合作|沟通|应急|监督|考核|激励|投资|经营|盈利|商业|开放|经济|社会|深化|全面|各项|党和国家|落实|的|等|)+$"
)
_ALWAYS = re.compile(r"(?:国家|中央|各项|这些|有关|相关)(?:政策|措施|规划|战略)$")


_NAMED_QUOTE = re.compile(
    r"(?:提出|推行|实施|推出|落实|坚持|开展|启动|探索|做好|推进|深化|践行|创新|打造|推动|制定|出台)(?:了|出)?(?:[^，。；“”]{0,8})(?P<name>“[^“”\n、，\d级]{2,16}”(?:建设|改造|模式|服务|试点|制度|政策|经验)?)"
)
_COUNTED_THINGS = re.compile(
    r"(?<!\d)\d{1,4}(?:项|条|个)[^，。；、\d的]{0,14}?(?:改革措施|改革举措|政策措施|政策举措|优惠政策|重点任务|任务清单|措施|举措|政策|清单|地方标准|成熟经验|改革事项|试点任务|改革试点)"
)
_STRATEGY = re.compile(
    r"(?:国家战略|发展战略|战略(?!性|合作|伙伴|支撑|地位|意义|定位|机遇|高度|框架|部署|目标|重组|投资|资源|协议|互信|对接)|倡议|发展规划|总体规划|专项规划|总体方案|实施方案|专项计划|行动计划|合作计划|重大专项|科技专项|专项资金|产业基金|引导基金|优惠政策|扶持政策|货币政策|"
    r"综合改革|改革试点|试点(?!城市|单位|企业|地区|工作|项目|区)|负面清单|消费券|创新券|专项整治|专项行动|帮扶|对口支援|升级改造)"
)
_INNER = frozenset(
    "发展 创新 改革 开放 建设 合作 投资 转让 服务 提升 保护 整治 治理 转化 复苏 振兴 支援 扶贫 升级 改造 深化 融合 协同 转型 扩大 便利化".split()
)


def find(article: Article) -> Iterator[Span]:
    """Policy mentions."""
    text = article.text
    title_end = text.find("\n")
    if article.document.title and 6 <= title_end <= 60 and _OWN_TITLE.search(text[:title_end]):
        yield Span("Policy", 0, title_end, "the document's own title", 0.9, 4)
    for match in _TITLE.finditer(text):
        if _TITLE_END.search(match.group(1)) and not _NO_POLICY.search(match.group(1)):
            yield Span("Policy", match.start(), match.end(), "title in brackets", 0.9, 3)
    for match in _QUOTED.finditer(text):
        if match.group("kind") == "活动" or (match.group("kind") in {"体系"} and not match.group("mid")):
            continue
        yield Span("Policy", match.start(), match.end(), "quoted name", 0.8, 2)
    for match in _SLOGAN.finditer(text):
        yield Span("Policy", *match.span("name"), "quoted after a verb", 0.65, 1)
    for match in _MANY.finditer(text):
        yield Span("Policy", *match.span("name"), "counted actions", 0.75, 2)
    for match in _NAMED_QUOTE.finditer(text):
        yield Span("Policy", *match.span("name"), "quotation after a verb of doing", 0.5, -1)
    for match in _COUNTED_THINGS.finditer(text):
        yield Span("Policy", *match.span(), "counted things", 0.6, 0)
    for match in _STRATEGY.finditer(text):
        start = grow_left(article, match.start(), limit=22, verbs=_INNER)
        if match.start() - start >= 2:
            yield Span("Policy", start, match.end(), f"named:{match.group()}", 0.5, -1)
    for match in _FIVE_YEARS.finditer(text):
        start = _place_before(article, match.start())
        yield Span("Policy", start, match.end(), "five-year plan", 0.8, 2)
    for match in _COUNTED.finditer(text):
        yield Span("Policy", match.start(), match.end(), "counted package", 0.85, 2)
    yield from _carried_out(article)


def _place_before(article: Article, end: int) -> int:
    """某市“十四五”规划, 某市机器人产业“十四五”发展规划: the plan's name begins with its place, if one is there."""
    for length in range(16, 1, -1):
        for hit in article.hits_by_start.get(end - length, ()):
            placed = any(e.type in {"Region", "Park"} for e in hit.entries)
            if placed and hit.end <= end and _FIELD.fullmatch(article.text[hit.end : end]):
                return hit.start
    return end


_FIELD = re.compile(r"(?:[一-鿿]{2,10}(?:产业|业|经济|事业|园区))?")


def _carried_out(article: Article) -> Iterator[Span]:
    """The object of 实施, 建立, 出台 … when it ends in a word such as 机制, 计划, 战略; several in a list too."""
    for match in _AFTER_VERB.finditer(article.text):
        start, end = match.span("name")
        while more := _FURTHER.match(article.text, end):
            end = more.end()
        for part_start, part_end in _parts(article.text, start, end):
            yield from _span(article, part_start, part_end)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """首席联络员制度和一企一策机制 → two names, since both end in a policy word; otherwise the whole."""
    pieces, position, depth = [], start, 0
    for index in range(start, end):
        depth += (text[index] in "“（") - (text[index] in "”）")
        if depth == 0 and text[index] in "、和与及":
            pieces.append((position, index))
            position = index + 1
    pieces.append((position, end))
    noun = re.compile(rf"(?:{_NOUNS})$")
    if len(pieces) > 1 and all(noun.search(text[a:b]) for a, b in pieces):
        yield from pieces
    elif len(pieces) > 1 and not all(noun.search(text[a:b]) or b - a <= 6 for a, b in pieces):
        yield pieces[-1]
    else:
        yield start, end


def _span(article: Article, start: int, end: int) -> Iterator[Span]:
    text = article.text
    trimmed = _NAME_STOP.match(text[start:end])
    if trimmed and trimmed.end() < end - start - 2:
        start += trimmed.end()
    name = text[start:end]
    stem = re.sub(rf"(?:{_NOUNS})$", "", name)
    following = text[end : end + 2]
    if (
        "的" in name
        or len(stem) < 2
        or _GENERIC_STEM.match(stem)
        or _ALWAYS.search(name)
        or following.startswith(("”", "性", "化", "部", "局", "项目", "目标", "建设"))
    ):
        return
    if name.endswith(("行动", "热潮", "改革", "模式", "工程", "规划", "计划", "意见", "方案")) and following.startswith(
        ("起来",)
    ):
        return
    if name.endswith("热潮") or (name.endswith(("工程", "改革")) and "“" not in name):
        return
    yield Span("Policy", start, end, "object of issuing", 0.65, -1)
