"""What names say by themselves: the place in a park's name, the chain in an alliance's, the firm in a platform's."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.context import TOPIC_TYPES, Context, inside
from kg.extract.frames import Placed
from kg.extract.linker import Thing
from kg.extract.sentences import Sentence

_TITLE_OPENS = 14  # who issued it stands at the start of a title


def read(context: Context) -> None:
    """Statements from names within names and names side by side, then from names alone."""
    places = {id(thing): set(thing.places()) for thing in context.things}
    for sentence in context.article.sentences:
        here = [m for m in context.mentions(sentence) if (m.start, m.end) in places[id(m.thing)]]
        for mention in here:
            _beside(context, sentence, here, mention)
            _within(context, sentence, here, mention)
    for thing in context.things:
        _parts_of_name(context, thing)
        _branch(context, thing)
        _registered_region(context, thing)


def _beside(context: Context, sentence: Sentence, here: Sequence[Placed], mention: Placed) -> None:
    """某公司“某某”平台: the firm right before a platform runs it."""
    if mention.thing.type != "Firm":
        return
    for platform in (m for m in here if m.thing.type == "Platform" and m.start == mention.end):
        context.add("operatedBy", platform.thing, mention.thing, sentence, "firm before the platform", 0.7)


def _within(context: Context, sentence: Sentence, here: Sequence[Placed], mention: Placed) -> None:
    """A name inside a longer name; of several of one type around it, the nearest counts for what lies where."""
    kind, thing = mention.thing.type, mention.thing
    around = [o for o in here if inside(mention, o) and o.thing is not thing]
    for outer in around:
        if outer.thing.type == "Policy" and kind in {*TOPIC_TYPES, "Title"}:
            context.add("targets", outer.thing, thing, sentence, "named in the policy's name", 0.75)
        if outer.thing.type == "Policy" and kind == "Organization" and mention.start - outer.start <= _TITLE_OPENS:
            context.add("issuedBy", outer.thing, thing, sentence, "issuer in the title", 0.85)
        if outer.thing.type == "Policy" and kind in {"Park", "Region"} and outer.thing.name.startswith("《"):
            context.add("appliesIn", outer.thing, thing, sentence, "named in the policy's name", 0.7)
        if any(o is not outer and inside(o, outer) and o.thing.type == outer.thing.type for o in around):
            continue
        if kind == "Region" and outer.thing.type == "Park":
            context.add("inRegion", outer.thing, thing, sentence, "place in the park's name", 0.9)
        if kind == "Park" and outer.thing.type == "Organization" and mention.start == outer.start:
            context.add("locatedInPark", outer.thing, thing, sentence, "park in the name", 0.7)
        if kind == "Park" and outer.thing.type == "Alliance" and not _in_longer_park(here, mention, outer):
            context.add("locatedInPark", outer.thing, thing, sentence, "park in the name", 0.8)
            context.add("covers", outer.thing, thing, sentence, "park in the name", 0.75)


def _in_longer_park(here: Sequence[Placed], mention: Placed, outer: Placed) -> bool:
    parks = (o for o in here if o.thing.type == "Park" and o.end - o.start > mention.end - mention.start)
    return any(inside(mention, o) and o.end < outer.end for o in parks)


def _parts_of_name(context: Context, thing: Thing) -> None:
    """An alliance is about the chain in its name; a platform works in the field and is run by the firm in its name."""
    if thing.type not in {"Alliance", "Platform"}:
        return
    sentence = context.sentence_of(thing)
    for other in context.things:
        longest = max((len(f) for f in other.forms if f.removesuffix("中国") in thing.name), default=0)
        if thing.type == "Alliance" and other.type in {"IndustryChain", "Industry"} and longest > 2:
            context.add("covers", thing, other, sentence, "name inside the name", 0.75)
        elif thing.type == "Platform" and other.type == "ChainSegment" and longest >= 4:
            context.add("operatesIn", thing, other, sentence, "name inside the name", 0.6)
        elif thing.type == "Platform" and other.type == "Firm" and longest >= 2:
            context.add("operatedBy", thing, other, sentence, "name inside the name", 0.7)


def _branch(context: Context, thing: Thing) -> None:
    """某中心某市分中心 is part of 某中心; of several wholes the longest."""
    if thing.type not in {"Platform", "Park", "Organization"}:
        return
    wholes = [t for t in context.things if t.type == thing.type and t is not thing and _begins(thing.name, t)]
    if wholes:
        whole = max(wholes, key=lambda t: len(t.name))
        context.add("partOf", thing, whole, context.sentence_of(thing), "name inside the name", 0.75)


def _begins(name: str, whole: Thing) -> bool:
    return any(name.startswith(f) and len(name) > len(f) + 1 and len(f) >= 5 for f in whole.forms)


def place_parks(context: Context) -> None:
    """某市某某产业园, 在某县，某某园区: a park that nothing else places lies in the region named last before it."""
    for thing in (t for t in context.things if t.type == "Park" and t.entry is None):
        if context.draft.objects("inRegion", thing) or context.draft.objects("partOf", thing):
            continue
        _place(context, thing)


def _place(context: Context, park: Thing) -> None:
    for start, _ in park.places():
        sentence = context.article.sentence_at(start)
        regions = [m for m in context.mentions(sentence) if m.thing.type == "Region" and m.end <= start]
        if regions:
            confidence = 0.75 if start - regions[-1].end <= 2 else 0.5
            context.add("inRegion", park, regions[-1].thing, sentence, "region named before the park", confidence)
            return


def _registered_region(context: Context, thing: Thing) -> None:
    """A registered zone lies in its catalogue region, when the article names that region."""
    if thing.type != "Park" or thing.entry is None or context.draft.objects("inRegion", thing):
        return
    codes = {thing.entry.row["region"], thing.entry.row["region"][:4] + "00"}
    region = next((t for t in context.things if t.type == "Region" and t.entry and t.entry.row["code"] in codes), None)
    if region:
        rule = "catalogue region named in the text"
        context.add("inRegion", thing, region, context.sentence_of(thing), rule, 0.7)
