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
    yield from _goods(article)
    yield from _neighbours(article)
    for match in _N_INDUSTRIES.finditer(article.text):
        yield from _industries(article, *match.span("items"))


# Words that name goods by their last part; what stands before them says which.
_GOODS = re.compile(
    r"(?:机械设备|控制设备|设备|装备|机械|机器人|发动机|柴油机|电机|压缩机|变频器|变压器|整流器|互感器|电容器|传感器|处理器|显示器|打印机|挖掘机|起重机|机床|泵车|卫星|无人机|客车|轿车|卡车|整车|巴士|"
    r"电池片|电池组件|光伏组件|电池|组件|模组|模块|芯片|板卡|元器件|零部件|部件|配件|电缆|线缆|光纤|光缆|预制棒|轴承|阀门|模具|仪器|仪表|玻璃基板|玻璃|基板|面板|液晶屏|液晶电视|电视|手机|电脑|笔记本|"
    r"新材料|复合材料|材料|纤维|薄膜|涂料|树脂|橡胶|塑料|陶瓷|合金|钢管|特钢|钢材|钢板|铝材|铜材|石墨烯|硅片|单晶硅|多晶硅|稀土|纱线|面料|服装|成衣|家具|家电|空调|冰箱|饲料|食品|药物|原料药|疫苗|制剂|试剂|"
    r"中间体|医疗器械|保健品|化学品|化工产品|乙烯|甲醇|烧碱|纯碱|尿素|芳烃|二甲苯|丙烯|氢气|软件|大模型|算法|系统|平台软件|云服务|算力|技术)"
)
_USED = re.compile(
    r"(?:生产|制造|研发|研制|销售|经营|加工|出口|供应|从事|开发|制作|组装|专注|主营|供给|种植|养殖|采购|拥有|建设)(?:了|出|的|各类|各种|一批|高端|大型)*$"
)
_USE_FOLLOWS = re.compile(
    r"^(?:等)?(?:项目|生产线|生产|制造|研发|企业|厂商|供应商|制造商|行业|市场|产量|产能|销售|出口|领域|工厂|车间|基地|加工|应用|、|和|及|与|等)"
)


def _goods(article: Article) -> Iterator[Span]:
    """Goods that somebody makes or trades: 生产某某设备, 某某芯片生产线."""
    text = article.text
    for match in _GOODS.finditer(text):
        start = grow_left(article, match.start(), limit=12, verbs=_GOODS_VERBS)
        if not 2 <= match.end() - start <= 14 or match.end() - start == len(match.group()) < 3:
            continue
        before = text[max(0, start - 6) : start]
        if _USED.search(before) or _USE_FOLLOWS.match(text[match.end() : match.end() + 4]) or before.endswith("、"):
            yield Span("ChainSegment", start, match.end(), f"goods:{match.group()}", 0.5, -2)


_GOODS_VERBS = frozenset(
    "控制 处理 检测 制造 加工 通信 通讯 储能 显示 输变电 配电 发电 包装 印刷 运输 起重 挖掘 治疗 诊断 节能 环保 复合 计算 存储 驱动 感知".split()
)


def _neighbours(article: Article) -> Iterator[Span]:
    """What stands beside a known field or kind of goods in a list: 变压器、某某器、某某器等."""
    for hit in article.hits:
        if not any(e.type == "ChainSegment" for e in hit.entries):
            continue
        position = hit.end
        for _ in range(8):
            match = _NEXT.match(article.text, position)
            if not match or _NO_SEGMENT.search(match.group("name")):
                break
            yield Span("ChainSegment", *match.span("name"), "beside a known one", 0.45, -2)
            position = match.end("name")
        position = hit.start
        for _ in range(8):
            back = _PREVIOUS.search(article.text, max(0, position - 14), position)
            if not back or _NO_SEGMENT.search(back.group("name")):
                break
            yield Span("ChainSegment", *back.span("name"), "beside a known one", 0.45, -2)
            position = back.start("name")


_NEXT = re.compile(
    r"(?:、|和|及|以及|与)(?P<name>[^，。；：、“”《》和及与的等在是了\d\n]{2,10}?)(?=、|和|及|以及|与|等|，|。|；)"
)
_PREVIOUS = re.compile(
    r"(?<=[、，：有括产造])(?P<name>[^，。；：、“”《》和及与的等在是了\d\n]{2,10})(?:、|和|及|以及|与)$"
)


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
