"""kg similar, path, brief, timeline and changes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from tests import small_store as small
from tests import ties_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    small.write_store(directory, [small.report(), small.catalogue()])
    ties_store.write(directory)
    return directory


def run(store: Path, *words: str) -> Result:
    done = CliRunner().invoke(cli, [*words, "--store", str(store)])
    assert done.exit_code == 0, f"{done.output} {done.exception}"
    return done


def table(store: Path, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(run(store, *words).stdout.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_similar(store: Path) -> None:
    rows = table(store, "similar", "甲重工")
    assert (rows[-1]["id"], rows[-1]["why"][:5]) == (small.YUNLING, "同有推土机")
    assert "is like" in run(store, "similar", "孤岛").stderr


def test_path(store: Path) -> None:
    rows = table(store, "path", "云岭重工", "甲重工", "--k", "1")
    assert [row["step"] for row in rows] == ["云岭重工 —生产→ 推土机", "推土机 —生产者→ 甲重工"]
    assert rows[0]["evidence"] == "云岭重工生产推土机 (园区快报)"
    nothing = run(store, "path", "云岭重工", "孤岛", "--max-length", "6")
    assert (nothing.stdout, "no path within 6 steps" in nothing.stderr) == ("", True)
    nearest = table(store, "path", "甲重工", "--to-type", "Park", "--k", "1", "--relation", "locatedInPark")
    assert nearest[-1]["step"].endswith("兖州经济开发区")


def test_filters_of_related(store: Path) -> None:
    rows = table(store, "related", "邹城经济开发区", "--industry", "土方机械", "--region", "山东省")
    assert [row["id"] for row in rows] == list(ties_store.TENANTS[:2])
    both = table(store, "related", "甲重工", "--relation", "produces", "--relation", "holdsTitle", "--rank", "pagerank")
    assert {row["id"] for row in both} == {small.DIGGER, ties_store.TITLE}
    assert "in this way" in run(store, "related", "甲重工", "--since", "2030").stderr


def test_brief(store: Path) -> None:
    parts = {row["part"] for row in table(store, "brief", "济宁高新区")}
    assert parts == {"attribute", "facts", "figures", "policies", "neighbors", "sources", "gaps"}


def test_timeline(store: Path) -> None:
    rows = table(store, "timeline", "甲重工", "--until", "2000")
    assert [(row["date"], row["what"]) for row in rows] == [("1999-01-02", "成立日期：1999-01-02")]


def test_changes(store: Path) -> None:
    done = run(store, "changes")
    assert "new\tdocument\treport#2" in done.stdout
    assert "new facts" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("similar", "甲重工"),
        ("path", "云岭", "甲重工"),
        ("brief", "甲重工"),
        ("timeline", "甲重工"),
        ("changes",),
        ("related", "甲重工"),
    ],
)
def test_json_is_the_answer_of_the_api(store: Path, words: tuple[str, ...]) -> None:
    answer: dict[str, Any] = json.loads(run(store, *words, "--format", "json").stdout)
    assert answer


@pytest.mark.parametrize("command", ["similar", "path", "brief", "timeline", "changes"])
def test_help_shows_an_example(store: Path, command: str) -> None:
    assert f"Example:\n    kg {command}" in CliRunner().invoke(cli, [command, "--help"]).stdout
