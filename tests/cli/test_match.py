"""kg match, as a process of its own."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests import small_store as small
from tests.cli.test_lookup import kg, refusal
from tests.tables.test_sheets import reread, workbook


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    small.write_store(directory, [small.report(), small.catalogue()])
    return directory


def table(tmp_path: Path, text: str = "企业,注\n云岭重工,=1\n无此企业,-5\n") -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_goes_to_stdout_and_the_talk_to_stderr(store: Path, tmp_path: Path) -> None:
    done = kg("match", table(tmp_path), "--column", "企业", "--type", "Firm", "--store", store)
    assert done.returncode == 0, done.stderr
    first, second = csv.DictReader(done.stdout.splitlines())
    assert (first["匹配编号"], first["匹配结果"], first["注"]) == (small.YUNLING, "是", "'=1")
    assert (second["匹配结果"], second["注"]) == ("否", "-5")
    assert done.stderr == "2 rows: 是 1, 否 1\n"


def test_a_workbook_is_written_as_one_and_csv_for_spreadsheets(store: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "parks.xlsx", tmp_path / "out.xlsx"
    rows: list[list[Any]] = [["园区", "产值"], ["济宁高新区", 3.5]]
    source.write_bytes(workbook(rows))
    done = kg("match", source, "--column", "园区", "--out", out, "--store", store)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert reread(out.read_bytes())[1][1:3] == [3.5, small.PARK]
    kg("match", source, "--column", "园区", "--out", tmp_path / "out.csv", "--store", store)
    assert (tmp_path / "out.csv").read_bytes().startswith("\ufeff园区,产值".encode())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--column", "名"], "firms.csv, column 名"),
        (["--column", "企业", "--region-column", "无"], "column 无"),
        (["--column", "企业", "--type", "Nothing"], "Nothing"),
        (["--column", "企业", "--out", "x.pdf"], ".xlsx"),
        (["--column", "企业", "--out", "/nowhere/x.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(store: Path, tmp_path: Path, arguments: list[str], says: str) -> None:
    assert says in refusal(kg("match", table(tmp_path), *arguments, "--store", store))


def test_a_file_that_is_no_table_is_named(store: Path, tmp_path: Path) -> None:
    assert "no.csv" in refusal(kg("match", tmp_path / "no.csv", "--column", "a", "--store", store))
    broken = table(tmp_path, 'a\n"x\n')
    assert "firms.csv, line 2" in refusal(kg("match", broken, "--column", "a", "--store", store))
