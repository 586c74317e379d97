"""What can be said: the types, relations and attributes that the Turtle files under ontology/ declare.

Loaded at run time; nothing is generated. `Ontology.check` holds the files against `meta-shapes.ttl` (SHACL).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rdflib import RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import resources
from kg.errors import OntologyError
from kg.prefixes import PREFIXES
from kg.settings import ONTOLOGY_NAMESPACE

KG = Namespace(ONTOLOGY_NAMESPACE)
SCHEMA = Namespace(PREFIXES["schema"])
META_FILES = ("meta.ttl", "meta-shapes.ttl")


@dataclass(frozen=True, slots=True)
class Term:
    """What every block gives. name: local name; label, definition: by language (zh, en); order: place in lists."""

    name: str
    iri: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    order: int


@dataclass(frozen=True, slots=True)
class EntityType(Term):
    """A class. extracted: a text can name one (False for records such as Observation)."""

    color: str
    display_shape: str
    extracted: bool
    name_suffixes: tuple[str, ...]
    short_name_suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationType(Term):
    """A relation. frames: words with H for the head and T for the tail; aim_counts: an aim makes a fact."""

    inverse_label: Mapping[str, str]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    color: str
    frames: tuple[str, ...]
    implies: tuple[str, ...]
    core: bool
    structural: bool
    aim_counts: bool
    same_type: bool

    def allows(self, head: str, tail: str) -> bool:
        """Whether the relation may hold between entities of these two types."""
        return head in self.domain and tail in self.range and (head == tail or not self.same_type)


@dataclass(frozen=True, slots=True)
class AttributeType(Term):
    """A literal property. datatype: local name in XML Schema, such as string, decimal, date, gYearMonth."""

    domain: tuple[str, ...]
    datatype: str


@dataclass(frozen=True)
class Ontology:
    """The declared terms by local name, each mapping in display order, and the graph they come from."""

    types: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]
    attributes: Mapping[str, AttributeType]
    graph: Graph
    sources: Mapping[str, str]
    meta: Graph
    fingerprint: str

    @classmethod
    def load(cls, directory: Path | None = None) -> Ontology:
        """Read the Turtle files of `directory` (default: the shipped ontology); cached by their content.

        Raises OntologyError naming the file and line when one is no Turtle or a block misses what the code reads.
        """
        directory = directory or resources.ontology_dir()
        files = sorted(directory.glob("*.ttl"))
        if not files:
            raise OntologyError("no .ttl file found", where=str(directory), hint="give the folder of the ontology")
        return _load(tuple((path, path.read_bytes()) for path in files))

    @cached_property
    def entity_types(self) -> tuple[str, ...]:
        """Names of the types that a text can name, in display order."""
        return tuple(name for name, kind in self.types.items() if kind.extracted)

    def check(self) -> None:
        """Hold the blocks against the meta-shapes and against each other.

        Raises OntologyError with one line per fault: file, term, fault.
        """
        faults = [*_shape_faults(self), *_contradictions(self)]
        if faults:
            raise OntologyError(
                "; ".join(sorted(set(faults))), hint="mend the block; CONTRIBUTING.md shows a whole one"
            )

    def implied(self, relation: str) -> tuple[str, ...]:
        """The relations that hold wherever `relation` holds."""
        return self.relations[relation].implies if relation in self.relations else ()


_T = TypeVar("_T", bound=Term)


@lru_cache(maxsize=8)
def _load(files: tuple[tuple[Path, bytes], ...]) -> Ontology:
    graph, meta = Graph(), Graph()
    sources: dict[str, str] = {}
    for path, content in files:
        part = Graph()
        try:
            part.parse(data=content, format="turtle")
        except Exception as error:  # rdflib's parsers raise several unrelated classes
            raise OntologyError(_parse_fault(error), where=path.name, hint="correct the Turtle") from error
        for subject in set(part.subjects()):
            sources.setdefault(str(subject), path.name)
        target = meta if path.name in META_FILES else graph
        for statement in part:
            target.add(statement)
    reader = _Reader(graph, sources)
    digest = hashlib.sha256(b"".join(path.name.encode() + content for path, content in files)).hexdigest()
    return Ontology(
        types=_ordered(reader.entity_type(s, extracted) for s, extracted in reader.classes()),
        relations=_ordered(reader.relation(s) for s in graph.subjects(RDF.type, KG.RelationType)),
        attributes=_ordered(reader.attribute(s) for s in graph.subjects(RDF.type, KG.AttributeType)),
        graph=graph,
        sources=MappingProxyType(sources),
        meta=meta,
        fingerprint=digest[:16],
    )


def _ordered(terms: Iterable[_T]) -> Mapping[str, _T]:
    return MappingProxyType({term.name: term for term in sorted(terms, key=lambda t: (t.order, t.name))})


def _parse_fault(error: Exception) -> str:
    text = " ".join(str(error).split())
    line = re.search(r"at line (\d+)", text)
    reason = re.search(r"Bad syntax \((.*?)\) at", text)
    where = f"line {line.group(1)}: " if line else ""
    return f"{where}no valid Turtle: {reason.group(1) if reason else text[:200]}"


class _Reader:
    """Turns one block of the graph into a term."""

    def __init__(self, graph: Graph, sources: Mapping[str, str]) -> None:
        self.graph, self.sources = graph, sources

    def classes(self) -> Iterable[tuple[Node, bool]]:
        for kind, extracted in ((KG.EntityType, True), (KG.RecordType, False)):
            for subject in self.graph.subjects(RDF.type, kind):
                yield subject, extracted

    def entity_type(self, subject: Node, extracted: bool) -> EntityType:
        return EntityType(
            *self._term(subject),
            color=self._one(subject, KG.color),
            display_shape=self._one(subject, KG.displayShape),
            extracted=extracted,
            name_suffixes=self._words(subject, KG.nameSuffix),
            short_name_suffixes=self._words(subject, KG.shortNameSuffix),
        )

    def relation(self, subject: Node) -> RelationType:
        return RelationType(
            *self._term(subject),
            inverse_label=self._by_language(subject, KG.inverseLabel),
            domain=self._names(subject, SCHEMA.domainIncludes),
            range=self._names(subject, SCHEMA.rangeIncludes),
            color=self._one(subject, KG.color),
            frames=self._words(subject, KG.frame),
            implies=self._names(subject, KG.implies, required=False),
            core=self._flag(subject, KG.core),
            structural=self._flag(subject, KG.structural),
            aim_counts=self._flag(subject, KG.aimCounts),
            same_type=self._flag(subject, KG.sameType),
        )

    def attribute(self, subject: Node) -> AttributeType:
        datatype = self._one(subject, RDFS.range).removeprefix(str(XSD))
        return AttributeType(
            *self._term(subject), domain=self._names(subject, SCHEMA.domainIncludes), datatype=datatype
        )

    def _term(self, subject: Node) -> tuple[str, str, Mapping[str, str], Mapping[str, str], int]:
        labels = self._by_language(subject, RDFS.label)
        definitions = self._by_language(subject, SKOS.definition)
        order = self._one(subject, KG.order)
        if not order.isdigit():
            raise self._fault(subject, f"needs kg:order as a whole number, has {order!r}")
        return _local(subject), str(subject), labels, definitions, int(order)

    def _fault(self, subject: Node, fault: str) -> OntologyError:
        where = f"{self.sources.get(str(subject), '?')}: kg:{_local(subject)}"
        return OntologyError(fault, where=where, hint="CONTRIBUTING.md shows a whole block")

    def _one(self, subject: Node, predicate: URIRef) -> str:
        values = list(self.graph.objects(subject, predicate))
        if len(values) != 1:
            raise self._fault(subject, f"needs exactly one {_short(predicate)}, has {len(values)}")
        return str(values[0])

    def _by_language(self, subject: Node, predicate: URIRef) -> Mapping[str, str]:
        found = [v for v in self.graph.objects(subject, predicate) if isinstance(v, Literal)]
        values = {str(v.language): str(v) for v in found}
        for language in ("zh", "en"):
            if language not in values:
                raise self._fault(subject, f"needs {_short(predicate)} in {language}")
        if len(found) != len(values):
            raise self._fault(subject, f"has two {_short(predicate)} in one language")
        return MappingProxyType({language: values[language] for language in sorted(values, reverse=True)})

    def _words(self, subject: Node, predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(v) for v in self.graph.objects(subject, predicate)))

    def _names(self, subject: Node, predicate: URIRef, required: bool = True) -> tuple[str, ...]:
        names = tuple(sorted(_local(v) for v in self.graph.objects(subject, predicate)))
        if required and not names:
            raise self._fault(subject, f"needs {_short(predicate)}")
        return names

    def _flag(self, subject: Node, predicate: URIRef) -> bool:
        return any(bool(v.toPython()) for v in self.graph.objects(subject, predicate) if isinstance(v, Literal))


def _local(node: Node) -> str:
    return re.split(r"[#/]", str(node))[-1]


def _short(predicate: Node) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(predicate).startswith(namespace):
            return f"{prefix}:{str(predicate)[len(namespace) :]}"
    return str(predicate)


def _shape_faults(ontology: Ontology) -> Iterable[str]:
    from pyshacl import validate  # 0.6 s to import: only a check needs it

    _, report, _ = validate(ontology.graph, shacl_graph=ontology.meta, inference="none", advanced=False)
    assert isinstance(report, Graph)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        message = report.value(result, SH.resultMessage)
        yield f"{ontology.sources.get(str(focus), '?')}: kg:{_local(focus)}: {message}" if focus else str(message)


def _contradictions(ontology: Ontology) -> Iterable[str]:
    """Faults between blocks: one label for two terms, a shape that differs from domain and range, an unsound implication."""
    for group in (ontology.types, ontology.relations, ontology.attributes):
        for language in ("zh", "en"):
            seen: dict[str, str] = {}
            for term in group.values():
                other = seen.setdefault(term.label[language], term.name)
                if other != term.name:
                    yield f"{ontology.sources[term.iri]}: kg:{term.name}: has the label of kg:{other} ({term.label[language]})"
    for relation in ontology.relations.values():
        where = f"{ontology.sources[relation.iri]}: kg:{relation.name}"
        if relation.name in ontology.attributes:
            yield f"{where}: is a relation and an attribute"
        for implied in relation.implies:
            target = ontology.relations.get(implied)
            if target and not (set(relation.domain) <= set(target.domain) and set(relation.range) <= set(target.range)):
                yield f"{where}: implies kg:{implied}, which does not allow the same ends"
        if not relation.structural:
            for expected, found in zip((relation.domain, relation.range), _shape_ends(ontology, relation), strict=True):
                if found and set(expected) != found:
                    yield f"{where}: its shape allows {sorted(found)}, the block says {sorted(expected)}"


def _shape_ends(ontology: Ontology, relation: RelationType) -> tuple[set[str], set[str]]:
    graph = ontology.graph
    shape = graph.value(None, SH.targetSubjectsOf, URIRef(relation.iri))
    if shape is None:
        return set(), set()
    inner = next((p for p in graph.objects(shape, SH.property) if (p, SH.path, URIRef(relation.iri)) in graph), None)
    return _classes(graph, shape), _classes(graph, inner) if inner is not None else set()


def _classes(graph: Graph, shape: Node) -> set[str]:
    found = {_local(c) for c in graph.objects(shape, SH["class"])}
    for alternatives in graph.objects(shape, SH["or"]):
        found |= {_local(c) for a in Collection(graph, alternatives) for c in graph.objects(a, SH["class"])}
    return found
