"""GB/T 4754-2017, the national classification of industries, as a table of codes, names and parents."""

from __future__ import annotations

from pathlib import Path

from gazetteers.tsv import read_csv

COLUMNS = ("code", "name", "level", "parent")


def industry_rows(data: Path) -> list[dict[str, str]]:
    """The rows of industries.tsv, as the source has them."""
    return [
        {column: row[column].strip() for column in COLUMNS} for row in read_csv(data / "gb4754" / "gb4754_2017.csv")
    ]
