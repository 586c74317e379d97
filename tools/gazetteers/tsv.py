"""Tables in and out: CSV as the sources have it, TSV as the project keeps it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str]


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header line. Raises SystemExit with one line when the file is absent."""
    if not path.is_file():
        raise SystemExit(f"{path}: no such file (give the folder of source data as the first argument)")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_tsv(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV file as the project keeps it: header line, tabs, no quoting."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def write_tsv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows sorted by their cells, LF line ends; returns their number.

    Raises ValueError when a cell holds a tab or a line break.
    """
    lines = []
    for row in rows:
        cells = [row[column] for column in columns]
        if any(character in cell for cell in cells for character in "\t\n\r"):
            raise ValueError(f"{path.name}: a cell of {cells} holds a tab or a line break")
        lines.append(cells)
    text = "".join("\t".join(cells) + "\n" for cells in [list(columns), *sorted(lines)])
    path.write_bytes(text.encode())
    return len(lines)


def joined(values: Iterable[str]) -> str:
    """A list cell: the values, each once, in their order, separated by `|`."""
    return "|".join(dict.fromkeys(value for value in values if value))
