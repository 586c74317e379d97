"""kg extract in a process of its own: JSON and nothing else on stdout, one line on stderr when it refuses."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "今年1-7月，昆山高新区引进了青岚药业股份有限公司，完成固定资产投资62.8亿元。"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def refused(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one line with which a command refused."""
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert done.stderr.count("\n") == 1 and done.stderr.startswith("kg: ")
    return done.stderr


def test_a_report_gives_pure_json(kg: Kg, report: Path) -> None:
    done = kg("extract", report)
    assert (done.returncode, done.stderr) == (0, "")
    (article,) = json.loads(done.stdout)
    assert article["document"] == {
        "id": "report#1",
        "title": None,
        "source": str(report),
        "published": None,
        "byline": None,
    }
    assert {entity["type"] for entity in article["entities"]} >= {"Park", "Firm"}
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for e in article["entities"] for m in e["mentions"])


def test_the_date_settles_what_this_year_is(kg: Kg, report: Path) -> None:
    (article,) = json.loads(kg("extract", report, "--date", "2021-09-13").stdout)
    assert article["document"]["published"] == "2021-09-13"
    assert [o["period"] for o in article["observations"]] == ["2021-01/2021-07"]


def test_several_files_and_folders_are_read_in_order(kg: Kg, report: Path) -> None:
    (report.parent / "more").mkdir()
    (report.parent / "more" / "b.md").write_text(f"# 标题\n\n{TEXT}\n", encoding="utf-8")
    done = kg("extract", report, report.parent / "more")
    assert [article["document"]["id"] for article in json.loads(done.stdout)] == ["report#1", "b#1"]


def test_gb18030_is_read(kg: Kg, report: Path) -> None:
    expected = json.loads(kg("extract", report).stdout)
    report.write_bytes(TEXT.encode("gb18030"))
    assert json.loads(kg("extract", report).stdout) == expected


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\n", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 8, "text"),
        ("report.xyz", "济宁".encode(), "cannot read a .xyz file"),
        ("report", "济宁".encode(), "cannot read a suffixless file"),
        ("items.jsonl", b"{", "line 1"),
        ("items.jsonl", b"[1]\n", "line 1"),
    ],
)
def test_what_is_no_document_is_refused(kg: Kg, tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    line = refused(kg("extract", tmp_path / name))
    assert name in line and says in line


def test_a_folder_without_documents_is_refused(kg: Kg, tmp_path: Path) -> None:
    assert "no document in this folder" in refused(kg("extract", tmp_path))


@pytest.mark.parametrize("date", ["soon", "2021-13-01", "2021-02-30", "13.9.2021", ""])
def test_a_date_that_is_none_is_refused(kg: Kg, report: Path, date: str) -> None:
    line = refused(kg("extract", report, "--date", date))
    assert "is not a date" in line and "2021-09-13" in line


def test_one_bad_file_among_good_ones_prints_nothing(kg: Kg, report: Path) -> None:
    assert "none.txt" in refused(kg("extract", report, report.parent / "none.txt"))


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "--no-such-option", "x"], ["no-such-command"]])
def test_wrong_usage_exits_with_2(kg: Kg, arguments: list[str]) -> None:
    assert "Usage: kg" in refused(kg(*arguments), code=2)


def test_a_folder_that_is_no_ontology_is_refused(kg: Kg, report: Path) -> None:
    assert "no .ttl file found" in refused(kg("extract", report, "--ontology", report.parent))


def test_help_names_the_commands_and_shows_an_example(kg: Kg) -> None:
    done = kg("--help")
    assert done.returncode == 0
    assert all(f"\n  {command} " in done.stdout for command in ("extract", "build", "query", "serve"))
    done = kg("extract", "--help")
    assert done.returncode == 0 and "--date" in done.stdout and "Example:" in done.stdout
