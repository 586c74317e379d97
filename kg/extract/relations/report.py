"""A park's own report: the firms and bodies it lists are in the park, its industries and goals are the park's."""

from __future__ import annotations

import re

from kg.extract import modality
from kg.extract.context import Context
from kg.extract.linker import Thing
from kg.extract.relations.framed import from_above
from kg.model import Modality

_NOT_THERE = re.compile(r"^[^。；]{0,24}(?:不在|不位于|未在|没有落户|迁出|撤出)")
_ELSEWHERE = re.compile(r"(?:总部位于|总部在|来自|远在)[^，。；]{0,10}$")
# 拟入驻企业有…: the list is of those who are to come; 还没有一家企业入驻: nobody is there.
_EXPECTED = re.compile(r"(?:拟|计划|意向|将|即将|有意)(?:入驻|落户|进驻|签约)")
_NOBODY_YET = re.compile(r"(?:没有|尚无|未有)[^，。；]{0,6}(?:企业|项目)[^，。；]{0,4}(?:入驻|落户|进驻)")
_RULE = "named in the park's report"
_HOSTED = frozenset({"Firm", "Platform", "Alliance", "Project"})


def read(context: Context, park: Thing) -> None:
    """Fill in what the report leaves unsaid because it goes without saying."""
    draft = context.draft
    for thing in context.things:
        sentence = context.article.sentence_at(thing.places()[-1][0])
        if thing.type in _HOSTED and not _elsewhere(context, thing) and not _only_in_a_name(context, thing):
            said = _modality(context, thing)
            if said is not None:
                context.add("locatedInPark", thing, park, sentence, _RULE, 0.55, said)
        elif thing.type in {"Industry", "IndustryChain"} and not draft.has("developsIndustry", park, thing):
            context.add("developsIndustry", park, thing, sentence, _RULE, 0.5)
        elif thing.type == "Policy" and not draft.objects("issuedBy", thing) and not from_above(thing):
            context.add("issuedBy", thing, park, sentence, _RULE, 0.45)
        elif thing.type == "Park" and thing is not park and _is_part(context, thing):
            context.add("partOf", thing, park, sentence, _RULE, 0.5)
        elif thing.type == "Goal" and not draft.subjects("hasGoal", thing):
            context.add("hasGoal", park, thing, sentence, _RULE, 0.45)


def _is_part(context: Context, thing: Thing) -> bool:
    """An unregistered park that the report lists beside others is part of its park, unless all their names give a place."""
    if thing.entry is not None or context.draft.objects("partOf", thing):
        return False
    groups = context.groups(context.mentions(context.sentence_of(thing)), {"Park"})
    beside = next((g for g in groups if any(m.thing is thing for m in g)), [])
    return len(beside) > 1 and any(not context.draft.objects("inRegion", m.thing) for m in beside)


def _elsewhere(context: Context, thing: Thing) -> bool:
    """Whether the text puts it in another park, denies that it is here, or says that it comes from afar."""
    if context.draft.objects("locatedInPark", thing):
        return True
    for start, end in thing.places():
        sentence = context.article.sentence_at(start)
        if _NOT_THERE.search(context.article.text[end : sentence.end]):
            return True
        if _ELSEWHERE.search(context.article.text[max(sentence.start, start - 14) : start]):
            return True
    return False


def _only_in_a_name(context: Context, thing: Thing) -> bool:
    """Whether it is only named inside the name of its own branch: 某中心 in 某中心某市分中心."""
    longer = [t for t in context.things if t.type == thing.type and t is not thing and t.name.startswith(thing.name)]
    places = [p for t in longer for p in t.places()]
    return bool(longer) and all(any(a <= start and end <= b for a, b in places) for start, end in thing.places())


def _modality(context: Context, thing: Thing) -> Modality | None:
    """Modality of the clauses that name the thing: done as soon as one says so, None when all deny it."""
    sentences = context.article.sentences
    found: list[Modality | None] = []
    for start, end in thing.places():
        sentence = context.article.sentence_at(start)
        around = sentences[max(0, sentence.index - 1) : sentence.index + 1]
        expected = any(_EXPECTED.search(s.text) for s in around if s.paragraph == sentence.paragraph)
        found.append("planned" if expected else modality.of_span(sentence, start, end))
    said = "done" if "done" in found else next((m for m in found if m), None)
    return "planned" if said == "done" and _NOBODY_YET.search(context.article.text) else said
