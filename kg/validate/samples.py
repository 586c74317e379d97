"""Which nodes have to be validated: of all nodes that no shape can tell apart, one is enough.

pySHACL takes half a minute for the shipped graph; its 60,000 focus nodes look only some 500 different ways.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node
from rdflib.util import from_n3

from kg.store import terms

Values = dict[str, dict[str, None]]
_TYPE = RDF.type.n3()
_COUNTED = {SH.path, SH.minCount, SH.maxCount, SH.datatype, SH["class"], SH.nodeKind, SH["or"], SH["and"], SH["not"]}
_SPOKEN = {SH.message, SH.name, SH.description, SH.severity, SH.order}
_EXACT = {
    SH["in"],
    SH.hasValue,
    SH.minInclusive,
    SH.maxInclusive,
    SH.minExclusive,
    SH.maxExclusive,
    SH.flags,
}
_EXACT |= {SH.minLength, SH.maxLength}
_KNOWN = _COUNTED | _SPOKEN | _EXACT | {SH.pattern, SH.targetClass, SH.targetSubjectsOf, SH.property}


@dataclass(slots=True)
class NodeTable:
    """A graph by node: node → predicate → values, all as N-Triples terms, in the order of arrival."""

    nodes: dict[str, Values] = field(default_factory=dict)

    @classmethod
    def of(cls, statements: Iterable[tuple[str, str, str]]) -> NodeTable:
        """The table of these statements; a statement that comes twice counts once."""
        table: defaultdict[str, defaultdict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for subject, predicate, value in statements:
            table[subject][predicate][value] = None
        return cls(table)  # type: ignore[arg-type]

    def types(self, node: str) -> tuple[str, ...]:
        """The node's types, sorted."""
        return tuple(sorted(self.nodes.get(node, {}).get(_TYPE, ())))


class Shapes:
    """The node shapes of an ontology: what they target and what they look at."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._by_type: defaultdict[str, list[Node]] = defaultdict(list)
        self._by_predicate: defaultdict[str, list[Node]] = defaultdict(list)
        for shape, target in graph.subject_objects(SH.targetClass):
            for kind in _narrower(graph, target):
                self._by_type[kind.n3()].append(shape)
        for shape, target in graph.subject_objects(SH.targetSubjectsOf):
            self._by_predicate[target.n3()].append(shape)

    @cached_property
    def paths(self) -> Mapping[str, bool]:
        """Predicate that a shape looks at → whether the very value matters, not only its kind."""
        exact: dict[str, bool] = {}
        for block, path in self.graph.subject_objects(SH.path):
            exact[path.n3()] = exact.get(path.n3(), False) or bool(_EXACT & set(self._predicates(block)))
        return exact

    @cached_property
    def patterns(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """Predicate → the patterns that its values are held against: two values that fit the same ones fare equally."""
        found: defaultdict[str, list[re.Pattern[str]]] = defaultdict(list)
        for block, path in self.graph.subject_objects(SH.path):
            found[path.n3()] += [re.compile(str(value)) for name, value in self._inner(block) if name == SH.pattern]
        return {path: tuple(patterns) for path, patterns in found.items()}

    @cached_property
    def counted(self) -> frozenset[str]:
        """The predicates of which it matters how many values there are, beyond whether there is one."""
        return frozenset(
            path.n3()
            for block, path in self.graph.subject_objects(SH.path)
            for name, value in self._inner(block)
            if name == SH.maxCount or (name == SH.minCount and str(value) not in ("0", "1"))
        )

    @cached_property
    def are_local(self) -> bool:
        """Whether each shape looks at a node, its values and their types only, so that equal nodes fare equally."""
        graph = self.graph
        used = {predicate for predicate in graph.predicates() if str(predicate).startswith(str(SH))}
        nested = any(SH.property in set(self._predicates(block)) for block in graph.subjects(SH.path))
        on_focus = any(
            (_EXACT | {SH.pattern}) & set(graph.predicates(shape)) for shape in graph.subjects(RDF.type, SH.NodeShape)
        )
        complex_path = any(not isinstance(path, URIRef) for path in graph.objects(None, SH.path))
        return used <= _KNOWN and not (nested or on_focus or complex_path)

    def aimed_at(self, nodes: Mapping[str, Values]) -> Iterator[tuple[Node, str]]:
        """Every shape with every focus node of these."""
        for node, values in nodes.items():
            for kind in values.get(_TYPE, ()):
                yield from ((shape, node) for shape in self._by_type.get(kind, ()))
            for predicate in values:
                yield from ((shape, node) for shape in self._by_predicate.get(predicate, ()))

    def _predicates(self, block: Node) -> Iterator[Node]:
        return (predicate for predicate, _ in self._inner(block))

    def _inner(self, block: Node) -> Iterator[tuple[Node, Node]]:
        for predicate, value in self.graph.predicate_objects(block):
            yield predicate, value
            if not isinstance(value, URIRef):
                yield from self._inner(value)


def term(text: str) -> Node:
    """The rdflib term of an N-Triples term."""
    found = from_n3(text)
    assert isinstance(found, Node)
    return found


def groups(table: NodeTable, shapes: Shapes) -> list[list[str]]:
    """The focus nodes, those together that no shape can tell apart; of a group the one that says least comes first."""
    focus = dict.fromkeys(node for _, node in shapes.aimed_at(table.nodes))
    if not shapes.are_local:
        return [[node] for node in focus]
    together: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for node in focus:
        together[_look(table, node, shapes)].append(node)
    for members in together.values():
        least = min(range(len(members)), key=lambda place: sum(map(len, table.nodes[members[place]].values())))
        members[0], members[least] = members[least], members[0]
    return list(together.values())


def _look(table: NodeTable, node: str, shapes: Shapes) -> tuple[object, ...]:
    values, paths = table.nodes[node], shapes.paths
    seen: list[str] = []
    for predicate in values:
        if predicate in paths:
            looks = [
                repr((predicate, value if paths[predicate] else _kind(table, value), *_fits(value, shapes, predicate)))
                for value in values[predicate]
            ]
            seen += looks if predicate in shapes.counted else set(looks)
    unseen = (predicate for predicate in values if predicate not in paths)
    return (node.startswith("_:"), table.types(node), *sorted(seen), *sorted(unseen))


def _fits(value: str, shapes: Shapes, predicate: str) -> Iterator[bool]:
    patterns = shapes.patterns[predicate]
    text = (terms.value(value) if value.startswith('"') else value[1:-1]) if patterns else ""
    return (pattern.search(text) is not None for pattern in patterns)


def _kind(table: NodeTable, value: str) -> object:
    if not value.startswith('"'):
        return value.startswith("_:"), table.types(value)
    if value.endswith('"'):
        return "string"
    literal = term(value)
    assert isinstance(literal, Literal)
    return literal.datatype, literal.language, literal.ill_typed


def _narrower(graph: Graph, kind: Node) -> Iterator[Node]:
    """The class and, step by step, its subclasses."""
    yield from (found for found in graph.transitive_subjects(RDFS.subClassOf, kind) if found is not None)
