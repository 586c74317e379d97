"""What a sentence is about: 在X产业方面，引进A; X类企业…，扶持A; X产业…，实施P; 形成Y产业链; 集A、B于一体的X."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract import modality
from kg.extract.context import TOPIC_TYPES, Context
from kg.extract.frames import Placed
from kg.extract.sentences import Sentence

_ABOUT = re.compile(r"类?企业|产业方面|方面|领域")
_FORMED = re.compile(r"形成|构建|打造")
_BODY = re.compile(r"[集融][^，。；]{4,60}?(?:于|为)一体的?")
_LISTED = re.compile(
    r"(?:聚集|集聚|汇聚|引进|培育|拥有|形成)了?[^，。；]{2,60}?等?\d*家?[^，。；]{0,10}企业|等\d+家[^，。；]{0,12}企业"
)
_FOCUS = re.compile(r"(?:聚焦|围绕|涵盖|布局|突破|主攻)[^，。；]{4,60}?(?:领域|方向|赛道|环节|[，。；])")
_OWN = re.compile(r"(?:公司|企业|集团|自己|自家)的[^，。；]{0,6}$")
_ENDS = re.compile(r"[。；]")


def read(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """All rules of this room on one sentence."""
    fields = [m for m in here if m.thing.type in TOPIC_TYPES]
    if fields:
        _field_of_firms(context, sentence, here, fields)
        _policies_of_an_industry(context, sentence, here, fields)
        _formed_chains(context, sentence, fields)
        _parts_of_one_body(context, sentence, here)
    _carried_topic(context, sentence, here)
    _own_products(context, sentence, here)
    _in_the_park(context, sentence, here)


def _field_of_firms(context: Context, sentence: Sentence, here: Sequence[Placed], fields: Sequence[Placed]) -> None:
    """X类企业…，扶持A、引进B; 在X方面，引进A: the firms that follow work in X."""
    text = context.article.text
    for field in fields:
        about = _ABOUT.match(text, field.end)
        opens = field is fields[0] and field.start - sentence.start <= 3
        if not about or (about.group() in {"方面", "领域"} and not opens):
            continue
        for member in (m for m in here if m.thing.type in {"Firm", "Platform"} and m.start > field.end):
            if not _ENDS.search(text, field.end, member.start):
                context.add("operatesIn", member.thing, field.thing, sentence, "field named before", 0.6)


def _policies_of_an_industry(
    context: Context, sentence: Sentence, here: Sequence[Placed], fields: Sequence[Placed]
) -> None:
    """X产业是…，通过实施P…: a policy in a sentence that opens with an industry is for it."""
    opening = fields[0]
    if opening.start - sentence.start > 3 or opening.thing.type == "ChainSegment":
        return
    for policy in (m for m in here if m.thing.type == "Policy" and m.start > opening.end):
        context.add("targets", policy.thing, opening.thing, sentence, "sentence about the industry", 0.55)


def _formed_chains(context: Context, sentence: Sentence, fields: Sequence[Placed]) -> None:
    """X产业…，形成了Y产业链: Y is part of X."""
    formed = _FORMED.search(sentence.text)
    if not formed:
        return
    before = [m for m in fields if m.thing.type == "Industry" and m.end <= sentence.start + formed.start()]
    clause_end = sentence.clause_of(sentence.start + formed.start())[1]
    for chain in (m for m in fields if before and m.start > before[-1].end and m.thing.type != "Industry"):
        if chain.thing.type == "ChainSegment" and not sentence.start + formed.end() <= chain.start < clause_end:
            continue
        context.add("hasSegment", before[-1].thing, chain.thing, sentence, "formed within the industry", 0.6)


def _parts_of_one_body(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """集A、B于一体的X: A and B are parts of X."""
    for match in _BODY.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        wholes = [m for m in here if m.thing.type in {"Industry", "IndustryChain"} and 0 <= m.start - end <= 16]
        for mention in here:
            if wholes and start <= mention.start and mention.end <= end:
                context.add("hasSegment", wholes[0].thing, mention.thing, sentence, "parts of one body", 0.8)


def _carried_topic(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """A list of firms or fields with no class of its own belongs to the industry that the sentence before speaks of."""
    listed, focus = _LISTED.search(sentence.text), _FOCUS.search(sentence.text)
    if not (listed or focus) or not sentence.index:
        return
    if any(m.thing.type in {"Industry", "IndustryChain"} for m in here):
        return
    before = context.mentions(context.article.sentences[sentence.index - 1])
    topics = [m for m in before if m.thing.type == "Industry"]
    if not topics:
        return
    rule = "industry of the sentence before"
    firms = [m for m in here if m.thing.type == "Firm" and listed and m.start < sentence.start + listed.end()]
    for firm in firms:
        context.add("operatesIn", firm.thing, topics[-1].thing, sentence, rule, 0.5)
    for field in (m for m in here if m.thing.type == "ChainSegment" and focus):
        if focus and sentence.start + focus.start() <= field.start < sentence.start + focus.end():
            context.add("hasSegment", topics[-1].thing, field.thing, sentence, rule, 0.55)


def _own_products(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """该公司的P: the firm named before makes P."""
    for product in (m for m in here if m.thing.type == "Product"):
        makers = [m for m in here if m.thing.type == "Firm" and m.end <= product.start]
        if makers and _OWN.search(context.article.text[max(0, product.start - 10) : product.start]):
            context.add("produces", makers[-1].thing, product.thing, sentence, "product of the company", 0.7)


_IN = re.compile(r"(?:^|[，。；：])(?:日前|近日|目前|今天|昨天|当天)?[，,]?(?:在|走进|来到|位于)$")


def _in_the_park(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """在某某开发区，甲公司正在…: the first firm or project named after such an opening is there."""
    for park in (m for m in here if m.thing.type == "Park"):
        lead = sentence.text[: park.start - sentence.start]
        if not _IN.search(lead) or context.article.text[park.end : park.end + 1] not in {"，", "的", "里", "内"}:
            continue
        after = [m for m in here if m.thing.type in {"Firm", "Project", "Platform"} and m.start >= park.end]
        if after and after[0].start - park.end <= 40:
            said = modality.of_span(sentence, after[0].start, after[0].end) or "done"
            context.add("locatedInPark", after[0].thing, park.thing, sentence, "sentence set in the park", 0.65, said)
        return
