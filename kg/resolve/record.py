"""A resolution on paper: a named graph of its own, and a file in the build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from kg.errors import StoreError
from kg.identity import iri
from kg.resolve.resolution import Resolution
from kg.store import terms

FILE = "merges.json"


def graph_iri(base_iri: str) -> str:
    """The named graph that says what was merged, and why."""
    return f"{base_iri}resolution"


def merge_lines(resolution: Resolution, base_iri: str) -> Iterator[str]:
    """The N-Quads of that graph: of every merged IRI the one that stands for it, the score, the reason in words."""
    graph = f"<{graph_iri(base_iri)}>"
    for merge in resolution.merges.values():
        node = f"<{iri(base_iri, merge.merged)}>"
        values = (
            ("rdf:type", terms.name("kg:MergedEntity")),
            ("kg:mergedInto", f"<{iri(base_iri, merge.into)}>"),
            ("kg:mergeScore", terms.decimal(merge.score)),
            ("rdfs:comment", terms.text(merge.reason.zh, "zh")),
            ("rdfs:comment", terms.text(merge.reason.en, "en")),
        )
        yield from (f"{node} {terms.name(predicate)} {value} {graph} .\n" for predicate, value in values)


def dump(resolution: Resolution) -> bytes:
    """The merges and candidates as JSON."""
    return orjson.dumps({"merges": list(resolution.merges.values()), "candidates": list(resolution.candidates)})


def candidates(build: Path) -> list[dict[str, Any]]:
    """The candidates of a build: a, b, a_name, b_name, score, merged, reason by language; the most doubtful first.

    Raises StoreError for a build that was made without resolution.
    """
    try:
        found: list[dict[str, Any]] = orjson.loads((build / FILE).read_bytes())["candidates"]
    except FileNotFoundError as error:
        hint = "run: kg build, which writes it anew"
        raise StoreError("this store does not say what was merged", where=str(build), hint=hint) from error
    return found
