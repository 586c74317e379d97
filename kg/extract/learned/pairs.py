"""Pairs of entities that may stand in a relation, and what can be seen of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from kg.extract.context import Context
from kg.extract.frames import Placed, is_subject
from kg.extract.learned.linear import Words, bucket, shown
from kg.extract.linker import Thing
from kg.extract.sentences import Sentence

_NEAR, _AROUND, _SENTENCES_APART, _BESIDE, _PLACES = 60, 12, 2, 30, 12
_NO_RULE = ("no rule",)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things, the relations that the ontology allows between them, what is seen of them, and where they meet."""

    head: Thing
    tail: Thing
    relations: tuple[str, ...]
    features: tuple[str, ...]
    sentences: tuple[Sentence, ...]


class Pairs:
    """The pairs of an article.

    words: finds the words of the language that features may name. relations: those of interest, all when None.
    """

    def __init__(self, context: Context, words: Words, relations: Collection[str] | None = None) -> None:
        self._context, self._words, self._relations = context, words, relations
        self._allowed: dict[tuple[str, str], tuple[str, ...]] = {}
        self._ends: dict[tuple[str, str], tuple[str, ...]] = {}
        self._in_sentence: dict[int, list[tuple[int, int, str]]] = {}

    def __iter__(self) -> Iterator[Pair]:
        seen: set[tuple[int, int]] = set()
        for (head, tail), (sentence, a, b) in self._meetings().items():
            seen.add((id(head), id(tail)))
            yield Pair(head, tail, self._between(head, tail), tuple(self._together(sentence, a, b)), (sentence,))
        for head, tail, first, second in self._apart(seen):
            yield Pair(
                head, tail, self._between(head, tail), tuple(self._distant(head, tail, first, second)), (first, second)
            )

    def _between(self, head: Thing, tail: Thing) -> tuple[str, ...]:
        key = (head.type, tail.type)
        if key not in self._allowed:
            relations = self._context.article.ontology.relations.values()
            names = sorted(r.name for r in relations if r.allows(*key))
            self._allowed[key] = tuple(n for n in names if self._relations is None or n in self._relations)
        return self._allowed[key]

    def _meetings(self) -> dict[tuple[Thing, Thing], tuple[Sentence, Placed, Placed]]:
        """For each pair that shares a sentence, the sentence and the mentions where it stands closest."""
        best: dict[tuple[Thing, Thing], tuple[int, Sentence, Placed, Placed]] = {}
        for sentence in self._context.article.sentences:
            here = self._here[sentence.index]
            for a in here:
                for b in here:
                    if a.thing is b.thing or not self._between(a.thing, b.thing):
                        continue
                    distance = self._distance(sentence, a, b)
                    if a.thing.type == b.thing.type and distance > _BESIDE:
                        continue  # parts of one another stand side by side
                    key = (a.thing, b.thing)
                    if key not in best or distance < best[key][0]:
                        best[key] = (distance, sentence, a, b)
        return {key: found[1:] for key, found in best.items()}

    def _distance(self, sentence: Sentence, a: Placed, b: Placed) -> int:
        start, end = (a.end, b.start) if a.start <= b.start else (b.end, a.start)
        between = self._context.article.text[start:end] if end > start else ""
        return len(between) + 12 * between.count("，") + (40 if sentence.paragraph == 0 else 0)

    @cached_property
    def _here(self) -> list[list[Placed]]:
        return [self._context.mentions(sentence) for sentence in self._context.article.sentences]

    @cached_property
    def _lists(self) -> dict[Placed, tuple[int, int, int]]:
        """For each mention the span of the list it stands in, and the number of its members."""
        out: dict[Placed, tuple[int, int, int]] = {}
        for here in self._here:
            for kind in {m.thing.type for m in here}:
                for group in self._context.groups(here, {kind}):
                    for mention in group:
                        out[mention] = (group[0].start, group[-1].end, len(group))
        return out

    @cached_property
    def _number_of_parks(self) -> str:
        return f"parks:{min(sum(t.type == 'Park' for t in self._context.things), 3)}"

    @cached_property
    def _names(self) -> dict[Thing, str]:
        return {thing: thing.name for thing in self._context.things}

    @cached_property
    def _has(self) -> set[tuple[str, str]]:
        """(relation, head) and (tail, relation) of what the rules stated."""
        found = {(relation, head) for head, relation, _, _ in self._context.draft.rules()}
        return found | {(tail, relation) for _, relation, tail, _ in self._context.draft.rules()}

    def _words_of(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        if sentence.index not in self._in_sentence:
            found = self._words(sentence.text)
            self._in_sentence[sentence.index] = [(sentence.start + a, sentence.start + b, w) for a, b, w in found]
        return self._in_sentence[sentence.index]

    @cached_property
    def _rules(self) -> dict[tuple[str, str], list[str]]:
        """What the rules said of a pair, in both directions."""
        out: dict[tuple[str, str], list[str]] = defaultdict(list)
        for head, relation, tail, rule in self._context.draft.rules():
            out[head, tail] += [f"rule:{relation}", f"rule:{relation}:{rule}"]
            out[tail, head].append(f"back:{relation}")
        return out

    def _end(self, thing: Thing, name: str) -> tuple[str, ...]:
        """What is seen of an end of the pair by itself; name: head or tail."""
        found = self._ends.get((thing.id, name))
        if found is None:
            context = self._context
            out = [
                f"{name} ends:{ending(context, thing)}",
                f"{name} known:{thing.entry is not None}",
                f"{name} often:{min(len(thing.places()), 4)}",
            ]
            if thing is context.park:
                out += [f"{name} main", f"{name} main, report {context.is_report}"]
            found = self._ends[thing.id, name] = tuple(out)
        return found

    def _common(self, head: Thing, tail: Thing) -> list[str]:
        types = f"{head.type}>{tail.type}"
        out = [f"types:{types}", self._number_of_parks, *self._end(head, "head"), *self._end(tail, "tail")]
        if self._context.is_report:
            out.append("report")
        for way, outer, inner in (("head", head, tail), ("tail", tail, head)):
            held = _held(self._names[outer], inner)
            if held:
                out += [f"{way} name holds the other's:{held}", f"{way} name holds the other's:{held}:{types}"]
        out += self._rules.get((head.id, tail.id), _NO_RULE)
        allowed = self._between(head, tail)
        out += [f"head has:{relation}" for relation in allowed if (relation, head.id) in self._has]
        out += [f"tail has:{relation}" for relation in allowed if (tail.id, relation) in self._has]
        return out

    def _together(self, sentence: Sentence, a: Placed, b: Placed) -> Iterator[str]:
        """a: the head's mention, b: the tail's."""
        text = self._context.article.text
        types = f"{a.thing.type}>{b.thing.type}"
        yield from self._common(a.thing, b.thing)
        yield "together"
        if sentence.paragraph == 0:
            yield "headline"
        forward = a.start <= b.start
        way = ">" if forward else "<"
        first, second = (a, b) if forward else (b, a)
        if second.end <= first.end:
            yield f"inside:{way}"
            yield f"inside:{way}:{types}"
            yield f"inside at start:{second.start == first.start}:{types}"
            return
        one, other = self._lists.get(first), self._lists.get(second)
        if one and one == other:
            yield f"one list:{way}"
            yield f"one list:{way}:{types}"
            return
        start = max(first.end, one[1] if one and one[1] <= second.start else first.end)
        end = min(second.start, other[0] if other and other[0] >= start else second.start)
        between = text[start:end] if end > start else ""
        yield f"way:{way}:{types}"
        yield f"list of first:{bool(one and one[2] > 1)}"
        yield f"list of second:{bool(other and other[2] > 1)}"
        commas = min(between.count("，") + between.count("："), 3)
        yield f"commas:{commas}"
        yield f"commas:{commas}:{way}:{types}"
        yield f"length:{bucket(len(between))}"
        yield f"length:{bucket(len(between))}:{way}:{types}"
        if len(between) <= 4:
            yield f"exactly:{way}:{shown(between)}"
            yield f"exactly:{way}:{types}:{shown(between)}"
        inner = [m for m in self._here[sentence.index] if m.start >= start and m.end <= end]
        kinds = [m.thing.type for m in inner]
        yield f"same as head between:{min(kinds.count(a.thing.type), 2)}:{way}"
        yield f"same as tail between:{min(kinds.count(b.thing.type), 2)}:{way}"
        yield f"between:{min(len(kinds), 3)}"
        for kind in sorted(set(kinds)):
            yield f"type between:{kind}:{way}:{types}"
        if first is self._here[sentence.index][0]:
            yield f"opens:{way}"
            yield f"opens:{way}:{types}"
            yield f"opens as subject:{is_subject(sentence, first)}:{way}:{types}"
        yield f"after first:{way}:{shown(text[start : start + 1])}"
        yield f"after first:{way}:{shown(text[start : start + 2])}"
        yield f"before second:{way}:{shown(text[max(end - 1, 0) : end])}"
        yield f"before second:{way}:{shown(text[max(end - 2, 0) : end])}"
        before, after = (one or (first.start,))[0], (other or (0, second.end))[1]
        yield f"before first:{way}:{shown(text[max(before - 1, 0) : before])}"
        yield f"before first:{way}:{shown(text[max(before - 2, 0) : before])}"
        yield f"after second:{way}:{shown(text[after : after + 1])}"
        yield f"after second:{way}:{shown(text[after : after + 2])}"
        covered = inner
        for left, right, word in self._words_of(sentence):
            if any(m.start < right and left < m.end for m in covered):
                continue
            if start <= left and right <= end:
                if end - start <= _NEAR or end - left <= _AROUND or left - start <= _AROUND:
                    yield f"between:{way}:w:{word}"
                    yield f"between:{way}:{types}:w:{word}"
            elif before - _AROUND <= left and right <= before:
                yield f"before:{way}:w:{word}"
                yield f"before:{way}:{types}:w:{word}"
            elif after <= left and right <= after + _AROUND:
                yield f"after:{way}:w:{word}"
                yield f"after:{way}:{types}:w:{word}"

    def _apart(self, seen: set[tuple[int, int]]) -> Iterator[tuple[Thing, Thing, Sentence, Sentence]]:
        """Pairs that never share a sentence: neighbours of each other, or one is what the article is about."""
        sentences = self._context.article.sentences
        nearest: dict[tuple[Thing, Thing], tuple[int, int, int]] = {}
        for head, tail, first, second in chain(self._neighbours(), self._about()):
            if head.type == tail.type or (id(head), id(tail)) in seen or not self._between(head, tail):
                continue
            found = (abs(first - second), first, second)
            key = (head, tail)
            if key not in nearest or found < nearest[key]:
                nearest[key] = found
        for (head, tail), (_, first, second) in nearest.items():
            yield head, tail, sentences[first], sentences[second]

    @cached_property
    def _where(self) -> dict[Thing, list[int]]:
        """The sentences that name a thing."""
        article = self._context.article
        return {t: sorted({article.sentence_at(p[0]).index for p in t.places()}) for t in self._context.things}

    def _neighbours(self) -> Iterator[tuple[Thing, Thing, int, int]]:
        named: dict[int, list[Thing]] = defaultdict(list)
        for thing, sentences in self._where.items():
            for index in sentences:
                named[index].append(thing)
        for index, things in named.items():
            for other in range(index - _SENTENCES_APART, index + _SENTENCES_APART + 1):
                if other != index:
                    yield from ((a, b, index, other) for a in things for b in named.get(other, ()))

    def _about(self) -> Iterator[tuple[Thing, Thing, int, int]]:
        """What the article is about with everything else, at the places nearest to each other."""
        subjects = [s for s in (self._context.park, self._context.policy) if s is not None and s in self._where]
        for subject in subjects:
            places = self._where[subject]
            for thing, sentences in self._where.items():
                for index in sentences[:_PLACES]:
                    at = bisect_left(places, index)
                    near = min(places[max(0, at - 1) : at + 1], key=lambda place, index=index: abs(place - index))  # type: ignore[misc]
                    yield subject, thing, near, index
                    yield thing, subject, index, near

    def _distant(self, head: Thing, tail: Thing, first: Sentence, second: Sentence) -> Iterator[str]:
        types = f"{head.type}>{tail.type}"
        yield from self._common(head, tail)
        gap = min(abs(first.index - second.index), 3)
        yield "apart"
        yield f"apart:{gap}:{first.index < second.index}"
        yield f"apart:{gap}:{first.index < second.index}:{types}"
        yield f"same paragraph:{first.paragraph == second.paragraph}:{types}"
        yield f"policy text:{self._context.policy is head}:{types}"
        for name, thing, sentence in (("head", head, first), ("tail", tail, second)):
            here = self._here[sentence.index]
            if here and here[0].thing is thing:
                yield f"{name} opens:{is_subject(sentence, here[0])}:{types}"
            if sentence.paragraph == 0:
                yield f"{name} in headline"
            mention = next((m for m in here if m.thing is thing), None)
            if mention is None:
                continue
            for left, right, word in self._words_of(sentence):
                if mention.start - _AROUND <= left and right <= mention.start:
                    yield f"{name} apart before:{types}:w:{word}"
                elif mention.end <= left and right <= mention.end + _AROUND:
                    yield f"{name} apart after:{types}:w:{word}"


_CORE = re.compile(r"(?:产业链|产业集群|产业|行业|工业|制造业|业|市|省|县|区)$")


def _held(name: str, inner: Thing) -> str:
    """How a name holds the name of another thing, if it does: at its start, inside, or without its general last word."""
    for form in inner.forms:
        place = name.find(form)
        if place >= 0 and len(form) < len(name):
            return "at its start" if place == 0 else "inside"
    for form in inner.forms:
        if form[:2] in name:
            core = _CORE.sub("", form)
            if len(core) >= 2 and core in name and len(core) < len(name):
                return "without its last word"
    return ""


def ending(context: Context, thing: Thing) -> str:
    """The word of its type that a name ends in (协会, 实验室), none of its own characters."""
    kind = context.article.ontology.types.get(thing.type)
    name = thing.name
    return max((s for s in (kind.name_suffixes if kind else ()) if name.endswith(s)), key=len, default="")
