"""An id that was merged leads to the one that stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import httpx
import pytest

from tests.servers import serving
from tests.small_store import write_store
from tests.test_resolve import FULL, gazetteer, named

SHORT = "甲山光电"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server over a store in which a short and a full name are one firm."""
    directory = tmp_path_factory.mktemp("merged")
    write_store(directory, [gazetteer(), named(SHORT, "a", ("locatedInPark", "Park:G1")), named(FULL, "b")])
    with serving(directory) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (f"/api/v1/entities/Firm:{SHORT}", f"/api/v1/entities/Firm:{FULL}"),
        (f"/api/v1/entities/Firm:{SHORT}?per_group=3", f"/api/v1/entities/Firm:{FULL}?per_group=3"),
        (f"/api/v1/entities/Firm:{SHORT}/related?depth=2", f"/api/v1/entities/Firm:{FULL}/related?depth=2"),
        (f"/id/Firm/{SHORT}", f"/id/Firm/{FULL}"),
    ],
)
def test_a_merged_id_redirects(client: httpx.Client, asked: str, place: str) -> None:
    answer = client.get(asked)
    assert answer.status_code == 308 and unquote(answer.headers["Location"]) == place
    assert client.get(asked, follow_redirects=True).status_code == 200


def test_a_browser_is_led_on_too(client: httpx.Client) -> None:
    answer = client.get(f"/id/Firm/{SHORT}", headers={"Accept": "text/html"})
    assert answer.status_code == 308


def test_an_unknown_id_stays_unknown(client: httpx.Client) -> None:
    assert client.get("/api/v1/entities/Firm:无人").status_code == 404
    assert client.get("/id/Firm/无人").status_code == 404
