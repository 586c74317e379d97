"""Everyone can read the pages: axe-core finds no fault, light and dark, wide and narrow; keyboard, print, look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.viz.browsers import WAIT_IDLE, Watched
from tests.viz.test_explorer import addresses, document, park

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["document", "park"]

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(({ target, any }) => `${target} ${any[0]?.message ?? ""}`).join(" | ")}`)"""
CALM = "*, *::before { transition: none !important; animation: none !important; }"


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return found


def opened(watched: Watched, address: str) -> Page:
    """A page that has all it wants to show."""
    page = watched.open(address)
    page.wait_for_selector("main .card, main .result, main .state-error")
    page.wait_for_function(WAIT_IDLE)
    return page


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_no_fault_on_any_page(size: str, request: Any, park: str, document: str) -> None:
    watched = request.getfixturevalue(size)
    found = {}
    for address in [*addresses(park, document), "#/nothing"]:
        page = opened(watched, address)
        for look in ("light", "dark"):
            page.emulate_media(color_scheme=look)
            found[f"{address} {look}"] = violations(page)
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_the_look_follows_the_system_until_it_is_switched_and_is_remembered(desktop: Watched) -> None:
    desktop.page.emulate_media(color_scheme="dark")
    page = opened(desktop, "")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(ground)
    page.locator(".look").click()
    light = page.evaluate(ground)
    assert light != dark
    assert page.locator(".look").inner_text() == "深色"
    assert page.evaluate(ground) == light
    assert opened(desktop, "#/sparql").evaluate(ground) == light
    page.locator(".look").click()
    assert page.evaluate(ground) == dark
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) == light
    assert desktop.faults == []


def test_labels_of_the_network_turn_with_the_look(desktop: Watched, park: str) -> None:
    page = opened(desktop, f"#/entity/{park}")
    ink = "(id) => document.querySelector('.net .canvas').networkView.network.body.nodes[id].options.font.color"
    before = page.evaluate(ink, park)
    page.locator(".look").click()
    assert page.evaluate(ink, park) != before
    page.emulate_media(media="print")
    page.wait_for_function(f"([id, before]) => ({ink})(id) === before", arg=[park, before])


def test_first_tab_offers_the_way_past_the_header(desktop: Watched, park: str) -> None:
    page = opened(desktop, f"#/entity/{park}")
    address = page.url
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page"
    assert page.url == address


def test_paper_shows_the_facts_and_no_buttons(desktop: Watched, park: str) -> None:
    page = opened(desktop, f"#/entity/{park}")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".panel h2").is_visible()
    assert not page.locator("header.header").is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.panel')).overflow") == "visible"
    assert len(page.pdf(format="A4")) > 10_000
