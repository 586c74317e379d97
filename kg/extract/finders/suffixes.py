"""Names that end in a word of their type (kg:nameSuffix): parks, bodies, platforms, alliances, events, projects, industries, chains."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import ahocorasick

from kg.extract.article import Article
from kg.extract.boundaries import after_other_name, grow_left, is_new
from kg.extract.segmenter import Word
from kg.extract.spans import Span
from kg.ontology import Ontology

# Types that other finders read; a suffix alone says too little for them.
_ELSEWHERE = frozenset({"Policy", "Goal", "Title", "Firm"})
# Words that say how big, new or good a thing is, not which.
GENERIC = frozenset(
    "研发 以上 高水平 高质量 高端 高标准 重大 重点 重要 新型 各类 大型 中型 小型 专业 公共 综合 一体化 现代 现代化 国家级 省级 市级 区级 国家 省 市 区 县 级 新 大 小 多 好 "
    "一流 世界级 国际 国际化 特色 优势 主导 传统 新兴 支柱 战略性 战略 未来 相关 关键 核心 配套 上游 下游 上下游 整个 完整 全 本地 当地 地方 基础 共性 有效 主要 "
    "创新 服务 管理 发展 合作 产业 科技 技术 企业 工业 信息 经济 特种 先进 这个 自身 区域 园区 城市 农村 开放 共享 高新 高新技术 高技术 生产 建设 全产业 千亿级 百亿级 万亿级 "
    "年度 投资 招商 “ ” 、 千亿 百亿 万亿 500 级 型 亿 亿元 元 化".split()
)
_NATIVE = {
    "重镇",
    "小镇",
    "城镇",
    "乡镇",
    "集镇",
    "名镇",
    "古镇",
    "强镇",
    "大镇",
    "故乡",
    "家乡",
    "下乡",
    "城乡",
    "返乡",
    "水乡",
    "异乡",
}
_BRANCH = re.compile(
    r"(?P<whole>.{4,}(?:中心|平台|实验室|研究院|大学|科学院|银行|学会|协会|联合会))[一-鿿]{2,4}(?:分中心|分院|分平台|分部|分所|基地|专业委员会|分会)$"
)
_MIN_STEM: Mapping[str, int] = {"Region": 1, "Park": 2, "Organization": 2, "Alliance": 2, "Platform": 2, "Event": 2}
_MUST_BE_COINED = frozenset(
    "新城 新区 小镇 片区 区块 集聚区 集中区 平台 数据中心 服务中心 研究中心 研发中心 技术中心 创新中心 中心 孵化器 加速器 示范园 产业基地 实验室 大学 学院 研究院 "
    "揭牌仪式 签约仪式 启动仪式 开工仪式 成立大会 现场会 推介会 交流会 发布会 对接会 洽谈会 协会 委员会 政府 办公室 党委 党组 工委 医院 中学 小学 大会 大赛 展会 年会 论坛 峰会 座谈会 研讨会 工业园 产业园 科技园 工业园区 产业园区 科技园区 开发区 创业园 "
    "经济开发区 物流园 生态园 示范园区 众创空间 总部基地 生态城 合作区 孵化园 法院 检察院 海关 基金会 合作社 共同体 联合体 科创园 创意园 软件园 农业园 物流园区 研究所 "
    "自贸港 自由贸易港 创新园 启动区 科创走廊 创新走廊 文创园区 文创园 国际合作园 港区 科学园 创业基地 园区 经济技术开发区 自贸试验区 自贸区 综保区 综合保税区 保税区 高新园区 云平台 服务平台 创新平台 工作站 镇 乡 街道 交易中心 检测中心 科学城 科技城 大学城 出口加工区".split()
)


@lru_cache(maxsize=4)
def _automaton(fingerprint: str, suffixes: tuple[tuple[str, str], ...]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    by_word: dict[str, tuple[str, ...]] = {}
    for word, kind in suffixes:
        by_word[word] = (*by_word.get(word, ()), kind)
    for word, kinds in by_word.items():
        automaton.add_word(word, (word, kinds))
    automaton.make_automaton()
    return automaton


def suffix_automaton(ontology: Ontology) -> ahocorasick.Automaton:
    """The words that end names, with the types they end; types that other finders read are left out."""
    pairs = [(w, t.name) for t in ontology.types.values() if t.name not in _ELSEWHERE for w in t.name_suffixes]
    return _automaton(ontology.fingerprint, tuple(pairs))


def find(article: Article) -> Iterator[Span]:
    """A span for each suffix with a stem that names something."""
    found = [
        (last + 1 - len(word), last + 1, word, kinds)
        for last, (word, kinds) in suffix_automaton(article.ontology).iter(article.text)
    ]
    for index, (start, end, word, kinds) in enumerate(found):
        near = found[max(0, index - 8) : index + 8]
        longer = [
            x
            for x in near
            if x[0] <= start and end <= x[1] and x[1] - x[0] > end - start and start - x[0] + x[1] - end > 0
        ]
        if any(set(kinds) & set(x[3]) for x in longer if x[1] == end or x[0] == start):
            continue
        for kind in kinds:
            yield from _READERS.get(kind, _plain)(article, kind, start, end, word)


def _plain(article: Article, kind: str, suffix_start: int, end: int, word: str) -> Iterator[Span]:
    if word in _OF_A_PLACE:
        yield from _of_a_place(article, kind, suffix_start, end)
        return
    start = _grow(
        article,
        kind,
        suffix_start,
        limit=30 if kind in {"Platform", "Event", "Organization", "Alliance", "Park"} else 16,
    )
    start = _without_action(article, after_other_name(article, start, suffix_start), suffix_start)
    if kind == "Park":
        start = _without_rank(article, start, suffix_start)
    stem = article.text[start:suffix_start]
    if kind == "Park" and _NOT_NAMED.search(stem):
        return
    if len(stem) < _MIN_STEM.get(kind, 1) and not (stem and kind == "Park"):
        return
    if article.text[end : end + 1] in _NOT_BEFORE.get(word, ""):
        return
    if re.search(r"第[\d一二三四五六七八九十]+大", stem):
        return
    if word in _MUST_BE_COINED and not names_something(article, start, suffix_start):
        return
    quote = article.text.find("“", start, end)
    if kind == "Platform" and quote > start and article.text[start:quote].endswith(_firm_words(article)):
        start = quote
    yield Span(kind, start, end, f"suffix:{word}", 0.75)
    branch = _BRANCH.match(article.text[start:end])
    if branch:
        yield Span(kind, start, start + branch.end("whole"), "whole of a branch", 0.7)


# What may stand before a park's name, and what makes it no name.
_RANKED = re.compile(
    r"^(?:本市|我市|我省|时任|原|位于|打造|推进|加快|这座|该|此|(?:国家级|省级|市级)(?:高新区|经开区|开发区|新区)(?=[一-鿿]{2})|在|从|\d{4}年)"
)
_NOT_NAMED = re.compile(
    r"^(?:这座|这个|该|此|一座|一个|多个|国家级?|省级|市级|各类?|海外|境外|境内外|特色|\d+个|[一二三四五六七八九十]大)?$|^(?:国家级|省级|市级|[一二三四五六七八九十]大)"
)


def _without_rank(article: Article, start: int, end: int) -> int:
    """The name without what stands before it: 国家级高新区|某某, 时任|某某."""
    while (match := _RANKED.match(article.text[start:end])) and match.end() < end - start:
        start += match.end()
    return start


_OF_A_PLACE = frozenset(
    "政府 人民政府 市政府 省政府 区政府 县政府 市委 省委 区委 县委 党委 党组 法院 检察院 人民法院".split()
)


def _of_a_place(article: Article, kind: str, suffix_start: int, end: int) -> Iterator[Span]:
    """A government or committee is named by the place right before it: 某某市政府, 广西某某市委."""
    start = suffix_start
    while places := [
        h.start for h in article.hits_by_end.get(start, ()) if any(e.type in {"Region", "Park"} for e in h.entries)
    ]:
        start = min(places)
    if start < suffix_start:
        yield Span(kind, start, end, "body of a place", 0.85)


def _firm_words(article: Article) -> tuple[str, ...]:
    firm = article.ontology.types.get("Firm")
    return (*firm.name_suffixes, *firm.short_name_suffixes) if firm else ()


_ACTIONS = frozenset(
    "建设 打造 推进 发展 开发 管理 投资 服务 引导 支持 推广 应用 提升 培育 改革 创新 运营 合作 示范 转化 使用 规划 研究 生产 保障 设计 教育 培训".split()
)


def _without_action(article: Article, start: int, end: int) -> int:
    """建设某某平台: a verb of doing at the front is not part of the name."""
    first = next((w for w in article.words_after(start)), None)
    if first and first.text in _ACTIONS and first.end < end and names_something(article, first.end, end):
        return first.end
    return start


def _grow(article: Article, kind: str, position: int, limit: int) -> int:
    """Grow to the left; over 与 or 和 when only the words before them hold the place: 某省光学与材料实验室."""
    start = grow_left(article, position, limit=limit)
    if kind in {"Platform", "Organization"} and article.text[start - 1 : start] in {"与", "和", "及"}:
        further = grow_left(article, start - 1, limit=limit)
        placed = any(
            e.type == "Region" for n in (2, 3, 4) for e in article.lexicon.lookup(article.text[further : further + n])
        )
        if further < start - 3 and (placed or article.text.startswith("中国", further)):
            return further
    return start


_NOT_BEFORE: Mapping[str, str] = {
    "工业园": "林",
    "新区": "别",
    "开发区": "域",
    "高新区": "块",
    "经开区": "块",
    "小镇": "上",
    "平台": "期",
    "大学": "生",
    "乡": "村镇亲愁",
    "镇": "上区静痛江海",
    "论坛": "",
}


def names_something(article: Article, start: int, end: int) -> bool:
    """Whether a stem holds a word that tells which one: a coined word, a place, a quotation, or two content words."""
    words = [w for w in article.words(article.sentence_at(start)) if w.start < end and w.end > start]
    parts = {w: article.text[max(w.start, start) : min(w.end, end)] for w in words}
    content = [w for w in words if parts[w] not in GENERIC and any(c.isalnum() for c in parts[w])]
    if "“" in article.text[start:end] and "”" in article.text[start:end]:
        return True
    return any(is_new(w) or _known(article, w) for w in content) or sum(len(parts[w]) for w in content) >= 4


def _known(article: Article, word: Word) -> bool:
    return any(e.type in {"Region", "Park", "Firm"} for e in article.lexicon.lookup(word.text))


def _region(article: Article, kind: str, suffix_start: int, end: int, word: str) -> Iterator[Span]:
    """Towns and streets; counties and above stand in the gazetteer."""
    if word not in {"镇", "乡", "街道"} or article.text[end : end + 1] in _NOT_BEFORE.get(word, "-"):
        return
    start = grow_left(article, suffix_start, limit=4, verbs=frozenset())
    words = [w for w in article.words(article.sentence_at(start)) if w.start < end and w.end > start]
    if article.text[end - 2 : end] in _NATIVE:
        return
    if 1 <= suffix_start - start <= 3 and any(is_new(w) for w in words) and words[0].tag != "nr":
        yield Span("Region", start, end, f"suffix:{word}", 0.6, -1)


_INDUSTRY_VERBS = frozenset(
    "制造 服务 研发 加工 装备 通信 照明 储能 回收 检验 检测 物流 设计 印刷 包装 养殖 种植 建筑 租赁 交易 出版 传播 再生 智造 勘察 监测 测试 计算 应用 运营".split()
)


def _industry(article: Article, kind: str, suffix_start: int, end: int, word: str) -> Iterator[Span]:
    following = article.text[end : end + 1]
    goes_on = "链园集带区化业基" if word == "产业" else "链集带区化业基类大升结布层规政“资投"
    if following and following in goes_on:
        return
    start = _field_start(article, suffix_start, 12)
    if re.search(r"(?<!面)向$", article.text[max(0, start - 2) : start]) or article.text[end : end + 2] in {
        "转型",
        "升级",
    }:
        return
    if _specific_field(article, start, suffix_start):
        yield Span("Industry", start, end, f"suffix:{word}", 0.65)


_FIELD_STOPS = frozenset(
    "培育 发展 提升 推动 建设 创新 引导 示范 推广 改革 合作 管理 保障 展示 投资 开发 转化 孵化 推进 布局 支撑 助力 赋能 引领 服务于 发展壮大".split()
)


def _field_start(article: Article, end: int, limit: int) -> int:
    """Where the name of an industry or chain begins: at a known sector, else by its words; never inside a place's name."""
    start = min(
        grow_left(article, end, limit=limit, verbs=_INDUSTRY_VERBS, stops=_FIELD_STOPS), _known_start(article, end)
    )
    places = [
        h.end
        for position in range(start + 1, end)
        for h in article.hits_by_end.get(position, ())
        if any(e.type in {"Region", "Park"} for e in h.entries)
    ]
    park = article.ontology.types.get("Park")
    sites = [
        start + m.end() for s in (park.name_suffixes if park else ()) for m in re.finditer(s, article.text[start:end])
    ]
    return after_other_name(article, max([start, *places, *(p for p in sites if p < end)]), end)


def _known_start(article: Article, end: int) -> int:
    """Where a known sector or segment begins that ends here; `end` when there is none."""
    kinds = {"Industry", "ChainSegment"}
    return min(
        (h.start for h in article.hits_by_end.get(end, ()) if any(e.type in kinds for e in h.entries)), default=end
    )


def _event(article: Article, kind: str, suffix_start: int, end: int, word: str) -> Iterator[Span]:
    """Event names may hold 与, 暨 and numbers; they begin after a verb of holding, a comma or 的."""
    sentence = article.sentence_at(suffix_start)
    before = article.text[max(sentence.start, suffix_start - 40) : suffix_start]
    opening = list(_BEFORE_EVENT.finditer(before))
    start = suffix_start - len(before) + (opening[-1].end() if opening else 0)
    begun = opening or start == sentence.start
    quoted = "”" in article.text[start:suffix_start].split("“")[0]
    if begun and not quoted and suffix_start - start >= 3 and names_something(article, start, suffix_start):
        yield Span("Event", start, end, f"suffix:{word}", 0.7, 0)


_BEFORE_EVENT = re.compile(
    r"[，。；：、的了向对到]|(?:在|于)?(?:落实|庆祝|去年|今年|明年|\d+月|全面|认真)|(?:在|于)?(?:举办|举行|召开|出席|参加|承办|主办|亮相|走进|召集|组织|开展|参与|参会|举办的|召开的|日前|近日|今天|昨天|上午|下午|当天|的|\d+日|会议|会上|在|是|(?<!自)由|作为|通过|首届(?=中国)|本次|此次|该|这次|一场)"
)


def _chain(article: Article, kind: str, suffix_start: int, end: int, word: str) -> Iterator[Span]:
    start = _field_start(article, suffix_start, 14)
    if article.text[start:suffix_start].startswith("条"):
        start += 1
    if "“" in article.text[start:suffix_start] or re.search(r"\d|[千百万]亿", article.text[start:suffix_start]):
        return
    if _specific_field(article, start, suffix_start):
        yield Span("IndustryChain", start, end, f"suffix:{word}", 0.75)


_VAGUE = frozenset(
    "优势 传统 主导 新兴 支柱 特色 相关 重点 季度 月度 年度 国民 县域 区域 民营 市场 世界 中国 全球 实体 社会 数 六大 四大 三大 五大 两大 八大 多个 富民 扶贫 高耗能 落后 第一 第二 第三 一二三 三次 各 该 本 夕阳 朝阳".split()
)


def _specific_field(article: Article, start: int, end: int) -> bool:
    words = [w for w in article.words(article.sentence_at(start)) if w.start < end and w.end > start]
    parts = [(article.text[max(w.start, start) : min(w.end, end)], w.tag) for w in words]
    content = [
        p for p, tag in parts if p not in GENERIC | _VAGUE and tag not in {"m", "q", "ns", "r", "mq"} and p.isalnum()
    ]
    return sum(map(len, content)) >= 2 and parts[0][1] != "m"


_READERS: Mapping[str, Callable[[Article, str, int, int, str], Iterator[Span]]] = {
    "Region": _region,
    "Event": _event,
    "Industry": _industry,
    "IndustryChain": _chain,
}
