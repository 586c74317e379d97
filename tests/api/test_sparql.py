from __future__ import annotations

import httpx
import pytest

from tests.small_store import PARK, QINGHE, YUNLING

FIRMS = "SELECT ?f { ?f kg:locatedInPark ?p }"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
BODY = {"Content-Type": "application/sparql-query"}


def values(answer: httpx.Response) -> list[str]:
    """The values of ?f."""
    assert answer.status_code == 200, answer.text
    return [row["f"]["value"] for row in answer.json()["results"]["bindings"]]


def iri(identifier: str) -> str:
    return "https://parkgraph.example/id/" + identifier.replace(":", "/", 1)


def test_get_and_both_ways_of_post_answer_alike(client: httpx.Client) -> None:
    expected = [iri(YUNLING)]  # the firm that is only expected is no fact
    assert values(client.get("/sparql", params={"query": FIRMS})) == expected
    assert values(client.post("/sparql", data={"query": FIRMS})) == expected
    assert values(client.post("/sparql", content=FIRMS, headers=BODY)) == expected


def test_what_is_planned_stands_as_a_statement(client: httpx.Client) -> None:
    query = """SELECT ?f ?modality { GRAPH ?document {
        ?statement rdf:subject ?f ; rdf:predicate kg:locatedInPark ; kg:evidence/kg:modality ?modality } }"""
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert {row["f"]["value"]: row["modality"]["value"] for row in rows} == {
        iri(YUNLING): "done",
        iri(QINGHE): "planned",
    }


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (FIRMS, "*/*", "application/sparql-results+json"),
        (FIRMS, "text/csv", "text/csv"),
        (FIRMS, "text/tab-separated-values", "text/tab-separated-values"),
        (FIRMS, "application/sparql-results+xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
        (FIRMS, "image/png", "application/sparql-results+json"),
        ("ASK {}", "application/json", "application/json"),
        ("DESCRIBE ?p { ?f kg:locatedInPark ?p }", "*/*", "text/turtle"),
        ("CONSTRUCT WHERE { ?f kg:locatedInPark ?p }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?f kg:locatedInPark ?p }", "application/n-triples", "application/n-triples"),
    ],
)
def test_negotiates_the_form(client: httpx.Client, query: str, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.content


def test_a_dataset_can_be_given(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?f) { ?s a kg:Evidence }"
    assert values(client.get("/sparql", params={"query": query})) == ["0"]
    graph = iri("Document:report%231")
    assert int(values(client.get("/sparql", params={"query": query, "default-graph-uri": graph}))[0]) > 0
    assert int(values(client.post("/sparql", params={"default-graph-uri": graph}, content=query, headers=BODY))[0]) > 0
    other = client.get("/sparql", params={"query": query, "default-graph-uri": "http://elsewhere.example/"})
    assert values(other) == ["0"]
    assert other.headers["x-parkgraph-note"].endswith("taken as empty: <http://elsewhere.example/>")
    refused = client.get("/sparql", params={"query": query, "named-graph-uri": "file:///etc/passwd"})
    assert refused.status_code == 403


def test_without_a_query_a_browser_gets_the_page_and_a_program_the_description(client: httpx.Client) -> None:
    page = client.get("/sparql", headers=BROWSER)
    assert (page.status_code, page.headers["location"]) == (303, "/#/sparql")
    description = client.get("/sparql")
    assert description.headers["content-type"].startswith("text/turtle")
    assert "sd:SPARQL11Query" in description.text
    assert f"sd:endpoint <{client.base_url}sparql>" in description.text


@pytest.mark.parametrize(
    ("request_", "status", "says"),
    [
        ({"method": "GET", "params": {"query": "SELECT ?x WHERE { ?x a "}}, 400, "line 1, column 24"),
        ({"method": "GET", "params": {"query": ""}}, 400, "line 1"),
        ({"method": "GET", "params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400, "2 queries"),
        ({"method": "POST", "data": {"other": "x"}}, 400, "no query"),
        ({"method": "POST", "content": b"ASK { \xff }", "headers": BODY}, 400, "UTF-8"),
        (
            {
                "method": "POST",
                "content": b"query=%FF",
                "headers": {"Content-Type": "application/x-www-form-urlencoded"},
            },
            400,
            "UTF-8",
        ),
        ({"method": "POST", "content": "ASK {}", "params": {"query": "ASK {}"}, "headers": BODY}, 400, "one of them"),
        (
            {"method": "POST", "content": "ASK {}", "headers": {"Content-Type": "text/plain"}},
            415,
            "application/sparql-query",
        ),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, "updates"),
        ({"method": "GET", "params": {"update": "CLEAR ALL"}}, 403, "updates"),
        ({"method": "POST", "content": "x", "headers": {"Content-Type": "application/sparql-update"}}, 403, "updates"),
        ({"method": "GET", "params": {"query": "DELETE WHERE { ?s ?p ?o }"}}, 403, "DELETE"),
        ({"method": "POST", "data": {"query": "x" * 50_001}}, 413, "50001 characters"),
        ({"method": "POST", "content": "x" * 600_001, "headers": BODY}, 413, "600000 bytes"),
    ],
)
def test_refusals_are_one_line_of_text(
    client: httpx.Client, request_: dict[str, object], status: int, says: str
) -> None:
    answer = client.request(url="/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert says in answer.text
    assert answer.text.count("\n") == 1


def test_other_sites_may_ask(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": FIRMS}, headers={"Origin": "http://other.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    preflight = client.options(
        "/sparql", headers={"Origin": "http://other.example", "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_the_park_is_found_by_its_code(client: httpx.Client) -> None:
    assert values(client.get("/sparql", params={"query": "SELECT ?f { ?f kg:code 'G371' }"})) == [iri(PARK)]
