"""Take pictures of the explorer's pages in Chromium, in Chinese, at desktop and phone width.

    python tools/screenshots.py                       serve the store .kg, pictures for the docs
    python tools/screenshots.py --all out/            every page at both widths, to look at
    python tools/screenshots.py --url http://127.0.0.1:8000/

Needs the `test` extra (Playwright), Chromium and a Chinese font (Debian: chromium, fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).resolve().parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
DESKTOP = (1280, 800)
PHONE = (390, 844)
PARK = "福州高新区"
PICTURES = ("explorer", "chain", "compare")


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: file stem, address after the server's, what to do there, what to wait for, the whole page or not."""

    name: str
    address: str
    ready: str
    act: Callable[[Page], None] = lambda page: None
    whole: bool = True


def _extract(page: Page) -> None:
    page.locator("main button.secondary").first.click()
    page.locator("main button[type=submit]").click()
    page.wait_for_selector(".extract-result .text-view", timeout=60_000)


def shots(park: str, statement: str, document: str) -> Iterator[Shot]:
    """Every page. park: id of the entity to show; statement: one of its facts, read from that document."""
    yield Shot("home", "", ".picture canvas")
    yield Shot("search", f"#/search/{quote(PARK)}", ".result")
    yield Shot("explorer", f"#/entity/{quote(park)}?st={statement}", ".excerpt mark.quote", whole=False)
    yield Shot("entity", f"#/entity/{quote(park)}", ".entity-panel")
    yield Shot("table", f"#/entity/{quote(park)}?view=table", ".facts-table tr")
    yield Shot("chains", "#/chains", ".chains")
    yield Shot("chain", f"#/chain/{quote('IndustryChain:光伏产业链')}?lens=Park:G332086", ".chain-map")
    yield Shot("compare", f"#/compare?park={quote(park)}&park=Park:G372108", ".compare-table")
    yield Shot("path", f"#/path?from={quote(park)}&to={quote('Industry:光伏')}", ".path-net canvas")
    yield Shot("document", f"#/document/{quote(document, safe='')}", ".source-text")
    yield Shot("sparql", "#/sparql", ".sparql-result table")
    yield Shot("data", "#/data", ".data-planned table")
    yield Shot("extract", "#/extract", "#report", _extract)
    yield Shot("missing", "#/entity/Park:none", ".state-error")


def take(browser: Browser, url: str, shot: Shot, size: tuple[int, int], target: Path) -> None:
    """Write one picture. Raises a Playwright error when the page does not come to what it should show."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page.goto(url + shot.address)
    page.wait_for_selector(shot.ready, timeout=60_000)
    shot.act(page)
    page.wait_for_timeout(700)  # the end of animations
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=shot.whole)
    page.close()


def _example(browser: Browser, url: str) -> tuple[str, str, str]:
    """Ids of the park to show, of a fact that it is host to a firm, and of the document that says so."""
    page = browser.new_page()
    page.goto(url)

    def get(address: str) -> Any:
        return page.evaluate("async (address) => (await fetch(address)).json()", f"api/v1/{address}")

    park = get(f"search?q={quote(PARK)}&type=Park")["results"][0]["id"]
    for fact in (fact for group in get(f"entities/{quote(park, safe='')}")["facts"] for fact in group["results"]):
        evidence = get(f"statements/{fact['statement']}")
        found = [one["document"]["id"] for one in evidence["evidence"] if one["pieces"]]
        if found and evidence["relation"] == "locatedInPark" and fact["entity"]["type"] == "Firm":
            page.close()
            return park, fact["statement"], found[0]
    raise SystemExit(f"no document of the store says which firm is in {PARK}; build the shipped data first")


@contextmanager
def server(url: str | None, store: Path) -> Iterator[str]:
    """The given address, or that of a `kg serve` on a free port which ends with the block."""
    if url:
        yield url.rstrip("/") + "/"
        return
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0", "--store", str(store)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        found = next((line.strip() for line in process.stderr if line.startswith("http")), None)
        if found is None:
            raise SystemExit("kg serve did not start; run kg build first")
        yield found
    finally:
        process.terminate()
        process.wait(timeout=30)


def main() -> None:
    """The pictures of the README, or with --all every page at both widths."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="address of a running server; without it one is started")
    parser.add_argument("--store", type=Path, default=Path(".kg"), help="store to serve (default: .kg)")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="write every page at both widths into this folder")
    options = parser.parse_args()
    with server(options.url, options.store) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for shot in shots(*_example(browser, url)):
            if options.all:
                for size in (DESKTOP, PHONE):
                    take(browser, url, shot, size, options.all / f"{shot.name}-{size[0]}.png")
            elif shot.name in PICTURES:
                take(browser, url, replace(shot, whole=False), DESKTOP, DOCS / f"{shot.name}.png")
        browser.close()


if __name__ == "__main__":
    main()
