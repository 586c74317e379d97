"""Tables that are given back: read with their values, written so that nothing in them runs."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.tables.limits import Limits
from kg.tables.sheets import CSV, TSV, XLSX, harmless, read_sheet, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1+1",
    "＠x",
    '=cmd|"/c calc"!A0',
    "-x",
]
NUMBERS = ["-5", "+86", "-5.2", "-1,200.5", "-3%", "+1e5"]


def workbook(rows: list[list[Any]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def reread(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_texts_like_formulas_get_an_apostrophe_and_numbers_do_not() -> None:
    assert [harmless(text) for text in FORMULAS] == [f"'{text}" for text in FORMULAS]
    assert [harmless(text) for text in NUMBERS] == NUMBERS
    assert [harmless(text) for text in ("", "云岭", "a=b", "'=x", "0-1")] == ["", "云岭", "a=b", "'=x", "0-1"]


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=4))
def test_whatever_is_written_no_cell_begins_a_formula(rows: list[list[str]]) -> None:
    text = write_csv(["a", "=b"], rows).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [c for c in cells if c and c not in NUMBERS and c[0] in "=@\t\r\n＝＠"]
    for row in reread(write_xlsx(["a", "=b"], rows)):
        assert not [cell for cell in row if isinstance(cell, str) and cell[:1] in ("=", "@")]


def test_csv_for_spreadsheets_says_that_it_is_utf_8() -> None:
    assert (
        write_csv(["名"], [[1], [None], [2.5], [datetime(2020, 5, 1)]])
        == '\ufeff名\r\n1\r\n""\r\n2.5\r\n2020-05-01\r\n'.encode()
    )
    assert write_csv(["名", "b"], [["a", "x\ty"]], "\t", mark=False).decode() == '名\tb\na\t"x\ty"\n'


def test_a_workbook_comes_back_with_numbers_dates_and_gaps_as_they_were() -> None:
    day = datetime(2020, 5, 1)
    content = workbook([["名", "数", "日"], ["甲", 3, day], [], ["=1+1", 2.5, None]])
    sheet = read_sheet("t.xlsx", content, XLSX, None, Limits())
    assert sheet.header == ["名", "数", "日"]
    assert sheet.rows == [(2, ["甲", 3, day]), (3, [None] * 3), (4, [None, 2.5, None])]  # a formula is its last value
    assert reread(write_xlsx(sheet.header, [row for _, row in sheet.rows]))[1] == ["甲", 3, day]


@pytest.mark.parametrize(
    ("content", "suffix", "says"),
    [
        (b"", CSV, "empty"),
        (b"a,b\n1,2,3\n", CSV, "line 2"),
        (b'a\n"x\n', CSV, "line 2: no valid CSV"),
        (b"a\n\xff\xff\xff", CSV, "UTF-8"),
        (b"no zip", XLSX, "no XLSX"),
        (b"a", ".ods", ".ods"),
        (b"a\n" * 11, CSV, "more than 10 rows"),
        (b"a" * 101, CSV, "101 bytes"),
        (b"a,b,c,d\n" * 9, TSV, ""),
        (b"a,b,c,d\n" * 9, CSV, "more than 40 cells"),
    ],
)
def test_what_is_no_table_or_too_big_is_said_with_its_place(content: bytes, suffix: str, says: str) -> None:
    if not says:
        assert read_sheet(f"t{suffix}", content, suffix, None, Limits(100, 40, 10)).header == ["a,b,c,d"]
        return
    with pytest.raises(DataError, match=says) as error:
        read_sheet(f"t{suffix}", content, suffix, None, Limits(100, 40, 10))
    assert f"t{suffix}" in str(error.value)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 10_000_000)
    assert len(out.getvalue()) < 50_000
    with pytest.raises(DataError, match="10,000,000 bytes are more than the 1,000,000"):
        read_sheet("bomb.xlsx", out.getvalue(), XLSX, None, Limits(1_000_000, 1000, 1000))


def test_rows_and_cells_of_a_workbook_are_limited() -> None:
    content = workbook([["a", "b"]] * 30)
    with pytest.raises(DataError, match="more than 20 rows"):
        read_sheet("t.xlsx", content, XLSX, None, Limits(rows=20))
    with pytest.raises(DataError, match="more than 50 cells"):
        read_sheet("t.xlsx", content, XLSX, None, Limits(cells=50))
    with pytest.raises(DataError, match=r"no sheet '附表'.*Sheet"):
        read_sheet("t.xlsx", content, XLSX, "附表", Limits())
