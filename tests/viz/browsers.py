"""A page in a real Chromium that is watched for faults."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
OWN = ("data:", "blob:", "about:")
WAIT_IDLE = "() => !document.querySelector('.spinner')"


@dataclass
class Watched:
    """A page and what went wrong on it: requests to other sites, errors of scripts, errors on the console."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Go to an address after the server's, such as `#/sparql`, by a full load."""
        self.page.goto("about:blank")
        self.page.goto(self.url + address)
        return self.page

    def watch(self) -> None:
        """Note faults from now on."""
        self.page.on("request", lambda request: self._request(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", lambda message: self._console(message.type, message.text))

    def _request(self, address: str) -> None:
        if not address.startswith((self.url, *OWN)):
            self.faults.append(f"request to {address}")

    def _console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.faults.append(f"console: {text}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; skips the test where Playwright, Chromium or a Chinese font is missing."""
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (extra `test`)")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: the pages are tested in a real browser (Debian: chromium)")
    if not shutil.which("fc-list") or not subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout.strip():
        pytest.skip("no Chinese font: the pages would be drawn as boxes (Debian: fonts-noto-cjk)")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def watched_page(browser: Browser, url: str, width: int, height: int) -> Iterator[Watched]:
    """A fresh page of this size whose faults are noted."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(20_000)
    watched = Watched(page, url)
    watched.watch()
    yield watched
    context.close()


def beyond(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def fit_in_both_languages(browser: Browser, url: str, size: tuple[int, int], addresses: Sequence[str]) -> None:
    """Assert that every page is no wider than the screen and has no fault, in Chinese and in English."""
    with watched_page(browser, url, *size) as watched:
        for language in ("zh", "en"):
            watched.open("").evaluate(f"localStorage.setItem('parkgraph.language', '{language}')")
            for address in addresses:
                page = watched.open(address)
                page.wait_for_selector("main h1")
                page.wait_for_function(WAIT_IDLE)
                assert beyond(page) <= 0, address
        assert watched.faults == []
