"""How good the extraction is: floors that a change must not fall below."""

from __future__ import annotations

import random
from collections.abc import Callable
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


@pytest.fixture
def news(shared: Path) -> tuple[list[Article], list[Path]]:
    """The annotated news items and the files that hold their texts."""
    gold = evaluate.load(DATA / "gold" / "news" / "dev")
    names = {Path(article["document"]["source"]).name for article in gold}
    sources = [shared / "data" / "news" / name for name in sorted(names)]
    if not all(source.is_file() for source in sources):
        pytest.skip("../shared/data/news is absent: the annotated items cannot be read")
    return gold, sources


def test_news_of_other_papers(news: tuple[list[Article], list[Path]]) -> None:
    """Low floors: the models learned from these items, so they only guard against a fall."""
    report = scored(*news)
    assert report.articles == len(news[0])
    stays_above(report, entities=0.68, core_relations=0.3, observations=0.38)


@pytest.mark.parametrize("width", [18, 24, 36])
def test_a_wrapped_text_says_what_the_whole_one_says(news: tuple[list[Article], list[Path]], width: int) -> None:
    """The same twenty items, whole and wrapped as a column of that many Chinese characters, within a point."""
    gold, sources = news
    texts = {document.id: document for document in corpus.read(sources)}
    some = [a for a in gold if 400 < len(texts[a["document"]["id"]].text) < 1500]
    some = random.Random(3).sample(some, 20)

    def totals(shape: Callable[[str], str]) -> dict[str, float]:
        answers = []
        for article in some:
            document = texts[article["document"]["id"]]
            parts = list(corpus.read_text(shape(document.text), date=document.published))
            longest = max(parts, key=lambda part: len(part.clean))
            answer = to_json(extractor().extract(longest), extractor().ontology, BASE)
            answers.append({**answer, "document": article["document"]})
        return {n: t.f1 for n, t in evaluate.score(some, answers, extractor().ontology).totals.items()}

    whole, wrapped = totals(str), totals(lambda text: in_a_column(text, width))
    assert {name: round(wrapped[name] - f1, 3) for name, f1 in whole.items() if abs(wrapped[name] - f1) > 0.01} == {}


def in_a_column(text: str, width: int) -> str:
    """The lines of a text broken at a width; a Latin letter or digit is half as wide as a Chinese character."""
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for character in paragraph:
            wide = 0.5 if character.isascii() else 1.0
            if used + wide > width:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + character, used + wide
        lines.append(line)
    return "\n".join(lines)
