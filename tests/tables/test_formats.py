"""Workbooks, Parquet, TSV and JSON Lines: the same table in each says the same."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from kg.errors import DataError
from kg.model import Reading
from kg.tables import BadRows, KnownNames, limits, plain
from tests.tables.reading import FIRMS, facts, mapped, read

MAPPING = f"{FIRMS}[attributes]\nfoundedOn = '成立'\ncreditCode = '代码'\n"
EXPECTED = ["foundedOn 2001-02-03", "creditCode 91330200704805464Q"]


def said(reading: Reading) -> list[str]:
    return [f"{statement.predicate} {statement.object}" for statement in reading.statements]


def sheet(rows: list[list[object]]) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for row in rows:
        page.append(row)
    return book, page


def test_a_tsv_file_is_read(tmp_path: Path, known: KnownNames) -> None:
    table = "名称\t成立\t代码\n甲公司\t2001/2/3\t91330200704805464Q\n"
    assert said(read(tmp_path, known, table, MAPPING, name="t.tsv")) == EXPECTED


def test_json_lines_are_rows(tmp_path: Path, known: KnownNames) -> None:
    table = (
        '{"名称": "甲公司", "成立": "20010203"}\n\n{"名称": "乙公司", "代码": "91330200704805464Q", "别的": [1, 2.0]}\n'
    )
    reading = read(tmp_path, known, table, MAPPING, name="t.jsonl")
    assert said(reading) == EXPECTED
    assert [statement.evidence[0].row for statement in reading.statements] == [1, 3]
    assert reading.document.text == table


@pytest.mark.parametrize("line", ["[1]", "{", "名称"])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, known: KnownNames, line: str) -> None:
    table = f'{{"名称": "甲公司", "成立": "", "代码": null}}\n{line}\n'
    with pytest.raises(DataError, match=r"t\.jsonl, line 2: this is no JSON object"):
        read(tmp_path, known, table, MAPPING, name="t.jsonl")
    bad = BadRows(skip=True)
    assert len(read(tmp_path, known, table, MAPPING, bad, name="t.jsonl").entities) == 1
    assert bad.rows == 1


def test_a_workbook_is_read_as_people_make_them(tmp_path: Path, known: KnownNames) -> None:
    rows: list[list[object]] = [["某区企业名单"], [], ["企业\n名称", "成立", "代码", "人数", None]]
    rows += [["甲公司", dt.datetime(2001, 2, 3), "91330200704805464Q", 12.0], [], ["乙公司", "2002年3月4日", "#N/A"]]
    book, page = sheet(rows)
    other = book.create_sheet("说明")
    other.append(["无关"])
    page.title = "企业"
    page.merge_cells("A1:D1")
    page.column_dimensions["B"].hidden = True
    page["A30"].font = openpyxl.styles.Font(bold=True)
    book.move_sheet("说明", -1)
    book.save(tmp_path / "t.xlsx")
    mapping = '[table]\nsheet = "企业"\nheader = 3\n' + MAPPING.replace('"名称"', '"企业 名称"')
    mapping += '[[observation]]\nindicator = { value = "人数" }\nvalue = "人数"\nunit = { value = "人" }\n'
    reading = mapped(tmp_path / "t.xlsx", known, mapping)
    assert facts(reading) == [
        "4 甲公司 foundedOn 2001-02-03",
        "4 甲公司 creditCode 91330200704805464Q",
        "6 乙公司 foundedOn 2002-03-04",
        "4 甲公司 人数 12 人",
    ]
    assert reading.document.text.splitlines()[3] == "甲公司,2001-02-03,91330200704805464Q,12"


def test_a_merged_area_has_its_value_in_each_cell(tmp_path: Path, known: KnownNames) -> None:
    book, page = sheet(
        [["指标", "数值", "园区"], ["产值", 1, "济宁高新区"], ["税收", 2], ["企业", 3], ["专利", 4, "福州高新区"]]
    )
    page.merge_cells("C2:C4")
    book.save(tmp_path / "t.xlsx")
    mapping = '[entity]\ntype="Park"\nname="园区"\n[observation]\nindicator="指标"\nvalue="数值"\nunit={value="亿元"}\n'
    reading = mapped(tmp_path / "t.xlsx", known, mapping)
    subjects = [reading.names()[observation.subject][:2] for observation in reading.observations]
    assert subjects == ["济宁", "济宁", "济宁", "福州"]


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path, known: KnownNames) -> None:
    book, _ = sheet([["名称"]])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(DataError, match=r"t\.xlsx: there is no sheet '企业' \(it has: Sheet\)"):
        mapped(tmp_path / "t.xlsx", known, f'[table]\nsheet = "企业"\n{FIRMS}')


@pytest.mark.parametrize("name", ["t.xlsx", "t.parquet"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PAR1PAR1", "名称\n甲公司\n".encode()])
def test_what_is_no_such_file_is_said(tmp_path: Path, known: KnownNames, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=rf"{name}: this is no"):
        mapped(tmp_path / name, known, FIRMS)


def test_an_archive_that_is_no_workbook_is_said(tmp_path: Path, known: KnownNames) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(DataError, match=r"t\.xlsx: this is no XLSX workbook"):
        mapped(tmp_path / "t.xlsx", known, FIRMS)


def test_a_small_workbook_that_unpacks_to_much_is_refused(tmp_path: Path, known: KnownNames) -> None:
    book, _ = sheet([["名称"]])
    book.save(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx", "a", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb", "w") as part:
        for _ in range(limits.MAX_BYTES // (1 << 24) + 1):
            part.write(bytes(1 << 24))
    assert (tmp_path / "t.xlsx").stat().st_size < 1_000_000
    with pytest.raises(DataError, match=r"t\.xlsx: 5\d\d,\d\d\d,\d\d\d bytes are more than"):
        mapped(tmp_path / "t.xlsx", known, FIRMS)


def test_a_cell_far_out_fills_no_memory(tmp_path: Path, known: KnownNames) -> None:
    book, page = sheet([["名称"], ["甲公司"]])
    page["XFD1048576"] = "x"
    book.save(tmp_path / "t.xlsx")
    assert [entity.name for entity in mapped_names(tmp_path / "t.xlsx", known)] == ["甲公司"]


def mapped_names(path: Path, known: KnownNames) -> tuple[object, ...]:
    bad = BadRows(skip=True)
    return mapped(path, known, FIRMS, bad).entities


NAME = '<c r="A1" t="inlineStr"><is><t>名称</t></is></c>'
LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 8}">' for n in range(20))
HOSTILE = {
    "a row beyond all rows": (
        f'<row r="1">{NAME}</row><row r="2000000000"><c r="A2000000000"><v>1</v></c></row>',
        "no XLSX",
    ),
    "an end in the middle": (f'<row r="1">{NAME}', "no XLSX"),
    "entities of entities": ('<row r="1"><c r="A1" t="inlineStr"><is><t>&a20;</t></is></c></row>', "no XLSX"),
    "a text that is not there": (f'<row r="1">{NAME}</row><row r="2"><c r="A2" t="s"><v>99</v></c></row>', "no XLSX"),
    "all cells merged": (
        f'<row r="1">{NAME}</row><row r="2000"/></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>',
        "more than 20,000,000 cells",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_sheet_is_refused(tmp_path: Path, known: KnownNames, kind: str) -> None:
    rows, message = HOSTILE[kind]
    book, _ = sheet([["名称"]])
    book.save(tmp_path / "plain.xlsx")
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><worksheet xmlns="{space}"><sheetData>'
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(tmp_path / "t.xlsx", "w") as new:
        for part in old.infolist():
            changed = f"{head}{rows}</sheetData></worksheet>" if "sheet1.xml" in part.filename else old.read(part)
            new.writestr(part.filename, changed)
    with pytest.raises(DataError, match=message):
        mapped(tmp_path / "t.xlsx", known, FIRMS)


def test_too_many_cells_are_refused(tmp_path: Path, known: KnownNames, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 10)
    book, _ = sheet([["名称", "a", "b", "c"]] * 4)
    book.save(tmp_path / "t.xlsx")
    parquet.write_table(pyarrow.table({"名称": ["甲公司"] * 11}), tmp_path / "t.parquet")
    for name in ("t.xlsx", "t.parquet"):
        with pytest.raises(DataError, match=rf"{name}: the table has more than 10 cells"):
            mapped(tmp_path / name, known, FIRMS)


def test_a_parquet_file_is_read(tmp_path: Path, known: KnownNames) -> None:
    columns = {
        "名称": ["甲公司", None, "乙公司"],
        "成立": [dt.date(2001, 2, 3), None, None],
        "代码": [None, None, "91330200704805464Q"],
    }
    parquet.write_table(pyarrow.table(columns), tmp_path / "t.parquet")
    reading = mapped(tmp_path / "t.parquet", known, MAPPING)
    assert said(reading) == EXPECTED
    assert [statement.evidence[0].row for statement in reading.statements] == [2, 4]
    assert reading.document.text.splitlines()[3] == "乙公司,,91330200704805464Q"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (91440300.0, "91440300"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1.5e-7, "0.00000015"),
        (1e20, "100000000000000000000"),
        (float("nan"), ""),
        (True, "true"),
        (dt.datetime(2020, 5, 1), "2020-05-01"),
        (dt.datetime(2020, 5, 1, 8, 30), "2020-05-01 08:30:00"),
        (dt.time(8, 30), "08:30:00"),
        (Decimal("12.50"), "12.5"),
        (Decimal("100"), "100"),
        ("甲\n 公司 ", "甲 公司"),
        ("#DIV/0!", ""),
        (["甲", None, 2.0], "甲、2"),
        ({"a": 1}, '{"a":1}'),
    ],
)
def test_a_cell_becomes_the_text_that_a_csv_file_would_have(value: object, text: str) -> None:
    assert plain.text(value) == text
