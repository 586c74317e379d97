"""Whether a name that the finders propose is one that people would annotate: what can be seen of it, its letters left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.frames import Placed
from kg.extract.learned.linear import Words, shown
from kg.extract.learned.pairs import ending
from kg.extract.linker import Thing
from kg.extract.segmenter import segmenter

KEPT = "kept"
_AROUND, _PLACES = 8, 2


class Proposals:
    """The entities of an article with what is seen of each. words: finds the words of the language that features may name."""

    def __init__(self, context: Context, words: Words) -> None:
        self._context, self._words = context, words
        self._numbers = Counter(t.type for t in context.things)
        self._rules: dict[str, Counter[str]] = {}
        for head, relation, tail, _ in context.draft.rules():
            self._rules.setdefault(head, Counter())[f"head of {relation}"] += 1
            self._rules.setdefault(tail, Counter())[f"tail of {relation}"] += 1
        self._placed: dict[Thing, list[Placed]] = {}
        for mention in context.placed:
            self._placed.setdefault(mention.thing, []).append(mention)

    def __iter__(self) -> Iterator[tuple[Thing, tuple[str, ...]]]:
        for thing in self._context.things:
            yield thing, self.features(thing)

    def features(self, thing: Thing) -> tuple[str, ...]:
        """What is seen of an entity, each once."""
        return tuple(dict.fromkeys(self._features(thing)))

    def _features(self, thing: Thing) -> Iterator[str]:
        kind = thing.type
        yield f"type:{kind}"
        for rule in sorted(thing.rules):
            yield f"found:{kind}:{rule}"
            if ":" not in rule:
                yield f"found:{rule}"
        yield f"rules:{min(len(thing.rules), 3)}:{kind}"
        yield f"sure:{kind}:{int(thing.confidence * 10)}"
        yield f"often:{min(len(thing.places()), 4)}:{kind}"
        yield f"others of its type:{min(self._numbers[kind], 8)}:{kind}"
        if thing is self._context.park:
            yield f"main:{self._context.is_report}"
        yield f"report:{self._context.is_report}:{kind}"
        roles = self._rules.get(thing.id)
        if roles is None:
            yield f"unrelated:{kind}"
        else:
            for role in sorted(roles):
                yield f"{role}"
                yield f"{role}:{kind}"
        yield from self._of_its_name(thing)
        yield from self._of_its_places(thing)

    def _of_its_name(self, thing: Thing) -> Iterator[str]:
        name, kind = thing.name, thing.type
        yield f"length:{min(len(name), 12)}:{kind}"
        yield f"ends:{ending(self._context, thing)}:{kind}"
        entry = thing.entry
        yield f"known:{'no' if entry is None else 'short' if name != entry.name else 'full'}:{kind}"
        article = self._context.article
        start, end = next((a, b) for a, b in thing.forms[name])
        cut = list(article.words_after(start, end))
        tags = [w.tag[:2] if w.tag[:2] in _TWO_LETTERS else w.tag[:1] for w in cut] or ["x"]
        yield f"begins as:{tags[0]}:{kind}"
        yield f"is made of:{'+'.join(tags[:4])}:{kind}"
        yield f"words:{min(len(cut), 6)}:{kind}"
        yield f"begins with known word:{bool(cut) and segmenter().frequency(cut[0].text) > 0}:{kind}"
        if len(cut) > 1:
            yield f"new words:{min(sum(t == 'x' for t in tags), 2)}:{kind}"
        for what, pattern in _SHAPES:
            if pattern.search(name):
                yield f"{what}:{kind}"
        if any(e.type == "Region" for n in (2, 3, 4) for e in self._context.article.lexicon.lookup(name[:n])):
            yield f"begins with a region:{kind}"
        for left, right, word in self._words(name):
            if left == 0:
                yield f"name begins:{kind}:w:{word}"
            if right == len(name):
                yield f"name ends:{kind}:w:{word}"

    def _of_its_places(self, thing: Thing) -> Iterator[str]:
        text, kind = self._context.article.text, thing.type
        mentions = self._placed.get(thing, [])
        yield f"mentioned:{min(len(mentions), 3)}"
        for number, mention in enumerate(mentions[:_PLACES]):
            sentence = self._context.article.sentence_at(mention.start)
            where = "first" if number == 0 else "later"
            start, end = mention.start, mention.end
            if sentence.paragraph == 0:
                yield f"headline:{kind}"
            if start == sentence.start:
                yield f"{where} opens:{kind}"
            yield f"{where} after:{kind}:{shown(text[max(start - 1, 0) : start])}"
            yield f"{where} after:{kind}:{shown(text[max(start - 2, 0) : start])}"
            yield f"{where} before:{kind}:{shown(text[end : end + 1])}"
            yield f"{where} before:{kind}:{shown(text[end : end + 2])}"
            here = self._context.mentions(sentence)
            if number == 0:
                for other in sorted({m.thing.type for m in here if m.thing is not thing}):
                    yield f"with:{other}:{kind}"
                yield f"sentence:{min(len(here), 6)}:{kind}"
                yield f"clause:{start in {c[0] for c in sentence.clauses}}:{end in {c[1] for c in sentence.clauses}}:{kind}"
            outer = next((m for m in here if m is not mention and m.start <= start and end <= m.end), None)
            if outer is not None:
                yield f"{where} inside:{outer.thing.type}:{kind}"
            inner = next((m for m in here if m is not mention and start <= m.start and m.end <= end), None)
            if inner is not None:
                yield f"{where} around:{inner.thing.type}:{kind}"
            beside = next((m for m in here if 0 <= m.start - end <= 1), None)
            if beside is not None:
                yield f"{where} beside:{beside.thing.type}:{kind}"
            left_of = next((m for m in here if 0 <= start - m.end <= 1), None)
            if left_of is not None:
                yield f"{where} right of:{left_of.thing.type}:{kind}"
            listed = sum(
                m.thing.type == kind for group in self._context.groups(here, {kind}) if mention in group for m in group
            )
            yield f"{where} in a list of:{min(listed, 4)}:{kind}"
            base = max(sentence.start, start - _AROUND)
            for left, right, word in self._words(text[base : min(sentence.end, end + _AROUND)]):
                if base + right <= start:
                    yield f"{where} ahead:{kind}:w:{word}"
                elif base + left >= end:
                    yield f"{where} behind:{kind}:w:{word}"


_TWO_LETTERS = frozenset({"nr", "ns", "nt", "nz", "vn"})
_SHAPES = (
    ("digits", re.compile(r"\d")),
    ("letters", re.compile(r"[A-Za-z]")),
    ("quoted", re.compile(r"[“”]")),
    ("title marks", re.compile(r"[《》]")),
    ("brackets", re.compile(r"[（）()]")),
    ("list inside", re.compile(r"[、，]")),
    ("的", re.compile(r"的")),
    ("等", re.compile(r"等")),
    ("和", re.compile(r"[和与及]")),
)
