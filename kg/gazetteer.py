"""The gazetteer tables: names that are known before any text is read. One TSV file a kind, a header line, lists split by |."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg import resources
from kg.errors import DataError

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "regions": ("code", "name", "kind", "parent", "short"),
        "parks": (
            *(
                "key",
                "code",
                "name",
                "level",
                "kind",
                "region",
                "province",
                "approved",
                "area_ha",
                "industries",
                "short",
            ),
            "source",
        ),
        "industries": ("code", "name", "level", "parent"),
        "sectors": ("name", "aliases", "gb", "weak"),
        "segments": ("name", "aliases"),
        "titles": ("name", "aliases", "level", "ladder", "order", "holders"),
        "chains": ("name", "aliases", "sector"),
        "chain_segments": ("chain", "segment", "stage", "aliases"),
        "chain_supplies": ("chain", "supplier", "customer"),
        "organisations": ("name", "aliases", "parent"),
        "policies": ("name", "aliases"),
        "firms": ("name", "aliases", "code", "source"),
        "persons": ("name", "aliases"),
        "surnames": ("surname",),
    }
)
_REQUIRED = {"name", "key", "chain", "segment", "supplier", "customer", "surname"}


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One line of a table. line: 1-based, the header is line 1."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds a list."""
        return tuple(part for part in self.cells[column].split("|") if part)


class Gazetteer:
    """All tables of one folder by name; a table whose file is missing is empty.

    Raises DataError naming file, line and column for a row that does not fit its header.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.tables: Mapping[str, tuple[Row, ...]] = MappingProxyType(
            {name: _read(directory / f"{name}.tsv", columns) for name, columns in COLUMNS.items()}
        )

    @classmethod
    def load(cls, directory: Path | None = None) -> Gazetteer:
        """The gazetteer of a folder (default: the shipped one), read once a process."""
        return _load(directory or resources.gazetteer_dir())

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        return self.tables[table]


@lru_cache(maxsize=4)
def _load(directory: Path) -> Gazetteer:
    return Gazetteer(directory)


def _read(path: Path, columns: tuple[str, ...]) -> tuple[Row, ...]:
    if not path.is_file():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise DataError(f"byte {error.start} is no UTF-8", where=path.name, hint="save the table as UTF-8") from error
    header = tuple(lines[0].split("\t"))
    if header != columns:
        raise DataError(
            f"the header is {' '.join(header)!r}",
            where=f"{path.name}, line 1",
            hint=f"expected {' '.join(columns)!r}, tab separated",
        )
    return tuple(_row(path.name, number, line, columns) for number, line in enumerate(lines[1:], start=2))


def _row(file: str, number: int, line: str, columns: tuple[str, ...]) -> Row:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise DataError(
            f"{len(cells)} cells instead of {len(columns)}",
            where=f"{file}, line {number}",
            hint="separate cells by one tab each",
        )
    row = Row(file, number, MappingProxyType(dict(zip(columns, cells, strict=True))))
    for column in _REQUIRED.intersection(columns):
        if not row[column].strip():
            raise DataError(
                "the cell is empty", where=f"{file}, line {number}, column {column}", hint="fill it or drop the row"
            )
    return row
