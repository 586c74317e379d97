"""The ontology's terms as N-Quads: what the graph says about its own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import META_FILES
from kg.settings import ONTOLOGY_NAMESPACE

GRAPH = ox.NamedNode(ONTOLOGY_NAMESPACE.rstrip("#"))
_SHACL = "http://www.w3.org/ns/shacl#"


def vocabulary_lines(directory: Path) -> Iterator[str]:
    """Labels, definitions, domains, ranges and display of every term; shapes and meta files are left out."""
    for path in sorted(directory.glob("*.ttl")):
        if path.name in META_FILES:
            continue
        for statement in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if _is_shape(statement) or ox.BlankNode in (type(statement.subject), type(statement.object)):
                continue
            yield f"{statement.subject} {statement.predicate} {statement.object} {GRAPH} .\n"


def _is_shape(statement: ox.Quad) -> bool:
    return any(str(term).startswith(f"<{_SHACL}") for term in (statement.predicate, statement.object))
