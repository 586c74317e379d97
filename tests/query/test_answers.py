from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import orjson
import pyoxigraph as ox
import pytest

from kg.errors import QueryForbiddenError, QuerySyntaxError, QueryTooLargeError, StoreError
from kg.query.answers import GRAPH_TYPES, SOLUTION_TYPES, answer, open_read_only

LIMIT = 10_000


@pytest.fixture
def database() -> ox.Store:
    store, graph = ox.Store(), ox.NamedNode("http://g/1")
    for number in range(50):
        node = ox.NamedNode(f"http://e/{number}")
        store.add(ox.Quad(node, ox.NamedNode("https://parkgraph.example/ontology#code"), ox.Literal(f"{number:03}")))
        store.add(ox.Quad(node, ox.NamedNode("http://e/p"), ox.Literal("园区"), graph))
    return store


def first(offered: Sequence[str]) -> str:
    return offered[0]


def test_project_prefixes_need_no_declaration(database: ox.Store) -> None:
    found = answer(database, "SELECT ?x { ?x kg:code '007' }", first, LIMIT)
    assert found.media_type == "application/sparql-results+json"
    assert orjson.loads(found.body)["results"]["bindings"] == [{"x": {"type": "uri", "value": "http://e/7"}}]


@pytest.mark.parametrize("media_type", SOLUTION_TYPES)
def test_every_form_of_solutions(database: ox.Store, media_type: str) -> None:
    found = answer(database, "SELECT ?v { GRAPH ?g { <http://e/1> ?p ?v } }", lambda offered: media_type, LIMIT)
    assert found.media_type == media_type
    assert "园区" in found.body.decode()
    assert answer(database, "ASK {}", lambda offered: media_type, LIMIT).body


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_every_form_of_graphs(database: ox.Store, media_type: str) -> None:
    query = "CONSTRUCT { ?s ?p ?v } { GRAPH ?g { ?s ?p ?v } FILTER(?s = <http://e/1>) }"
    assert "园区" in answer(database, query, lambda offered: media_type, LIMIT).body.decode()


def test_stops_at_the_limit_of_bytes(database: ox.Store) -> None:
    with pytest.raises(QueryTooLargeError, match="size limit"):
        answer(database, "SELECT * { ?a ?b ?c . ?d ?e ?f }", first, LIMIT)


def test_the_protocols_dataset_goes_first(database: ox.Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <http://g/2> { ?s ?p ?o }"
    found = answer(database, count, lambda offered: "text/csv", LIMIT, default_graphs=["http://g/1"])
    assert found.body.split() == [b"n", b"50"]
    assert found.empty_graphs == ()


@pytest.mark.parametrize(
    "query", ["SELECT * FROM <http://g/2> { ?s ?p ?o }", "SELECT * FROM NAMED <2> { GRAPH ?g { ?s ?p ?o } }"]
)
def test_a_graph_of_elsewhere_is_empty_and_named(database: ox.Store, query: str) -> None:
    found = answer(database, query, lambda offered: "text/csv", LIMIT, base_iri="http://g/")
    assert len(found.body.splitlines()) == 1
    assert found.empty_graphs == ("http://g/2",)
    assert answer(database, "ASK {}", first, LIMIT, ["http://g/1", "http://g/3"], ["http://g/4"]).empty_graphs == (
        "http://g/3",
        "http://g/4",
    )


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "FILE:/etc/passwd"])
def test_a_file_is_no_graph(database: ox.Store, graph: str) -> None:
    with pytest.raises(QueryForbiddenError, match="no graph of this store"):
        answer(database, "ASK {}", first, LIMIT, named_graphs=[graph])


def test_a_graph_of_the_dataset_has_to_be_an_iri(database: ox.Store) -> None:
    with pytest.raises(QuerySyntaxError, match="no IRI"):
        answer(database, "ASK {}", first, LIMIT, named_graphs=["no iri"])


def test_relative_iris_are_resolved(database: ox.Store) -> None:
    assert b"true" in answer(database, "ASK FROM <http://g/1> { <7> <p> ?o }", first, LIMIT, base_iri="http://e/").body


@pytest.mark.parametrize("query", ["SELECT *", "SELECT (<http://f>(1) AS ?x) {}"])
def test_what_is_no_sparql_is_said_in_one_line(database: ox.Store, query: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        answer(database, query, first, LIMIT)
    assert "\n" not in str(caught.value)


def test_a_folder_without_database_is_a_broken_store(tmp_path: Path) -> None:
    (tmp_path / "oxigraph").mkdir()
    with pytest.raises(StoreError, match="kg build"):
        open_read_only(tmp_path)
