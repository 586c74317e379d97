"""Words: jieba's own tokenizer, loaded when first needed, used only where the end of a name is in doubt."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property, lru_cache

import jieba

NEW_WORD = "x"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text. tag: part of speech of jieba's dictionary (n, v, p, …), `x` for a word it does not know."""

    text: str
    start: int
    end: int
    tag: str


class Segmenter:
    """Cuts text into words. Deterministic: the shipped dictionary, no user words."""

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
        for word in self._tokenizer.cut(text):
            out.append(Word(word, offset, offset + len(word), self.tag(word)))
            offset += len(word)
        return out

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
