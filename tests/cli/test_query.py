"""kg query in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_store import catalogue, report, write_store

Kg = Callable[..., subprocess.CompletedProcess[str]]
PARKS = (
    "SELECT ?name ?code { ?park a kg:Park ; rdfs:label ?name OPTIONAL { ?park kg:code ?code } } ORDER BY DESC(?code)"
)
LABELS = "CONSTRUCT { ?park rdfs:label ?name } WHERE { ?park a kg:Park ; rdfs:label ?name }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    write_store(path, [report(), catalogue()])
    return path


def test_a_table_in_a_pipe_is_tab_separated(kg: Kg, store: Path) -> None:
    done = kg("query", PARKS, "--store", store)
    header, first, *others = done.stdout.splitlines()
    assert (done.returncode, header, first) == (0, "name\tcode", "济宁高新技术产业开发区\tG371")
    assert len(others) == 2


def test_each_format_is_what_it_says(kg: Kg, store: Path) -> None:
    found = {
        name: kg("query", PARKS, "--format", name, "--store", store).stdout for name in ("json", "csv", "tsv", "xml")
    }
    assert json.loads(found["json"])["results"]["bindings"][0]["code"]["value"] == "G371"
    assert next(csv.DictReader(io.StringIO(found["csv"])))["name"] == "济宁高新技术产业开发区"
    assert found["tsv"].startswith("?name\t?code\n")
    assert found["xml"].startswith("<?xml")
    assert '"兖州经济开发区"@zh' in kg("query", LABELS, "--format", "ttl", "--store", store).stdout
    assert '"兖州经济开发区"@zh' in kg("query", LABELS, "--store", store).stdout
    assert kg("query", "ASK { ?p a kg:Park }", "--store", store).stdout == "true\n"


def test_a_query_comes_from_a_file(kg: Kg, store: Path, tmp_path: Path) -> None:
    (tmp_path / "parks.rq").write_text(f"# all parks\n{PARKS}", encoding="utf-8")
    assert kg("query", "-f", tmp_path / "parks.rq", "--store", store).stdout.count("\n") == 4


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["SELECT ?s {"], 1, "line 1, column"),
        (["SELECT * {\n  ?s ?p ?o ?x }"], 1, "line 2, column"),
        (["SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"], 1, "SERVICE is not allowed"),
        (["DROP ALL"], 1, "line 1"),
        (
            [PARKS, "--format", "ttl"],
            1,
            "the answer cannot be written as ttl (use --format table or json or csv or tsv or xml)",
        ),
        ([], 2, "give a query, or a file with -f, or a question with --gallery"),
    ],
)
def test_a_query_that_is_refused_is_one_line(
    kg: Kg, store: Path, arguments: list[str], code: int, message: str
) -> None:
    done = kg("query", *arguments, "--store", store)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert code == 2 or done.stderr.count("\n") == 1


def test_what_is_planned_is_no_fact_but_a_statement(kg: Kg, store: Path) -> None:
    facts = kg("query", "SELECT ?n { ?f kg:locatedInPark ?p ; rdfs:label ?n }", "--store", store).stdout.split()
    planned = (
        "SELECT ?n { GRAPH ?d { ?s rdf:subject ?f ; kg:evidence/kg:modality 'planned' } ?f a kg:Firm ; rdfs:label ?n }"
    )
    assert facts == ["n", "云岭重工"]
    assert kg("query", planned, "--store", store).stdout.split() == ["n", "青禾药业"]
