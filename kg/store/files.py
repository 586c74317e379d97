"""RDF files of others → N-Quads lines."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import DataError

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
}


def read_rdf(path: Path) -> Iterator[str]:
    """The quads of a file, a line each, with blank nodes kept apart from those of other files.

    Raises DataError naming the file, and the line where there is one, when it cannot be read.
    """
    zipped = path.suffix.lower() == ".gz"
    known = FORMATS.get((Path(path.stem) if zipped else path).suffix.lower())
    if known is None:
        raise DataError(
            "not a known kind of RDF file", where=str(path), hint=f"known: {' '.join(FORMATS)}, each also with .gz"
        )
    prefix = hashlib.sha256(path.name.encode()).hexdigest()[:8]
    try:
        with gzip.open(path) if zipped else path.open("rb") as file:
            yield from _lines(cast(IO[bytes], file), known, prefix)
    except (OSError, EOFError, SyntaxError) as error:
        raise DataError(f"cannot be read: {error}", where=str(path), hint="check the file and its suffix") from error


def _lines(file: IO[bytes], kind: ox.RdfFormat, prefix: str) -> Iterator[str]:
    nodes: dict[str, ox.BlankNode] = {}

    def own(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> object:
        if isinstance(term, ox.BlankNode):
            return nodes.setdefault(term.value, ox.BlankNode(f"b{prefix}{len(nodes)}"))
        return term

    for quad in ox.parse(file, format=kind):
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else f" {own(quad.graph_name)}"
        yield f"{own(quad.subject)} {quad.predicate} {own(quad.object)}{graph} .\n"
