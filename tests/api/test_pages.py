from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.ontology import Ontology
from tests.servers import serving

ROUTES = {
    "/sparql",
    "/api/v1/search",
    "/api/v1/entities",
    "/api/v1/entities/{id}",
    "/api/v1/entities/{id}/related",
    "/api/v1/entities/{id}/similar",
    "/api/v1/entities/{id}/brief",
    "/api/v1/entities/{id}/timeline",
    "/api/v1/paths",
    "/api/v1/changes",
    "/api/v1/statements/{id}",
    "/api/v1/documents/{id}",
    "/api/v1/extract",
    "/api/v1/match",
    "/reconcile",
    "/reconcile/flyout",
    "/reconcile/preview",
    "/reconcile/properties",
    "/reconcile/suggest/entity",
    "/reconcile/suggest/property",
    "/reconcile/suggest/type",
    "/api/v1/ontology",
    "/api/v1/queries",
    "/api/v1/queries/{name}",
    "/api/v1/queries/options/{name}",
    "/api/v1/stats",
    "/api/v1/chains",
    "/api/v1/compare",
    "/api/v1/chains/{id}",
    "/id/{type}/{key}",
    "/healthz",
    "/metrics",
    "/.well-known/void",
    "/readyz",
}


class Links(HTMLParser):
    """Every address that a page names, and its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [given[name] or "" for name in ("src", "href") if name in given]
        self.inline |= (tag == "script" and "src" not in given) or any(name.startswith("on") for name in given)


@pytest.fixture(scope="module")
def openapi(client: httpx.Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/openapi.json").json()
    return answer


@pytest.mark.parametrize("address", ["/", "/docs"])
def test_pages_need_nothing_from_elsewhere_and_no_inline_script(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    links = Links(answer.text)
    assert not links.inline
    assert not [a for a in links.addresses if re.match(r"(?:https?:)?//", a)]
    for found in links.addresses:
        assert client.get(f"/{found.partition('#')[0].removeprefix('/')}").status_code == 200, found
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy and "default-src 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"]


def test_static_files_keep_inside_their_folder(client: httpx.Client) -> None:
    assert client.get("/static/app.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/static/%2e%2e/%2e%2e/pyproject.toml").status_code == 404


def test_openapi_describes_every_route_with_an_example(openapi: dict[str, Any]) -> None:
    assert set(openapi["paths"]) == ROUTES
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            contents = operation["responses"]["200"]["content"].values()
            assert any("example" in content for content in contents), (path, method)
            assert operation["summary"] and operation["description"], (path, method)


def test_relations_and_types_are_those_of_the_ontology(openapi: dict[str, Any]) -> None:
    parameters = {
        p["name"]: p["schema"] for p in openapi["paths"]["/api/v1/entities/{id}/related"]["get"]["parameters"]
    }
    ontology = Ontology.load()
    assert parameters["relation"]["items"]["enum"] == [
        name for name, r in ontology.relations.items() if not r.structural
    ]
    assert parameters["type"]["enum"] == list(ontology.entity_types)


def test_openapi_declares_what_any_route_can_answer(openapi: dict[str, Any]) -> None:
    for path, methods in openapi["paths"].items():
        for operation in methods.values():
            answers = operation["responses"]
            assert set(answers) >= {"200", "401", "429", "500", "503"}, path
            kind = "text/plain" if path == "/sparql" else "application/problem+json"
            assert all(kind in answer["content"] for status, answer in answers.items() if int(status) >= 400), path
            assert all("X-Request-ID" in answer["headers"] for answer in answers.values())
    search = {p["name"]: p["schema"] for p in openapi["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert (search["limit"]["default"], search["limit"]["maximum"], search["q"]["maxLength"]) == (10, 100, 200)
    assert "200000" in openapi["paths"]["/api/v1/extract"]["post"]["requestBody"]["description"]
    assert "50000" in openapi["paths"]["/sparql"]["get"]["description"]


@pytest.mark.parametrize("address", ["/", "/docs", "/openapi.json", "/static/app.js", "/api/v1/stats", "/id/Park/G371"])
def test_what_the_client_has_is_not_sent_again(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_whatever_there_is_can_be_had_already_but_not_what_there_is_not(client: httpx.Client) -> None:
    assert client.get("/api/v1/entities/Park:G371", headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/api/v1/entities/Park:none", headers={"If-None-Match": "*"}).status_code == 404


def test_a_preflight_names_the_methods_of_its_address(client: httpx.Client) -> None:
    for path, methods in (("/api/v1/stats", "GET, HEAD"), ("/sparql", "GET, HEAD, POST"), ("/api/v1/extract", "")):
        assert client.options(path).headers["access-control-allow-methods"] == methods
    assert client.options("/api/v1/nowhere").status_code == 404


def test_the_api_page_lists_every_route(client: httpx.Client) -> None:
    page = client.get("/docs").text
    assert all(path in page for path in ROUTES)


def test_a_server_that_is_ready_says_so(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ok"


def test_under_a_prefix_every_address_carries_it(small_store: Path) -> None:
    with serving(small_store, "--root-path", "/parks/") as server:
        assert server.url.endswith("/parks/")
        with httpx.Client(base_url=server.url) as client:
            page = client.get("id/Park/G371", headers={"Accept": "text/html"})
            assert page.headers["location"] == "/parks/#/entity/Park%3AG371"
            assert client.get("sparql", headers={"Accept": "text/html"}).headers["location"] == "/parks/#/sparql"
            assert client.get("api/v1/stats").headers["access-control-allow-origin"] == "*"
            assert 'href="/parks/openapi.json"' in client.get("docs").text
            assert client.get("openapi.json").json()["servers"] == [{"url": "/parks"}]
            assert client.get("static/app.js").status_code == 200
        root = httpx.URL(server.url).copy_with(path="/api/v1/stats")  # a proxy that takes the prefix away
        assert httpx.get(root).status_code == 200
