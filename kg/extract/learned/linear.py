"""Logistic models as text: a line for each label, feature and weight; and what their features have in common."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from pathlib import Path

import ahocorasick

BIAS = "bias"
# Finds the words of the language that features may name: (start, end, word) in a text.
Words = Callable[[str], Sequence[tuple[int, int, str]]]
# Features that say a word of the language stands somewhere: between:>:落户.
_WORD = ":w:"


class Model:
    """Weights by label and feature. words: the words of the language that its features ask for."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = weights
        self.labels = frozenset(weights)
        self._automaton = ahocorasick.Automaton()
        features = {feature for row in weights.values() for feature in row}
        for word in sorted({feature.rpartition(_WORD)[2] for feature in features if _WORD in feature}):
            self._automaton.add_word(word, word)
        if len(self._automaton):
            self._automaton.make_automaton()

    def words(self, text: str) -> list[tuple[int, int, str]]:
        """Every place of a word that the features ask for: start, end, word."""
        if not len(self._automaton):
            return []
        return [(last + 1 - len(word), last + 1, word) for last, word in self._automaton.iter(text)]

    def score(self, features: Collection[str], label: str) -> float:
        """The probability of a label, 0 for one the model does not know."""
        row = self._weights.get(label)
        if row is None:
            return 0.0
        total = row.get(BIAS, 0.0) + sum(map(row.get, features, repeat(0.0)))
        return 1 / (1 + math.exp(-total))


def shown(text: str) -> str:
    """Characters of a text as part of a feature: white space, which would break the file's lines, is shown as ¶."""
    return "".join("¶" if c.isspace() else c for c in text)


def bucket(length: int) -> int:
    """A length in steps that double: 0, 1, 2, 4, 8 … 64, more."""
    return next((n for n, most in enumerate((0, 1, 2, 4, 8, 16, 32, 64)) if length <= most), 8)


@lru_cache(maxsize=8)
def load(path: Path) -> Model:
    """The model of a file; an absent file is a model that knows nothing."""
    weights: dict[str, dict[str, float]] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            label, feature, weight = line.split("\t")
            weights.setdefault(label, {})[feature] = float(weight)
    return Model(weights)
