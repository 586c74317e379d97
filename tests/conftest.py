"""Fixtures that every room's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import serving


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; the test is skipped where there is none."""
    path = Path(__file__).resolve().parents[2] / "shared"
    if not path.is_dir():
        pytest.skip("../shared is absent: this test reads real data that is not part of the project")
    return path


@pytest.fixture(scope="session")
def server_url(shipped_store: Path) -> Iterator[str]:
    """The address (ending in /) of a real `kg serve` over the shipped data, for the whole session."""
    with serving(shipped_store) as server:
        yield server.url
