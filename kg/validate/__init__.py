"""Does a graph keep to the shapes of its ontology? SHACL, by pySHACL."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from kg.errors import KgError
from kg.ontology import Ontology
from kg.prefixes import PREFIXES
from kg.validate.samples import NodeTable, Shapes, groups, term


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One result of a validation. focus, path, value: IRIs (shortened by the known prefixes), literals, or ""."""

    focus: str
    path: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What was found. nodes: how many nodes a shape looked at; results: sorted."""

    nodes: int
    results: tuple[Fault, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.results


class ConformanceError(KgError):
    """A graph that was to be stored breaks the ontology's shapes; `report` has all results."""

    def __init__(self, report: ValidationReport) -> None:
        self.report = report
        first = report.results[0]
        super().__init__(
            f"the graph breaks {len(report.results)} times the ontology, first {first.path}: {first.message}",
            where=first.focus,
            hint="the store is as it was",
        )


def validate(statements: Iterable[tuple[str, str, str]], ontology: Ontology) -> ValidationReport:
    """Hold a graph against the ontology's shapes.

    statements: subject, predicate, object as N-Triples terms, graphs merged. Of nodes that no shape can tell apart one
    is looked at first, all only where that one has a fault.
    """
    table, shapes = NodeTable.of(statements), Shapes(ontology.graph)
    with _quiet():
        sets = groups(table, shapes)
        faulty = {fault.focus for fault in _check(table, shapes, [members[0] for members in sets])}
        members = [node for members in sets if _short(term(members[0])) in faulty for node in members]
        return ValidationReport(sum(map(len, sets)), tuple(sorted(_check(table, shapes, members))))


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs a traceback and warns for each ill-typed literal; the report says it better."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.setLevel(level)


def _check(table: NodeTable, shapes: Shapes, nodes: Sequence[str]) -> set[Fault]:
    if not nodes:
        return set()
    from pyshacl import validate as run  # 0.6 s to import

    aimed = Graph()
    for statement in shapes.graph:
        if statement[1] not in (SH.targetClass, SH.targetSubjectsOf):
            aimed.add(statement)
    for shape, node in shapes.aimed_at({node: table.nodes[node] for node in nodes}):
        aimed.add((shape, SH.targetNode, term(node)))
    part = _part(table, nodes)
    for narrower, wider in shapes.graph.subject_objects(RDFS.subClassOf):
        part.add((narrower, RDFS.subClassOf, wider))
    _, report, _ = run(part, shacl_graph=aimed, inference="none", advanced=False, inplace=True)
    assert isinstance(report, Graph)
    return {_fault(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}


def _part(table: NodeTable, nodes: Sequence[str]) -> Graph:
    """These nodes with all they say, and the types of what they point to."""
    part = Graph()
    for node in nodes:
        for predicate, values in table.nodes[node].items():
            for value in values:
                part.add((term(node), term(predicate), term(value)))
                for kind in table.types(value):
                    part.add((term(value), RDF.type, term(kind)))
    return part


def _fault(report: Graph, result: Node) -> Fault:
    focus, path, value = (report.value(result, part) for part in (SH.focusNode, SH.resultPath, SH.value))
    return Fault(_short(focus), _short(path), str(report.value(result, SH.resultMessage) or ""), _short(value))


def _short(node: Node | None) -> str:
    """An IRI shortened by the known prefixes; the characters of a literal; nothing for None."""
    if not isinstance(node, URIRef):
        return "" if node is None else str(node)
    iri = str(node)
    return next((f"{p}:{iri.removeprefix(n)}" for p, n in PREFIXES.items() if iri.startswith(n)), iri)
