"""What the extraction knows by heart: with every firm and park renamed it must read almost as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import corpus, evaluate
from kg.evaluate.gold import Article
from kg.extract.result import to_json
from tests.extract.masking import Mask
from tests.extract.reading import extractor

BASE = "https://parkgraph.example/"
MOST_LOST = 0.05


def figures(gold: list[Article], page: str) -> dict[str, float]:
    """F1 by total of the articles of a page against their gold."""
    ontology = extractor().ontology
    answers = [to_json(extractor().extract(document), ontology, BASE) for document in corpus.read_text(page)]
    return {name: tally.f1 for name, tally in evaluate.score(gold, answers, ontology).totals.items()}


@pytest.fixture(scope="module")
def page(shared: Path) -> str:
    (document, *_) = corpus.read([shared / "corpus" / "2021-09-park-news-page.txt"])
    return document.text


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[Article]:
    return evaluate.load(shared / "gold" / "dev")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_names_are_read_almost_as_well(page: str, gold: list[Article], seed: int) -> None:
    mask = Mask(gold, seed)
    masked = mask.text(page)
    assert len(masked) == len(page) and len(mask.words) > 30
    before, after = figures(gold, page), figures(mask.article(gold), masked)
    lost = {name: round(before[name] - after[name], 3) for name in ("entities", "core_relations")}
    assert all(loss <= MOST_LOST for loss in lost.values()), f"lost {lost}, after masking {after}"
