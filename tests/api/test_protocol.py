"""What the SPARQL protocol and HTTP promise beyond the answer itself."""

from __future__ import annotations

import gzip
import socket
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.servers import serving

FIRMS = "SELECT ?f { ?f kg:locatedInPark ?p }"
PLAIN = {"Accept-Encoding": "identity"}
MANY = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 100"


def ask(client: httpx.Client, query: str = FIRMS, **headers: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers=PLAIN | headers)


def test_an_answer_the_client_has_is_not_sent_again(client: httpx.Client) -> None:
    first = ask(client)
    again = ask(client, **{"If-None-Match": f'W/"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert ask(client, **{"If-None-Match": first.headers["etag"], "Accept": "text/csv"}).status_code == 200
    assert ask(client, MANY, **{"If-None-Match": first.headers["etag"]}).status_code == 200


def test_an_answer_that_changes_by_itself_is_neither_tagged_nor_kept(client: httpx.Client) -> None:
    answers = [ask(client, "SELECT (STRUUID() AS ?f) {}") for _ in range(2)]
    assert answers[0].text != answers[1].text
    assert all("etag" not in answer.headers and answer.headers["cache-control"] == "no-store" for answer in answers)


def test_large_answers_are_zipped_for_who_likes_it(client: httpx.Client) -> None:
    plain, zipped = ask(client, MANY), ask(client, MANY, **{"Accept-Encoding": "br, gzip;q=0.5"})
    assert zipped.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert zipped.content == plain.content
    assert zipped.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"] and "Accept" in zipped.headers["vary"]
    assert "content-encoding" not in ask(client, MANY, **{"Accept-Encoding": "gzip;q=0, *"}).headers
    assert ask(client, MANY, **{"Accept-Encoding": "gzip", "If-None-Match": zipped.headers["etag"]}).status_code == 304


def test_the_api_is_zipped_too(client: httpx.Client) -> None:
    with client.stream("GET", "/api/v1/ontology", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert b'"relations"' in gzip.decompress(b"".join(answer.iter_raw()))


@pytest.mark.parametrize("media_type", ["application/trig", "application/n-quads"])
def test_graphs_come_as_datasets_too(client: httpx.Client, media_type: str) -> None:
    answer = ask(client, "CONSTRUCT WHERE { ?f kg:locatedInPark ?p }", Accept=media_type)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "locatedInPark" in answer.text


def test_head_is_get_without_its_body(client: httpx.Client) -> None:
    head = client.head("/sparql", params={"query": FIRMS}, headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(ask(client).content))


def test_the_endpoint_says_what_it_is_and_holds(client: httpx.Client) -> None:
    for accept in ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"):
        for path in ("/sparql", "/.well-known/void"):
            answer = client.get(path, headers={"Accept": accept})
            assert answer.headers["content-type"].partition(";")[0] == accept
            assert answer.headers["etag"]
    text = client.get("/sparql").text
    assert "sd:SPARQL11Query" in text and "kg:queryTimeout" in text and "void:classPartition" in text
    (count,) = ask(client, "SELECT (COUNT(*) AS ?f) { ?s a kg:Park }").json()["results"]["bindings"]
    assert f"void:class kg:Park ;\n\tvoid:entities {count['f']['value']} ." in client.get("/.well-known/void").text


def test_a_host_that_is_none_gets_into_no_address(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void", headers={"Host": 'x"><script>'})
    assert answer.status_code in (200, 400) and "<script" not in answer.text


@pytest.mark.parametrize("charset", ["utf-16", "gbk", "nonsense"])
def test_another_charset_is_refused(client: httpx.Client, charset: str) -> None:
    headers = {"Content-Type": f"application/sparql-query; charset={charset}"}
    answer = client.post("/sparql", content="ASK {}".encode("utf-16"), headers=headers)
    assert (answer.status_code, "UTF-8" in answer.text) == (415, True)


def test_a_query_may_use_relative_iris(client: httpx.Client) -> None:
    answer = ask(client, "SELECT (<id/Park/G371> AS ?f) {}")
    assert answer.json()["results"]["bindings"][0]["f"]["value"] == "https://parkgraph.example/id/Park/G371"


def test_a_head_without_end_is_ended(small_store: Path) -> None:
    with serving(small_store) as server:
        address = httpx.URL(server.url)
        with socket.create_connection((address.host, address.port or 80)) as raw, suppress(ConnectionError):
            raw.settimeout(10)
            raw.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            for _ in range(100):
                raw.sendall(b"X-Long: " + b"x" * 10_000 + b"\r\n")
            assert raw.recv(100).startswith(b"HTTP/1.1 431")
        assert httpx.get(f"{server.url}healthz").status_code == 200
