"""kg query --gallery."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_store import PARK, catalogue, report, write_store

Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    write_store(path, [report(), catalogue()])
    return path


def test_the_list_names_titles_and_parameters_and_needs_no_store(kg: Kg, tmp_path: Path) -> None:
    header, *rows = kg("query", "--gallery", "list", "--store", tmp_path / "none").stdout.splitlines()
    assert header.split("\t") == ["name", "zh", "en", "parameters"]
    found = {row.split("\t")[0]: row.split("\t") for row in rows}
    assert found["firms-of-park"][3] == "park=Park:G372108"


def test_a_question_is_asked_by_name_or_id(kg: Kg, store: Path) -> None:
    by_name = kg("query", "--gallery", "firms-of-park", "--set", "park=济宁高新区", "--store", store)
    assert by_name.stdout.splitlines()[1].startswith("云岭重工\t")
    by_id = kg("query", "--gallery", "firms-of-park", "--set", f"park={PARK}", "--format", "csv", "--store", store)
    assert by_id.stdout.splitlines()[1].startswith("云岭重工,")


def test_the_query_shown_is_the_query_that_is_asked(kg: Kg, store: Path, tmp_path: Path) -> None:
    question = ("query", "--gallery", "firms-of-park", "--set", "park=济宁高新区", "--store", store)
    shown = kg(*question, "--show").stdout
    assert f"VALUES ?park {{ <https://parkgraph.example/id/{PARK.replace(':', '/')}> }}" in shown
    (tmp_path / "shown.rq").write_text(shown, encoding="utf-8")
    assert kg("query", "-f", tmp_path / "shown.rq", "--store", store).stdout == kg(*question).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["--gallery", "none"],
            1,
            "no question 'none' in the gallery (kg query --gallery list and /api/v1/queries name them all)",
        ),
        (["--gallery", "firms-of-park", "--set", "town=x"], 1, "no parameter 'town' (it has: park)"),
        (["--gallery", "firms-of-park", "--set", "park=nowhere"], 1, "no Park is called 'nowhere'"),
        (["--gallery", "statements-to-check", "--set", "below=x"], 1, "below: 'x' is no number"),
        (["--gallery", "firms-of-park", "--set", "park"], 2, "give PARAMETER=VALUE"),
        (["--gallery", "firms-of-park", "ASK {}"], 2, "give a query, or a file with -f, or a question with --gallery"),
        (["ASK {}", "--show"], 2, "--set and --show go with --gallery"),
    ],
)
def test_what_does_not_fit_is_refused(kg: Kg, store: Path, arguments: list[str], code: int, message: str) -> None:
    done = kg("query", *arguments, "--store", store)
    assert done.returncode == code
    assert message in done.stderr and "Traceback" not in done.stderr
