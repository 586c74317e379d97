"""The SPARQL libraries that Python people use, as they use them."""

from __future__ import annotations

import csv
import io

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, N3, POST, POSTDIRECTLY, RDFXML, TSV, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.small_store import YUNLING

KG = "PREFIX kg: <https://parkgraph.example/ontology#>\n"
FIRM = f"https://parkgraph.example/id/{YUNLING.replace(':', '/')}"
FIRMS = KG + "SELECT ?f { ?f kg:locatedInPark ?p }"


@pytest.fixture
def wrapper(client: httpx.Client) -> SPARQLWrapper:
    return SPARQLWrapper(f"{client.base_url}sparql")


@pytest.mark.parametrize("method", [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_asks_in_every_way(wrapper: SPARQLWrapper, method: tuple[str, str]) -> None:
    wrapper.setMethod(method[0])
    wrapper.setRequestMethod(method[1])
    wrapper.setQuery(FIRMS)
    wrapper.setReturnFormat(JSON)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["f"]["value"] for row in rows] == [FIRM]
    wrapper.setReturnFormat(XML)
    assert FIRM in wrapper.queryAndConvert().toxml()
    for form, separator in ((CSV, ","), (TSV, "\t")):
        wrapper.setReturnFormat(form)
        lines = list(csv.reader(io.StringIO(wrapper.queryAndConvert().decode()), delimiter=separator))
        assert lines[1][0].strip("<>") == FIRM


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", [RDFXML, N3])
def test_sparqlwrapper_constructs(wrapper: SPARQLWrapper, form: str) -> None:
    wrapper.setQuery(KG + "CONSTRUCT WHERE { ?f kg:locatedInPark ?p }")
    wrapper.setReturnFormat(form)
    found = wrapper.queryAndConvert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert URIRef(FIRM) in set(graph.subjects())


def test_sparqlwrapper_says_what_is_wrong(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed, match="line 1"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_endpoint_as_a_graph(client: httpx.Client, method: str) -> None:
    graph = Graph(SPARQLStore(f"{client.base_url}sparql", method=method))  # type: ignore[arg-type]
    assert [str(row.f) for row in graph.query(FIRMS)] == [FIRM]  # type: ignore[union-attr]
    parks = list(graph.objects(URIRef(FIRM), URIRef("https://parkgraph.example/ontology#locatedInPark")))
    assert [str(park) for park in parks] == ["https://parkgraph.example/id/Park/G371"]
    assert (URIRef(FIRM), None, None) in graph
    assert len(graph) > 10
