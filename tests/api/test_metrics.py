"""What Prometheus reads, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.servers import Server, serving

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
Samples = dict[tuple[str, tuple[str, ...]], float]


@pytest.fixture(scope="module")
def server(small_store: Path) -> Iterator[Server]:
    with serving(small_store, environment={"KG_QUERY_TIMEOUT": "0.5"}) as server:
        yield server


def samples(url: str) -> Samples:
    """Name and label values of every sample, with its value."""
    text = httpx.get(f"{url}metrics").raise_for_status().text
    families = text_string_to_metric_families(text)
    return {(s.name, tuple(s.labels.values())): s.value for family in families for s in family.samples}


def test_requests_count_by_route_method_and_status(server: Server) -> None:
    for path in ("api/v1/entities/Park:G371", "api/v1/entities/Park:none", "static/app.js", "nowhere/else"):
        httpx.get(f"{server.url}{path}")
    httpx.head(f"{server.url}api/v1/stats")
    counted = samples(server.url)
    name = "parkgraph_requests_total"
    assert counted[name, ("GET", "/api/v1/entities/{id:path}", "200")] == 1
    assert counted[name, ("GET", "/api/v1/entities/{id:path}", "404")] == 1
    assert counted[name, ("GET", "/static", "200")] == 1
    assert counted[name, ("GET", "other", "404")] == 1
    assert counted[name, ("HEAD", "/api/v1/stats", "200")] == 1
    assert counted["parkgraph_request_seconds_count", ("GET", "/static")] == 1


def test_queries_count_by_outcome_with_their_processes(server: Server) -> None:
    queries = ("ASK {}", "ASK {}", ENDLESS, "ASK {", "ASK { SERVICE <urn:x> { ?s ?p ?o } }")
    for query in queries:
        httpx.post(f"{server.url}sparql", data={"query": query})
    counted = samples(server.url)
    outcomes = {labels[0]: value for (name, labels), value in counted.items() if name == "parkgraph_queries_total"}
    assert outcomes == {"answered": 1, "kept": 1, "query_timeout": 1, "query_syntax": 1, "query_forbidden": 1}
    assert counted["parkgraph_workers_killed_total", ("query",)] == 1
    assert counted["parkgraph_workers_started_total", ("query",)] >= 3
    assert counted["parkgraph_workers_busy", ("query",)] == counted["parkgraph_queue_length", ("query",)] == 0


def test_the_build_and_the_process_are_shown(server: Server) -> None:
    counted = samples(server.url)
    assert counted["parkgraph_build_info", (httpx.get(f"{server.url}readyz").json()["build"],)] == 1
    assert counted["parkgraph_build_age_seconds", ()] >= 0
    assert counted["process_resident_memory_bytes", ()] > 1e7


def test_strangers_make_no_new_series(server: Server) -> None:
    httpx.get(f"{server.url}x")
    httpx.request("PROPFIND", f"{server.url}x")
    before = set(samples(server.url))
    for number in range(30):
        httpx.get(f"{server.url}x{number}/{number}?q={number}", headers={"X-Request-ID": str(number)})
        httpx.request(("MKCOL", "LOCK", "SEARCH")[number % 3], f"{server.url}x{number}")
        httpx.get(f"{server.url}static/{number}")
        httpx.get(f"{server.url}api/v1/entities/{number}")
    grown = {sample for sample in set(samples(server.url)) - before if sample[0] == "parkgraph_requests_total"}
    assert len(grown) <= 3  # /static and the entity's route with 404 may be new, and /metrics itself


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_whom_a_proxy_brings_does_not_see_them(server: Server, header: str) -> None:
    answer = httpx.get(f"{server.url}metrics", headers={header: "127.0.0.1"})
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


def test_a_setting_opens_or_closes_them(small_store: Path) -> None:
    with serving(small_store, environment={"KG_METRICS": "all"}) as server:
        answer = httpx.get(f"{server.url}metrics", headers={"X-Forwarded-For": "192.0.2.1"})
        assert answer.status_code == 200
    with serving(small_store, environment={"KG_METRICS": "off"}) as server:
        assert httpx.get(f"{server.url}metrics").status_code == 404
