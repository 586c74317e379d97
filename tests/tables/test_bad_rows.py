"""Rows that do not fit: named, and left out whole where that was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.tables import BadRows, KnownNames
from tests.tables.reading import FIRMS, facts, read

MAPPING = f"""{FIRMS}
key = {{ column = "代码", check = "creditCode", bad = "drop" }}
[attributes]
foundedOn = "成立"
[[observation]]
indicator = {{ value = "资本" }}
value = "资本"
"""
TABLE = """名称,代码,成立,资本
甲公司,91330200704805464Q,2001-02-03,5万元
乙公司,123,2001-02-03,5万元
丙公司,,昨天,五万
,,,
丁公司,,2001-02-03
,,2001-02-03,
"""


def test_the_first_bad_row_is_an_error(tmp_path: Path, known: KnownNames) -> None:
    with pytest.raises(DataError, match=r"t\.csv, line 4, column 成立: '昨天' is no date"):
        read(tmp_path, known, TABLE, MAPPING)


def test_every_bad_cell_is_listed_and_its_row_left_out(tmp_path: Path, known: KnownNames) -> None:
    bad = BadRows(skip=True)
    reading = read(tmp_path, known, TABLE, MAPPING, bad)
    assert [entity.id for entity in reading.entities] == ["Firm:91330200704805464Q", "Firm:乙公司"]
    assert len(facts(reading)) == 4
    assert bad.rows == 3
    assert [fault.partition(" (")[0] for fault in bad.faults] == [
        "t.csv, line 3, column 代码: '123' is no unified social credit code",
        "t.csv, line 4, column 成立: '昨天' is no date",
        "t.csv, line 4, column 资本: '五万' is no number",
        "t.csv, line 6: 3 cells instead of 4",
        "t.csv, line 7, column 名称: the cell is empty",
    ]


def test_a_dropped_value_costs_no_row_even_without_skipping(tmp_path: Path, known: KnownNames) -> None:
    bad = BadRows()
    reading = read(tmp_path, known, "\n".join(TABLE.splitlines()[:3]), MAPPING, bad)
    assert len(reading.entities) == 2
    assert (bad.rows, len(bad.faults)) == (0, 1)


def test_a_broken_quote_costs_its_row(tmp_path: Path, known: KnownNames) -> None:
    bad = BadRows(skip=True)
    reading = read(tmp_path, known, '名称\n"甲"公司\n乙公司\n', FIRMS, bad)
    assert [entity.name for entity in reading.entities] == ["乙公司"]
    assert bad.rows == 1 and "line 2: no valid CSV" in bad.faults[0]


def test_a_relation_from_a_thing_to_itself_is_a_fault(tmp_path: Path, known: KnownNames) -> None:
    mapping = '[entity]\ntype="ChainSegment"\nname="甲"\n[[relation]]\npredicate="upstreamOf"\ntype="ChainSegment"\ncolumn="乙"\n'
    bad = BadRows(skip=True)
    assert len(read(tmp_path, known, "甲,乙\n某料,某物\n某料,某 料\n", mapping, bad).statements) == 1
    assert "line 3, column 乙: upstreamOf leads from '某 料' to itself" in bad.faults[0]
