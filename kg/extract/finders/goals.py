"""Goals: what is aimed at, built up or turned into, as a short noun phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.spans import Span

_AIM_HEAD = re.compile(r"((?:“[^“”\n]{2,40}”){1,12})的?(?:[一-鿿]{0,4})(?:目标|定位|愿景|使命)")
_AS_GOAL = re.compile(
    r"以((?:“[^“”\n]{2,40}”|[^，。；“”\n]{4,30}?))(?:为|作为)(?:发展|总体|奋斗|战略|工作)?(?:目标|定位|愿景)"
)
_BUILD = re.compile(
    r"(?:加快打造|全力打造|着力打造|努力打造|奋力打造|致力打造|打造成为|打造成|打造|建设成为|建设成|加快建设|建成|争创|争当|成为|迈向|构筑|创建|形成|建设|争做|冲刺|培育)(?:了|起|一批|一个|全国|为)?"
    r"(?P<goal>(?:[^，。；：！？、《》\n“”的了]|“[^“”\n]{1,20}”){0,24}?"
    r"(?:新增长极|增长极|先行区|先导区|新高地|高地|样板区|样板间|样板|标杆|第一方阵|名城|名片|之都|新引擎|引擎|增长点|产业集群|示范区|大学城|科学城|新城区|新城|城市|强区|强市|强省|品牌|第一梯队|新跨越|"
    r"策源地|集聚地|集聚区|首选地|目的地|枢纽|窗口|前沿|主阵地|桥头堡|大型[^，。；、]{0,6}基地|重要基地|生产基地|产业基地|研发基地|制造基地|创新中心|科技园区|一流园区|园区))(?!的|内|党|企业|企|建设用地)"
)
_GOAL_MARK = re.compile(
    r"一流|领先|全国|全球|世界|国际|国家级|首个|第一|千亿|百亿|万亿|亿级|新|强|最|先进|特色|重要|“|样板|标杆|高地|增长|引擎|先行|名城|之都|策源"
)
_TURN = re.compile(
    r"(?:推动|实现|促进|加快|推进|助推|致力于推动|助力)(?:了)?(?P<goal>(?:[^，。；：！？、《》\n的了]){2,22}?"
    r"(?:转变|转型升级|新跨越|新突破|跨越式发展|跨越发展|智能化改造|集群化发展|全覆盖|第一方阵|翻番|倍增|融合发展|协同发展|高质量发展))"
)
_MEASURE = re.compile(r"政策|措施|方案|办法|机制|行动|计划|举措|规划|意见|工程")
_RANK = re.compile(
    r"(?:要|将|力争|争取|目标)(?:在)?(?P<goal>[^，。；要将]{0,10}(?:进入|跻身|迈入|挺进)[^，。；]{2,14}(?:第一方阵|前列|百强|前\d+|第一梯队|行列))"
)
_ACHIEVE = re.compile(
    r"(?:力争|确保|目标是|到20\d\d年，?)(?P<goal>[^，。；、\n]{6,30}?(?:进入|达到|突破|跻身|超过)[^，。；、\n]{2,20})"
)
_AIM_IS = re.compile(
    r"(?:目标是|为的是|旨在|目的是)(?:成为|形成|打造|建成|要)?(?P<items>[^，。；：\n的]{4,30}|[^，。；：、\n]{4,24})(?=[，。；])"
)
_FOR_LIST = re.compile(
    r"为(?P<items>(?:[^，。；\n、]{3,12}、){1,8}[^，。；\n、]{3,12}?)等?(?:方面)?(?:营造|提供|注入|创造|打下|奠定)"
)
_VERB_FIRST = re.compile(r"^(?:培育|发展|打造|建设|推动|做强|做大|引进|实现|提升|壮大|抓好|促进|强化|优化|聚焦)")
_NOT_A_GOAL = re.compile(
    r"^(?:的|了|成|(?:园区|全区|区域|企业|工业|县域|民营经济|城市|全市|我市|我区)?高质量发展|经济高质量发展|经济社会高质量发展|产业高质量发展|融合发展|协同发展|协调发展)$"
)
_ON = re.compile(r"(?P<goal>在[^，。；]{2,14}[上中]实现[^，。；的]{1,8}?(?:跨越|突破|转变|提升|走前列))")
_NEW_POINT = re.compile(r"(?:培育|打造|形成|成为)(?P<goal>新的?(?:经济)?增长[点极])")


# What is to be made, built up or reached, up to the end of the clause; a model decides which of these count.
_TO_BE = re.compile(
    r"(?:打造成为?|打造|建设成为?|建成|成为|形成|构建|构筑|创建|争创|搭建起?|营造|迈向|发展成为?|初步形成|变成)(?:了|起|一批|一个|一条|一座|为)?"
    r"(?P<goal>(?:[^，。；：！？《》\n“”]|“[^“”\n]{1,40}”){4,32}?)(?=[，。；！\n”])"
)
_TOWARD = re.compile(
    r"(?P<goal>(?:从[^，。；]{2,14})?向[^，。；]{2,16}?(?:迈进|转变|转型|升级|布局|加速发展|延伸|集聚))(?=[，。；\n])"
)
_SO_THAT = re.compile(
    r"(?:(?<=[，；。\n ])|旨在|从而|有利于|致力于)(?:(?:进一步|切实|有效|着力|努力|更好地?|持续|全面|大力|将|以|为了?|不断|积极|充分|重点|尽快|加快)*)"
    r"(?P<goal>(?:推动|推进|促进?|实现|增强|提升|提高|降低|优化|引导|帮助|帮扶|确保|打通|扩大|延长|激发|释放|夯实|巩固|保障|助力|带动|满足|吸引|解决|缓解|培育|维护|深化|完善|营造|融入|壮大|减轻|激励|支持鼓励|构建|造福|拓展|形成|服务|塑造)"
    r"[^，。；：“”\n]{3,26}|为[^，。；\n]{3,16}(?:提供|腾出|创造|打下|奠定|排忧解难|保驾护航)[^，。；\n]{0,12})(?=[，。；\n])"
)


def find(article: Article) -> Iterator[Span]:
    """Goal mentions."""
    text = article.text
    for pattern, rule in ((_TO_BE, "to be made"), (_TOWARD, "toward"), (_SO_THAT, "so that")):
        for match in pattern.finditer(text):
            yield Span("Goal", *match.span("goal"), rule, 0.4, -4)
    for match in _AIM_HEAD.finditer(text):
        yield from _quoted_goals(text, match.start(1), match.end(1))
    for match in _AS_GOAL.finditer(text):
        yield Span("Goal", *match.span(1), "named as goal", 0.85, 3)
    for match in _BUILD.finditer(text):
        if not match.group("goal").startswith(("以", "我国", "在", "为", "由")) and _GOAL_MARK.search(
            match.group("goal")
        ):
            yield Span("Goal", *match.span("goal"), "built up", 0.6, -2)
    for pattern in (_ON, _NEW_POINT, _RANK):
        for match in pattern.finditer(text):
            yield Span("Goal", *match.span("goal"), "built up", 0.65, 0)
    for match in _TURN.finditer(text):
        if not _NOT_A_GOAL.match(match.group("goal")):
            yield Span("Goal", *match.span("goal"), "turned into", 0.6, -2)
    for match in _ACHIEVE.finditer(text):
        yield Span("Goal", *match.span("goal"), "strives for", 0.6, -2)
    for match in _AIM_IS.finditer(text):
        yield from _listed(text, *match.span("items"))
    for match in _FOR_LIST.finditer(text):
        if not _MEASURE.search(text[article.sentence_at(match.start()).start : match.start()]):
            continue
        yield from _listed(text, *match.span("items"))


def _quoted_goals(text: str, start: int, end: int) -> Iterator[Span]:
    """“甲、乙”的定位 names two goals when the parts are nouns, one when they are verb phrases."""
    for match in re.finditer(r"“([^“”\n]+)”", text[start:end]):
        begin, finish = start + match.start(1), start + match.end(1)
        parts = text[begin:finish].split("、")
        if len(parts) > 1 and all(len(p) >= 4 and not _VERB_FIRST.match(p) for p in parts):
            for part in parts:
                yield Span("Goal", begin, begin + len(part), "named as goal", 0.85, 3)
                begin += len(part) + 1
        else:
            yield Span("Goal", begin, finish, "named as goal", 0.85, 3)


def _listed(text: str, start: int, end: int) -> Iterator[Span]:
    for part in re.finditer(r"[^、]+?(?=、|和(?=[^、和]+$)|$)", text[start:end]):
        name = part.group().removesuffix("等").removeprefix("和")
        begin = start + part.start() + part.group().startswith("和")
        if len(name) >= 3:
            yield Span("Goal", begin, begin + len(name), "listed purpose", 0.65, 0)
