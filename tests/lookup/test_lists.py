"""Cursors belong to a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, StaleCursorError
from kg.lookup import Lookup
from kg.lookup.lists import Parts
from tests import small_store as small
from tests import ties_store


def test_parts_join_to_the_whole(lookup: Lookup) -> None:
    whole = lookup.related(ties_store.HUB, limit=100)
    assert whole["next"] is None
    gathered, cursor = [], None
    while True:
        answer = lookup.related(ties_store.HUB, limit=7, cursor=cursor)
        gathered += answer["results"]
        cursor = answer["next"]
        if cursor is None:
            break
        assert cursor.startswith(lookup.store.build_id)
    assert gathered == whole["results"]


def test_after_a_rebuild_one_has_to_start_again(tmp_path: Path) -> None:
    small.write_store(tmp_path, [small.report(), small.catalogue()])
    cursor = Lookup.open(tmp_path).related(small.PARK, limit=1)["next"]
    ties_store.write(tmp_path)
    rebuilt = Lookup.open(tmp_path)
    for ask in (rebuilt.related, rebuilt.similar, rebuilt.timeline, rebuilt.evidence):
        with pytest.raises(StaleCursorError, match=r"rebuilt since.*start again"):
            ask(small.PARK, cursor=cursor)


@pytest.mark.parametrize("cursor", ["", "7", "-7", "b-", "b-x", "b-7", "b-q-", "b-q-１", "b-q-1234567890", "b-q--1x"])
def test_nonsense_is_no_cursor(cursor: str) -> None:
    with pytest.raises(KgError, match="no cursor"):
        Parts("b", "q").offset(cursor)


def test_a_cursor_of_another_question_is_refused() -> None:
    cursor = Parts.of("b", "related", "Park:x", 1).part([], True, 7)["next"]
    assert Parts.of("b", "related", "Park:x", 1).offset(cursor) == 7
    with pytest.raises(KgError, match=r"another question.*as they were"):
        Parts.of("b", "related", "Park:x", 2).offset(cursor)
