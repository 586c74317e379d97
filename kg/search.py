"""Names → entities: full, short and former names, parts of names, pinyin, typing errors. One SQLite file in a build."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from opencc import OpenCC

from kg.errors import StoreError
from kg.text import name_key

FILE = "names.sqlite"
_MARKS = re.compile(r"[^\w]|_")
_CANDIDATES = 400
_POSTINGS = 20_000
_SIMILAR = 0.65
_SOUNDS_SIMILAR, _LETTERS = 0.8, 5
_KIND_BONUS = {"name": 0.02, "alias": 0.01, "former": 0.0}
_SCHEMA = """
CREATE TABLE name (rank INTEGER PRIMARY KEY, entity TEXT, type TEXT, label TEXT, name TEXT, kind TEXT, weight INTEGER,
                   key TEXT, pinyin TEXT, initials TEXT);
CREATE TABLE gram (gram TEXT, rank INTEGER, PRIMARY KEY (gram, rank)) WITHOUT ROWID;
CREATE TABLE gram_size (gram TEXT PRIMARY KEY, size INTEGER) WITHOUT ROWID;
"""
_INDEXES = """
INSERT INTO gram_size SELECT gram, count(*) FROM gram GROUP BY gram ORDER BY gram;
CREATE INDEX name_key ON name (key);
CREATE INDEX name_pinyin ON name (pinyin);
CREATE INDEX name_initials ON name (initials);
"""


@dataclass(frozen=True, slots=True)
class IndexedName:
    """One name of an entity. label: the name it is shown by; weight: its number of statements."""

    entity_id: str
    type: str
    name: str
    label: str
    kind: Literal["name", "alias", "former"]
    weight: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found. matched: the name that the query met; score: 0 to 1, 1 for its full name."""

    entity_id: str
    type: str
    label: str
    matched: str
    score: float


def similarity(one: str, other: str) -> float:
    """How alike two keys of names are, 0 to 1: characters added, left out, replaced and swapped count against it."""
    from rapidfuzz.distance import OSA  # two neighbours swapped count as one error, as a wrong character does

    return float(OSA.normalized_similarity(one, other))


def sounds_alike(one: str, other: str) -> bool:
    """Whether two keys of names are read the same, whatever the tones."""
    return len(one) == len(other) and _syllables(one) == _syllables(other)


def write_index(directory: Path, names: Iterable[IndexedName]) -> None:
    """Write the index of these names into `directory`: the same names, in any order, give the same bytes."""
    ordered = sorted(set(names), key=lambda n: (-n.weight, len(n.name), n.name, n.entity_id, n.kind))
    path = directory / FILE
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        rows = [_row(rank, name) for rank, name in enumerate(ordered)]
        connection.executemany(f"INSERT INTO name VALUES ({','.join('?' * 10)})", rows)
        ranks = defaultdict[str, list[int]](list)
        for rank, *_, key, _pinyin, _initials in rows:
            for gram in _grams(key):
                ranks[gram].append(rank)
        grams = ((gram, rank) for gram in sorted(ranks) for rank in ranks[gram])
        connection.executemany("INSERT INTO gram VALUES (?, ?)", grams)
        connection.commit()
        connection.executescript(_INDEXES + "PRAGMA optimize; VACUUM;")
    finally:
        connection.close()


def prepare() -> None:
    """Load the dictionaries that an index is written with: a second that can pass beside other work."""
    _syllables(search_key("園區"))


def search_key(text: str) -> str:
    """The form in which a query meets a name: that of `name_key`, in simplified characters, without the marks in it."""
    return _MARKS.sub("", _simplifier().convert(name_key(text)))


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _letters(sound: str) -> str:
    """The letters and digits of a pronunciation, ü written as one types it."""
    return "".join(c for c in sound.replace("ü", "v") if c.isascii() and c.isalnum())


def _row(rank: int, name: IndexedName) -> tuple[int, str, str, str, str, str, int, str, str, str]:
    key = search_key(name.name)
    words = [_typed(word) for word in _words(key)]
    return (
        *(rank, name.entity_id, name.type, name.label, name.name, name.kind, name.weight, key),
        *("".join(letters for letters, _ in words), "".join(initials for _, initials in words)),
    )


def _words(key: str) -> Iterator[str]:
    from pypinyin.seg.mmseg import seg  # its dictionary takes a while to load: only a build and matching need it

    found: Iterator[str] = seg.cut(key)
    return found


def _syllables(key: str) -> list[str]:
    return [syllable for word in _words(key) for syllable in _spoken(word)]


@lru_cache(maxsize=1 << 17)
def _typed(word: str) -> tuple[str, str]:
    """A word as one types it, whole and by the first letters of its syllables."""
    syllables = _spoken(word)
    return _letters("".join(syllables)), _letters("".join(syllable[0] for syllable in syllables))


@lru_cache(maxsize=1 << 17)
def _spoken(word: str) -> tuple[str, ...]:
    """The syllables of a word: names share most of theirs, and asking for each word once is four times as quick."""
    from pypinyin import lazy_pinyin

    return tuple(syllable for syllable in lazy_pinyin(word) if syllable)


def _grams(key: str) -> set[str]:
    """The characters of a key and its pairs of neighbours."""
    return {*key, *(key[i : i + 2] for i in range(len(key) - 1))}


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of the table of names."""

    rank: int
    entity: str
    type: str
    label: str
    name: str
    kind: str
    weight: int
    key: str
    pinyin: str
    initials: str


class NameIndex:
    """The index of one build, read-only. Safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, directory: Path) -> NameIndex:
        """Open the index in `directory`. Raises StoreError when it is missing or no index."""
        path = directory / FILE
        if not path.is_file():
            raise StoreError("the index of names is missing", where=str(path), hint="run kg build")
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            connection.execute("SELECT 1 FROM name, gram_size LIMIT 1")
        except sqlite3.DatabaseError as error:
            raise StoreError("the index of names is broken", where=str(path), hint="run kg build") from error
        return cls(connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def search(
        self, q: str, kind: str | None = None, limit: int = 10, offset: int = 0, *, similar: bool = True
    ) -> list[Hit]:
        """The entities whose names fit `q` best: equal, beginning so, holding it or its words, sounding so, and similar
        when none is.

        kind: only entities of this type; similar: whether to look for those, which takes longest. Best first; among equals those with more statements. An empty query finds nothing.
        """
        wanted = offset + limit
        return self._ranked(q, kind, wanted, similar)[offset:wanted]

    def facets(self, q: str) -> dict[str, int]:
        """How many entities of each type fit `q`, of those looked at: the weightiest 400 for each way of fitting."""
        counts = Counter(hit.type for hit in self._ranked(q, None, _CANDIDATES, True))
        return dict(counts.most_common())

    def _ranked(self, q: str, kind: str | None, wanted: int, similar: bool) -> list[Hit]:
        key, words, hits = search_key(q), [search_key(word) for word in q.split()], dict[str, Hit]()
        if not key:
            return []
        exact = (self._equal(key, kind), self._beginning(key, kind), self._holding([key], kind, 0.55))
        further = (self._holding(words, kind, 0.5) if len(words) > 1 else (), self._sounding(key, kind))
        for way in (*exact, *further):
            if len(hits) >= wanted:
                break
            _take(way, hits)
        if not hits and similar:
            _take(self._similar(key, kind), hits)
        if not hits and similar:
            _take(self._sounding_similar(key, kind), hits)
        return sorted(hits.values(), key=lambda h: (-h.score, h.label, h.entity_id))

    def bearing(self, name: str, kind: str | None = None) -> list[Hit]:
        """The entities that bear exactly this name, each once, those with more statements first."""
        hits = {hit.entity_id: hit for hit in reversed(list(self._equal(search_key(name), kind)))}
        return list(reversed(hits.values()))

    def names(self, kind: str) -> Iterator[tuple[str, str]]:
        """Every name of the entities of one type as its key, with the entity's id."""
        yield from self._connection.execute("SELECT key, entity FROM name WHERE type = ? ORDER BY rank", (kind,))

    def _equal(self, key: str, kind: str | None) -> Iterator[Hit]:
        for found in self._rows("key = ?", (key,), kind):
            yield _hit(found, 0.95, 0.0)

    def _beginning(self, key: str, kind: str | None) -> Iterator[Hit]:
        for found in self._rows("key >= ? AND key < ?", (key, _after(key)), kind):
            yield _hit(found, 0.75, 0.1 * len(key) / len(found.key))

    def _holding(self, words: list[str], kind: str | None, base: float) -> Iterator[Hit]:
        """Names that hold each of these words."""
        grams = {gram for word in words for gram in _grams(word) if len(gram) == min(2, len(word))}
        if not grams:
            return
        rarest = min(grams, key=lambda gram: (self._size(gram), gram))
        condition = "rank IN (SELECT rank FROM gram WHERE gram = ?)" + " AND instr(key, ?) > 0" * len(words)
        length = sum(map(len, words))
        for found in self._rows(condition, (rarest, *words), kind):
            yield _hit(found, base, 0.1 * length / len(found.key))

    def _sounding(self, key: str, kind: str | None) -> Iterator[Hit]:
        letters = _letters(key)
        if not key.isascii() or not letters or letters.isdigit():
            return
        for column in ("pinyin", "initials"):
            for found in self._rows(f"{column} >= ? AND {column} < ?", (letters, _after(letters)), kind):
                sound: str = getattr(found, column)
                yield _hit(found, 0.45 if column == "pinyin" else 0.4, 0.1 * len(letters) / len(sound))

    def _sounding_similar(self, key: str, kind: str | None) -> Iterator[Hit]:
        """Names that sound nearly so, for pinyin with a typing error behind its second letter."""
        letters = _letters(key)
        if not key.isascii() or len(letters) < _LETTERS:
            return
        start = letters[:2]
        for found in self._rows("pinyin >= ? AND pinyin < ?", (start, _after(start)), kind, _POSTINGS):
            if (alike := similarity(letters, found.pinyin)) >= _SOUNDS_SIMILAR:
                yield _hit(found, 0.1, 0.2 * alike)

    def _similar(self, key: str, kind: str | None) -> Iterator[Hit]:
        ranks = self._sharing(key)
        for found in self._rows(f"rank IN ({','.join('?' * len(ranks))})", tuple(ranks), kind):
            if (alike := similarity(key, found.key)) >= _SIMILAR:
                yield _hit(found, 0.15, 0.2 * alike)

    def _sharing(self, key: str) -> list[int]:
        """Ranks of the names that share most characters and pairs with `key`, read from its rarest ones."""
        chosen, postings = list[str](), 0
        for size, gram in sorted((self._size(gram), gram) for gram in _grams(key)):
            if chosen and postings + size > _POSTINGS:
                break
            chosen, postings = [*chosen, gram], postings + size
        marks = ",".join("?" * len(chosen))
        query = f"SELECT rank FROM gram WHERE gram IN ({marks}) GROUP BY rank ORDER BY count(*) DESC, rank LIMIT ?"
        return [rank for (rank,) in self._connection.execute(query, (*chosen, _CANDIDATES))]

    def _size(self, gram: str) -> int:
        row = self._connection.execute("SELECT size FROM gram_size WHERE gram = ?", (gram,)).fetchone()
        return int(row[0]) if row else 0

    def _rows(
        self, condition: str, values: tuple[str | int, ...], kind: str | None, limit: int = _CANDIDATES
    ) -> list[_Found]:
        """The rows that meet `condition` (written in this file, never by a user), the weightiest first."""
        of_type, parameters = ("", values) if kind is None else (" AND type = ?", (*values, kind))
        query = f"SELECT * FROM name WHERE {condition}{of_type} ORDER BY rank LIMIT {limit}"
        return [_Found(*row) for row in self._connection.execute(query, parameters)]


def _take(found: Iterable[Hit], hits: dict[str, Hit]) -> None:
    """Add what was found, for each entity its best hit."""
    for hit in found:
        if hit.entity_id not in hits or hits[hit.entity_id].score < hit.score:
            hits[hit.entity_id] = hit


def _hit(found: _Found, base: float, closeness: float) -> Hit:
    score = base + closeness + _KIND_BONUS[found.kind] + 0.03 * (1 - 1 / (1 + math.log1p(found.weight)))
    return Hit(found.entity, found.type, found.label, found.name, round(min(score, 1.0), 4))


def _after(prefix: str) -> str:
    """The smallest string above all that begin with `prefix`."""
    return prefix + "\U0010ffff"
