"""Servers over small stores of our own making."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.servers import serving
from tests.small_store import catalogue, report, write_store

STRICT = {
    "KG_QUERY_TIMEOUT": "1",
    "KG_QUERY_WORKERS": "1",
    "KG_QUERY_QUEUE": "1",
    "KG_QUERY_MAX_BYTES": "100000",
    "KG_QUERY_MEMORY": "900000000",
}


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with one report and a catalogue of three parks."""
    directory = tmp_path_factory.mktemp("store")
    write_store(directory, [catalogue(), report()])
    return directory


@pytest.fixture(scope="session")
def client(small_store: Path) -> Iterator[httpx.Client]:
    """A client of a server over the small store."""
    with serving(small_store) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def strict_client(small_store: Path) -> Iterator[httpx.Client]:
    """A client of a server with one query process and short limits: 1 s, 100 kB, one query waiting."""
    with serving(small_store, environment=STRICT) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        yield client
