"""What makes two entities alike."""

from __future__ import annotations

import math

import pytest

from kg.errors import EntityNotFoundError
from kg.neighborhood import Neighborhood
from tests import small_store as small
from tests.ties_store import FIRM, LONELY, PART, TENANTS


def test_firms_with_the_same_things_the_rarer_the_better(near: Neighborhood) -> None:
    found = near.similar(FIRM)
    assert [one.entity_id for one in found] == [*TENANTS[:2], small.YUNLING]
    assert [[s.entity_id for s in one.shared] for one in found] == [[PART], [PART], [small.DIGGER]]


def test_the_score_is_a_weighted_jaccard(near: Neighborhood) -> None:
    alike = next(one for one in near.similar(FIRM) if one.entity_id == small.YUNLING)
    firms = 5  # with any: 甲重工, 云岭重工, 孤岛 and two tenants
    rarity = {"digger": math.log1p(firms / 2), "part": math.log1p(firms / 3), "one": math.log1p(firms)}
    assert (alike.shared[0].rarity, alike.shared[0].held_by) == (pytest.approx(rarity["digger"]), 2)
    assert alike.shared_weight == pytest.approx(rarity["digger"])
    assert alike.all_weight == pytest.approx(rarity["digger"] + rarity["part"] + 2 * rarity["one"])
    assert alike.score == pytest.approx(alike.shared_weight / alike.all_weight)
    assert (alike.shared[0].own.start, alike.shared[0].other.start) == (FIRM, small.YUNLING)


def test_parks_of_one_industry_and_parts_of_the_list(near: Neighborhood) -> None:
    assert [one.entity_id for one in near.similar(small.PARK)] == ["Park:G372", "Park:G373"]
    assert [one.entity_id for one in near.similar(small.PARK, 1, 1)] == ["Park:G373"]
    assert all(one.score == 1 for one in near.similar(small.PARK))


def test_what_shares_nothing_is_like_nothing(near: Neighborhood) -> None:
    assert near.similar(LONELY) == near.similar(small.REGION) == near.similar(small.QINGHE) == []
    with pytest.raises(EntityNotFoundError):
        near.similar("Firm:无")
