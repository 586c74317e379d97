"""Related entities and the graph in memory."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from kg.errors import EntityNotFoundError
from kg.model import Document, Evidence, Reading, Statement
from kg.neighborhood import Filters, Neighborhood
from kg.store import Store
from tests import small_store as small

ROW = (Evidence(row=3),)


def chains() -> Reading:
    """A chain with a segment at a position; two firms in one big industry, and in one small one."""
    firms = [f"Firm:企业{n}" for n in range(40)]
    return Reading(
        Document("gazetteer/chains", "chains.tsv", "", "", (), kind="gazetteer"),
        (
            small.entity("IndustryChain:光伏产业链", "光伏产业链"),
            small.entity("ChainSegment:硅片", "硅片"),
            small.entity("ChainPosition:光伏产业链@硅片", "硅片（光伏产业链）"),
            small.entity("Industry:大", "大产业"),
            small.entity("Industry:小", "小产业"),
            *(small.entity(firm, firm[5:]) for firm in firms),
        ),
        (
            Statement("IndustryChain:光伏产业链", "hasSegment", "ChainSegment:硅片", ROW),
            Statement("ChainPosition:光伏产业链@硅片", "inChain", "IndustryChain:光伏产业链", ROW),
            Statement("ChainPosition:光伏产业链@硅片", "ofSegment", "ChainSegment:硅片", ROW),
            Statement("ChainPosition:光伏产业链@硅片", "stage", "上游", ROW),
            *(Statement(firm, "operatesIn", "Industry:大", ROW) for firm in firms),
            *(Statement(firm, "operatesIn", "Industry:小", ROW) for firm in firms[:2]),
        ),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small.write_store(tmp_path_factory.mktemp("store"), [small.report(), small.catalogue(), chains()])


@pytest.fixture(scope="module")
def near(store: Store) -> Neighborhood:
    return Neighborhood.of(store)


def test_neighbors_with_facts_before_plans(near: Neighborhood) -> None:
    found = near.related(small.PARK)
    assert [r.entity_id for r in found] == [small.INDUSTRY, small.REGION, small.YUNLING, small.QINGHE]
    planned = found[-1].reason[0].statement
    assert (planned.modality, planned.fact, found[-1].reason[0].direction) == ("planned", False, "in")
    assert found[-1].score < found[-2].score


def test_the_reason_leads_from_the_start_to_the_end(near: Neighborhood) -> None:
    found = near.related(small.PARK, depth=2, limit=None)
    assert {len(r.reason) for r in found} == {1, 2}
    for related in found:
        assert related.reason[0].start == small.PARK
        assert related.reason[-1].end == related.entity_id
        assert all(a.end == b.start for a, b in pairwise(related.reason))
        assert 0 < related.score <= 1


def test_a_fact_is_nearer_than_anything_further_away(near: Neighborhood) -> None:
    found = near.related(small.PARK, depth=2, limit=None)
    facts = [r.score for r in found if len(r.reason) == 1 and r.reason[0].statement.fact]
    assert min(facts) > max(r.score for r in found if len(r.reason) == 2)


def test_relation_direction_and_kind(near: Neighborhood) -> None:
    def ids(**how: Any) -> list[str]:
        depth = how.pop("depth", 1)
        return [r.entity_id for r in near.related(small.PARK, Filters(**how), depth=depth)]

    assert ids(relations=("locatedInPark",)) == [small.YUNLING, small.QINGHE]
    assert ids(direction="out") == [small.INDUSTRY, small.REGION]
    assert ids(relations=("locatedInPark",), direction="out") == []
    assert ids(kind="Park", depth=2) == ["Park:G372", "Park:G373"]
    assert ids(relations=("inRegion",), depth=2) == [small.REGION, "Park:G372", "Park:G373"]


def test_parts_join_to_the_whole(near: Neighborhood) -> None:
    whole = near.related(small.PARK, depth=2, limit=None)
    parts = [r for offset in range(0, len(whole), 3) for r in near.related(small.PARK, depth=2, limit=3, offset=offset)]
    assert parts == whole


def test_a_hub_passes_on_less(near: Neighborhood) -> None:
    found = {r.entity_id: r.score for r in near.related("Firm:企业0", depth=2, limit=None)}
    assert found["Firm:企业1"] > 2 * found["Firm:企业2"]


def test_positions_in_chains_are_no_neighbors_but_have_some(near: Neighborhood) -> None:
    chain = [r.entity_id for r in near.related("IndustryChain:光伏产业链", depth=2, limit=None)]
    assert chain == ["ChainSegment:硅片"]
    position = [r.entity_id for r in near.related("ChainPosition:光伏产业链@硅片")]
    assert sorted(position) == ["ChainSegment:硅片", "IndustryChain:光伏产业链"]


def test_what_follows_from_another_fact_is_marked(near: Neighborhood) -> None:
    statements = {s.relation: s for s in near.statements() if s.subject == small.YUNLING}
    assert statements["operatesIn"].inferred
    assert not statements["leads"].inferred
    assert statements["leads"].reported
    assert not any(s.reported for s in near.statements() if s.relation == "inRegion")


def test_around_keeps_the_way_and_the_limit(near: Neighborhood) -> None:
    assert near.around(small.PARK, 1) == {small.PARK, small.INDUSTRY, small.REGION, small.YUNLING, small.QINGHE}
    for limit in range(2, 9):
        chosen = near.around(small.PARK, 2, limit)
        assert small.PARK in chosen
        assert len(chosen) <= limit
        reached = near.subgraph(chosen).to_undirected()
        assert all(reached.degree(entity_id) for entity_id in chosen)


def test_an_unknown_id_is_said(near: Neighborhood) -> None:
    with pytest.raises(EntityNotFoundError, match=r"Park:0.*kg search"):
        near.related("Park:0")


def test_a_build_is_loaded_once(store: Store) -> None:
    assert Neighborhood.of(store) is Neighborhood.of(store)
