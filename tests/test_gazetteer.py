"""Reading a folder of gazetteer tables, and saying file, line and column of what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer import COLUMNS, Gazetteer

HEADER = "name\taliases\tparent"


def write(folder: Path, *lines: str, table: str = "organisations") -> Path:
    (folder / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_rows_know_their_file_and_line(tmp_path: Path) -> None:
    gazetteer = Gazetteer(write(tmp_path, HEADER, "云麓学会\t云会|麓会\t", "云麓学会分会\t\t云麓学会"))
    first, second = gazetteer["organisations"]
    assert (first.file, first.line, first["name"]) == ("organisations.tsv", 2, "云麓学会")
    assert first.list("aliases") == ("云会", "麓会")
    assert (second.line, second.list("aliases"), second["parent"]) == (3, (), "云麓学会")


def test_a_table_without_a_file_is_empty(tmp_path: Path) -> None:
    gazetteer = Gazetteer(tmp_path)
    assert set(gazetteer.tables) == set(COLUMNS)
    assert all(rows == () for rows in gazetteer.tables.values())


def test_a_table_of_nothing_but_its_header_is_empty(tmp_path: Path) -> None:
    assert Gazetteer(write(tmp_path, HEADER))["organisations"] == ()


@pytest.mark.parametrize(
    ("lines", "where", "what"),
    [
        (("name\tparent",), "organisations.tsv, line 1", "the header is 'name parent'"),
        (("",), "organisations.tsv, line 1", "the header is ''"),
        ((HEADER, "云麓学会\t"), "organisations.tsv, line 2", "2 cells instead of 3"),
        ((HEADER, "甲\t\t", "乙\t\t\t"), "organisations.tsv, line 3", "4 cells instead of 3"),
        ((HEADER, "甲\t\t", ""), "organisations.tsv, line 3", "1 cells instead of 3"),
        ((HEADER, "\t别名\t"), "organisations.tsv, line 2, column name", "the cell is empty"),
        ((HEADER, " \t别名\t"), "organisations.tsv, line 2, column name", "the cell is empty"),
    ],
)
def test_a_broken_table_is_said(tmp_path: Path, lines: tuple[str, ...], where: str, what: str) -> None:
    with pytest.raises(DataError) as caught:
        Gazetteer(write(tmp_path, *lines))
    assert (caught.value.where, caught.value.what) == (where, what)
    assert caught.value.hint and "\n" not in str(caught.value)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_needs_the_cells_that_name_its_rows(tmp_path: Path, table: str) -> None:
    columns = COLUMNS[table]
    write(tmp_path, "\t".join(columns), "\t".join("" for _ in columns), table=table)
    with pytest.raises(DataError, match=rf"{table}\.tsv, line 2, column \w+: the cell is empty"):
        Gazetteer(tmp_path)


def test_bytes_that_are_no_utf8_are_said(tmp_path: Path) -> None:
    (tmp_path / "surnames.tsv").write_bytes(b"surname\n\xff\n")
    with pytest.raises(DataError, match=r"surnames\.tsv: byte 8 is no UTF-8"):
        Gazetteer(tmp_path)


def test_the_shipped_gazetteer_is_read_once_a_process() -> None:
    assert Gazetteer.load() is Gazetteer.load()
    assert len(Gazetteer.load()["parks"]) > 2543
