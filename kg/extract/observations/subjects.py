"""Whose a figure is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.frames import Placed, is_subject
from kg.extract.linker import Thing
from kg.extract.observations.figures import Figure
from kg.extract.sentences import Sentence

_KINDS = frozenset(
    "Firm Park Platform Project Alliance Organization Region IndustryChain Industry Policy Title Product Event".split()
)
_BODIES = frozenset({"Firm", "Platform", "Project", "Alliance", "Product", "Event"})
_CARRIED = frozenset({"Firm", "Park", "Platform", "Project", "Alliance", "Region"})
_SPEAKS = re.compile(r"[^，。；]{0,16}?(?:说|表示|介绍|指出|透露|宣布|告诉|预计|认为)")
_LOCATIVE = re.compile(r"(?:在|位于|落户|来自|坐落于|入驻|沿线|途经|考察|赴|到)$")
_OF = re.compile(r"(?:人民币)?的")
# 全国, 我国: a figure of the country, which is no entity here.
_WHOLE_COUNTRY = re.compile(r"全国|我国|全球|全世界|各国")
_LISTED = re.compile(r"等[^，。；]{0,20}$")


def of_figure(
    context: Context, sentence: Sentence, here: Sequence[Placed], figure: Figure, before: Sequence[Thing]
) -> list[Thing]:
    """The entities that a figure is stated of. before: the subjects of the figure before it in the sentence.

    In order: what the figure describes (20亿元的某项目); a body, park or region in its own clause; the subject of the
    figure before; what opened the sentence; the park of a report; what the sentences before were about.
    """
    text = context.article.text
    described = _described(here, figure, text) or _settling(here, figure, text)
    if described:
        return [described]
    clause_start = sentence.clause_of(figure.start)[0]
    fitting = _candidates(here, figure, sentence, text)
    near = [m for m in fitting if m.start >= clause_start]
    listed = bool(_LISTED.search(text[clause_start : figure.start]))
    own = _own_clause(context, sentence, near, figure, listed)
    if own or _WHOLE_COUNTRY.search(text, clause_start, figure.start):
        return own
    if before:
        return list(before)
    opening = [m for m in fitting if m.thing.type in _CARRIED and is_subject(sentence, m)]
    if opening and not (listed and opening[0].thing.type == "Firm"):
        return [opening[-1].thing if opening[-1].thing.type in _BODIES else opening[0].thing]
    if context.is_report and context.park:
        return [context.park]
    carried = next((s for s in context.subjects(sentence) if s.thing.type in _CARRIED), None)
    if carried:
        return [carried.thing]
    others = [m for m in fitting if m.thing.type in _CARRIED]
    return [others[-1].thing] if others else [context.park] if context.park else []


def _described(here: Sequence[Placed], figure: Figure, text: str) -> Thing | None:
    """总投资20亿元的某项目: the figure stands before the thing it describes."""
    of = _OF.match(text, figure.end)
    if not of:
        return None
    after = [m for m in here if m.thing.type in {"Project", "Platform"} and 0 <= m.start - of.end() <= 2]
    return after[0].thing if after else None


_SETTLE = re.compile(r"[^，。；]{0,8}?(?:签约)?(?:入驻|落户|进驻|落地)")


def _settling(here: Sequence[Placed], figure: Figure, text: str) -> Thing | None:
    """25家企业入驻某园区: the count is the park's."""
    verb = _SETTLE.match(text, figure.end) if figure.unit in {"家", "个"} else None
    after = [m for m in here if verb and m.thing.type == "Park" and 0 <= m.start - verb.end() <= 2]
    return after[0].thing if after else None


def _candidates(here: Sequence[Placed], figure: Figure, sentence: Sentence, text: str) -> list[Placed]:
    """Mentions before the figure that may own it: none inside a longer name, no speaker, no mere place."""
    nested = {
        id(m)
        for m in here
        for o in here
        if o is not m and o.start <= m.start and m.end <= o.end and m.end - m.start < o.end - o.start
    }
    out = []
    for mention in here:
        if mention.thing.type not in _KINDS or mention.end > figure.start or id(mention) in nested:
            continue
        speaks = mention.thing.type in {"Firm", "Organization", "Park"} and _SPEAKS.match(text, mention.end)
        if speaks and sentence.clause_of(mention.start) != sentence.clause_of(figure.start):
            continue
        if text[mention.end : mention.end + 1] == "的" and any(0 < o.start - mention.end <= 2 for o in here):
            continue
        out.append(mention)
    bodies = [m for m in out if m.thing.type in _BODIES]
    placed = [
        m for m in out if not (bodies and m.thing.type in {"Park", "Region"} and _LOCATIVE.search(text[: m.start][-4:]))
    ]
    return placed


def _own_clause(
    context: Context, sentence: Sentence, near: Sequence[Placed], figure: Figure, listed: bool
) -> list[Thing]:
    bodies = [m for m in near if m.thing.type in _BODIES]
    if bodies and not listed:
        groups = context.groups(near, {bodies[-1].thing.type})
        joint = groups[-1] if len(groups[-1]) > 1 else []
        rest = context.article.text[bodies[-1].end : figure.start]
        return [m.thing for m in joint] if joint and re.search(r"均|都|分别|共", rest) else [bodies[0].thing]
    parks = [m for m in near if m.thing.type == "Park"]
    if parks:
        return [parks[-1].thing]
    regions = [m for m in near if m.thing.type == "Region" and not _opens_name(near, m)]
    if regions:
        return [regions[-1].thing]
    organizations = [m for m in near if m.thing.type == "Organization"]
    return [organizations[-1].thing] if organizations else []


def _opens_name(near: Sequence[Placed], mention: Placed) -> bool:
    """A region right before a title or policy belongs to its name: 某省第二批…, 市重点项目."""
    return any(o.thing.type in {"Title", "Policy"} and 0 <= o.start - mention.end <= 4 for o in near)
