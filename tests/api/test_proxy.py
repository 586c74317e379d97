"""Behind a proxy with a prefix, one that takes it away and one that leaves it: every address that is given out works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from tests.api.test_pages import Links
from tests.proxies import proxying
from tests.servers import serving

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PREFIX = "/a/parks"


@pytest.fixture(scope="module", params=[True, False], ids=["takes the prefix away", "leaves the prefix"])
def proxy(small_store: Path, request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """A client that knows the proxy only."""
    with (
        serving(small_store, "--root-path", f"{PREFIX}/") as server,
        proxying(server.url.removesuffix(f"{PREFIX}/"), PREFIX, strips=request.param) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


@pytest.mark.parametrize("page", ["", "docs"])
def test_every_link_of_a_page_works(proxy: httpx.Client, page: str) -> None:
    address = f"{proxy.base_url}{page}"
    answer = proxy.get(address)
    assert answer.status_code == 200
    for link in Links(answer.text).addresses:
        target = urljoin(address, link)
        assert target.startswith(str(proxy.base_url))
        assert proxy.get(target, follow_redirects=True).status_code in (200, 404), target
        if "/api/" not in target and "/id/" not in target:  # the examples may name what this store does not have
            assert proxy.get(target).status_code == 200, target


def test_modules_and_pictures_load(proxy: httpx.Client) -> None:
    for path in ("static/app.js", "static/api.js", "static/icon.svg", "static/vendor/vis-network/vis-network.min.js"):
        assert proxy.get(path).status_code == 200, path


def test_the_prefix_alone_leads_to_the_explorer(proxy: httpx.Client) -> None:
    answer = proxy.get(str(proxy.base_url).rstrip("/"), follow_redirects=True)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("path", "target"),
    [("id/Park/G371", f"{PREFIX}/#/entity/Park%3AG371"), ("sparql", f"{PREFIX}/#/sparql")],
)
def test_redirects_stay_below_the_prefix(proxy: httpx.Client, path: str, target: str) -> None:
    answer = proxy.get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, target)
    assert proxy.get(path, headers=BROWSER, follow_redirects=True).status_code == 200


def test_addresses_in_answers_work(proxy: httpx.Client) -> None:
    assert proxy.get("openapi.json").json()["servers"] == [{"url": PREFIX}]
    question = proxy.get("api/v1/queries/firms-of-park").json()
    for target in (question["run"], question["parameters"][0]["options"]):
        assert proxy.get(urljoin(str(proxy.base_url), target)).status_code == 200
    assert f"sd:endpoint <{proxy.base_url}sparql>" in proxy.get("sparql").text


def test_queries_errors_and_tags_pass_through(proxy: httpx.Client) -> None:
    assert proxy.post("sparql", data={"query": "ASK { ?f kg:locatedInPark ?p }"}).json()["boolean"] is True
    stats = proxy.get("api/v1/stats", headers={"Accept-Encoding": "gzip"})
    again = proxy.get("api/v1/stats", headers={"If-None-Match": stats.headers["etag"]})
    assert (stats.status_code, again.status_code) == (200, 304)
    missing = proxy.get("nowhere")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    assert proxy.get("metrics").status_code == 200  # this proxy does not say that it is one
