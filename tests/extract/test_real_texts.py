"""Real news and policy texts: no exception, exact offsets, and no zone or company overlooked."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import corpus
from kg.extract.result import to_json
from kg.model import Document
from tests.extract.reading import extractor
from tests.extract.test_result import BASE, check_offsets, check_shape

_COMPANY = re.compile(r"[一-鿿]{2}有限公司")
_NEWS = ("eb_2011_park_items", "finance_news_park_items", "xwlb_park_items")


def named_zone(text: str) -> str | None:
    """A full name of the catalogue that a text holds, or None."""
    return next((row["name"] for row in extractor().gazetteer["parks"] if row["name"] in text), None)


def faults(document: Document) -> Iterator[str]:
    """What is wrong with the extraction of a document."""
    try:
        article = json.loads(json.dumps(to_json(extractor().extract(document), extractor().ontology, BASE)))
        check_shape(article)
        check_offsets(article, document.text)
    except Exception as error:  # whatever it is, the document that caused it has to be named
        yield f"{document.id}: {type(error).__name__}: {str(error)[:200]}"
        return
    expected = named_zone(document.clean) or (_COMPANY.search(document.clean) and "…有限公司")
    if expected and not any(entity["type"] in {"Park", "Firm"} for entity in article["entities"]):
        yield f"{document.id}: holds {expected} but no Park or Firm is read"


def all_faults(documents: list[Document]) -> list[str]:
    return [fault for document in documents for fault in faults(document)]


@pytest.fixture(scope="module")
def news(shared: Path) -> list[Document]:
    paths = [shared / "data" / "news" / f"{name}.jsonl" for name in _NEWS]
    if not all(path.is_file() for path in paths):
        pytest.skip("../shared/data/news is absent")
    return list(corpus.read(paths))


def test_sixty_news_items(news: list[Document]) -> None:
    assert all_faults(random.Random(20210913).sample(news, 60)) == []


@pytest.mark.soak
def test_all_news_items(news: list[Document]) -> None:
    assert len(news) == 1544
    assert all_faults(news) == []


def test_all_policy_texts(shared: Path) -> None:
    folder = shared / "data" / "policies"
    if not folder.is_dir():
        pytest.skip("../shared/data/policies is absent")
    documents = list(corpus.read([folder]))
    assert len(documents) >= 9
    assert all_faults(documents) == []
