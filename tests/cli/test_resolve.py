"""kg merge, split, candidates: decisions that outlive rebuilds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.small_store import write_store
from tests.test_resolve import FULL, gazetteer, named

Kg = Callable[..., CompletedProcess[str]]
SHORT = "甲山光电"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store in which a short and a full name are one firm, and another firm has a name of its own."""
    write_store(
        tmp_path,
        [gazetteer(), named(SHORT, "a", ("locatedInPark", "Park:G1")), named(FULL, "b"), named("乙水材料", "c")],
    )
    return tmp_path


def ids(kg: Kg, store: Path, name: str) -> set[str]:
    found = kg("search", name, "--store", store, "--format", "json")
    return {hit["id"] for hit in json.loads(found.stdout)["results"]}


def test_split_and_merge(kg: Kg, store: Path) -> None:
    assert ids(kg, store, SHORT) == {f"Firm:{FULL}"}
    done = kg("split", f"Firm:{SHORT}", FULL, "--why", "两家", "--who", "张", "--store", store)
    assert done.returncode == 0 and "1 new facts, 1 gone" in done.stdout, done.stderr
    assert ids(kg, store, SHORT) == {f"Firm:{FULL}", f"Firm:{SHORT}"}
    assert (
        (store / "decisions.tsv")
        .read_text(encoding="utf-8")
        .splitlines()[1]
        .startswith(f"Firm:{SHORT}\tFirm:{FULL}\tdifferent\t张\t")
    )
    done = kg("merge", "乙水材料", FULL, "--why", "年报", "--store", store, "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout)["build_id"]
    assert ids(kg, store, "乙水材料") == {f"Firm:{FULL}"}
    dropped = kg("drop", "a", "--store", store)
    assert dropped.returncode == 0 and ids(kg, store, "乙水材料") == {f"Firm:{FULL}"}


def test_merged_ids_are_understood(kg: Kg, store: Path) -> None:
    for command in ("related", "evidence"):
        done = kg(command, f"Firm:{SHORT}", "--store", store)
        assert done.returncode == 0 and "某某高新" in done.stdout, done.stderr


def test_what_cannot_be_decided(kg: Kg, store: Path) -> None:
    before = (store / "current").readlink()
    done = kg("merge", FULL, FULL, "--why", "x", "--store", store)
    assert done.returncode == 1 and "no two things of one type" in done.stderr
    kg("split", f"Firm:{SHORT}", FULL, "--why", "x", "--store", store)
    kg("merge", f"Firm:{SHORT}", "乙水材料", "--why", "x", "--store", store)
    content = (store / "decisions.tsv").read_text(encoding="utf-8")
    done = kg("merge", FULL, "乙水材料", "--why", "x", "--store", store)
    assert done.returncode == 1 and "are different here, and one by other decisions" in done.stderr
    assert (store / "decisions.tsv").read_text(encoding="utf-8") == content
    assert (store / "current").readlink() != before


def test_candidates(kg: Kg, store: Path) -> None:
    assert kg("candidates", "--store", store).stdout == "score\tnow\ta\tb\treason\n"
    kg("split", f"Firm:{SHORT}", FULL, "--unsure", "--why", "再查", "--store", store)
    done = kg("candidates", "--type", "Firm", "--format", "json", "--store", store)
    (found,) = json.loads(done.stdout)
    assert not found["merged"] and "再查" in found["reason"]["zh"]
    assert json.loads(kg("candidates", "--type", "Park", "--format", "json", "--store", store).stdout) == []
