"""The gazetteers as one Aho–Corasick automaton: every known name in a text, in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from kg import identity
from kg.gazetteer import Gazetteer, Row


@dataclass(frozen=True, slots=True)
class Entry:
    """A gazetteer row under one of its names.

    short: the name is a short or other form, not the row's own. weak: an ordinary word (汽车) that names the sector only
    beside other sectors.
    """

    type: str
    id: str
    name: str
    row: Row
    short: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text: text[start:end] and the rows it may mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Lexicon:
    """All names of a gazetteer, by their characters."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        names: dict[str, list[Entry]] = defaultdict(list)
        self.by_id: dict[str, Entry] = {}
        for entry, forms in _entries(gazetteer):
            if not entry.weak:
                self.by_id.setdefault(entry.id, entry)
            for form in dict.fromkeys((entry.name, *forms)):
                names[form].append(Entry(entry.type, entry.id, entry.name, entry.row, form != entry.name, entry.weak))
        self.names = {name: tuple(entries) for name, entries in names.items()}
        self.surnames = frozenset(row["surname"] for row in gazetteer["surnames"])
        self._automaton = ahocorasick.Automaton()
        for name in self.names:
            self._automaton.add_word(name, name)
        if self.names:
            self._automaton.make_automaton()

    def hits(self, text: str) -> Iterator[Hit]:
        """Every occurrence of every name, overlapping ones too."""
        if not self.names:
            return
        for last, name in self._automaton.iter(text):
            yield Hit(last + 1 - len(name), last + 1, self.names[name])

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The rows that bear exactly this name."""
        return self.names.get(name, ())


# From what length the name of a class of GB/T 4754 is no everyday word (制造业): by level.
_SPEAKING = {"门类": 5, "大类": 3}


@lru_cache(maxsize=4)
def lexicon(gazetteer: Gazetteer) -> Lexicon:
    """The automaton of a gazetteer, built once a process."""
    return Lexicon(gazetteer)


def _entries(gazetteer: Gazetteer) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for row in gazetteer["regions"]:
        yield Entry("Region", identity.entity_id("Region", row["code"]), row["name"], row), row.list("short")
    for row in gazetteer["parks"]:
        yield Entry("Park", identity.entity_id("Park", row["key"]), row["name"], row), row.list("short")
    named = (("sectors", "Industry"), ("chains", "IndustryChain"), ("segments", "ChainSegment"), ("titles", "Title"))
    for table, kind in (
        *named,
        ("persons", "Person"),
        ("organisations", "Organization"),
        ("policies", "Policy"),
        ("firms", "Firm"),
    ):
        for row in gazetteer[table]:
            yield Entry(kind, identity.named_id(kind, row["name"]), row["name"], row), row.list("aliases")
    for row in gazetteer["industries"]:
        if row["name"].endswith("业") and len(row["name"]) >= _SPEAKING.get(row["level"], 99):
            yield Entry("Industry", identity.entity_id("Industry", row["code"]), row["name"], row), ()
    for row in gazetteer["sectors"]:
        entry = Entry("Industry", identity.named_id("Industry", row["name"]), row["name"], row)
        for word in row.list("weak"):
            yield Entry(entry.type, entry.id, word, row, weak=True), ()
    for row in gazetteer["chain_segments"]:
        entry = Entry("ChainSegment", identity.named_id("ChainSegment", row["segment"]), row["segment"], row)
        yield entry, row.list("aliases")
