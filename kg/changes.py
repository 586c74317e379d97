"""Two builds → what is new, what is changed, what is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import orjson

from kg.identity import identifier
from kg.ontology import Ontology
from kg.settings import ONTOLOGY_NAMESPACE
from kg.store import LocalStore, dump, terms

_LABEL, _INDICATOR = terms.name("rdfs:label"), terms.name("kg:indicator")
_FIGURE = tuple(map(terms.name, ("kg:valueText", "kg:unit", "kg:period")))


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that came or went, in words. predicate: local name of a relation or attribute."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build has that the one before had not, and the other way round; everything sorted.

    documents: by what became of them; new, gone: facts; quads: of the new build; same_reader: whether all its documents
    were read by the same version with the same known names, as a build from scratch would.
    """

    build_id: str
    documents: dict[Literal["new", "changed", "gone", "unchanged"], tuple[str, ...]]
    new: tuple[Fact, ...]
    gone: tuple[Fact, ...]
    quads: int
    same_reader: bool


def compare(before: LocalStore, after: LocalStore, same_reader: bool = True) -> Changes:
    """The changes from one build of `kg build`, `add` or `drop` to another."""
    old, new = _records(before.path), _records(after.path)
    documents: dict[Literal["new", "changed", "gone", "unchanged"], tuple[str, ...]] = {
        "new": tuple(sorted(new.keys() - old.keys())),
        "changed": tuple(sorted(i for i in new.keys() & old.keys() if new[i] != old[i])),
        "gone": tuple(sorted(old.keys() - new.keys())),
        "unchanged": tuple(sorted(i for i in new.keys() & old.keys() if new[i] == old[i])),
    }
    lines, known = set(dump.quads(after)), set(dump.quads(before))
    came = _facts(lines - known, _names(lines), after)
    went = _facts(known - lines, _names(known), before)
    return Changes(after.build_id, documents, came, went, len(lines), same_reader)


def _records(build: Path) -> dict[str, bytes]:
    """Document id → its text and title as the build keeps them."""
    contents = (path.read_bytes() for path in (build / "texts").glob("*.json"))
    return {str(orjson.loads(content)["id"]): content for content in contents}


def _names(lines: Iterable[str]) -> dict[str, str]:
    """Every node's name: its label; of an observation its indicator, number, unit and period."""
    said = defaultdict[str, dict[str, str]](dict)
    for subject, predicate, value in map(terms.statement, lines):
        if predicate in (_LABEL, _INDICATOR, *_FIGURE):
            said[subject][predicate] = value
    names = {node: terms.value(values[_LABEL]) for node, values in said.items() if _LABEL in values}
    for node, values in said.items():
        if _INDICATOR in values:
            figure = [terms.value(values[part]) for part in _FIGURE if part in values]
            names[node] = " ".join([names.get(values[_INDICATOR], values[_INDICATOR]), *figure])
    return names


def _facts(lines: Iterable[str], names: dict[str, str], store: LocalStore) -> tuple[Fact, ...]:
    said = _Said(store.ontology, store.base_iri, names)
    found = (said.fact(*terms.statement(line)) for line in lines if not terms.graph(line))
    return tuple(sorted({fact for fact in found if fact}, key=lambda f: (f.predicate, f.subject, f.object)))


class _Said:
    """Facts in words: those of entities that texts name, and not how records hang together."""

    def __init__(self, ontology: Ontology, base_iri: str, names: dict[str, str]) -> None:
        self._base, self._names = base_iri, names
        self._terms, self._kinds = {*ontology.relations, *ontology.attributes}, set(ontology.entity_types)

    def fact(self, subject: str, predicate: str, value: str) -> Fact | None:
        local = predicate[1:-1].removeprefix(ONTOLOGY_NAMESPACE)
        kind = (identifier(self._base, subject[1:-1]) or "").partition(":")[0]
        if local not in self._terms or kind not in self._kinds:
            return None
        return Fact(self._name(subject), local, self._name(value))

    def _name(self, term: str) -> str:
        if term.startswith('"'):
            return terms.value(term)
        return self._names.get(term) or identifier(self._base, term[1:-1]) or term
