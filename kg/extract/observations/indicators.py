"""What a figure measures, in the article's own words: before it (总投资75亿元) or, for counts, after it (17家瞪羚企业)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.article import Article
from kg.extract.frames import Placed
from kg.extract.observations.figures import Figure
from kg.extract.segmenter import segmenter
from kg.extract.sentences import Sentence

_VERB_END = re.compile(
    r"(?:总计|共计|合计|累计|共有|约有|现有|已有|拥有|达到|达|完成|实现|为|有|超过|超|突破|约|近|增至|共|已|占|约占|是|的|了|增长至|提升至|提高到|分别|均|仅|在|由|从|"
    r"扩大至|，|：|就|也|均超|均达|预计|将|逾|多达|高达|不足|不到|以|至|到|升至|总数|数量|能|年)+$"
)
_LEAD = re.compile(
    r"^(?:目前|其中|截至目前|截至|今年以来|今年|去年|当前|近年来|同时|此外|年初以来|据悉|据统计|据了解|预计|将|使|让|共|已经|已|累计|先后|现有|其|该|全区|区内|园区|辖区|并|也|还|而|且|新的|了|"
    r"涵盖|建有|设有|培育|引进|引育|吸引|聚集|集聚|汇聚|拥有|形成|打造|建成|推动|获得|年内|共计|，|、|和|及|与|的|在|以|由|从|对|为|每年|平均|仅|可|他们|我们|公司|当地|完成|实现|有|达)+(?![研持行效限机色成])"
)
_COUNTED_UNITS = frozenset(
    "家 个 项 件 条 名 人 户 台 套 辆 架 艘 座 所 款 种 只 场 场次 批 次 家次 人次 期 组 栋 支 颗 枚 台套 篇".split()
)
_MONEY = re.compile(r"(?:的)?(?:资金|投资|贷款|奖励|补助|补贴|订单|融资|产值|税收)")
_GAINED = re.compile(r"(?:获批|获得|获|投入|引进|吸引|争取|拿下|签订|落实|发放|兑现|撬动|带动|完成|实现)$")
_AFTER_END = re.compile(
    r"(?:，|。|增长|同比|落户|申报(?!.*遴选)|纳入(?!.)|分布|正在|已经|提供|实现|获得|签约|集中|的(?=基础|目标|同时))"
)
_TIME = re.compile(
    r"^.*?(?:\d{4}年度?就?|近\d+年|以来|期间|上半年|下半年|季度|\d+月份?|\d+日|去年|今年|年底|年末|目前|其中|累计|当年)[，,]?"
)
_HOLDERS = ("Park", "Firm", "Region", "Organization", "Alliance", "Platform", "Project", "Event")
_EMPTY = frozenset(
    "单位 部门 方面 阶段 环节 代表 问题 地方 国家 时间 左右 之间 以上 人士 记者 居民 群众 不同 世界 中国 全国 全球".split()
)
_MEASURES = frozenset(
    "收入 支出 占地 用地 供电 储存 销售 投资 增长 比增 增加 新增 投入 补助 奖励 资助 补贴 投产 批复 获批 融资 出口 进口 纳税 就业 占比 办结 签约 减税 增值 升级 消费 产出 引资 授权 申请 运营 全长 年产 脱贫 就业".split()
)


def of_figure(article: Article, sentence: Sentence, figure: Figure, floor: int, here: Sequence[Placed]) -> str | None:
    """The indicator of a figure; None when the words around it name no quantity. floor: end of the figure before."""
    text = article.text
    clause_start = max(sentence.clause_of(max(figure.begins - 1, sentence.start))[0], floor)
    before = _VERB_END.sub("", text[clause_start : figure.begins])
    if not before.strip() and clause_start > max(sentence.start, floor):
        previous = sentence.clause_of(clause_start - 2)[0]
        before = _VERB_END.sub("", text[max(previous, floor) : clause_start - 1])
    money = _MONEY.match(text[figure.end : figure.end + 4]) if figure.unit.endswith("元") else None
    if money:
        verb = _GAINED.search(before)
        return (verb.group() if verb else "") + money.group().removeprefix("的")
    words = _clean(_after(text, figure, sentence)) or _clean(strip_holder(before, here, clause_start))
    if words and _is_quantity(words):
        return words
    done = _clean(strip_holder(before, here, clause_start))
    return done if done and done not in _EMPTY and segmenter().words(done)[-1].tag[0] == "v" else None


def of_growth(article: Article, sentence: Sentence, start: int, here: Sequence[Placed]) -> str | None:
    """What grew, for a growth rate at `start` that stands without a value of its own."""
    clause_start = sentence.clause_of(start)[0]
    return _clean(strip_holder(_VERB_END.sub("", article.text[clause_start:start]), here, clause_start))


def _after(text: str, figure: Figure, sentence: Sentence) -> str:
    if figure.unit == "%":
        share = re.match(r"的(?P<of>[^，。；：！？、\d]{2,20})", text[figure.end : sentence.end])
        return share.group("of") if share else ""
    if figure.unit not in _COUNTED_UNITS:
        return ""
    found = re.match(r"(?:的)?[^，。；：！？、\d）][^，。；：！？\d）]{1,29}", text[figure.end : sentence.end])
    words = _AFTER_END.split(found.group())[0] if found else ""
    return re.split(r"(?<=企业)(?=[^、，和及的])", words)[0] if "企业" in words else words


def strip_holder(before: str, here: Sequence[Placed], offset: int) -> str:
    """The noun phrase at the end of the words before a figure, without time, holder and filler. offset: where they begin."""
    for mention in here:
        inside = offset <= mention.start and mention.end <= offset + len(before)
        if inside and mention.thing.type in _HOLDERS and len(before) - (mention.end - offset) >= 2:
            before, offset = before[mention.end - offset :], mention.end
    before = _TIME.sub("", re.sub(r"（[^（）]*）|^[^（）]*）", "", before))
    return before.split("、")[-1] if len(before) > 24 else before


def _clean(words: str) -> str | None:
    words = _LEAD.sub("", words.strip("的了、，“”（）：等 ")).strip("的了、，（）：等 ")
    words = re.sub(r"(?:等|共|已|累计|总计|(?:逐年|不断|持续|稳步)(?:提升|提高|增长|下降|上升|改善))$", "", words)
    return words[-30:] if len(words) >= 2 and re.search(r"[一-鿿]", words) else None


def _is_quantity(words: str) -> bool:
    """Whether the words end in a noun: 掏出, 也就挣 and 单位 name no quantity."""
    last = segmenter().words(words)[-1]
    nominal = last.tag[0] in "njlxbgae" or last.tag in {"vn", "eng"}
    return words not in _EMPTY and (words[-1] in "比率量额数值度" or nominal or last.text in _MEASURES)
