"""Filters and rankings of related entities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import EntityNotFoundError
from kg.model import Document, Reading
from kg.neighborhood import RANKS, Filters, Neighborhood
from tests import small_store as small
from tests.ties_store import FIRM, HUB, PART, POLICY, PROVINCE, TENANTS, TITLE


def ids(near: Neighborhood, start: str, depth: int = 1, **filters: Any) -> set[str]:
    return {found.entity_id for found in near.related(start, Filters(**filters), depth=depth, limit=None)}


def test_several_relations(near: Neighborhood) -> None:
    assert ids(near, FIRM, relations=("holdsTitle", "produces")) == {TITLE, small.DIGGER}


@pytest.mark.parametrize("region", [small.REGION, PROVINCE])
def test_a_region_holds_its_parts_their_parks_and_what_is_in_those(near: Neighborhood, region: str) -> None:
    assert ids(near, small.INDUSTRY, region=region) == {small.PARK, "Park:G372", HUB, small.YUNLING}
    assert ids(near, TITLE, region=region) == {FIRM}
    assert small.QINGHE not in ids(near, small.PARK, region=region), "it is only planned to be in the park"


def test_an_industry_holds_its_parts_and_what_is_tied_to_them(near: Neighborhood) -> None:
    assert ids(near, TITLE, industry=small.INDUSTRY) == {FIRM}
    assert ids(near, HUB, industry=PART) == set(TENANTS[:2])
    assert ids(near, HUB, industry=small.INDUSTRY) == {*TENANTS[:2], small.INDUSTRY}


def test_dates_are_those_of_the_documents(near: Neighborhood) -> None:
    assert ids(near, small.PARK, since="2023") == {POLICY, FIRM}
    assert ids(near, small.PARK, until="2021-09") == {small.YUNLING, small.QINGHE}
    assert ids(near, small.PARK, since="2021-09-14", until="2023-04") == set()


def test_modality_and_confidence(near: Neighborhood) -> None:
    assert ids(near, small.PARK, modality="planned") == {small.QINGHE, FIRM}
    assert POLICY not in ids(near, small.PARK, min_confidence=0.65)
    assert ids(near, small.PARK, modality="aim") == set()


def test_filters_that_leave_nothing_are_no_error(near: Neighborhood) -> None:
    for depth in (1, 2, 3):
        assert near.related(small.PARK, Filters(relations=("covers",)), depth=depth) == []


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_every_ranking_ranks_the_same_entities_and_parts_join_to_the_whole(
    near: Neighborhood, rank: Any, depth: int
) -> None:
    whole = near.related(HUB, depth=depth, rank=rank, limit=None)
    assert {found.entity_id for found in whole} == ids(near, HUB, depth)
    scores = [round(found.score, 12) for found in whole]
    assert scores == sorted(scores, reverse=True)
    parts = [
        found
        for offset in range(0, len(whole), 7)
        for found in near.related(HUB, depth=depth, rank=rank, limit=7, offset=offset)
    ]
    assert parts == whole


def test_equal_ones_come_by_name(near: Neighborhood) -> None:
    tenants = [found.entity_id for found in near.related(HUB, Filters(kind="Firm"), limit=None)]
    assert tenants == list(TENANTS)


def test_shared_neighbors_prefer_the_rare(near: Neighborhood) -> None:
    first = near.related(FIRM, Filters(kind="Firm"), depth=2, rank="shared", limit=1)[0]
    assert first.entity_id == small.YUNLING, "they make the same product"


@pytest.mark.parametrize("filters", [Filters(region="Region:0"), Filters(industry="Industry:无")])
def test_an_unknown_region_or_industry_is_said(near: Neighborhood, filters: Filters) -> None:
    with pytest.raises(EntityNotFoundError, match="no entity"):
        near.related(small.PARK, filters)


def test_a_store_without_statements_has_nothing_near(tmp_path: Path) -> None:
    alone = Reading(Document("d", "d.txt", "", "", ()), (small.entity("Firm:甲", "甲"), small.entity("Firm:乙", "乙")))
    near = Neighborhood.of(small.write_store(tmp_path, [alone]))
    for rank in RANKS:
        assert near.related("Firm:甲", Filters(since="2020"), depth=3, rank=rank) == []
    assert near.similar("Firm:甲") == []
    assert near.paths("Firm:甲", "Firm:乙").found == near.paths_to_kind("Firm:甲", "Firm").found == ()
