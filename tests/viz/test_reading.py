"""The page that shows what was read from documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import corpus
from kg.extract import Extractor
from kg.extract.result import to_json
from tests.viz.browsers import beyond
from viz.reading import reading_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = (
    "云麓智能装备有限公司落户昆山高新区。<img src=x onerror=alert(1)>今年上半年，昆山高新区产值达90亿元，同比增长8.5%。"
)


def page() -> str:
    extractor = Extractor()
    documents = corpus.read_text(TEXT, date="2021-09-13")
    results = [(d, to_json(extractor.extract(d), extractor.ontology, "https://parkgraph.example/")) for d in documents]
    return reading_page(results, extractor.ontology)


def test_it_shows_mentions_statements_and_figures_as_text(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "reading.html"
    path.write_text(page(), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    faults: list[str] = []
    opened.on("request", lambda request: faults.append(request.url))
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    opened.goto(path.as_uri())
    assert "云麓智能装备有限公司" in opened.locator("mark").all_text_contents()
    assert opened.locator(".text").text_content() == TEXT
    tables = opened.locator("tbody").all_text_contents()
    assert "位于园区" in tables[0]
    assert "90亿元（同比 +8.5%）2021-01/2021-06" in tables[1]
    assert (beyond(opened), faults) == (0, [path.as_uri()])
    opened.close()


def test_the_same_reading_gives_the_same_page() -> None:
    assert page() == page()
