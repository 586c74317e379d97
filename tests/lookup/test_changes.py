"""What a build changed against those before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BuildNotFoundError
from kg.lookup import Lookup
from tests import small_store as small
from tests import ties_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two builds."""
    directory = tmp_path_factory.mktemp("store")
    small.write_store(directory, [small.report(), small.catalogue()])
    ties_store.write(directory)
    return directory


def test_against_the_build_before(store: Path) -> None:
    lookup = Lookup.open(store)
    (before,) = {path.name for path in (store / "builds").iterdir()} - {lookup.store.build_id}
    answer = lookup.changes()
    assert (answer["build"]["id"], answer["since"]["id"], answer["note"]) == (lookup.store.build_id, before, None)
    assert answer["documents"] == {"new": ["gazetteer/lists", "report#2"], "changed": [], "gone": [], "unchanged": 2}
    assert answer["gone"] == {"count": 0, "results": []}
    assert {
        "subject": "甲重工",
        "predicate": "holdsTitle",
        "label": {"zh": "获得称号", "en": "holds title"},
        "object": "单项冠军",
    } in answer["new"]["results"]
    assert lookup.changes(before) == answer
    short = lookup.changes(limit=1)
    assert (short["new"]["count"], len(short["new"]["results"])) == (answer["new"]["count"], 1)


def test_a_build_that_is_not_there_is_said_with_those_that_are(store: Path) -> None:
    lookup = Lookup.open(store)
    for build in ("0" * 16, "../current", ""):
        with pytest.raises(BuildNotFoundError, match=r"not on disk.*there to compare with"):
            lookup.changes(build)
    with pytest.raises(BuildNotFoundError, match=r"the build in use.*there to compare with"):
        lookup.changes(lookup.store.build_id)


def test_without_a_build_before_there_is_a_note(tmp_path: Path) -> None:
    small.write_store(tmp_path, [small.report()])
    answer = Lookup.open(tmp_path).changes()
    assert (answer["since"], answer["new"]["count"]) == (None, 0)
    assert answer["documents"]["unchanged"] is None
    assert "no earlier build" in answer["note"]["en"]


def test_a_build_no_longer_in_use_looks_back_only(tmp_path: Path) -> None:
    small.write_store(tmp_path, [small.report()])
    held = Lookup.open(tmp_path)
    meta = held.store.path / "meta.json"
    meta.write_bytes(meta.read_bytes().replace(b'"built": "20', b'"built": "19'))
    ties_store.write(tmp_path)
    assert held.changes()["since"] is None
    assert Lookup.open(tmp_path).changes()["since"]["id"] == held.store.build_id
