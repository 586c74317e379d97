"""Fixtures of the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.viz.browsers import Watched, chromium, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for the whole session."""
    with chromium() as running:
        yield running


@pytest.fixture
def desktop(browser: Browser, server_url: str) -> Iterator[Watched]:
    """A page of 1280 × 800."""
    with watched_page(browser, server_url, 1280, 800) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, server_url: str) -> Iterator[Watched]:
    """A page of 390 × 844."""
    with watched_page(browser, server_url, 390, 844) as page:
        yield page
