"""What the columns of a table mean: `<stem>.map.toml` beside `<stem>.csv`, held against the ontology."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ontology import Ontology

_PARTS = {
    "document": {"title", "source"},
    "entity": {"type", "name", "key", "aliases", "separator"},
    "relation": {"predicate", "column", "type", "separator"},
    "observation": {"indicator", "value", "unit", "period"},
}
_NEEDED = {
    "entity": ("type", "name"),
    "relation": ("predicate", "column", "type"),
    "observation": ("indicator", "value", "unit"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A column that holds the tails of a relation. separator: between several names in one cell; may be empty."""

    predicate: str
    column: str
    type: str
    separator: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A whole mapping; all fields but title, source, type and separator are names of columns.

    key: the column of a registered code, which makes the id; attributes: attribute → column.
    """

    title: str | None
    source: str | None
    type: str
    name: str
    key: str | None
    aliases: str | None
    separator: str
    attributes: Mapping[str, str]
    relations: tuple[Relation, ...]
    observation: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping names."""
        own = [self.name, self.key, self.aliases, *self.attributes.values(), *(r.column for r in self.relations)]
        return tuple(dict.fromkeys(column for column in (*own, *self.observation.values()) if column))


def read_mapping(path: Path, ontology: Ontology) -> TableMapping:
    """The mapping in a TOML file.

    Raises DataError naming the file and the entry that is missing, unknown or not allowed by the ontology.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"no valid TOML: {error}", where=path.name, hint="correct the mapping") from error
    _check_parts(content, path.name)
    document, entity = content.get("document", {}), content["entity"]
    mapping = TableMapping(
        title=document.get("title"),
        source=document.get("source"),
        type=entity["type"],
        name=entity["name"],
        key=entity.get("key"),
        aliases=entity.get("aliases"),
        separator=entity.get("separator", "、"),
        attributes=content.get("attributes", {}),
        relations=tuple(Relation(**relation) for relation in content.get("relation", ())),
        observation=content.get("observation", {}),
    )
    _check_terms(mapping, ontology, path.name)
    return mapping


def _check_parts(content: Mapping[str, Any], file: str) -> None:
    if "entity" not in content:
        raise DataError("there is no [entity]", where=file, hint="say which type and column the rows are about")
    if unknown := sorted(set(content) - {*_PARTS, "attributes"}):
        raise DataError(f"[{unknown[0]}] is unknown", where=file, hint=f"known: {', '.join((*_PARTS, 'attributes'))}")
    for part, value in content.items():
        blocks = value if part == "relation" and isinstance(value, list) else [value]
        for block in blocks:
            _check_block(part, block, f"{file}, [{part}]")


def _check_block(part: str, block: object, where: str) -> None:
    if not isinstance(block, dict) or not all(isinstance(value, str) for value in block.values()):
        raise DataError("every entry has to be a string", where=where, hint='write entry = "column"')
    if part in _PARTS and (unknown := sorted(set(block) - _PARTS[part])):
        raise DataError(f"{unknown[0]} is unknown", where=where, hint=f"known: {', '.join(sorted(_PARTS[part]))}")
    if missing := [entry for entry in _NEEDED.get(part, ()) if entry not in block]:
        raise DataError(f"{missing[0]} is missing", where=where, hint="add it")


def _check_terms(mapping: TableMapping, ontology: Ontology, file: str) -> None:
    if mapping.type not in ontology.entity_types:
        raise DataError(
            f"{mapping.type} is no entity type", where=f"{file}, [entity]", hint="kg ontology lists the types"
        )
    for name in mapping.attributes:
        if name not in ontology.attributes or mapping.type not in ontology.attributes[name].domain:
            raise DataError(
                f"{name} is no attribute of {mapping.type}",
                where=f"{file}, [attributes]",
                hint="kg ontology lists them",
            )
    for relation in mapping.relations:
        known = ontology.relations.get(relation.predicate)
        if known is None or not known.allows(mapping.type, relation.type):
            what = f"{relation.predicate} does not lead from {mapping.type} to {relation.type}"
            raise DataError(what, where=f"{file}, [[relation]]", hint="kg ontology lists the relations")
