"""Whether a text says that a thing is, is planned or is aimed at, denies it, and who says it."""

from __future__ import annotations

import re

from kg.extract.sentences import Sentence
from kg.model import Modality

_PLANNED = re.compile(
    r"(?:拟|将(?!近|士|军|来)|即将|(?<!”)计划(?!经济|书)(?![，。、]|的|纳入|单列)|预计|有望|准备|打算|规划建设|规划(?:到|在)|正在筹|筹备|筹建|待|尚待|力争|争取|拟于|要在|要到|按照规划|年底前|未来.{0,4}年|谋划|预备|意向|有意)"
)
_AIM = re.compile(r"(?:力争|争取|目标|旨在|致力于|努力|确保|争创|冲刺|瞄准|锚定)")
_DENIED = re.compile(
    r"(?:未能|尚未|并未|没有|从未|不再|并非|否认|无法|不会|不属于|不是|未曾|未(?!来|央)|暂未|取消|终止|放弃|撤出|退出)"
)
_SAID = re.compile(
    r"(?:据|按照)?(?P<who>[^，。；：“”\n]{2,24}?)(?:介绍|表示|说|透露|指出|告诉记者|称|认为|强调|坦言)(?:，|：|说|道|，“|,)"
)


def of_span(sentence: Sentence, start: int, end: int) -> Modality | None:
    """Modality of what the words at [start, end) say; None when the clause denies it."""
    clause_start = sentence.clause_of(start)[0]
    before = sentence.text[max(clause_start, start - 14) - sentence.start : start - sentence.start]
    if _DENIED.search(before[-8:]):
        return None
    if _PLANNED.search(before) or sentence.text[end - sentence.start :][:1] in {"将"}:
        return "planned"
    lead = sentence.text[: start - sentence.start]
    if re.search(r"(?:公告称|计划|拟|将)[^，。]{0,6}$", lead[-10:]):
        return "planned"
    return "aim" if _AIM.search(before[-6:]) else "done"


def denies(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word of denial stands at [start, end)."""
    return bool(_DENIED.search(sentence.text, start - sentence.start, end - sentence.start))


def speaker(sentence: Sentence) -> str | None:
    """Who, by the sentence, says it: 据…介绍, …表示."""
    match = _SAID.search(sentence.text)
    if not match:
        return None
    who = match.group("who").removeprefix("据").strip()
    return who if len(who) >= 2 and who not in {"了解", "悉", "记者", "统计", "数据", "公告", "显示"} else None
