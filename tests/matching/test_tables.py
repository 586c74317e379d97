"""Whole tables matched."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import DataError
from kg.lookup import Lookup
from kg.matching.tables import ADDED, Columns, matched_rows
from kg.tables.sheets import Sheet
from tests.matching.conftest import CODE, HAIQING_A

HEADER = ["企业", "代码", "地市", "园区"]


def matched(lookup: Lookup, columns: Columns, *rows: list[Any]) -> list[dict[str, Any]]:
    sheet = Sheet(HEADER, [(n, row) for n, row in enumerate(rows, start=2)])
    found = matched_rows(sheet, columns, lookup.reconciliation.matcher)
    return [dict(zip([*HEADER, *ADDED], row, strict=True)) for row in found]


def test_each_row_is_decided_with_reasons_and_kept_as_it_was(lookup: Lookup) -> None:
    columns = Columns("企业", "Firm", "代码", {"region": "地市", "park": "园区"})
    rows = matched(
        lookup,
        columns,
        ["思远智能装备股份有限公司", CODE, "济宁", 7],
        ["海青药业有限公司", None, None, None],
        ["海青药业有限公司", "", "山东省济宁市", "济宁高新区"],
        ["北岭重工有限公司", None, None, None],
        ["绝无此名之物", None, None, None],
        [None, None, "济宁", None],
        [None, "", None, None],
    )
    assert [row["匹配结果"] for row in rows] == ["是", "多个", "是", "否", "否", "否", ""]
    assert [row["匹配编号"] for row in rows] == [f"Firm:{CODE}", "", HAIQING_A, "", "", "", ""]
    assert rows[0]["园区"] == 7 and rows[0]["匹配类型"] == "Firm" and rows[0]["匹配得分"] == 100
    assert "统一社会信用代码一致" in rows[0]["匹配理由"]
    assert "Firm:haiqing-a" in rows[1]["匹配理由"] and "Firm:haiqing-b" in rows[1]["匹配理由"]
    assert "集团" in rows[3]["匹配理由"]
    assert rows[4]["匹配理由"] == "没有候选"


def test_codes_of_parks_are_read_from_the_code_column(lookup: Lookup) -> None:
    (row,) = matched(lookup, Columns("企业", "Park", "代码"), ["济宁高新", "G371", None, None])
    assert (row["匹配编号"], row["匹配结果"]) == ("Park:G371", "是")


@pytest.mark.parametrize(
    ("columns", "header", "says"),
    [
        (Columns(""), HEADER, "there is no such column"),
        (Columns("名称"), HEADER, "t.csv, column 名称: there is no such column .*企业"),
        (Columns("企业", others={"park": "无"}), HEADER, "column 无"),
        (Columns("企业", "Nothing"), HEADER, "no type 'Nothing'"),
        (Columns("企业"), ["企业", "企业"], "several"),
        (Columns("企业"), ["企业", "匹配编号"], "column 匹配编号: the table has this column already"),
    ],
)
def test_columns_that_do_not_fit_are_named(lookup: Lookup, columns: Columns, header: list[str], says: str) -> None:
    with pytest.raises(DataError, match=says):
        columns.check("t.csv", header, lookup.store.ontology)
