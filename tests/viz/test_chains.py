"""The chain map in a real Chromium: over the shipped data, and over a small store with gaps and hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests import chain_store as small
from tests.servers import serving
from tests.viz.browsers import WAIT_IDLE, Watched, fit_in_both_languages, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHIPPED = (
    "#/chains",
    "#/chains?lens=Park:G372108",
    "#/chain/IndustryChain:光伏产业链?lens=Park:G332086",
    "#/chain/IndustryChain:光伏产业链?lens=Park:G332086&view=table",
    "#/chain/IndustryChain:工程机械产业链?lens=Region:430000&seg=ChainSegment:混凝土机械",
    "#/chain/IndustryChain:新材料产业链",
    "#/chain/IndustryChain:光伏新能源产业链",
)
HOSTILE = [(f"Firm:{small.ATTACK}", "produces", small.WAFER), (f"Firm:{small.ATTACK}", "locatedInPark", small.EAST)]
HOSTILE += [(small.CHAIN, "hasSegment", f"ChainSegment:{small.ATTACK}"), ("Firm:=1+1", "locatedInPark", small.EAST)]
HOSTILE += [("Firm:=1+1", "operatesIn", small.INDUSTRY), (f"Policy:{small.ATTACK}", "targets", small.CHAIN)]


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory = tmp_path_factory.mktemp("chains")
    small.write(directory, HOSTILE)
    with serving(directory) as server:
        yield server.url


@pytest.fixture
def page_of_small(browser: Browser, small_url: str) -> Iterator[Watched]:
    with watched_page(browser, small_url, 1280, 800) as page:
        yield page


def chain(place: str = "", **more: str) -> str:
    parameters = {"lens": place, **more}
    return f"#/chain/{small.CHAIN}?" + "&".join(f"{key}={quote(value)}" for key, value in parameters.items() if value)


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_every_page_fits_without_a_fault_in_both_languages(
    browser: Browser, server_url: str, size: tuple[int, int]
) -> None:
    fit_in_both_languages(browser, server_url, size, SHIPPED)


def test_from_the_list_to_the_words_by_keyboard_alone(desktop: Watched) -> None:
    page = desktop.open("#/chains?lens=Park:G332086")
    page.wait_for_selector(".chains")
    page.locator(".chains a", has_text="光伏产业链").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".chain-map")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.closest('.box')?.dataset.id") == "ChainSegment:光伏玻璃":
            break
    assert page.locator(".chain-lines-full path").count() == 4, "two lines, each with its head"
    page.keyboard.press("Enter")
    page.wait_for_selector(".segment-panel")
    assert "seg=" in page.url
    assert page.evaluate("document.activeElement.matches('.panel')")
    page.locator(".member-list .small").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".evidence")
    page.keyboard.press("Escape")
    page.wait_for_selector(".segment-panel")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.closest('.box')?.dataset.id === 'ChainSegment:光伏玻璃'")
    assert desktop.faults == []


def test_a_gap_says_what_is_known_and_who_has_it_elsewhere(page_of_small: Watched) -> None:
    page = page_of_small.open(chain(small.EAST))
    gap = page.locator(f"[data-id='{small.POLYSILICON}']")
    assert gap.inner_text().replace("\n", "").startswith("多晶硅图中未见本园区的记录；其他地方：川硅（西岭高新区）")
    assert "box-elsewhere" in (gap.get_attribute("class") or "")
    assert page.locator(f"[data-id='{small.PLANT}'] .gap").inner_text() == "图中未见记录"
    assert page.locator(f"[data-id='{small.PANEL}'] .member").inner_text().startswith("晶阳")
    assert page.locator(f"[data-id='{small.WAFER}'] .member-planned").count() == 1
    assert page.locator(".band-loose .box").count() == 2
    page.locator(".lens-now button").click()
    page.wait_for_function("() => !document.querySelector('.box-elsewhere') && document.querySelector('.box')")
    assert "lens=" not in page.url
    page.go_back()
    page.wait_for_selector(".box-elsewhere")
    assert page_of_small.faults == []


def test_the_lens_is_chosen_by_name(page_of_small: Watched) -> None:
    page = page_of_small.open(chain())
    page.locator(".lens-search input").fill("四川")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.lens-now strong')?.textContent === '四川省'")
    assert page.locator(f"[data-id='{small.POLYSILICON}'] .member").count() == 1


def test_table_and_file_hold_what_the_map_shows(page_of_small: Watched, tmp_path: Path) -> None:
    page = page_of_small.open(chain(small.EAST))
    page.wait_for_selector(".box")
    drawn = page.locator(".members .member, .policies > li").count() + page.locator(".box .gap").count()
    page.locator(".tab").nth(1).click()
    page.wait_for_selector(".chain-table")
    assert page.locator(".chain-table tbody tr").count() == drawn
    with page.expect_download() as download:
        page.locator(".actions button.secondary").first.click()
    download.value.save_as(tmp_path / "chain.csv")
    lines = (tmp_path / "chain.csv").read_text(encoding="utf-8-sig")
    assert lines.startswith("位置,环节,记录,名称")
    assert "上游,多晶硅,未见记录,图中未见本园区的记录；其他地方" in lines
    assert ",'=1+1," in lines, "a spreadsheet would work it out"
    page.locator(".chain-table .small").first.click()
    page.wait_for_selector(".evidence-panel")


def test_markup_in_names_stays_text(page_of_small: Watched) -> None:
    for address in (chain(small.EAST), chain(small.EAST, view="table"), chain(seg=f"ChainSegment:{small.ATTACK}")):
        page = page_of_small.open(address)
        page.wait_for_function(WAIT_IDLE)
        page.wait_for_selector("text=<img src=x")
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img").count() == 0
    assert page_of_small.faults == []


def test_printed_it_has_its_lines_where_the_boxes_are(desktop: Watched) -> None:
    page = desktop.open("#/chain/IndustryChain:光伏产业链?lens=Park:G332086")
    page.wait_for_selector(".chain-map")
    page.evaluate(
        "window.addEventListener('beforeprint', () => { window.paper = [...document.querySelectorAll("
        "'.chain-map, .chain-lines')].map((one) => Math.round(one.getBoundingClientRect().width)); })"
    )
    assert page.pdf(prefer_css_page_size=True)
    assert page.evaluate("window.paper") == [1040, 1040, 1040]
    assert page.evaluate("document.documentElement.className") == ""


def test_entities_lead_to_their_chains(desktop: Watched) -> None:
    page = desktop.open("#/entity/Park:G332086")
    page.locator(".entity-panel a", has_text="产业链图谱").click()
    page.wait_for_selector(".chains")
    page = desktop.open("#/entity/IndustryChain:光伏产业链")
    page.locator(".entity-panel a", has_text="产业链图谱").click()
    page.wait_for_selector(".chain-map")
    assert desktop.faults == []
