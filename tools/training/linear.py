"""Fitting the logistic models: one a label, on features that several articles show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kg.extract.learned.linear import BIAS, Model
from training.articles import dump

_IN_ARTICLES, _LEAST_WEIGHT, _LEAST_EXAMPLES = 2, 0.02, 30
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Example:
    """What is seen, and which labels hold (1), do not (0) or may (None)."""

    article: str
    features: tuple[str, ...]
    labels: Mapping[str, int | None]


def fit(examples: Sequence[Example], strength: float) -> Weights:
    """Label → feature → weight. strength: the inverse of the regularization."""
    articles: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            articles[feature].add(example.article)
    kept = sorted(feature for feature, where in articles.items() if len(where) >= _IN_ARTICLES)
    number = {feature: n for n, feature in enumerate(kept)}
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for label in sorted({label for example in examples for label in example.labels}):
        rows = [(e.features, e.labels[label]) for e in examples if e.labels.get(label) is not None]
        wanted = np.array([value for _, value in rows])
        if wanted.sum() < _LEAST_EXAMPLES:
            continue
        columns, ends = [], [0]
        for features, _ in rows:
            columns += sorted({number[f] for f in features if f in number})
            ends.append(len(columns))
        seen = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(kept)))
        model = LogisticRegression(C=strength, max_iter=500, solver="liblinear").fit(seen, wanted)
        weights[label][BIAS] = float(model.intercept_[0])
        for column in np.nonzero(np.abs(model.coef_[0]) >= _LEAST_WEIGHT)[0]:
            weights[label][kept[column]] = float(model.coef_[0][column])
    return weights


def model(weights: Weights) -> Model:
    """The model that reads with them."""
    return Model(weights)


def write(path: Path, weights: Weights) -> int:
    """Write them as `kg.extract.learned.linear.load` reads them."""
    rows: Iterable[tuple[str, str, str]] = (
        (label, feature, f"{weight:.3f}")
        for label in sorted(weights)
        for feature, weight in sorted(weights[label].items())
    )
    return dump(path, "label\tfeature\tweight", rows)
