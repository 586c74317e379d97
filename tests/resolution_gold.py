"""How well things are told together and apart: pairs of names with their contexts, each as two small documents."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError
from kg.identity import entity_id, named_id
from kg.model import Document, Entity, Evidence, Reading, Statement
from kg.resolve import resolve
from kg.resolve.places import Places

COLUMNS = ("part", "type", "a", "a_context", "b", "b_context", "answer", "kind", "source")
_ATTRIBUTES = {"former": "formerName", "number": "documentNumber"}
_RELATIONS = {"park": ("locatedInPark", "Park"), "region": ("inRegion", "Region")}
_OF_POLICIES = {"park": "appliesIn", "region": "appliesIn"}
_EVIDENCE = (Evidence(row=2),)


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the gold. a, b: names; a_context, b_context: what else is said, as `word=value|…`; same: the answer."""

    part: str
    type: str
    a: str
    a_context: str
    b: str
    b_context: str
    same: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How pairs were judged. wrong: merged though different; missed: not merged though the same."""

    right: int
    wrong: tuple[Pair, ...]
    missed: tuple[Pair, ...]

    @property
    def precision(self) -> float:
        """Of what was merged, how much is the same."""
        return self.right / ((self.right + len(self.wrong)) or 1)

    @property
    def recall(self) -> float:
        """Of what is the same, how much was merged."""
        return self.right / ((self.right + len(self.missed)) or 1)


def load_pairs(path: Path) -> list[Pair]:
    """The pairs of a gold file. Raises DataError naming file and line."""
    pairs = list[Pair]()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if None in row.values() or row["answer"] not in {"same", "different"}:
                where = f"{path}, line {len(pairs) + 2}"
                raise DataError("this is no pair", where=where, hint=f"write {' '.join(COLUMNS)}")
            cells = {name: row[name] for name in ("part", "type", "a", "a_context", "b", "b_context", "kind")}
            pairs.append(Pair(**cells, same=row["answer"] == "same"))
    return pairs


def judge(pairs: Iterable[Pair], known: Sequence[Reading]) -> Figures:
    """Resolve every pair by itself, beside what is known: the readings of the gazetteers of regions and parks."""
    right, wrong, missed = 0, list[Pair](), list[Pair]()
    places = Places(known)
    for pair in pairs:
        (one, a), (other, b) = _reading(pair, "a"), _reading(pair, "b")
        resolution = resolve([*_needed(known, pair, (one, other)), one, other], places=places)
        merged = resolution.canonical(a) == resolution.canonical(b)
        right += merged and pair.same
        wrong += [pair] if merged and not pair.same else []
        missed += [pair] if pair.same and not merged else []
    return Figures(right, tuple(wrong), tuple(missed))


def _needed(known: Sequence[Reading], pair: Pair, sides: Sequence[Reading]) -> Iterator[Reading]:
    """What is known of all parks for a pair of parks, else of those that the pair names: others cannot matter to it."""
    named = {entity.id for reading in sides for entity in reading.entities}
    for reading in known:
        if pair.type == "Park":
            yield reading
            continue
        entities = tuple(entity for entity in reading.entities if entity.id in named)
        yield replace(reading, entities=entities, statements=_about(reading, named))


def _about(reading: Reading, named: set[str]) -> tuple[Statement, ...]:
    return tuple(statement for statement in reading.statements if statement.subject in named)


def _reading(pair: Pair, side: str) -> tuple[Reading, str]:
    """One side as a document, or as a table where it has a code, and the id that it has there."""
    name, context = getattr(pair, side), getattr(pair, f"{side}_context")
    said = [tuple(part.split("=", 1)) for part in context.split("|") if part]
    code = next((value for word, value in said if word == "code"), "")
    subject = entity_id(pair.type, code) if code else named_id(pair.type, name, _scope(pair.type, said, side))
    aliases = tuple(value for word, value in said if word == "alias")
    entities = [Entity(subject, pair.type, name, aliases)]
    statements = []
    for word, value in said:
        predicate, target = _stated(pair.type, word, value, side)
        if predicate:
            entities += [target] if target else []
            statements.append(Statement(subject, predicate, target.id if target else value, _EVIDENCE))
    document = Document(side, f"{side}.txt", "", "", (), kind="table" if code else "document")
    return Reading(document, tuple(entities), tuple(statements)), subject


def _scope(kind: str, said: Sequence[tuple[str, ...]], side: str) -> str:
    """The park for what reports key by it, else the document."""
    parks = [value for word, value in said if word == "park"]
    return parks[0] if parks and kind != "Firm" else side


def _stated(kind: str, word: str, value: str, side: str) -> tuple[str, Entity | None]:
    if word in _ATTRIBUTES:
        return _ATTRIBUTES[word], None
    if word in _RELATIONS:
        relation, end = _RELATIONS[word]
        return (_OF_POLICIES[word] if kind == "Policy" else relation), Entity(f"{end}:{value}", end, value)
    if word in {"org", "issuer"}:
        end = "Firm" if value.endswith(("公司", "集团")) else "Organization"
        relation = "worksFor" if word == "org" else "issuedBy"
        return relation, Entity(named_id(end, value, side), end, value)
    return "", None
