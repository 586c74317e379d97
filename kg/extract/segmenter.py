"""Words: jieba's own tokenizer, loaded when first needed, used only where the end of a name is in doubt."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property, lru_cache

import jieba

NEW_WORD = "x"
_MOST_SEEN = 200_000
_GLUED_BEFORE = frozenset("由以与从将把被向使让给据因对在是")
_GLUED_AFTER = frozenset("任在于是向对将")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text. tag: part of speech of jieba's dictionary (n, v, p, …), `x` for a word it does not know."""

    text: str
    start: int
    end: int
    tag: str


class Segmenter:
    """Cuts text into words. Deterministic: the shipped dictionary, no user words."""

    def __init__(self) -> None:
        # Tokens met before with their words: most words of a text are the same few thousand.
        self._seen: dict[str, list[tuple[str, int, str]]] = {}

    @cached_property
    def _tokenizer(self) -> jieba.Tokenizer:
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        return tokenizer

    @cached_property
    def _tags(self) -> dict[str, tuple[str, int]]:
        tags: dict[str, tuple[str, int]] = {}
        with jieba.get_dict_file() as lines:
            for line in lines:
                word, frequency, tag = line.decode().split()
                tags[word] = tag, int(frequency)
        return tags

    def words(self, text: str, offset: int = 0) -> list[Word]:
        """The words of `text` in order; start and end count from `offset`."""
        out = []
        for token in self._tokenizer.cut(text):
            known = self._seen.get(token)
            if known is None:
                if len(self._seen) >= _MOST_SEEN:
                    self._seen.clear()
                known = self._seen[token] = [(word, len(word), self.tag(word)) for word in self._parts(token)]
            for word, length, tag in known:
                out.append(Word(word, offset, offset + length, tag))
                offset += length
        return out

    def _parts(self, token: str) -> list[str]:
        """A word that no dictionary holds, without the preposition or verb that the tokenizer glued to it: 由|青岚."""
        if len(token) < 3 or token in self._tags or not "一" <= token[0] <= "鿿":
            return [token]
        if token[0] in _GLUED_BEFORE:
            return [token[0], token[1:]]
        if len(token) == 4 and token[-1] in _GLUED_AFTER:
            return [token[:-1], token[-1]]
        return [token]

    def tag(self, word: str) -> str:
        """Part of speech of a word; `m` for digits, `eng` for Latin letters, `x` for one that is in no dictionary."""
        if word in self._tags:
            return self._tags[word][0]
        if word.isascii():
            return "m" if word.replace(".", "").isdigit() else "eng"
        return NEW_WORD

    def frequency(self, word: str) -> int:
        """How often the dictionary's corpus held the word; 0 for one it does not know."""
        return self._tags.get(word, ("", 0))[1]


@lru_cache(maxsize=1)
def segmenter() -> Segmenter:
    """The one segmenter of this process."""
    return Segmenter()
