"""A name and a line for each request: what is in it, what is not, and when it is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.servers import Server, serving
from tests.small_store import PARK

FIELDS = {"time", "request", "method", "path", "query_length", "status", "bytes", "ms", "build"}
QUERY = "SELECT ?secret { ?secret kg:locatedInPark ?p }"


def lines(server: Server) -> list[dict[str, Any]]:
    """The log's lines about requests, read when the server has ended: a line is written after its answer is sent."""
    server.process.terminate()
    server.process.wait()
    return [json.loads(line) for line in server.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]


def ask(server: Server) -> None:
    """Three requests: an entity, a query, and what fails."""
    with httpx.Client(base_url=server.url) as client:
        client.get(f"api/v1/entities/{PARK}", params={"per_group": 3}, headers={"X-Request-ID": "one"})
        client.post("sparql", data={"query": QUERY}, headers={"X-Request-ID": "two"})
        client.get("readyz", headers={"X-Request-ID": "three"})


def test_every_request_has_its_line(small_store: Path) -> None:
    with serving(small_store, environment={"KG_LOG": "all"}) as server:
        ask(server)
        first, second, third = lines(server)
        assert [line["request"] for line in (first, second, third)] == ["one", "two", "three"]
        assert set(first) == FIELDS
        assert (first["method"], first["path"], first["status"]) == ("GET", f"/api/v1/entities/{PARK}", 200)
        assert first["query_length"] == len("per_group=3") and first["bytes"] > 100 and first["build"]
        assert "secret" not in server.log.read_text()


def test_queries_and_clients_stand_in_the_log_when_asked_for(small_store: Path) -> None:
    with serving(small_store, environment={"KG_LOG": "all", "KG_LOG_WITH": "client, query"}) as server:
        ask(server)
        first, second, _ = lines(server)
        assert (first["query"], second["query"]) == ("per_group=3", QUERY)
        assert (first["client"], first["key"]) == ("127.0.0.1", None)


@pytest.mark.parametrize("level", ["off", "errors"])
def test_a_server_where_all_goes_well_says_its_address_only(small_store: Path, level: str) -> None:
    with serving(small_store, environment={"KG_LOG": level}) as server:
        ask(server)
        httpx.get(f"{server.url}nowhere")
        assert lines(server) == []
        said = [line for line in server.log.read_text().splitlines() if "keep their network" not in line]
        assert said == [server.url]


def test_by_default_failures_of_the_server_have_their_line(small_store: Path) -> None:
    with serving(small_store, environment={"KG_QUERY_TIMEOUT": "0.2"}) as server:
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
        httpx.post(f"{server.url}sparql", data={"query": endless})
        assert [(line["status"], line["path"]) for line in lines(server)] == [(504, "/sparql")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a.B-9_c", True), ("x" * 64, True), ("x" * 65, False), ("", False), ("a b", False), ('"}', False), ("é", False)],
)
def test_an_id_is_kept_when_it_is_harmless(client: httpx.Client, given: str, kept: bool) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given.encode()})
    assert (answer.headers["x-request-id"] == given) is kept
    assert answer.headers["x-request-id"]


def test_each_answer_names_its_build(client: httpx.Client) -> None:
    build = client.get("/readyz").json()["build"]
    paths = [
        "/api/v1/stats",
        "/sparql?query=ASK{}",
        "/id/Park/G371",
        "/sparql",
        "/nowhere",
        "/api/v1/search",
        "/",
        "/docs",
    ]
    assert {client.get(path).headers["x-build"] for path in paths} == {build}
    posted = client.post("/api/v1/extract", content="济宁高新区。", headers={"Content-Type": "text/plain"})
    assert posted.headers["x-build"] == build
