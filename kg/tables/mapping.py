"""What the columns of a table mean: a TOML file, held against the ontology. docs/tables.md shows every entry."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ontology import Ontology
from kg.tables.mapping_checks import blocks, check_blocks, check_terms


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: a column, or `value`, the same for all rows.

    separator: between several values in one cell (may be empty); empty: contents that say nothing; check: a name in
    values.CHECKS; drop: a value that does not fit is left out instead of its row.
    """

    column: str | None = None
    value: str | None = None
    separator: str = ""
    empty: frozenset[str] = frozenset()
    check: str = ""
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """The tails of a relation: names of entities of `type`."""

    predicate: str
    type: str
    tails: Source


@dataclass(frozen=True, slots=True)
class Figure:
    """The parts of an observation. unit: None when every cell holds its own."""

    indicator: Source
    value: Source
    unit: Source | None
    period: Source | None


@dataclass(frozen=True, slots=True)
class Address:
    """Where the address stands, and, if given, a region (name or code) that it lies in."""

    text: Source
    region: Source | None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A whole mapping. sheet: of a workbook, None for the first; header: 1-based row; key: a registered code, which makes the id."""

    title: str | None
    source: str | None
    sheet: str | None
    header: int
    type: str
    name: Source
    key: Source | None
    aliases: Source | None
    attributes: Mapping[str, Source]
    relations: tuple[Relation, ...]
    figures: tuple[Figure, ...]
    address: Address | None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping names, once."""
        return tuple(dict.fromkeys(s.column for s in self._sources() if s and s.column))

    def _sources(self) -> Iterator[Source | None]:
        yield from (self.name, self.key, self.aliases, *self.attributes.values(), *(r.tails for r in self.relations))
        for figure in self.figures:
            yield from (figure.indicator, figure.value, figure.unit, figure.period)
        if self.address:
            yield from (self.address.text, self.address.region)


def read_mapping(path: Path, ontology: Ontology) -> TableMapping:
    """The mapping in a TOML file.

    Raises DataError naming the file and the entry that is missing, unknown or not allowed by the ontology.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"no valid TOML: {error}", where=path.name, hint="correct the mapping") from error
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", where=str(path), hint="check the path") from error
    check_blocks(content, path.name)
    check_terms(content, ontology, path.name)
    return _mapping(content)


def _mapping(content: Mapping[str, Any]) -> TableMapping:
    document, table, entity, address = (content.get(p, {}) for p in ("document", "table", "entity", "address"))
    empty = frozenset(table.get("empty", ()))
    need = partial(_source, empty=empty)

    def may(block: Mapping[str, Any], entry: str, separator: str = "") -> Source | None:
        return need(block[entry], separator=separator) if entry in block else None

    return TableMapping(
        title=document.get("title"),
        source=document.get("source"),
        sheet=table.get("sheet"),
        header=table.get("header", 1),
        type=entity["type"],
        name=need(entity["name"]),
        key=may(entity, "key"),
        aliases=may(entity, "aliases", entity.get("separator", "、")),
        attributes={name: need(entry) for name, entry in content.get("attributes", {}).items()},
        relations=tuple(Relation(r["predicate"], r["type"], need(r)) for r in blocks(content, "relation")),
        figures=tuple(
            Figure(need(f["indicator"]), need(f["value"]), may(f, "unit"), may(f, "period"))
            for f in blocks(content, "observation")
        ),
        address=Address(need(address["column"]), may(address, "region")) if address else None,
    )


def _source(entry: str | Mapping[str, Any], empty: frozenset[str], separator: str = "") -> Source:
    given = {"column": entry} if isinstance(entry, str) else entry
    column = given.get("column")
    return Source(
        column=" ".join(column.split()) if column else None,
        value=given.get("value"),
        separator=given.get("separator", separator),
        empty=empty.union(given.get("empty", ())),
        check=given.get("check", ""),
        drop=given.get("bad") == "drop",
    )
