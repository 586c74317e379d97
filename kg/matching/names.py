"""Names of firms and places taken apart, and how well two of them fit: what differs decides more than how much."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.matching.places import Places
from kg.search import similarity, sounds_alike
from kg.text import name_key

_LEGAL = re.compile(
    r"(?P<group>集团)?(?P<form>股份有限公司|股份公司|有限责任公司|有限公司|总公司|公司|股份)?(?:\(集团\))?$"
)
_FORMS = {"股份公司": "股份有限公司", "股份": "股份有限公司", "有限责任公司": "有限公司", "总公司": "", "公司": ""}
_BRANCH = re.compile(r"(?:分公司|子公司|分厂|分行|支行|营业部|办事处|代表处|分店|分院|分校|分所|分中心|事业部)$")
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_GRADE = re.compile(r"国家级|国家|省级|中国(?!\))")
SAME, ENOUGH = 97.0, 90.0
_COULD_SOUND, _LONG_STEM = 0.5, 3
_LEFT_OUT = 11.0  # one thing left out is made up for by a region or park that agrees, two are not


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name without what is written or left out at will.

    key: as `name_key` gives it; bare: without brackets and legal form; stem: without places, brackets, grade and legal form; form: legal form, empty when not
    written; regions: that it names; marks: what else stands in brackets; group, branch: it says so of itself.
    """

    key: str
    bare: str
    stem: str
    form: str
    regions: frozenset[str]
    marks: frozenset[str]
    group: bool
    branch: bool


@dataclass(frozen=True, slots=True)
class NameFit:
    """score: 0 to 100; reason: in Chinese; against: why the name alone must not decide, empty when it may.

    contrary: the two are different things, whatever other names they have.
    """

    score: float
    reason: str
    against: str = ""
    contrary: bool = False


def taken_apart(name: str, places: Places) -> NameParts:
    """The parts of a name.

    >>> taken_apart("济宁云岭重工（集团）有限公司", places)  # doctest: +SKIP
    NameParts(key=…, bare='济宁云岭重工', stem='云岭重工', form='有限公司', regions={'Region:370800'}, marks=set(), group=True, branch=False)
    """
    key = name_key(name)
    bracketed = _BRACKETS.findall(key)
    plain = _BRACKETS.sub("", key)
    found = _LEGAL.search(plain)
    assert found  # everything in it is optional
    core = _GRADE.sub("", plain[: found.start()])
    regions, end = places.at_start(core)
    stem = core[end:] if len(core) - end >= 2 else core
    named = {word: places.of(word) for word in bracketed}
    form = found["form"] or ""
    return NameParts(
        key=key,
        bare=plain[: found.start()],
        stem=stem,
        form=_FORMS.get(form, form),
        regions=frozenset().union(regions, *named.values()),
        marks=frozenset(word for word, where in named.items() if word and not where and word != "集团"),
        group=bool(found["group"]) or "集团" in bracketed,
        branch=bool(_BRANCH.search(plain)),
    )


def fit(asked: NameParts, known: NameParts, places: Places) -> NameFit:
    """How well a name that is asked for fits one that is known."""
    if asked.key == known.key:
        return NameFit(100.0, "名称相同")
    # what all firms have in common, 有限公司, must not make two of them alike
    alike = min(similarity(asked.key, known.key), similarity(asked.stem, known.stem))
    rough = round(80 * alike, 1)
    if asked.branch or known.branch:
        return NameFit(min(rough, 60.0), f"名称相似度 {alike:.0%}", "分支机构与其他主体不能混同", True)
    if asked.regions and known.regions and not places.compatible(asked.regions, known.regions):
        return NameFit(min(rough, 45.0), f"名称相似度 {alike:.0%}", "名称中的地名不同", True)
    if asked.stem == known.stem and len(asked.stem) >= 2:
        return _same_stem(asked, known)
    if alike >= _COULD_SOUND and sounds_alike(asked.key, known.key):
        return NameFit(max(rough, 86.0), "读音相同而用字不同", "同音不等于同名")
    return NameFit(rough, f"名称相似度 {alike:.0%}", "名称不同")


def _same_stem(asked: NameParts, known: NameParts) -> NameFit:
    if asked.group != known.group:
        return NameFit(70.0, "字号相同", "集团与其成员企业不能混同", True)
    if asked.marks != known.marks:
        return NameFit(75.0, "字号相同", "括号内的说明不同")
    if asked.form and known.form and asked.form != known.form:
        return NameFit(80.0, "字号相同", "法律形式不同")
    left_out = [
        part
        for part, differs in (
            ("地名", asked.regions != known.regions),
            ("法律形式", bool(asked.form) != bool(known.form)),
        )
        if differs
    ]
    if not left_out:
        return NameFit(SAME, "仅写法不同（全半角、括号、法律形式的写法）")
    against = "" if len(asked.stem) >= _LONG_STEM else f"去掉{'和'.join(left_out)}后名称太短"
    return NameFit(SAME - _LEFT_OUT * len(left_out), f"去掉{'和'.join(left_out)}后名称相同", against)
