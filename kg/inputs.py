"""Paths → what is to be read: documents and tables, each under a name that does not depend on where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import corpus, resources, tables
from kg.corpus.readers import READERS
from kg.errors import DataError
from kg.model import Document

_MAPPING = ".map.toml"
_READABLE = (*tables.SUFFIXES, ".jsonl")  # as tables


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. source: its path below the folder that was given, with / between the parts; mapping: of a table."""

    path: Path
    source: str
    mapping: Path | None = None

    @property
    def is_table(self) -> bool:
        """Whether it is a table with a mapping; else it is a document."""
        return self.mapping is not None

    def documents(self) -> Iterator[Document]:
        """The articles of a document file. Raises DataError when it cannot be read."""
        return (replace(document, source=self.source) for document in corpus.read([self.path]))


def shipped() -> list[Input]:
    """The sample documents and tables that come with a checkout; none in an installed wheel."""
    data = resources.sample_dir()
    folders = [data / "documents", data / "tables"] if data else []
    return [
        replace(found, source=f"{folder.name}/{found.source}")
        for folder in folders
        for found in _walk(folder, Mappings())
    ]


class Mappings:
    """The mappings that were given by name: files, and folders of files `STEM.map.toml`.

    Raises DataError for a path that does not exist and for a folder without mappings.
    """

    def __init__(self, paths: Sequence[Path] = ()) -> None:
        files = [file for path in paths for file in _mapping_files(path)]
        self._by_stem = {file.name.removesuffix(_MAPPING): file for file in files}
        self._only = paths[0] if len(paths) == 1 and paths[0].is_file() else None

    def of(self, table: Path, named: bool = False) -> Path | None:
        """The mapping of a table: the one given with its stem, else the only one given, else the one beside it.

        named: the table itself was named, not a folder that it lies in; only then does the only one count.
        """
        only = self._only if named and _kind(table) in tables.SUFFIXES else None
        beside = tables.mapping_file(table)
        return self._by_stem.get(table.stem) or only or (beside if beside.is_file() else None)


def _mapping_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    files = sorted(path.glob(f"*{_MAPPING}")) if path.is_dir() else []
    if not files:
        what = f"there is no {_MAPPING} file" if path.is_dir() else "no such file"
        raise DataError(what, where=str(path), hint="name a mapping or a folder of mappings")
    return files


def find(paths: Sequence[Path], mappings: Sequence[Path] = ()) -> list[Input]:
    """The files given and those in the folders given, each once, in order.

    mappings: files, and folders of them, for tables that have none beside them. Raises DataError for a path that does
    not exist, a file of no known kind, a table without mapping, and a folder in which there is nothing to read.
    """
    given, inputs = Mappings(mappings), dict[Path, Input]()
    for path in paths:
        for found in _at(path, given):
            inputs.setdefault(found.path.resolve(), found)
    return list(inputs.values())


def _at(path: Path, mappings: Mappings) -> Iterable[Input]:
    if path.is_dir():
        if found := _walk(path, mappings):
            return found
        raise DataError("there is nothing to read", where=str(path), hint=_hint())
    if not path.exists():
        raise DataError("no such file", where=str(path), hint="check the path")
    mapping = _mapping(path, mappings, named=True)
    if mapping is None and _kind(path) in tables.SUFFIXES:
        hint = f"write {tables.mapping_file(path).name} beside it, or give --mapping"
        raise DataError("the table has no mapping", where=str(path), hint=hint)
    if mapping is None and _kind(path) not in READERS:
        raise DataError(f"cannot read a {path.suffix or 'suffixless'} file", where=str(path), hint=_hint())
    return [Input(path, path.name, mapping)]


def _walk(folder: Path, mappings: Mappings) -> list[Input]:
    """Documents, and tables that have a mapping."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    found = [Input(path, path.relative_to(folder).as_posix(), _mapping(path, mappings)) for path in files]
    return [item for item in found if item.is_table or _kind(item.path) in READERS]


def _mapping(path: Path, mappings: Mappings, named: bool = False) -> Path | None:
    return mappings.of(path, named) if _kind(path) in _READABLE else None


def _kind(path: Path) -> str:
    return path.suffix.lower()


def _hint() -> str:
    return f"documents end in {' '.join(READERS)}, tables in {' '.join(tables.SUFFIXES)}"
