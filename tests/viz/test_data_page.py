"""The data page in a real Chromium: every number leads to what is behind it, every table is there as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.viz.attacks import ATTACKS
from tests.viz.browsers import WAIT_IDLE, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

BARS = ("types", "parks", "years", "single")


def opened(watched: Watched) -> Page:
    """The page with all its sections."""
    page = watched.open("#/data")
    page.wait_for_selector(".data-planned table")
    page.wait_for_function(WAIT_IDLE)
    return page


def test_every_number_is_a_link(desktop: Watched) -> None:
    page = opened(desktop)
    numbers = page.locator(".data .figure, .data .tiles strong")
    assert numbers.count() > 60
    alone = [
        one.inner_text() for one in numbers.all() if not one.evaluate("(e) => e.closest('a') || e.querySelector('a')")
    ]
    assert alone == []
    assert desktop.faults == []


@pytest.mark.parametrize("section", BARS)
def test_a_bar_leads_to_as_many_rows_as_it_says(desktop: Watched, section: str) -> None:
    page = opened(desktop)
    link = page.locator(f".data-{section} .bars a.figure").last
    said = int(link.inner_text())
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sparql-result tbody tr")
    names = page.locator(".sparql-result th").all_inner_texts()
    cells = page.locator(f".sparql-result tbody tr td:nth-child({len(names)})").all_inner_texts()
    if section == "types":
        cells = page.locator(f".sparql-result tbody tr td:nth-child({names.index('entity') + 1})").all_inner_texts()
    assert len(set(cells)) == said
    assert desktop.faults == []


def test_a_source_leads_to_its_text_and_a_tile_to_its_list(desktop: Watched) -> None:
    page = opened(desktop)
    page.locator(".data-sources tbody .figure a").first.click()
    page.wait_for_selector(".source-text")
    page = opened(desktop)
    tile = page.locator(".tiles a").first
    said = int(tile.locator("strong").inner_text())
    tile.click()
    page.wait_for_selector(".sparql-result tbody tr")
    assert page.locator(".sparql-result tbody tr").count() == said


def test_csv_has_every_row(desktop: Watched, tmp_path: Path) -> None:
    page = opened(desktop)
    for section in ("sources", "planned"):
        with page.expect_download() as download:
            page.locator(f".data-{section} .actions button").click()
        assert download.value.suggested_filename == f"{section}.csv"
        download.value.save_as(tmp_path / section)
        rows = list(csv.DictReader(io.StringIO((tmp_path / section).read_text("utf-8-sig"))))
        assert len(rows) >= page.locator(f".data-{section} tbody tr").count()


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_in_labels_stays_text(desktop: Watched, attack: str) -> None:
    def poisoned(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        if '"bindings"' in text:
            parsed = json.loads(text)
            for row in parsed["results"]["bindings"]:
                for value in row.values():
                    value["value"] = value["value"] + (
                        attack if value["type"] == "literal" and "datatype" not in value else ""
                    )
            text = json.dumps(parsed)
        route.fulfill(response=answer, body=text)

    desktop.page.route("**/sparql", poisoned)
    page = opened(desktop)
    assert page.locator(".data-parks .bar-label").first.locator("a > *").count() == 0
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main script").count() == 0
    assert desktop.faults == []
