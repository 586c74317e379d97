"""Validation: the same answer as pySHACL over every node, from far fewer nodes."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph

from kg import resources
from kg.ontology import Ontology
from kg.store import terms
from kg.store.rdf import GraphWriter
from kg.validate import ConformanceError, ValidationReport, validate
from kg.validate.samples import NodeTable, Shapes, groups, term
from tests.small_store import BASE, catalogue, report


def lines() -> list[str]:
    writer = GraphWriter(Ontology.load(), BASE)
    for reading in (report(), catalogue()):
        writer.add(reading)
    return writer.lines()


def check(found: Iterable[str], ontology: Ontology | None = None) -> ValidationReport:
    return validate(map(terms.statement, found), ontology or Ontology.load())


def plain(found: Iterable[str], ontology: Ontology) -> set[tuple[str, str]]:
    """Focus and path of every result of pySHACL over the whole graph."""
    data = Graph()
    for subject, predicate, value in map(terms.statement, found):
        data.add((term(subject), term(predicate), term(value)))
    data += ontology.graph.triples((None, RDFS.subClassOf, None))
    with warnings.catch_warnings(action="ignore"):
        _, results, _ = pyshacl.validate(data, shacl_graph=ontology.graph, inference="none", advanced=False)
    assert isinstance(results, Graph)
    found_results = results.subjects(RDF.type, SH.ValidationResult)
    return {(str(results.value(r, SH.focusNode)), str(results.value(r, SH.resultPath) or "")) for r in found_results}


def test_what_readings_become_conforms() -> None:
    found = check(lines())
    assert found.conforms
    assert found.nodes > 40


PARK_IRI = f"{BASE}id/Park/G372"
BREAKS = {
    "a value outside the list": ('"done"', '"perhaps"'),
    "a datatype": ('"G371" .', '"1"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
    "an ill-typed number": ('"0.9"^^', '"much"^^'),
    "a number out of range": ('"0.9"^^', '"1.9"^^'),
    "a class of the wrong end": (
        "ontology#inRegion> <https://parkgraph.example/id/Region/370800>",
        f"ontology#inRegion> <{PARK_IRI}>",
    ),
    "a relation of the wrong end": ("ontology#locatedInPark>", "ontology#inRegion>"),
    "a missing part": ("ontology#rule>", "ontology#other>"),
    "a missing name": ("2000/01/rdf-schema#label>", "2000/01/rdf-schema#other>"),
    "a type that is gone": ("ontology#Indicator> .", "ontology#Park> ."),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_every_fault_is_found_that_pyshacl_finds_in_the_whole_graph(kind: str) -> None:
    broken = [line.replace(*BREAKS[kind]) for line in lines()]
    assert broken != lines()
    found, ontology = check(broken), Ontology.load()
    assert not found.conforms

    def whole(name: str) -> str:
        prefix, _, local = name.partition(":")
        return name if "/" in name else terms.name(f"{prefix}:{local}")[1:-1] if local else name

    assert {(fault.focus, whole(fault.path)) for fault in found.results} == plain(broken, ontology)


def test_nodes_that_look_alike_are_looked_at_once() -> None:
    table, shapes = NodeTable.of(map(terms.statement, lines())), Shapes(Ontology.load().graph)
    sets = groups(table, shapes)
    assert shapes.are_local
    assert len(sets) < sum(map(len, sets))
    parks = [members for members in sets if any("/id/Park/" in node for node in members)]
    assert sorted(map(len, parks)) == [1, 2]


def test_a_shape_that_looks_further_makes_every_node_count(tmp_path: Path) -> None:
    for path in resources.ontology_dir().glob("*.ttl"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    firm = tmp_path / "firm.ttl"
    far = "sh:targetClass kg:Firm ; sh:property [ sh:path kg:locatedInPark ; sh:node kg:ParkShape ] ."
    firm.write_text(firm.read_text(encoding="utf-8") + f"\nkg:FarShape a sh:NodeShape ; {far}", encoding="utf-8")
    ontology = Ontology.load(tmp_path)
    table = NodeTable.of(map(terms.statement, lines()))
    assert not Shapes(ontology.graph).are_local
    assert all(len(members) == 1 for members in groups(table, Shapes(ontology.graph)))


def test_instances_of_a_subclass_are_held_to_the_shape_of_the_class(tmp_path: Path) -> None:
    for path in resources.ontology_dir().glob("*.ttl"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    park = tmp_path / "park.ttl"
    park.write_text(park.read_text(encoding="utf-8") + "\nkg:Bonded rdfs:subClassOf kg:Park .", encoding="utf-8")
    bonded = f"<{BASE}id/Park/B> {terms.name('rdf:type')} {terms.name('kg:Bonded')} .\n"
    found = check([*lines(), bonded], Ontology.load(tmp_path))
    assert [(fault.focus, fault.path) for fault in found.results] == [(f"{BASE}id/Park/B", "rdfs:label")]


def test_the_error_is_one_line_with_the_first_result() -> None:
    found = check([line.replace('"done"', '"perhaps"') for line in lines()])
    message = str(ConformanceError(found))
    assert "\n" not in message
    assert "kg:modality" in message


def test_values_that_fit_a_pattern_fare_equally() -> None:
    ontology = Ontology.load()
    firms = [f"<{BASE}id/Firm/{number}>" for number in range(50)]
    found = [line for firm in firms for line in (f"{firm} {terms.name('rdf:type')} {terms.name('kg:Firm')} .\n",)]
    found += [f'{firm} {terms.name("rdfs:label")} "firm" .\n' for firm in firms]
    codes = [f"91330200704805{number:03}Q" for number in range(49)] + ["9133020070480546"]
    found += [f'{firm} {terms.name("kg:creditCode")} "{code}" .\n' for firm, code in zip(firms, codes, strict=True)]
    assert len(groups(NodeTable.of(map(terms.statement, found)), Shapes(ontology.graph))) == 2
    assert [(fault.focus, fault.value) for fault in check(found).results] == [(firms[-1][1:-1], codes[-1])]
