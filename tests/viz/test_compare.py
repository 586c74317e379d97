"""The comparison of parks in a real Chromium: over the shipped data, and over a small store with hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import chain_store as small
from tests.servers import serving
from tests.viz.browsers import Watched, fit_in_both_languages, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PARKS = ("G352021", "G372108", "G332086", "G321090")
ADDRESSES = ["#/compare?" + "&".join(f"park=Park:{key}" for key in PARKS[:count]) for count in range(5)]
BOTH = f"#/compare?park={small.EAST}&park={small.WEST}"
HOSTILE = [(f"Firm:{small.ATTACK}", "produces", small.WAFER), (f"Firm:{small.ATTACK}", "locatedInPark", small.WEST)]
HOSTILE += [(small.EAST, "memberOf", f"Alliance:{small.ATTACK}"), (f"Policy:{small.ATTACK}", "appliesIn", small.WEST)]


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory = tmp_path_factory.mktemp("parks")
    small.write(directory, HOSTILE)
    with serving(directory) as server:
        yield server.url


@pytest.fixture
def page_of_small(browser: Browser, small_url: str) -> Iterator[Watched]:
    with watched_page(browser, small_url, 1280, 800) as page:
        yield page


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_any_number_of_parks_fits_without_a_fault_in_both_languages(
    browser: Browser, server_url: str, size: tuple[int, int]
) -> None:
    fit_in_both_languages(browser, server_url, size, ADDRESSES)


def test_from_a_park_to_a_comparison_and_its_evidence_by_keyboard_alone(desktop: Watched) -> None:
    page = desktop.open("#/entity/Park:G352021")
    page.wait_for_selector(".entity-panel")
    page.locator(".entity-panel a", has_text="对比").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".picked-park")
    page.locator(".lens-search input").focus()
    page.keyboard.type("济宁高新区")
    page.keyboard.press("Enter")
    page.wait_for_selector(".compare-table")
    assert page.url.count("park=") == 2
    page.locator(".compare-table .member").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".evidence")
    assert "st=" in page.url
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.matches('.compare-table .member')")
    page.locator(".picked-park button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.picked-park').length === 1")
    assert desktop.faults == []


def test_cells_say_what_is_on_record_and_no_more(page_of_small: Watched) -> None:
    page = page_of_small.open(BOTH)
    page.wait_for_selector(".compare-table")
    row = page.locator("tr", has=page.locator("th", has_text="光伏组件"))
    assert [cell.replace("\n", "") for cell in row.locator("td").all_inner_texts()] == ["1 家晶阳", "未见记录"]
    rung = page.locator(".compare-table tr", has=page.locator("th", has_text="高新技术企业")).first
    assert "来源数字不同" in rung.locator("td").first.inner_text()
    assert "0 家" not in page.locator("main").inner_text()
    assert page_of_small.faults == []


def test_the_file_has_a_row_for_each_item_and_each_empty_cell(page_of_small: Watched, tmp_path: Path) -> None:
    page = page_of_small.open(BOTH)
    with page.expect_download() as download:
        page.locator(".actions button").first.click()
    download.value.save_as(tmp_path / "parks.csv")
    lines = (tmp_path / "parks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("内容,行,园区,名称,关系,数值")
    assert any(line.startswith("光伏产业链,光伏组件,东洲高新区,晶阳（企业）,生产,") for line in lines)
    assert any(line.startswith("光伏产业链,光伏组件,西岭高新区,未见记录,") for line in lines)
    assert any(line.startswith("同类指标,高新技术企业,东洲高新区,高新技术企业,,431,家,2021,") for line in lines)


def test_markup_in_names_stays_text(page_of_small: Watched) -> None:
    page = page_of_small.open(BOTH)
    page.wait_for_selector("text=<img src=x")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    assert page_of_small.faults == []


def test_an_unknown_park_is_said_in_words(desktop: Watched) -> None:
    page = desktop.open("#/compare?park=Park:G352021&park=Park:none")
    page.wait_for_selector(".state-error")
    assert "图谱里没有“Park:none”" in page.locator(".state-error").inner_text()


def test_printed_nothing_stays_folded_away(desktop: Watched) -> None:
    page = desktop.open(ADDRESSES[2])
    page.wait_for_selector(".compare-table")
    assert page.pdf(prefer_css_page_size=True)
    assert page.locator("details:not([open])").count() == page.locator(".unfold").count() == 0
