"""One article while it is being read: its sentences, and their words once somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.extract import sentences
from kg.extract.lexicon import Hit, Lexicon
from kg.extract.segmenter import Word, segmenter
from kg.extract.sentences import Sentence
from kg.model import Document
from kg.ontology import Ontology

_PUNCTUATION = re.compile(
    r"(?<=[一-鿿”》）)\d%])[,;:()](?=[一-鿿“《（(])|(?<=[一-鿿])[(](?=\w)|(?<=\w)[)](?=[一-鿿，。])|[(](?=[一-鿿])|(?<=[一-鿿])[),;:]"
)
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}


def _full_width(text: str) -> str:
    """Punctuation between Chinese characters in its Chinese form, length kept."""
    return _PUNCTUATION.sub(lambda match: _WIDE[match.group()], text)


class Article:
    """A document with its sentences, words (cut on demand, a sentence at a time) and known names."""

    def __init__(self, document: Document, lexicon: Lexicon, ontology: Ontology) -> None:
        self.document, self.lexicon, self.ontology = document, lexicon, ontology
        self.text = _full_width(document.clean)
        self.sentences = sentences.split(self.text)
        self._starts = [s.start for s in self.sentences]
        self._words: dict[int, list[Word]] = {}

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Every known name in the text."""
        return tuple(self.lexicon.hits(self.text))

    @cached_property
    def hits_by_end(self) -> dict[int, list[Hit]]:
        """The known names by the position they end at."""
        out: dict[int, list[Hit]] = {}
        for hit in self.hits:
            out.setdefault(hit.end, []).append(hit)
        return out

    @cached_property
    def hits_by_start(self) -> dict[int, list[Hit]]:
        """The known names by the position they begin at."""
        out: dict[int, list[Hit]] = {}
        for hit in self.hits:
            out.setdefault(hit.start, []).append(hit)
        return out

    @cached_property
    def reference_year(self) -> int | None:
        """The year the document speaks from: its date, else a year in its file name, else the latest it names."""
        if self.document.published:
            return int(self.document.published[:4])
        named = re.search(r"(?<!\d)((?:19|20)\d\d)(?=[-_年.])", self.document.source.rsplit("/", 1)[-1])
        if named:
            return int(named.group(1))
        return max((int(year) for year in re.findall(r"((?:19|20)\d\d)年", self.text)), default=None)

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a character position (the one before it for white space between two)."""
        return self.sentences[max(0, bisect_right(self._starts, position) - 1)]

    def words(self, sentence: Sentence) -> list[Word]:
        """The words of a sentence, positions in the article's clean text."""
        if sentence.index not in self._words:
            self._words[sentence.index] = list(self._cut(sentence))
        return self._words[sentence.index]

    def _cut(self, sentence: Sentence) -> Iterator[Word]:
        """The words between and including places written in full, which no word runs across: 某某区|直溪."""
        position = sentence.start
        for start, end in self._places(sentence):
            if start >= position:
                yield from segmenter().words(self.text[position:start], position)
                yield Word(self.text[start:end], start, end, "ns")
                position = end
        yield from segmenter().words(self.text[position : sentence.end], position)

    def _places(self, sentence: Sentence) -> list[tuple[int, int]]:
        first = bisect_left(self.hits, sentence.start, key=lambda h: h.end)
        places = []
        for hit in self.hits[first:]:
            if hit.start >= sentence.end:
                break
            full = hit.end - hit.start > 2 and self.text[hit.end - 1] in "省市区县州盟旗"
            if full and hit.start >= sentence.start and any(e.type == "Region" for e in hit.entries):
                places.append((hit.start, hit.end))
        return sorted(places, key=lambda p: (p[0], -p[1]))

    def words_before(self, position: int) -> Iterable[Word]:
        """The words of the sentence that end at or before a position, nearest first.

        A word that the position cuts through is given by the part before it.
        """
        for word in reversed(self.words(self.sentence_at(position))):
            if word.end <= position:
                yield word
            elif word.start < position:
                part = self.text[word.start : position]
                yield Word(part, word.start, position, segmenter().tag(part))

    def words_after(self, position: int, end: int | None = None) -> Iterable[Word]:
        """The words of the sentence that start at or after a position (before `end`), in order; a cut word by its part."""
        for word in self.words(self.sentence_at(position)):
            if end is not None and word.start >= end:
                return
            if word.start >= position:
                yield word
            elif word.end > position:
                part = self.text[position : word.end]
                yield Word(part, position, word.end, segmenter().tag(part))
