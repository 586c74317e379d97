"""What readings become: facts in the default graph, reasons in the documents' graphs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import DataError
from kg.model import Document, Entity, Evidence, Modality, Observation, Piece, Reading, Statement
from kg.ontology import Ontology
from kg.prefixes import PREFIXES
from kg.store.rdf import GraphWriter

BASE = "https://parkgraph.example/"
FIRM, PARK = "Firm:甲光电", "Park:G1"


def document(number: int, kind: str = "document") -> Document:
    text = "甲光电落户某高新区。"
    return Document(
        f"page#{number}", "page.txt", text, text, tuple(range(len(text))), "某高新区快报", "2021-09-13", kind=kind
    )  # type: ignore[arg-type]


def because(modality: Modality = "done") -> tuple[Evidence, ...]:
    return (Evidence((Piece(0, 3, "甲光电"), Piece(3, 5, "落户")), rule="verb", confidence=0.9, modality=modality),)


def reading(number: int, *statements: Statement, observations: tuple[Observation, ...] = ()) -> Reading:
    entities = (
        Entity(FIRM, "Firm", "甲光电"),
        Entity(PARK, "Park", "某高新区"),
        Entity("Industry:光电", "Industry", "光电"),
    )
    return Reading(document(number), entities, statements, observations)


def graph(*readings: Reading) -> ox.Store:
    writer = GraphWriter(Ontology.load(), BASE)
    for one in readings:
        writer.add(one)
    lines = writer.lines()
    assert lines == sorted(set(lines))
    store = ox.Store()
    store.load("".join(lines), ox.RdfFormat.N_QUADS)
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted(tuple(term.value for term in row) for row in solutions)  # type: ignore[union-attr]


LOCATED = "SELECT ?f ?p { ?f kg:locatedInPark ?p }"


def test_a_fact_that_two_documents_state_is_written_once_with_both_reasons() -> None:
    store = graph(*(reading(n, Statement(FIRM, "locatedInPark", PARK, because())) for n in (1, 2)))
    assert rows(store, LOCATED) == [(f"{BASE}id/Firm/甲光电", f"{BASE}id/Park/G1")]
    found = rows(store, "SELECT ?s ?g ?e { GRAPH ?g { ?s rdf:predicate kg:locatedInPark ; kg:evidence ?e } }")
    assert [graph for _, graph, _ in found] == [f"{BASE}id/Document/page%231", f"{BASE}id/Document/page%232"]
    assert len({statement for statement, _, _ in found}) == 1
    assert len({evidence for _, _, evidence in found}) == 2


def test_what_is_only_planned_has_a_statement_but_no_fact() -> None:
    store = graph(reading(1, Statement(FIRM, "locatedInPark", PARK, because("planned"))))
    assert rows(store, LOCATED) == []
    assert rows(store, "SELECT ?m { GRAPH ?g { ?s kg:evidence/kg:modality ?m } }") == [("planned",)]


def test_a_relation_that_is_an_aim_by_its_meaning_is_a_fact() -> None:
    store = graph(reading(1, Statement(PARK, "hasGoal", "Goal:千亿级", because("aim"))))
    assert len(rows(store, "SELECT ?p ?g { ?p kg:hasGoal ?g }")) == 1


@pytest.mark.parametrize(("modality", "facts"), [("done", 1), ("planned", 0)])
def test_what_a_relation_implies_is_written_as_inferred(modality: Modality, facts: int) -> None:
    store = graph(reading(1, Statement(FIRM, "leads", "Industry:光电", because(modality))))
    assert len(rows(store, "SELECT ?f ?i { ?f kg:operatesIn ?i }")) == facts
    inferred = (
        "SELECT ?p { GRAPH ?g { ?s rdf:predicate kg:operatesIn ; kg:evidence ?e ; kg:inferredFrom/rdf:predicate ?p } }"
    )
    assert rows(store, inferred) == [(f"{PREFIXES['kg']}leads",)]


def test_evidence_leads_to_the_characters() -> None:
    store = graph(reading(1, Statement(FIRM, "worksFor", PARK, because(), role="总经理")))
    query = """SELECT ?quote ?start ?end ?exact ?role { GRAPH ?g { ?s kg:role ?role ; kg:evidence ?e .
               ?e kg:quote ?quote ;
               oa:hasSource ?g ; oa:hasSelector ?sel . ?sel oa:start ?start ; oa:end ?end ; oa:exact ?exact } }"""
    quote = "甲光电…落户"
    assert rows(store, query) == [(quote, "0", "3", "甲光电", "总经理"), (quote, "3", "5", "落户", "总经理")]


def test_attributes_have_the_datatype_of_the_ontology() -> None:
    row = (Evidence(row=17),)
    store = graph(reading(1, Statement(PARK, "code", "01", row), Statement(PARK, "approvedOn", "2010-09", row)))
    assert rows(store, "SELECT ?c { ?p kg:code ?c FILTER(datatype(?c) = xsd:string) }") == [("01",)]
    assert rows(store, "SELECT ?m { ?p kg:approvedOn ?m FILTER(datatype(?m) = xsd:gYearMonth) }") == [("2010-09",)]
    assert rows(store, "SELECT DISTINCT ?v { GRAPH ?g { ?sel a oa:FragmentSelector ; rdf:value ?v } }") == [("row=17",)]


def test_only_a_said_observation_is_a_fact() -> None:
    said = Observation(
        PARK, "固定投资", 180.5, "180.50", "亿元", because(), "2021-01/2021-07", change=18.4, bound="min"
    )
    aimed = Observation(PARK, "产值", 500, "500", "亿元", because("aim"))
    store = graph(reading(1, observations=(said, aimed)))
    query = """SELECT ?l ?v ?t ?c ?b { ?p kg:hasObservation ?o .
               ?o kg:indicator/rdfs:label ?l ; kg:value ?v ; kg:valueText ?t ; kg:change ?c ; kg:bound ?b }"""
    assert rows(store, query) == [("固定投资", "180.5", "180.50", "18.4", "min")]
    everywhere = "SELECT ?v { GRAPH ?g { ?s rdf:object ?o } { ?o kg:value ?v } UNION { GRAPH ?h { ?o kg:value ?v } } }"
    assert rows(store, everywhere) == [("180.5",), ("500",)]


def test_the_label_comes_from_the_gazetteer_first_and_is_the_longest_else() -> None:
    def named(number: int, kind: str, name: str) -> Reading:
        return Reading(
            document(number, kind), (Entity(PARK, "Park", name, ("高新区", "云谷")), Entity(FIRM, "Firm", name))
        )

    store = graph(
        named(1, "document", "某某高新技术产业开发区"),
        named(2, "document", "甲光电"),
        named(3, "gazetteer", "某高新区"),
    )
    labels = "SELECT ?l { ?e a kg:Park ; rdfs:label ?l }"
    assert rows(store, labels) == [("某高新区",)]
    assert rows(store, labels.replace("rdfs:label", "skos:altLabel")) == [
        ("云谷",),  # 高新区 alone names no park beyond its text
        ("某某高新技术产业开发区",),
        ("甲光电",),
    ]
    only_texts = graph(named(1, "document", "甲光电"), named(2, "document", "甲光电公司"))
    assert rows(only_texts, "SELECT ?l { ?e a kg:Firm ; rdfs:label ?l }") == [("甲光电公司",)]


def test_order_of_readings_does_not_matter_and_there_are_no_blank_nodes() -> None:
    readings = [reading(n, Statement(FIRM, "locatedInPark", PARK, because())) for n in (1, 2, 3)]
    both = []
    for order in (readings, readings[::-1]):
        writer = GraphWriter(Ontology.load(), BASE)
        for one in order:
            writer.add(one)
        both.append(writer.lines())
    assert both[0] == both[1]
    assert not any("_:" in line for line in both[0])


def test_two_documents_of_one_id_are_refused() -> None:
    writer = GraphWriter(Ontology.load(), BASE)
    writer.add(reading(1))
    with pytest.raises(DataError, match=r"page.txt: the document id page#1 is already taken"):
        writer.add(reading(1))


def test_an_undeclared_predicate_is_refused() -> None:
    with pytest.raises(DataError, match="kg:likes is not in the ontology"):
        graph(reading(1, Statement(FIRM, "likes", PARK, because())))
