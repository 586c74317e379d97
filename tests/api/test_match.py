"""POST /api/v1/match."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import httpx
import pytest

from kg.api.match import MEDIA_TYPES, TABLE
from kg.matching.tables import ADDED
from kg.tables.sheets import CSV, XLSX
from tests.api.test_entities import PROBLEM
from tests.servers import serving
from tests.small_store import PARK, YUNLING
from tests.tables.test_sheets import reread, workbook

_BY_SUFFIX = {suffix: kind for kind, suffix in MEDIA_TYPES.items()}
CSV_TYPE, XLSX_TYPE = _BY_SUFFIX[CSV], _BY_SUFFIX[XLSX]


def match(client: httpx.Client, content: bytes | str, kind: str = CSV_TYPE, **given: str) -> httpx.Response:
    body = content.encode() if isinstance(content, str) else content
    return client.post("/api/v1/match", content=body, headers={"Content-Type": kind}, params=given)


def test_a_csv_table_comes_back_with_what_its_rows_mean(client: httpx.Client) -> None:
    table = "企业,园区,注\n云岭重工有限公司,济宁高新区,=1+1\n云岭重工集团有限公司,,-5\n"
    answer = match(client, table, column="企业", type="Firm", park_column="园区")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="matched.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert list(first) == ["企业", "园区", "注", *ADDED]
    assert (first["匹配编号"], first["匹配结果"], first["注"]) == (YUNLING, "是", "'=1+1")
    assert (second["匹配编号"], second["匹配结果"], second["注"]) == ("", "否", "-5")
    assert "集团" in second["匹配理由"]


def test_a_workbook_comes_back_as_one(client: httpx.Client) -> None:
    content = workbook([["园区", "产值"], ["济宁高新区", 180.5], ["云谷", 3]])
    answer = match(client, content, XLSX_TYPE, column="园区", type="Park")
    assert answer.headers["content-type"] == XLSX_TYPE
    header, first, second = reread(answer.content)
    assert header == ["园区", "产值", *ADDED]
    assert (first[1], first[2], first[6]) == (180.5, PARK, "是")
    assert (second[1], second[2], second[6]) == (3, None, "多个")


def test_the_documented_table_is_answered_in_the_documented_shape(client: httpx.Client) -> None:
    answer = match(client, TABLE, column="企业名称", code_column="统一社会信用代码")
    assert answer.content.decode("utf-8-sig").splitlines()[0] == ",".join([TABLE.splitlines()[0], *ADDED])


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 150_000_000)
    return out.getvalue()


def entities() -> bytes:
    """A workbook whose sheet is a bomb of XML entities."""
    out, laughs = io.BytesIO(), '<!ENTITY a0 "lol">'
    laughs += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(io.BytesIO(workbook([["园区"], ["x"]]))) as sound, zipfile.ZipFile(out, "w") as archive:
        for name in sound.namelist():
            content = sound.read(name)
            if name.endswith("sheet1.xml"):
                content = f"<!DOCTYPE x [{laughs}]>".encode() + content.replace(b"<t>x</t>", b"<t>&a11;</t>")
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "given", "status", "says"),
    [
        ("a\n1\n", CSV_TYPE, {"column": "名"}, 400, "column 名"),
        ("a\n1\n", CSV_TYPE, {"column": "a", "type": "Nothing"}, 400, "Nothing"),
        ("a\n1,2\n", CSV_TYPE, {"column": "a"}, 400, "table.csv, line 2"),
        ("a\n1\n", CSV_TYPE, {}, 422, "column"),
        ("a\n1\n", "application/json", {"column": "a"}, 415, "application/json"),
        ("", CSV_TYPE, {"column": "a"}, 400, "empty"),
        ("a\n" * 2001, CSV_TYPE, {"column": "a"}, 400, "2,000 rows"),
        ("a,b,c\n" + "," * 300_000, CSV_TYPE, {"column": "a"}, 400, "200,000 cells"),
        ("x" * 5_000_001, CSV_TYPE, {"column": "a"}, 413, "5000000 bytes"),
        (b"PK\x03\x04 no zip", XLSX_TYPE, {"column": "a"}, 400, "no XLSX workbook"),
        (b"a\n1\n", XLSX_TYPE, {"column": "a"}, 400, "no XLSX workbook"),
        (bomb(), XLSX_TYPE, {"column": "a"}, 400, "150,000,000 bytes are more than the 100,000,000"),
        (workbook([["a"], ["x"]]), XLSX_TYPE, {"column": "a", "sheet": "无"}, 400, "无"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_table_or_too_much_is_refused(
    client: httpx.Client, content: bytes | str, kind: str, given: dict[str, str], status: int, says: str
) -> None:
    answer = match(client, content, kind, **given)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    assert says in answer.json()["detail"]


def test_a_bomb_of_entities_harms_nobody(client: httpx.Client) -> None:
    answer = match(client, entities(), XLSX_TYPE, column="园区")
    assert answer.status_code in (400, 413)
    assert client.get("/healthz").status_code == 200
    assert match(client, "园区\n济宁高新区\n", column="园区").status_code == 200


def test_line_breaks_in_parameters_and_cells_reach_no_header(client: httpx.Client) -> None:
    evil = "x\r\nSet-Cookie: a=b"
    for answer in (match(client, "a\n1\n", column=evil, sheet=evil), match(client, f'"{evil}"\n1\n', column=evil)):
        assert "set-cookie" not in answer.headers


def test_other_sites_may_not_post_tables(client: httpx.Client) -> None:
    assert "access-control-allow-origin" not in match(client, "a\n1\n", column="a").headers


def test_the_limits_are_settings(small_store: Path) -> None:
    limits = {"KG_MATCH_MAX_BYTES": "20", "KG_MATCH_MAX_ROWS": "2"}
    with serving(small_store, environment=limits) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        assert match(client, "a\n1\n", column="a").status_code == 200
        assert match(client, "a\n1\n2\n", column="a").status_code == 400
        assert match(client, "a\n" + "1" * 30, column="a").status_code == 413
