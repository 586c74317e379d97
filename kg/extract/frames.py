"""The frames of the ontology (H落户T, 以H为龙头的T) matched against the mentions of a sentence.

A frame is words with two slots, H for the head and T for the tail. Its longest word is the anchor; the slots are filled by
the nearest mentions of a fitting type, whole lists at once; a slot before the anchor may be filled by the subject.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from kg.extract.linker import Thing
from kg.extract.sentences import Sentence
from kg.ontology import Ontology, RelationType

_LIST_JOIN = re.compile(
    r"^(?:[”》）]?(?:等)?[、，]?(?:和|与|及|以及|、)?(?:(?<=[、和与及])[^，。；：、]{2,16}(?:企业|商|龙头|巨头|公司|领军者))?[“《（]?)$"
)
# 形成了以A为龙头的集B、C为一体的X: the noun is X.
_DESCRIBED = re.compile(
    r"(?:了|起)?(?:以[^，]{2,30}?为(?:龙头|代表|主导|核心|引领|主体|支撑)的)?(?:[集融][^，]{4,50}?[于为]一体的)?"
)
_RIGHT_REACH, _LEFT_REACH, _TAIL_REACH = 24, 40, 10
_OPENING = 16
_ADJACENT = 8
_LEAD_VERB = re.compile(
    r"了|引进|引入|聚集|集聚|汇聚|培育|拥有|形成|推动|帮助|协助|扶持|包括|吸引|鼓励|打造|建设|实施|推进|对接|支持|服务|走进|来到|发展|加强|出台|制定|开展|加快|深入|落实|建立|启动|成立|投资|获得|荣获|生产|围绕|聚焦|按照|根据|通过|为"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention in a sentence: its span in the clean text and its entity."""

    start: int
    end: int
    thing: Thing


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame taken apart: parts are H, T and words in order; anchor is the index of the longest word."""

    relation: RelationType
    text: str
    parts: tuple[str, ...]
    anchor: int


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found: heads and tails, the span of the anchor, whether a slot was filled by a carried subject."""

    frame: Frame
    heads: tuple[Placed, ...]
    tails: tuple[Placed, ...]
    anchor: tuple[int, int]
    carried: bool


class FrameMatcher:
    """All frames of an ontology in one automaton over their anchors."""

    def __init__(self, ontology: Ontology) -> None:
        self._by_anchor: dict[str, list[Frame]] = defaultdict(list)
        for relation in ontology.relations.values():
            for text in relation.frames:
                frame = parse(relation, text)
                self._by_anchor[frame.parts[frame.anchor]].append(frame)
        self._automaton = ahocorasick.Automaton()
        for anchor in self._by_anchor:
            self._automaton.add_word(anchor, anchor)
        if self._by_anchor:
            self._automaton.make_automaton()

    def matches(self, sentence: Sentence, placed: Sequence[Placed], subjects: Sequence[Placed]) -> Iterator[Match]:
        """Every frame that fits. placed: the sentence's mentions; subjects: entities carried over, nearest first."""
        if not self._by_anchor:
            return
        covered = {p for m in placed if m.thing.type != "Goal" for p in range(m.start, m.end)}
        for last, anchor in self._automaton.iter(sentence.text):
            start, end = sentence.start + last + 1 - len(anchor), sentence.start + last + 1
            if not covered.isdisjoint(range(start, end)):
                continue
            if anchor == "是" and sentence.text[last : last + 1] and sentence.text[last - 1 : last] == "的":
                continue
            for frame in self._by_anchor[anchor]:
                match = _fit(frame, sentence, placed, subjects, start, end)
                if match:
                    yield match


@lru_cache(maxsize=4)
def matcher(ontology_fingerprint: str, ontology_ref: _Ref) -> FrameMatcher:
    """The matcher of an ontology, built once a process."""
    return FrameMatcher(ontology_ref.ontology)


@dataclass(frozen=True, slots=True)
class _Ref:
    """Lets the cache be keyed by fingerprint alone."""

    ontology: Ontology

    def __hash__(self) -> int:
        return hash(self.ontology.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ref) and other.ontology.fingerprint == self.ontology.fingerprint


def matcher_of(ontology: Ontology) -> FrameMatcher:
    """The (cached) matcher of an ontology."""
    return matcher(ontology.fingerprint, _Ref(ontology))


def parse(relation: RelationType, text: str) -> Frame:
    """Take a frame's text apart: 'H在T成立' → H, 在, T, 成立 with anchor 成立."""
    parts = tuple(part for part in re.split(r"([HT])", text) if part)
    words = [i for i, part in enumerate(parts) if part not in "HT"]
    return Frame(relation, text, parts, max(words, key=lambda i: (len(parts[i]), i)))


def _fit(
    frame: Frame, sentence: Sentence, placed: Sequence[Placed], subjects: Sequence[Placed], start: int, end: int
) -> Match | None:
    slots: dict[str, tuple[Placed, ...]] = {}
    carried = False
    left, right = start, end
    for index in range(frame.anchor + 1, len(frame.parts)):
        part = frame.parts[index]
        if part in "HT":
            group = _right_group(frame, part, sentence, placed, right)
            if not group:
                return None
            slots[part], right = group, group[-1].end
        else:
            found = sentence.text.find(part, right - sentence.start, right - sentence.start + _TAIL_REACH + len(part))
            if found < 0 or re.search(r"[，；。]", sentence.text[right - sentence.start : found]):
                return None
            right = sentence.start + found + len(part)
    if frame.parts[-1] not in "HT" and sentence.text[right - sentence.start : right - sentence.start + 1] == "的":
        return None
    for index in range(frame.anchor - 1, -1, -1):
        part = frame.parts[index]
        if part in "HT":
            group, from_subject = _left_group(frame, part, sentence, placed, subjects, left, index == 0, slots)
            if not group:
                return None
            slots[part], carried = group, carried or from_subject
            left = min(left, group[0].start) if not from_subject else left
        else:
            found = sentence.text.rfind(
                part, max(0, left - sentence.start - _TAIL_REACH - len(part)), left - sentence.start
            )
            if found < 0 or re.search(r"[，；。]", sentence.text[found : left - sentence.start]):
                return None
            left = sentence.start + found
    heads, tails = slots["H"], slots["T"]
    heads = tuple(h for h in heads if any(frame.relation.allows(h.thing.type, t.thing.type) for t in tails))
    if not heads:
        return None
    return Match(frame, heads, tails, (start, end), carried)


def _types(frame: Frame, slot: str) -> tuple[str, ...]:
    return frame.relation.domain if slot == "H" else frame.relation.range


def _right_group(
    frame: Frame, slot: str, sentence: Sentence, placed: Sequence[Placed], position: int
) -> tuple[Placed, ...]:
    """The nearest list of fitting mentions after a position, in the same clause."""
    types = _types(frame, slot)
    clause_end = sentence.clause_of(max(position - 1, sentence.start))[1]
    described = _DESCRIBED.match(sentence.text[position - sentence.start : clause_end - sentence.start])
    position += described.end() if described else 0
    after = [m for m in placed if m.start >= position and m.thing.type in types and not _nested(m, placed)]
    if not after:
        return ()
    first = after[0]
    between = sentence.text[position - sentence.start : first.start - sentence.start]
    if len(between) > (1 if frame.parts[frame.anchor] == "的" else _RIGHT_REACH) or re.search(r"[，；。：]", between):
        return ()
    if (
        any(position <= m.start < first.start and m.thing.type == "Policy" for m in placed)
        and slot == "T"
        and frame.relation.name != "targets"
    ):
        return ()
    return _extend(first, after[1:], sentence)


def _extend(first: Placed, rest: Sequence[Placed], sentence: Sentence) -> tuple[Placed, ...]:
    group = [first]
    for mention in rest:
        gap = sentence.text[group[-1].end - sentence.start : mention.start - sentence.start]
        if mention.start < group[-1].end:
            continue
        if not _LIST_JOIN.match(gap):
            break
        group.append(mention)
    return tuple(group)


def _left_group(
    frame: Frame,
    slot: str,
    sentence: Sentence,
    placed: Sequence[Placed],
    subjects: Sequence[Placed],
    position: int,
    outer: bool,
    slots: dict[str, tuple[Placed, ...]],
) -> tuple[tuple[Placed, ...], bool]:
    """The nearest list before a position in the clause; for an outer slot else the sentence's or a carried subject."""
    types = _types(frame, slot)
    taken = {id(m) for group in slots.values() for m in group}
    before = [
        m
        for m in placed
        if m.end <= position and m.thing.type in types and id(m) not in taken and not _nested(m, placed)
    ]
    clause_start = sentence.clause_of(position)[0]
    reach = (
        1
        if frame.parts[frame.anchor] == "的"
        else _ADJACENT
        if frame.parts[frame.anchor].startswith("为")
        else _LEFT_REACH
    )
    near = [m for m in before if m.start >= clause_start and position - m.end <= reach]
    if near:
        group = [near[-1]]
        for mention in reversed(near[:-1]):
            gap = sentence.text[mention.end - sentence.start : group[0].start - sentence.start]
            if not _LIST_JOIN.match(gap):
                break
            group.insert(0, mention)
        return tuple(group), False
    if not outer or frame.parts[frame.anchor] == "的":
        return (), False
    ended = [
        m
        for m in before
        if m.end + 1 == clause_start
        or sentence.text[m.end - sentence.start : clause_start - sentence.start] in {"，", "”，", "："}
    ]
    if ended:
        return (ended[-1],), True
    if before and is_subject(sentence, before[0]):
        return _extend(before[0], before[1:], sentence), True
    carried = next((s for s in subjects if s.thing.type in types), None)
    return ((carried,), True) if carried else ((), False)


def is_subject(sentence: Sentence, mention: Placed) -> bool:
    """Whether a mention opens its sentence: near the start, with no verb before it."""
    lead = sentence.text[: mention.start - sentence.start]
    return len(lead) <= _OPENING and not _LEAD_VERB.search(lead.rsplit("，", 1)[-1])


_GUESSED = 0.5  # a whole clause that may be a goal hides no name


def _nested(mention: Placed, placed: Sequence[Placed]) -> bool:
    return any(
        m is not mention
        and m.start <= mention.start
        and mention.end <= m.end
        and m.end - m.start > mention.end - mention.start
        and not (m.thing.type == "Goal" and m.thing.confidence < _GUESSED)
        for m in placed
    )
