"""The graph as files for other tools."""

from __future__ import annotations

import csv
import gzip
import io
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import RDFS, Graph, Literal, URIRef

from kg.export import FORMATS, export
from kg.model import Document, Reading
from kg.neighborhood import Neighborhood
from kg.ontology import KG
from kg.store import Store
from tests import small_store as small


def node(path: str) -> URIRef:
    return URIRef(f"{small.BASE}id/{path}")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    strange = Reading(
        Document("odd#1", "odd.txt", "甲", "甲", (0,)), (small.entity("Firm:odd", '甲\x0b<b>&"乙" > .\n丙'),)
    )
    readings = [small.report(), small.catalogue(), strange]
    return small.write_store(tmp_path_factory.mktemp("store"), readings)


@pytest.fixture(scope="module")
def near(store: Store) -> Neighborhood:
    return Neighborhood.of(store)


def test_nquads_are_the_build(store: Store, near: Neighborhood) -> None:
    with gzip.open(store.path / "quads.nq.gz") as file:
        assert export(store, near, "nq") == file.read()


def test_turtle_holds_the_facts_and_no_plans(store: Store, near: Neighborhood) -> None:
    graph = Graph().parse(data=export(store, near, "ttl"), format="turtle")
    park = node("Park/G371")
    assert (node("Firm/云岭重工"), KG.locatedInPark, park) in graph
    assert (node("Firm/青禾药业"), KG.locatedInPark, park) not in graph
    assert (park, RDFS.label, Literal("济宁高新技术产业开发区", "zh")) in graph


def quads(content: bytes, shape: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> set[ox.Quad]:
    return set(ox.parse(content, format=shape))


def test_jsonld_holds_everything(store: Store, near: Neighborhood) -> None:
    assert quads(export(store, near, "jsonld"), ox.RdfFormat.JSON_LD) == quads(export(store, near, "nq"))


def test_around_an_entity_only_what_hangs_on_it(store: Store, near: Neighborhood) -> None:
    lines = set(export(store, near, "nq", near.around(small.YUNLING, 1)).decode().splitlines())
    assert lines < set(export(store, near, "nq").decode().splitlines())
    text = "\n".join(lines)
    assert f"<{node('Firm/云岭重工')}> <{KG.locatedInPark}> <{node('Park/G371')}> ." in lines
    assert "龙头企业云岭重工" in text
    assert "固定资产投资" in text
    assert "Region/370800" not in text
    assert "Park/G372" not in text
    assert str(node("Firm/青禾药业")) not in text


def test_around_every_record_is_whole(store: Store, near: Neighborhood) -> None:
    part, whole = quads(export(store, near, "nq", near.around(small.PARK, 1))), quads(export(store, near, "nq"))
    inferred = ox.NamedNode(str(KG.inferredFrom))
    records = {quad.subject for quad in part if "/id/" not in str(quad.subject)}
    assert {str(record).split("/")[3] for record in records} == {"statement", "evidence", "selector", "mention"}
    assert {q for q in part if q.subject in records} >= {
        q for q in whole if q.subject in records and q.predicate != inferred
    }


def test_a_row_of_csv_for_each_piece_of_evidence(store: Store, near: Neighborhood) -> None:
    rows = list(csv.DictReader(io.StringIO(export(store, near, "csv").decode())))
    assert list(rows[0])[:7] == ["subject", "relation", "object", "modality", "confidence", "source", "quote"]
    planned = next(row for row in rows if row["modality"] == "planned")
    assert (planned["subject"], planned["quote"]) == ("青禾药业", "青禾药业计划入驻济宁高新区")
    code = next(row for row in rows if row["relation"] == "code")
    assert (code["object"], code["object_id"], code["row"], code["quote"]) == ("G371", "", "2", "")
    around = export(store, near, "csv", near.around(small.REGION, 1)).decode()
    assert {row["relation"] for row in csv.DictReader(io.StringIO(around))} == {"code", "approvedOn", "inRegion"}


def test_graphml_and_gexf_hold_entities_and_statements(store: Store, near: Neighborhood) -> None:
    graphml = ElementTree.fromstring(export(store, near, "graphml"))
    names = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(graphml.findall(f".//{names}node")) == near.graph.number_of_nodes()
    assert len(graphml.findall(f".//{names}edge")) == near.graph.number_of_edges()
    gexf = ElementTree.fromstring(export(store, near, "gexf"))
    labels = {found.get("label") for found in gexf.iter("{http://www.gexf.net/1.2draft}node")}
    assert {"济宁市", '甲<b>&"乙" > .\n丙'} <= {str(label) for label in labels}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_store_gives_the_same_bytes(store: Store, near: Neighborhood, name: str) -> None:
    assert export(store, near, name) == export(store, Neighborhood(store), name)
