"""Whose a figure is: the entities it may be stated of, and what can be seen of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.frames import Placed, is_subject
from kg.extract.learned.linear import Words, bucket, shown
from kg.extract.linker import Thing
from kg.extract.observations.figures import Figure
from kg.extract.sentences import Sentence

_KINDS = frozenset(
    "Firm Park Platform Project Alliance Organization Region IndustryChain Industry ChainSegment Policy Title Product Event".split()
)
_AROUND, _NEAR = 10, 40


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity that a figure may be stated of, and what is seen of the two."""

    thing: Thing
    features: tuple[str, ...]


def candidates(
    context: Context,
    sentence: Sentence,
    here: Sequence[Placed],
    figure: Figure,
    indicator: str,
    ruled: Sequence[Thing],
    before: Sequence[Thing],
    words: Words,
) -> list[Owner]:
    """The entities a figure may be stated of. ruled: whom the rules choose; before: the owners of the figure before it."""
    places: dict[Thing, Placed] = {}
    named = [m for m in here if m.thing.type in _KINDS and not (m.start <= figure.start and figure.end <= m.end)]
    for mention in named:
        kept = places.get(mention.thing)
        if kept is None or _distance(mention, figure) <= _distance(kept, figure):
            places[mention.thing] = mention
    carried: dict[Thing, str] = {}
    for number, mention in enumerate(context.subjects(sentence)):
        carried.setdefault(mention.thing, f"carried {min(number, 3)}")
    if context.park is not None:
        carried.setdefault(context.park, "main park")
    for thing in (*before, *ruled):
        carried.setdefault(thing, "other")
    found = words(sentence.text)
    placed_words = [(sentence.start + a, sentence.start + b, w) for a, b, w in found]
    out = []
    for thing in dict.fromkeys([*places, *carried]):
        if thing.type not in _KINDS:
            continue
        features = list(_common(context, sentence, thing, figure, indicator, ruled, before))
        if thing in carried:
            features += [carried[thing], f"{carried[thing]}:{thing.type}"]
        if thing in places:
            features += _named(context, sentence, named, places[thing], figure, placed_words)
        else:
            features += [
                "not here",
                f"not here:{thing.type}",
                f"not here, others:{min(len(places), 3)}",
                f"not here, owners before the figure:{any(m.end <= figure.start for m in named)}:{thing.type}",
            ]
        out.append(Owner(thing, tuple(features)))
    return out


def _distance(mention: Placed, figure: Figure) -> int:
    return figure.start - mention.end if mention.end <= figure.start else 3 * (mention.start - figure.end) + 20


def _unit(figure: Figure) -> str:
    unit = figure.unit.lstrip("万亿千百")
    if unit.endswith(("元", "镑")) or "元/" in unit:
        return "money"
    return unit if unit in {"家", "个", "项", "人", "名", "%", "亩", "吨", "公里", "倍", "次"} else "other"


def _common(
    context: Context,
    sentence: Sentence,
    thing: Thing,
    figure: Figure,
    indicator: str,
    ruled: Sequence[Thing],
    before: Sequence[Thing],
) -> Iterator[str]:
    kind, unit = thing.type, _unit(figure)
    yield f"type:{kind}"
    yield f"type:{kind}:{unit}"
    yield f"measures:{kind}:{indicator[-2:]}"
    yield f"measures:{indicator[-2:]}"
    if thing in ruled:
        yield "ruled"
        yield f"ruled:{kind}:{unit}"
    elif ruled:
        yield f"ruled other:{ruled[0].type}>{kind}"
    if before:
        yield f"before:{thing in before}"
        yield f"before:{thing in before}:{kind}"
    if thing is context.park:
        yield f"main:{context.is_report}"
    if context.is_report:
        yield f"report:{kind}"
    if sentence.paragraph == 0:
        yield "headline"
    yield f"often:{min(len(thing.places()), 4)}"


def _named(
    context: Context,
    sentence: Sentence,
    named: Sequence[Placed],
    mention: Placed,
    figure: Figure,
    words: Sequence[tuple[int, int, str]],
) -> Iterator[str]:
    text, kind = context.article.text, mention.thing.type
    side = "before" if mention.end <= figure.start else "after"
    start, end = (mention.end, figure.start) if side == "before" else (figure.end, mention.start)
    between = text[start:end] if end > start else ""
    commas = min(between.count("，") + between.count("："), 3)
    yield f"{side}"
    yield f"{side}:{kind}"
    yield f"{side}:commas:{commas}"
    yield f"{side}:commas:{commas}:{kind}"
    yield f"{side}:length:{bucket(len(between))}"
    yield f"{side}:length:{bucket(len(between))}:{kind}"
    if len(between) <= 3:
        yield f"{side}:exactly:{shown(between)}"
    if start > end:
        yield "crosses"
    others = [m for m in named if m.thing is not mention.thing and start <= m.start and m.end <= end]
    yield f"{side}:between:{min(len(others), 3)}"
    for other in {m.thing.type for m in others}:
        yield f"{side}:type between:{other}:{kind}"
    nested = any(m is not mention and m.start <= mention.start and mention.end <= m.end for m in named)
    yield f"nested:{nested}"
    for where, touching in (
        ("followed at once", (m for m in named if 0 <= m.start - mention.end <= 1 and m.thing is not mention.thing)),
        ("preceded at once", (m for m in named if 0 <= mention.start - m.end <= 1 and m.thing is not mention.thing)),
    ):
        for kind_beside in sorted({m.thing.type for m in touching}):
            yield f"{side}:{where}:{kind_beside}:{kind}"
    if mention is named[0]:
        yield f"opens:{kind}"
        yield f"opens as subject:{is_subject(sentence, mention)}:{kind}"
    if kind not in {m.thing.type for m in named if m is not mention and m.thing is not mention.thing}:
        yield f"only one:{kind}"
    yield f"{side}:after it:{shown(text[mention.end : mention.end + 1])}"
    yield f"{side}:after it:{shown(text[mention.end : mention.end + 2])}"
    yield f"{side}:before it:{shown(text[max(mention.start - 1, 0) : mention.start])}"
    yield f"{side}:before it:{shown(text[max(mention.start - 2, 0) : mention.start])}"
    for left, right, word in words:
        if start <= left and right <= end and (left - start <= _AROUND or len(between) <= _NEAR):
            yield f"{side}:w:{word}"
            yield f"{side}:{kind}:w:{word}"
        elif mention.start - _AROUND <= left and right <= mention.start:
            yield f"{side}:ahead of it:w:{word}"
