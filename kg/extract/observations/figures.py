"""Numbers with a unit in a sentence, and the numbers that only say how another one changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from kg.extract.numbers import NUMBER, value
from kg.extract.sentences import Sentence

_MAGNITUDE = r"[余多]?(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千)?余?多?"
_UNIT = (
    r"(?:亿日元|日元|韩元|英镑|亿美元|万美元|亿欧元|美元|欧元|港元|港币|元/股|元/吨|元|家次|人次|家|个百分点|百分点|个|项|件|条|名|人|户|台套|台|套|辆|架|艘|亩|公顷|公斤|斤|平米|"
    r"平方米|平方公里|平方千米|立方米|方|吨标准煤|吨/日|吨/年|吨|公里/小时|公里|千米|海里|厘米|毫米|纳米|微米|米|兆瓦时|兆瓦|千瓦时|千瓦|度|场次|场|座|所|款|种|只|批次|批|篇|万件|公斤|千克|克|"
    r"标准箱|TEU|GWh|GW|MW|KV|MPa|P|标箱|箱|次|期|组|栋|幢|间房|间|支|颗|枚|枝|片|块|班|列|对|处|道|株|头|羽|尾|锭|股|层|级|位|村|天|县|国|所|门|本|部|集|张|份|类|页|"
    r"平方英尺|％|%|倍|成|个月|小时|分钟|秒|(?<=[万亿])(?=[，。；、）]|$))"
)
FIGURE = re.compile(
    r"(?P<bound_before>超过|超|突破|逾|不足|不到|近|约|达到|达|高达|多达|至少|不低于|不少于|不超过|最高)?(?:了)?"
    rf"(?<!\d)(?P<number>{NUMBER})(?P<magnitude>{_MAGNITUDE})(?P<unit>{_UNIT})(?P<bound_after>以上|左右|多|余)?"
)
_MIN = ("超过", "超", "突破", "逾", "至少", "不低于", "不少于", "以上", "多", "余")
_MAX = ("不足", "不到", "不超过", "最高")
CHANGE = re.compile(
    r"(?:同比增幅|同比增长|同比增速|同比提高|同比上升|同比提升|同比增加|同比|[比较](?:上年|去年)(?:同期)?增长|增长|增幅|增速)(?:率)?"
    r"(?:达到|达|为|约|了|近|超过|超)?\s*(?P<sign>-)?(?P<value>\d+(?:\.\d+)?)\s?[%％]"
)
FALL = re.compile(r"(?:同比下降|同比减少|同比回落|下降|下滑|减少)(?:了|达|约)?\s*(?P<value>\d+(?:\.\d+)?)\s?[%％]")
COMPLETION = re.compile(
    r"(?:完成|占|达到?)(?:了)?(?:全年|年度|年初|计划|任务|目标|预算)[^，。；\d]{0,8}?(?:的)?\s*(?P<value>\d+(?:\.\d+)?)\s?[%％]"
)
_GROWN = "增长至|增长到|增加到|增加至|提高到|提高至|提升至|提升到|上升到|上升至|扩大至|扩大到|发展到|增至|升至|攀升至|跃升至|降至|下降到|减少到|提到|上调至|调至|缩短至"
_EARLIER = re.compile(
    rf"(?:由|从)(?:[^，。；\d]{{0,10}}?)(?:\d{{4}}年的?)?(?P<value>{NUMBER})(?P<magnitude>{_MAGNITUDE})(?P<unit>{_UNIT})?"
    rf"(?:[^，。；\d]{{0,6}})(?:{_GROWN})(?:了|目前的|如今的|现在的|当前的|\d{{4}}年的?)?$"
)
_LOW = re.compile(rf"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<magnitude>{_MAGNITUDE})[%％]?(?:～|~|-|—|–|至|到)$")
_TOO_LARGE = 1e15  # a run of digits, not an amount
_NO_FIGURE = re.compile(r"(?:第|十[一二三四]五|[A-Za-z\d\.])$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit. start, end: span in the clean text; text: the number as written; earlier: of 由A增长至B."""

    start: int
    end: int
    text: str
    value: float
    unit: str
    bound: Literal["min", "max"] | None = None
    earlier: float | None = None
    phrase_start: int = -1

    @property
    def begins(self) -> int:
        """Where the words of the figure begin: at 由 for 由A增长至B."""
        return self.phrase_start if self.phrase_start >= 0 else self.start


def changes(sentence: Sentence) -> list[re.Match[str]]:
    """Growth, fall and share-of-plan phrases of a sentence."""
    return [match for pattern in (CHANGE, FALL, COMPLETION) for match in pattern.finditer(sentence.text)]


def find(sentence: Sentence, covered: Iterable[int]) -> list[Figure]:
    """The figures of a sentence, those of `covered` positions (names, growth rates) left out."""
    hidden = set(covered)
    found, earlier = [], set()
    for match in FIGURE.finditer(sentence.text):
        figure = _figure(sentence, match)
        if figure is None or sentence.start + match.start("number") in hidden:
            continue
        before = _EARLIER.search(sentence.text[: match.start()])
        if before:
            earlier.add(sentence.start + before.start("value"))
            figure = Figure(
                figure.start,
                figure.end,
                figure.text,
                figure.value,
                figure.unit,
                figure.bound,
                value(before.group("value")),
                sentence.start + before.start(),
            )
        low = None if before else _low_end(sentence, match, figure)
        if low:
            found.append((low.start, low))
            figure = replace(figure, bound="max")
        found.append((sentence.start + match.start("number"), figure))
    return [figure for position, figure in found if position not in earlier]


def _low_end(sentence: Sentence, match: re.Match[str], figure: Figure) -> Figure | None:
    """The lower end of a range: 3亿～5亿元, 8至10家. Both ends are figures, bounds of each other."""
    start = match.start("number")
    low = _LOW.search(sentence.text[:start]) if match.start() == start else None
    number = value(low.group("number")) if low else None
    if low is None or number is None or number >= figure.value:
        return None
    unit = (low.group("magnitude") or match.group("magnitude")) + match.group("unit").replace("％", "%")
    begin = sentence.start + low.start()
    return Figure(begin, sentence.start + low.end("number"), low.group("number"), number, unit, "min")


def _figure(sentence: Sentence, match: re.Match[str]) -> Figure | None:
    number = value(match.group("number"))
    before = sentence.text[: match.start("number")]
    unit = (match.group("magnitude") + match.group("unit")).replace("余", "").replace("多", "").replace("％", "%")
    if number is None or number >= _TOO_LARGE or _NO_FIGURE.search(before):
        return None
    if unit == "个" and sentence.text[match.end() : match.end() + 1] in {"月", "人", "小", "百"}:
        return None
    if unit == "个" and sentence.text.startswith("工作日", match.end()):
        unit = "个工作日"
    spelled = not match.group("number")[0].isdigit()
    small = number < 10 and unit in {"个", "项", "种", "家", "条"} and before.endswith(("这", "那", "每"))
    if spelled and (number < 3 or unit[-1] in "批次年期级方度层位天国部份类页成股县门本集" or small):
        return None
    start, end = sentence.start + match.start(), sentence.start + match.end() + len(unit.partition("个工作日")[1][1:])
    return Figure(start, end, match.group("number"), number, unit, _bound(match, before))


def _bound(match: re.Match[str], before: str) -> Literal["min", "max"] | None:
    words = {match.group("bound_before"), match.group("bound_after")}
    if words.intersection(_MAX):
        return "max"
    if words.intersection(_MIN) or re.search(r"[余多]", match.group("magnitude")):
        return "min"
    return "min" if before.endswith(("超", "超过", "突破", "逾")) else None
