"""kg search, related, evidence, export, evaluate and ontology, each as a process of its own."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources
from tests import small_store as small

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    small.write_store(directory, [small.report(), small.catalogue()])
    return directory


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)


def table(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(done.stdout.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of an error, with nothing on stdout."""
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_search(store: Path) -> None:
    assert table(kg("search", "济宁高新", "--store", store))[0]["id"] == small.PARK
    answer = json.loads(kg("search", "济宁", "--format", "json", "--type", "Region", "--store", store).stdout)
    assert [result["id"] for result in answer["results"]] == [small.REGION]
    nothing = kg("search", "无此名", "--store", store)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "无此名" in nothing.stderr


def test_related(store: Path) -> None:
    rows = table(kg("related", "济宁高新区", "--type", "Firm", "--store", store))
    assert [row["id"] for row in rows] == [small.YUNLING, small.QINGHE]
    assert rows[0]["reason"] == "济宁高新技术产业开发区 —入驻主体→ 云岭重工"
    assert rows[1]["reason"] == "济宁高新技术产业开发区 —入驻主体（计划）→ 青禾药业"
    assert rows[0]["evidence"] == "济宁高新区引进云岭重工 (园区快报)"


def test_evidence(store: Path) -> None:
    rows = table(kg("evidence", "济宁高新区", "--store", store))
    planned = next(row for row in rows if row["subject"] == "青禾药业")
    assert (planned["modality"], planned["quote"]) == ("planned", "青禾药业计划入驻济宁高新区")
    assert any(row["place"] == "row 2" and row["object"] == "G371" for row in rows)


def test_more_than_the_limit_is_said(store: Path) -> None:
    done = kg("related", "济宁高新区", "--limit", "1", "--store", store)
    assert len(table(done)) == 1
    assert "--limit" in done.stderr


def test_export(store: Path, tmp_path: Path) -> None:
    assert kg("export", "--format", "csv", "--store", store).stdout.startswith("subject,")
    out = tmp_path / "statements.csv"
    assert kg("export", "--format", "csv", "--around", "云岭", "--out", out, "--store", store).returncode == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfsubject,")
    page = tmp_path / "page.html"
    done = kg("export", "--format", "html", "--around", "云岭", "--out", page, "--store", store)
    assert (done.returncode, done.stdout) == (0, "")
    assert "云岭重工：相关实体网络" in page.read_text(encoding="utf-8")


def test_evaluate(tmp_path: Path) -> None:
    gold = ROOT / "data" / "gold" / "changsha-machinery-2011-1.json"
    rows = {row["what"]: row for row in table(kg("evaluate", gold, gold))}
    assert rows["entities"]["f1"] == rows["core_relations"]["f1"] == rows["observations"]["f1"] == "1.000"
    report = json.loads(kg("evaluate", gold, "--format", "json", "--errors", "2").stdout)
    assert 0 < report["entities"]["f1"] <= 1
    assert len(report["errors"]) <= 2
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert "broken.json" in refusal(kg("evaluate", broken))


def test_ontology(tmp_path: Path) -> None:
    names = {(row["kind"], row["name"]): row["zh"] for row in table(kg("ontology"))}
    assert names["type", "Park"] == "园区"
    assert names["relation", "locatedInPark"] == "位于园区"
    assert "kg:locatedInPark" in kg("ontology", "--format", "ttl").stdout
    assert json.loads(kg("ontology", "--format", "json").stdout)["attributes"]
    assert kg("ontology", "check").returncode == 0


def test_a_broken_ontology_is_one_line_a_fault(tmp_path: Path) -> None:
    for path in resources.ontology_dir().glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace('"园区"@zh', '"企业"@zh'), encoding="utf-8")
    done = kg("ontology", "check", "--ontology", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "企业" in done.stderr
    assert "Traceback" not in done.stderr


def test_each_refusal_is_one_line(store: Path, tmp_path: Path) -> None:
    assert "kg build" in refusal(kg("search", "济宁", "--store", tmp_path))
    assert "kg search" in refusal(kg("related", "无此名", "--store", store))
    assert "Park:G372" in refusal(kg("related", "云谷", "--store", store))
    assert "kg ontology" in refusal(kg("evidence", "云岭", "--relation", "owns", "--store", store))
    assert "--out" in refusal(kg("export", "--format", "nq", "--out", tmp_path / "no" / "x.nq", "--store", store))


@pytest.mark.parametrize("command", ["search", "related", "evidence", "export", "evaluate", "ontology"])
def test_help_shows_an_example(command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert f"Example:\n    kg {command}" in done.stdout
