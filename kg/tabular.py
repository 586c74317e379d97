"""Tables → Readings whose rows keep to the ontology's shapes, so that a bad row is named before the whole graph is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg import identity
from kg.errors import DataError
from kg.model import Evidence, Reading
from kg.ontology import Ontology
from kg.prefixes import PREFIXES
from kg.store import terms
from kg.store.rdf import GraphWriter
from kg.tables import BadRows, KnownNames, read_table
from kg.validate import Fault, validate

_BASE = "https://parkgraph.example/"
_ONCE = (Evidence(row=1),)


def read(
    path: Path, source: str, mapping: Path | None, ontology: Ontology, known: KnownNames, bad: BadRows | None = None
) -> Reading:
    """The reading of a table, without the rows that do not fit where such rows are skipped.

    Raises DataError naming file, line and what is wrong for a row that does not fit its mapping or breaks a shape.
    """
    bad = bad or BadRows()
    reading = read_table(path, source, ontology, known, mapping=mapping, bad=bad)
    left_out: set[int] = set()
    while faults := _broken(reading, ontology):
        rows = _rows_of(faults, reading, ontology)
        if not rows:
            return reading  # no row is to blame: the check of the whole graph will say what is
        for row, fault in sorted(rows.items()):
            what = f"{fault.path} {fault.value!r} breaks the ontology: {fault.message}"
            bad.leave_out([DataError(what, where=f"{path.name}, line {row}", hint="correct the row")])
        left_out |= set(rows)
        quiet = BadRows(skip=True)  # its faults are known
        reading = read_table(path, source, ontology, known, mapping=mapping, bad=quiet, without=left_out)
    return reading


def _broken(reading: Reading, ontology: Ontology) -> tuple[Fault, ...]:
    """What breaks a shape among the facts. One evidence for all rows and no reasons: quick when nothing is wrong."""
    thin = replace(
        reading,
        statements=tuple(replace(statement, evidence=_ONCE) for statement in reading.statements),
        observations=tuple(replace(observation, evidence=_ONCE) for observation in reading.observations),
    )
    reasons = f"<{identity.iri(_BASE, f'Document:{reading.document.id}')}> .\n"
    facts = (line for line in _lines(thin, ontology) if not line.endswith(reasons))
    return validate(map(terms.statement, facts), ontology).results


def _lines(reading: Reading, ontology: Ontology) -> Iterable[str]:
    writer = GraphWriter(ontology, _BASE)
    writer.add(reading)
    return writer.lines()


def _rows_of(faults: Iterable[Fault], reading: Reading, ontology: Ontology) -> dict[int, Fault]:
    """Row → a fault that it is to blame for: its statement has the fault's node as subject with that property, or as object."""
    graph: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    stated: defaultdict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in map(terms.statement, _lines(reading, ontology)):
        graph[subject][_short(predicate)].append(value)
        if _short(predicate) in ("rdf:subject", "rdf:object"):
            stated[value].append(subject)
    rows: dict[int, Fault] = {}
    for fault in faults:
        for statement in stated[f"<{_long(fault.focus)}>"]:
            said = graph[statement]
            value = _value(said["rdf:object"][0])
            about = _short(said["rdf:predicate"][0])
            if value == _long(fault.focus) or (fault.path in ("", about) and fault.value in ("", value, _short(value))):
                for evidence in said["kg:evidence"]:
                    for selector in graph[evidence]["oa:hasSelector"]:
                        row = terms.value(graph[selector]["rdf:value"][0]).removeprefix("row=")
                        rows.setdefault(int(row), fault)
    return rows


def _value(term: str) -> str:
    return term[1:-1] if term.startswith("<") else terms.value(term)


def _short(term: str) -> str:
    """An IRI by the known prefixes, as faults have it."""
    iri = term.strip("<>")
    return next((f"{p}:{iri.removeprefix(n)}" for p, n in PREFIXES.items() if iri.startswith(n)), iri)


def _long(short: str) -> str:
    prefix, _, local = short.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else short
