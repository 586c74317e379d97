"""Figures: a value with its unit, what it measures, whose it is, when, and what the text adds (change, share of plan)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract import modality, periods, policy_text
from kg.extract.article import Article
from kg.extract.frames import Placed
from kg.extract.linker import Thing
from kg.extract.numbers import NUMBER, value
from kg.extract.relations import Reader
from kg.extract.segmenter import segmenter
from kg.extract.sentences import Sentence
from kg.model import Evidence, Observation

_MAGNITUDE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千)?余?多?"
_UNIT = (
    r"(?:亿美元|万美元|亿欧元|美元|欧元|港元|元|家次|人次|家|个百分点|百分点|个|项|件|条|名|人|户|台套|台|套|辆|架|艘|亩|公顷|平方米|平方公里|平方千米|立方米|吨标准煤|吨|公里|千米|米|兆瓦|千瓦时|千瓦|"
    r"场次|场|座|所|款|种|只|批次|批|篇|万件|公斤|千克|克|标准箱|TEU|GW|MW|标箱|箱|次|期|组|栋|幢|间|间房|支|颗|枚|片|块|班|列|对|处|株|头|％|%|倍|个月)"
)
_FIGURE = re.compile(
    rf"(?P<bound_before>超过|超|突破|逾|不足|不到|近|约|达到|达|近乎|高达|多达|至少|不低于|不少于|不超过|最高)?(?:了)?"
    rf"(?P<number>{NUMBER})(?P<magnitude>{_MAGNITUDE})(?P<unit>{_UNIT})(?P<bound_after>以上|左右|多|余)?"
)
_BOUND = {
    "超过": "min",
    "超": "min",
    "突破": "min",
    "逾": "min",
    "至少": "min",
    "不低于": "min",
    "不少于": "min",
    "以上": "min",
    "不足": "max",
    "不到": "max",
    "不超过": "max",
    "最高": "max",
    "多": "min",
    "余": "min",
}
_CHANGE = re.compile(
    r"(?:同比增幅|同比增长|同比增速|同比提高|同比上升|同比提升|同比增加|同比|比上年增长|比上年同期增长|较上年增长|较上年同期增长|较去年同期增长|较去年增长|比去年同期增长|比去年增长|增长|增幅|增速)(?:率)?(?:达到|达|为|约|了|近|超过|超)?\s*(?P<sign>-)?(?P<value>\d+(?:\.\d+)?)\s?[%％]"
)
_FALL = re.compile(r"(?:同比下降|同比减少|同比回落|下降|下滑|减少)(?:了|达|约)?\s*(?P<value>\d+(?:\.\d+)?)\s?[%％]")
_COMPLETION = re.compile(
    r"(?:完成|占|达到?)(?:了)?(?:全年|年度|年初|计划|任务|目标|预算|全年任务|全年目标)[^，。；\d]{0,8}?(?:的)?\s*(?P<value>\d+(?:\.\d+)?)\s?[%％]"
)
_FROM = re.compile(
    rf"(?:由|从)(?:[^，。；\d]{{0,10}}?)(?:\d{{4}}年的?)?(?P<value>{NUMBER})(?P<magnitude>{_MAGNITUDE})(?P<unit>{_UNIT})?(?:[^，。；\d]{{0,6}})(?:增长至|增长到|增加到|增加至|提高到|提高至|提升至|提升到|上升到|上升至|扩大至|扩大到|扩大到|发展到|增至|升至|攀升至|跃升至|降至|下降到|减少到)(?:了|目前的|如今的|现在的|当前的|\d{{4}}年的?)?$"
)
_VERB_END = re.compile(
    r"(?:总计|共计|合计|累计|共有|约有|现有|已有|拥有|达到|达|完成|实现|为|有|超过|超|突破|约|近|增至|共|已|占|约占|是|的|了|增长至|提升至|提高到|分别|均|仅|在|由|从|扩大至|，|：|就|也|均超|均达|预计|将|逾|多达|高达|不足|不到|以|至|到|升至|总数|数量|能|年)+$"
)
_LEAD = re.compile(
    r"^(?:目前|其中|截至目前|截至|今年以来|今年|去年|当前|近年来|同时|此外|年初以来|据悉|据统计|据了解|预计|将|使|让|共|已经|已|累计|先后|现有|其|该|全区|区内|园区|辖区|并|也|还|而|且|新的|了|培育|引进|引育|吸引|聚集|集聚|汇聚|拥有|"
    r"形成|打造|建成|推动|获得|年内|共计|，|、|、|和|及|与|的|在|以|由|从|对|为|每年|平均|仅)+"
)
_NOT_FIGURE = re.compile(r"(?:第|十[一二三四]五|[A-Za-z\d\.])$")
_UNIT_COUNT = frozenset(
    "家 个 项 件 条 名 人 户 台 套 辆 架 艘 座 所 款 种 只 场 场次 批 次 家次 人次 期 组 栋 支 颗 枚 台套 篇".split()
)
_FUZZY = frozenset("一两几") | {"一", "十"}
_OPENERS = frozenset({"Firm", "Park", "Platform", "Project", "Alliance", "Organization", "Region"})
SUBJECT_TYPES = (
    "Firm",
    "Park",
    "Platform",
    "Project",
    "Alliance",
    "Organization",
    "Region",
    "IndustryChain",
    "Industry",
    "Policy",
    "Title",
    "Product",
)


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    match: re.Match[str]
    value: float
    unit: str
    bound: str | None


def read(article: Article, reader: Reader) -> Iterator[Observation]:
    """All observations of an article, each once."""
    seen: dict[tuple[float, str], list[Observation]] = {}
    body = [s for s in article.sentences if s.paragraph > 0 or not article.document.title]
    headline = article.sentences[: len(article.sentences) - len(body)]
    for sentence in [*body, *headline]:
        for observation in _sentence(article, reader, sentence):
            same = seen.setdefault((observation.value, observation.unit), [])
            if any(_repeats(observation, other, sentence.paragraph > 0 or not headline) for other in same):
                continue
            same.append(observation)
            yield observation


def _repeats(observation: Observation, other: Observation, in_body: bool) -> bool:
    """The same figure again: the headline's always, the body's when subject and indicator agree."""
    a, b = observation.indicator, other.indicator
    return not in_body or (observation.subject == other.subject and (a in b or b in a))


def _figures(sentence: Sentence, covered: set[int]) -> list[_Figure]:
    out = []
    for match in _FIGURE.finditer(sentence.text):
        number = value(match.group("number"))
        before = sentence.text[: match.start("number")]
        if number is None or _NOT_FIGURE.search(before) or sentence.start + match.start("number") in covered:
            continue
        unit = (match.group("magnitude") + match.group("unit")).replace("余", "").replace("多", "").replace("％", "%")
        if unit == "个" and sentence.text[match.end() : match.end() + 1] in {"月", "人", "工", "小", "百"}:
            continue
        if not match.group("number")[0].isdigit() and (
            number < 3
            or unit[-1] in "批次年期级"
            or (number < 10 and unit in {"个", "项", "种", "家", "条"} and before.endswith(("这", "那", "每")))
        ):
            continue
        bound = _BOUND.get(match.group("bound_before") or "") or _BOUND.get(match.group("bound_after") or "")
        if re.search(r"[余多]", match.group("magnitude")):
            bound = "min"
        if re.search(r"(?:均超|已超|均达|超过|超|突破|逾)$", before):
            bound = bound or ("min" if re.search(r"(?:超|超过|突破|逾)$", before) else None)
        out.append(_Figure(sentence.start + match.start(), sentence.start + match.end(), match, number, unit, bound))
    return out


def _sentence(article: Article, reader: Reader, sentence: Sentence) -> Iterator[Observation]:
    here = reader.mentions(sentence)
    names = {
        p
        for m in here
        if m.thing.type not in {"Title", "Policy", "Goal", "Industry", "ChainSegment"}
        for p in range(m.start, m.end)
    }
    changes = [m for pattern in (_CHANGE, _FALL, _COMPLETION) for m in pattern.finditer(sentence.text)]
    used = {sentence.start + p for m in changes for p in range(m.start("value"), m.end("value"))}
    figures = _figures(sentence, names | used)
    earlier = {f.start: m for f in figures if (m := _FROM.search(sentence.text[: f.match.start()]))}
    dropped = {sentence.start + m.start("value") for m in earlier.values()}
    period = periods.of_sentence(article, sentence) or _inherited(article, sentence)
    kept = [f for f in figures if sentence.start + f.match.start("number") not in dropped]
    for index, figure in enumerate(kept):
        limit = kept[index + 1].start if index + 1 < len(kept) else sentence.end
        floor = kept[index - 1].end if index else sentence.start
        if reader.policy is not None and policy_text.GRANT.search(sentence.text):
            words = policy_text.grant(article.text, figure.start, figure.end, floor)
            yield _observation(sentence, figure, limit, words, reader.policy, article, None, None, [])
            continue
        follower = kept[index + 1] if index + 1 < len(kept) and kept[index + 1].start == figure.end else figure
        indicator = _indicator(article, sentence, follower, floor, earlier.get(figure.start), here)
        if not indicator or not _nominal(indicator):
            continue
        for subject in _subjects(reader, sentence, here, figure, floor):
            yield _observation(
                sentence, figure, limit, indicator, subject, article, period, earlier.get(figure.start), changes
            )
    yield from _growth_only(article, reader, sentence, here, kept, period)


def _inherited(article: Article, sentence: Sentence) -> str | None:
    """The period of the part before a semicolon holds for the part after it."""
    previous = article.sentences[sentence.index - 1] if sentence.index else None
    if previous is None or not previous.text.endswith("；"):
        return None
    return periods.of_sentence(article, previous) or _inherited(article, previous)


def _observation(
    sentence: Sentence,
    figure: _Figure,
    limit: int,
    indicator: str,
    subject: Thing,
    article: Article,
    period: str | None,
    earlier: re.Match[str] | None,
    changes: list[re.Match[str]],
) -> Observation:
    said = modality.of_span(sentence, figure.start, figure.end) or "done"
    evidence = Evidence(
        article.document.pieces(sentence.start, sentence.end), None, "figure", 0.7, said, modality.speaker(sentence)
    )
    made = Observation(
        subject.id,
        indicator,
        figure.value,
        figure.match.group("number"),
        figure.unit,
        (evidence,),
        period,
        bound=figure.bound if figure.bound in ("min", "max") else None,  # type: ignore[arg-type]
    )
    if earlier:
        made = replace(made, earlier=value(earlier.group("value")))
    for match in changes:
        if figure.end <= sentence.start + match.start() < limit and not re.search(
            r"[。；]", sentence.text[figure.end - sentence.start : match.start()]
        ):
            if match.re is _COMPLETION:
                made = replace(made, completion=float(match.group("value"))) if made.completion is None else made
            elif made.change is None:
                sign = -1 if match.re is _FALL or (match.re is _CHANGE and match.group("sign")) else 1
                made = replace(made, change=sign * float(match.group("value")))
    return made


def _indicator(
    article: Article, sentence: Sentence, figure: _Figure, floor: int, earlier: re.Match[str] | None, here: list[Placed]
) -> str | None:
    """The words that name what is counted: before the figure (总投资75亿元), or after it for a count (17家瞪羚企业)."""
    text = article.text
    before_end = sentence.start + earlier.start() if earlier else figure.start
    clause_start = max(sentence.clause_of(max(before_end - 1, sentence.start))[0], floor)
    before = _VERB_END.sub("", text[clause_start:before_end])
    if not before.strip() and clause_start > sentence.start and floor < clause_start:
        previous = sentence.clause_of(clause_start - 2)
        before = _VERB_END.sub("", text[max(previous[0], floor) : clause_start - 1])
    after = ""
    money = (
        re.match(r"(?:的)?(?:资金|投资|贷款|奖励|补助|补贴|订单|融资|产值|税收)", text[figure.end : figure.end + 4])
        if figure.unit.endswith("元")
        else None
    )
    if money:
        verb = re.search(r"(?:获批|获得|获|投入|引进|吸引|争取|拿下|签订|落实|发放|兑现|撬动|带动|完成|实现)$", before)
        return (verb.group() if verb else "") + money.group().removeprefix("的")
    if figure.unit in _UNIT_COUNT and not re.match(r"[，。；、）]|$", text[figure.end : figure.end + 1]):
        found = re.match(r"(?:的)?[^，。；：！？\d）]{2,30}", text[figure.end : sentence.end])
        after = found.group() if found else ""
        after = re.split(
            r"(?:，|。|增长|，|同比|落户|申报(?!.*遴选)|纳入(?!.)|分布|正在|已经|提供|实现|获得|签约|集中|的(?=基础|目标|同时))",
            after,
        )[0]
        after = re.split(r"(?<=企业)(?=[^、，和及的])", after)[0] if after.count("企业") else after
    if after and (len(after) >= 2):
        return _clean(after) or _clean(_strip_subject(before, here, article, clause_start))
    return _clean(_strip_subject(before, here, article, clause_start))


def _nominal(indicator: str) -> bool:
    """Whether the words end in a noun: 掏出, 也就挣 and 单位 name no quantity."""
    last = segmenter().words(indicator)[-1]
    return indicator not in _EMPTY and (
        indicator[-1] in "比率量额数值度"
        or last.tag[0] in "njlxbgae"
        or last.tag in {"vn", "eng"}
        or last.text in _MEASURES
    )


_EMPTY = frozenset(
    "单位 部门 方面 阶段 环节 代表 问题 地方 国家 时间 左右 之间 以上 人士 记者 居民 群众 不同 世界 中国 全国 全球".split()
)
_MEASURES = frozenset(
    "投资 增长 比增 增加 新增 投入 补助 奖励 资助 补贴 投产 批复 获批 融资 出口 进口 纳税 就业 占比 办结 签约 减税 增值 升级 消费 产出 引资 授权 申请".split()
)


def _strip_subject(before: str, here: list[Placed], article: Article, clause_start: int) -> str:
    """The noun phrase at the end of the words before a figure, without time, subject and filler."""
    offset = clause_start
    for mention in here:
        if offset <= mention.start < offset + len(before) and mention.thing.type in {
            "Park",
            "Firm",
            "Region",
            "Organization",
            "Alliance",
            "Platform",
        }:
            tail = before[mention.end - clause_start :]
            if len(tail) >= 2:
                before, clause_start = tail, mention.end
                offset = mention.end
    before = re.sub(
        r"^.*?(?:以来|期间|上半年|下半年|季度|\d+月份?|\d+日|去年|今年|年底|年末|目前|其中|累计|当年)[，,]?", "", before
    )
    return before.split("、")[-1] if len(before) > 24 else before


def _clean(words: str) -> str | None:
    words = _LEAD.sub("", words.strip("的了、，“”（）：等 ")).strip("的了、，（）：等 ")
    words = re.sub(r"(?:等|共|已|累计)$", "", words)
    if len(words) < 2 or not re.search(r"[一-鿿]", words):
        return None
    return words[-30:]


def _subjects(reader: Reader, sentence: Sentence, here: list[Placed], figure: _Figure, floor: int) -> list[Thing]:
    """Whose figure it is: the entity before it in its clause, a list of firms with 均, the sentence's subject, the park."""
    clause_start = sentence.clause_of(figure.start)[0]
    nested = {
        id(m)
        for m in here
        for o in here
        if o is not m and o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
    }
    fitting = [m for m in here if m.thing.type in SUBJECT_TYPES and m.end <= figure.start and id(m) not in nested]
    near = [m for m in fitting if m.start >= clause_start]
    listed = bool(re.search(r"等[^，。；]{0,20}$", reader.article.text[clause_start : figure.start]))
    owned = re.match(r"(?:人民币)?的", reader.article.text[figure.end : figure.end + 4])
    after = [
        m
        for m in here
        if owned and m.thing.type in {"Project", "Platform"} and 0 <= m.start - figure.end - owned.end() <= 2
    ]
    if after:
        return [after[0].thing]
    whole = [m for m in near if m.thing.type in {"Firm", "Platform", "Project", "Alliance", "Organization", "Product"}]
    if whole and not listed:
        if "均" in reader.article.text[whole[-1].end : figure.start]:
            groups = list(reader._groups(near, sentence, {whole[-1].thing.type}))
            return [m.thing for m in groups[-1]]
        return [whole[0].thing]
    parks = [m for m in near if m.thing.type == "Park"] or [
        m for m in near if m.thing.type == "Region" and not _title_like(here, m)
    ]
    if parks:
        return [parks[-1].thing]
    opening = [m for m in fitting if m.start - sentence.start <= 14 and m.thing.type in _OPENERS]
    if opening and not (listed and opening[0].thing.type == "Firm"):
        return [opening[0].thing]
    if (
        reader.is_report
        and reader.park
        and not re.match(r"(?:该|这)?(?:公司|企业|联盟|平台|项目|集团|其)", sentence.text)
    ):
        return [reader.park]
    carried = next((s for s in reader.subjects(sentence) if s.thing.type in _OPENERS), None)
    if carried:
        return [carried.thing]
    others = [m for m in fitting if m.thing.type in _OPENERS]
    return [others[0].thing] if others else [reader.park] if reader.park else []


def _title_like(here: list[Placed], mention: Placed) -> bool:
    """A region right before a title or policy belongs to its name: 福建省第二批…, 市重点项目."""
    return any(o.thing.type in {"Title", "Policy"} and 0 <= o.start - mention.end <= 4 for o in here)


def _growth_only(
    article: Article, reader: Reader, sentence: Sentence, here: list[Placed], kept: list[_Figure], period: str | None
) -> Iterator[Observation]:
    """X产值同比增长20% without the value itself: the growth is the figure."""
    for match in _CHANGE.finditer(sentence.text):
        start = sentence.start + match.start()
        if any(
            f.end <= start and not re.search(r"[。；]", article.text[f.end : start]) and start - f.end < 30
            for f in kept
        ):
            continue
        clause_start = sentence.clause_of(start)[0]
        words = _clean(_strip_subject(_VERB_END.sub("", article.text[clause_start:start]), here, article, clause_start))
        if not words:
            continue
        figure = _Figure(start, sentence.start + match.end(), match, float(match.group("value")), "%", None)
        name = words + re.sub(r"(?:达到|达|为|约|了|近|超过|超|\s|-|\d|\.|%|％)+$", "", match.group())
        evidence = Evidence(
            article.document.pieces(sentence.start, sentence.end),
            None,
            "growth",
            0.65,
            "done",
            modality.speaker(sentence),
        )
        for subject in _subjects(reader, sentence, here, figure, sentence.start):
            yield Observation(subject.id, name, figure.value, match.group("value"), "%", (evidence,), period)
