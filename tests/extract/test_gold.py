"""How good the extraction is: floors that a change must not fall below."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import corpus, evaluate
from kg.evaluate import Report
from kg.evaluate.gold import Article
from kg.extract.result import to_json
from tests.extract.reading import extractor

DATA = Path(__file__).resolve().parents[2] / "data"
BASE = "https://parkgraph.example/"


def scored(gold: list[Article], sources: list[Path]) -> Report:
    """The documents of the sources that the gold names (all of them when it names none), held against it."""
    wanted = {article["document"]["id"] for article in gold}
    documents = list(corpus.read(sources))
    named = [document for document in documents if document.id in wanted] or documents
    answers = [to_json(extractor().extract(document), extractor().ontology, BASE) for document in named]
    return evaluate.score(gold, answers, extractor().ontology)


def stays_above(report: Report, **floors: float) -> None:
    """Fails naming every total that lies below its floor."""
    figures = {name: round(report.totals[name].f1, 3) for name in floors}
    assert {name: f1 for name, f1 in figures.items() if f1 < floors[name]} == {}, figures


def test_the_sample_documents() -> None:
    gold = evaluate.load(DATA / "gold")
    sources = sorted({DATA / "documents" / article["document"]["source"] for article in gold})
    stays_above(scored(gold, sources), entities=0.85, core_relations=0.72, observations=0.75)


def test_the_reference_page(shared: Path) -> None:
    report = scored(evaluate.load(shared / "gold" / "dev"), [shared / "corpus" / "2021-09-park-news-page.txt"])
    assert report.articles == 4
    stays_above(report, entities=0.93, core_relations=0.85, relations=0.85, observations=0.93)


def test_news_of_other_papers(shared: Path) -> None:
    """A low floor: it only guards against a fall."""
    gold = evaluate.load(DATA / "gold" / "news" / "dev")
    names = {Path(article["document"]["source"]).name for article in gold}
    sources = [shared / "data" / "news" / name for name in sorted(names)]
    if not all(source.is_file() for source in sources):
        pytest.skip("../shared/data/news is absent: the annotated items cannot be read")
    report = scored(gold, sources)
    assert report.articles == len(gold)
    stays_above(report, entities=0.65)
