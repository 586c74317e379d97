"""Paths → what is to be read: documents and tables, each under a name that does not depend on where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import corpus, resources, tables
from kg.corpus.readers import READERS
from kg.errors import DataError
from kg.model import Document

_TABLE = ".csv"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. source: its path below the folder that was given, with / between the parts."""

    path: Path
    source: str

    @property
    def is_table(self) -> bool:
        """Whether it is a table with a mapping; else it is a document."""
        return self.path.suffix.lower() == _TABLE

    def documents(self) -> Iterator[Document]:
        """The articles of a document file. Raises DataError when it cannot be read."""
        return (replace(document, source=self.source) for document in corpus.read([self.path]))


def shipped() -> list[Input]:
    """The sample documents and tables that come with a checkout; none in an installed wheel."""
    data = resources.sample_dir()
    folders = [data / "documents", data / "tables"] if data else []
    return [replace(found, source=f"{folder.name}/{found.source}") for folder in folders for found in _walk(folder)]


def find(paths: Sequence[Path]) -> list[Input]:
    """The files given and those in the folders given, each once, in order.

    Raises DataError for a path that does not exist, a file of no known kind, a table without mapping, and a folder
    in which there is nothing to read.
    """
    inputs: dict[Path, Input] = {}
    for path in paths:
        for found in _at(path):
            inputs.setdefault(found.path.resolve(), found)
    return list(inputs.values())


def _at(path: Path) -> Iterable[Input]:
    if path.is_dir():
        if found := _walk(path):
            return found
        raise DataError(
            "there is nothing to read", where=str(path), hint=f"documents end in {_kinds()}, tables in {_TABLE}"
        )
    if not path.exists():
        raise DataError("no such file", where=str(path), hint="check the path")
    if path.suffix.lower() == _TABLE and not tables.mapping_file(path).is_file():
        raise DataError(
            "the table has no mapping", where=str(path), hint=f"write {tables.mapping_file(path).name} beside it"
        )
    if path.suffix.lower() not in {*READERS, _TABLE}:
        raise DataError(
            f"cannot read a {path.suffix or 'suffixless'} file", where=str(path), hint=f"documents end in {_kinds()}"
        )
    return [Input(path, path.name)]


def _walk(folder: Path) -> list[Input]:
    """Documents, and tables that have a mapping."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [Input(path, path.relative_to(folder).as_posix()) for path in files if _is_input(path)]


def _is_input(path: Path) -> bool:
    return path.suffix.lower() in READERS or (path.suffix.lower() == _TABLE and tables.mapping_file(path).is_file())


def _kinds() -> str:
    return " ".join(READERS)
