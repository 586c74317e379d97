"""kg build, load, validate and stats, each in a process of its own."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("command", ["build", "load", "validate", "stats", "query"])
def test_help_shows_an_example(kg: Kg, command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert f"Example:\n    kg {command}" in done.stdout


def test_the_shipped_graph_conforms(kg: Kg, shipped_store: Path) -> None:
    done = kg("validate", "--store", shipped_store)
    assert (done.returncode, done.stdout) == (0, "conforms\n")


def test_stats_count_entities_and_facts_by_type(kg: Kg, shipped_store: Path) -> None:
    counts = json.loads(kg("stats", "--store", shipped_store, "--format", "json").stdout)
    assert counts["entities"]["Park"] >= 2543
    assert counts["facts"]["inRegion"] >= 2543
    assert counts["observations"] >= 2543
    lines = [line.split("\t") for line in kg("stats", "--store", shipped_store).stdout.splitlines()]
    assert ["Park", str(counts["entities"]["Park"])] in lines
    assert next(line for line in lines if line[0] == "locatedInPark")[1] == str(counts["facts"]["locatedInPark"])


def test_both_zones_of_a_code_that_the_catalogue_uses_twice_are_there(kg: Kg, shipped_store: Path) -> None:
    done = kg("query", "SELECT ?p { ?p kg:code 'S377018' }", "--format", "csv", "--store", shipped_store)
    assert len(done.stdout.split()) == 3


def test_a_build_says_what_it_holds_and_a_bad_one_leaves_it(kg: Kg, tmp_path: Path) -> None:
    report, store = tmp_path / "report.txt", tmp_path / "store"
    report.write_text("甲山光电科技有限公司落户济宁高新技术产业开发区。\n", encoding="utf-8")
    done = kg("build", report, "--store", store, "--no-gazetteer")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "1 document;" in done.stderr
    before = (store / "current").readlink()
    for path, message in (
        (tmp_path / "none.txt", "no such file"),
        (store / "current" / "meta.json", "cannot read a .json file"),
    ):
        done = kg("build", path, "--store", store)
        assert done.returncode == 1
        assert message in done.stderr
        assert done.stderr.startswith(f"kg: {path}")
        assert done.stderr.count("\n") == 1
    assert (store / "current").readlink() == before


def test_a_loaded_graph_that_breaks_the_shapes_is_listed_with_exit_code_3(kg: Kg, tmp_path: Path) -> None:
    path, store = tmp_path / "some.ttl.gz", tmp_path / "store"
    prefix = "@prefix kg: <https://parkgraph.example/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    path.write_bytes(gzip.compress(f'{prefix} <http://x.example/p> a kg:Park ; kg:approvedOn "x"^^xsd:date .'.encode()))
    done = kg("load", path, "--store", store)
    assert (done.returncode, done.stderr) == (0, f"Loaded 2 quads into {store}.\n")
    done = kg("validate", "--store", store)
    assert done.returncode == 3
    assert "http://x.example/p  rdfs:label  an entity needs a name\n" in done.stdout
    assert done.stdout.endswith("does not conform: 2 results\n")
    assert "Traceback" not in done.stderr
    results = json.loads(kg("validate", "--store", store, "--format", "json").stdout)["results"]
    assert {result["path"] for result in results} == {"rdfs:label", "kg:approvedOn"}


@pytest.mark.parametrize("command", [["stats"], ["validate"], ["query", "ASK {}"]])
def test_without_a_store_one_line_says_what_to_do(kg: Kg, tmp_path: Path, command: list[str]) -> None:
    done = kg(*command, "--store", tmp_path / "none")
    assert done.returncode == 1
    assert done.stderr == f"kg: {tmp_path / 'none'}: there is no store (run: kg build)\n"


MAPPING = '[entity]\ntype = "Firm"\nname = "名称"\n[attributes]\nfoundedOn = "成立"\n'


def test_bad_rows_end_the_build_or_are_left_out_and_listed(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    rows = "甲公司,2001-01-01\n" + "".join(f"第{number}公司,去年\n" for number in range(22))
    (tmp_path / "firms.csv").write_text(f"名称,成立\n{rows}", encoding="utf-8")
    words = (
        "build",
        tmp_path / "firms.csv",
        "--mapping",
        tmp_path / "m.toml",
        "--no-gazetteer",
        "--store",
        tmp_path / "s",
    )
    failed = kg(*words)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr == "kg: firms.csv, line 3, column 成立: '去年' is no date (write yyyy-mm-dd)\n"
    done = kg(*words, "--bad-rows", "skip")
    assert (done.returncode, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert lines[0] == failed.stderr.strip()
    assert lines[20] == "… and 2 more"
    assert lines[21].endswith("quads; 22 rows left out.")


def test_a_mapping_without_tables_is_a_usage_error(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", "--mapping", "data/mappings", "--store", tmp_path / "s")
    assert done.returncode == 2
    assert "--mapping needs PATHS" in done.stderr
