"""Paths, held against networkx and against all simple paths."""

from __future__ import annotations

import math
from itertools import islice, pairwise

import networkx as nx
import pytest

from kg.neighborhood import Filters, Neighborhood, Path
from kg.neighborhood import best_first as search
from tests import small_store as small
from tests.ties_store import FIRM, HUB, LONELY, POLICY, TENANTS, TITLE

LONG = 6


def places(path: Path) -> list[str]:
    return [path.steps[0].start, *(step.end for step in path.steps)]


def simple(near: Neighborhood) -> nx.Graph[str]:
    return nx.Graph(near.graph.subgraph(e for e in near.graph if near.is_shown(e)))


def cost(near: Neighborhood, nodes: list[str]) -> float:
    strongest = (
        max(s.weight for a, b in ((one, two), (two, one)) for s in statements(near, a, b))
        for one, two in pairwise(nodes)
    )
    return sum(1 / weight for weight in strongest) + sum(math.log2(1 + near.graph.degree(n)) for n in nodes[1:-1])


def statements(near: Neighborhood, one: str, two: str) -> list:  # type: ignore[type-arg]
    return [held["statement"] for held in near.graph.get_edge_data(one, two, default={}).values()]


def test_the_shortest_is_as_short_as_that_of_networkx(near: Neighborhood) -> None:
    graph = simple(near)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    for start in graph:
        for goal in graph:
            if start != goal:
                found = near.paths(start, goal, max_length=LONG, k=1, damped=False).found
                assert [len(path.steps) for path in found] == ([lengths[start][goal]] if goal in lengths[start] else [])
                assert all(places(path)[:: len(path.steps)] == [start, goal] for path in found)


@pytest.mark.parametrize("ends", [(small.YUNLING, FIRM), (small.QINGHE, TENANTS[0]), (TITLE, small.REGION)])
@pytest.mark.parametrize("length", [2, 4, 6])
def test_the_best_are_the_cheapest_of_all(near: Neighborhood, ends: tuple[str, str], length: int) -> None:
    every = sorted(cost(near, nodes) for nodes in nx.all_simple_paths(simple(near), *ends, cutoff=length))
    found = near.paths(*ends, max_length=length, k=8).found
    assert [path.cost for path in found] == pytest.approx(every[:8])
    for path in found:
        nodes = places(path)
        assert len(set(nodes)) == len(nodes) <= length + 1
        assert path.cost == pytest.approx(cost(near, nodes))


def test_plain_paths_come_by_length(near: Neighborhood) -> None:
    graph = simple(near)
    wanted = [len(nodes) - 1 for nodes in islice(nx.shortest_simple_paths(graph, small.YUNLING, FIRM), 6)]
    found = near.paths(small.YUNLING, FIRM, max_length=LONG, k=6, damped=False).found
    assert [len(path.steps) for path in found] == wanted


def test_no_path_within_the_length_is_none(near: Neighborhood) -> None:
    assert near.paths(small.PARK, LONELY, max_length=LONG).found == ()
    assert near.paths(TENANTS[5], TITLE, max_length=2).found == ()
    assert near.paths(small.PARK, TITLE, Filters(relations=("covers",))).found == ()


def test_filters_hold_for_every_step(near: Neighborhood) -> None:
    path = near.paths(FIRM, small.PARK, Filters(modality="done"), k=1, damped=False).found[0]
    assert len(path.steps) == 3
    assert all(step.statement.modality == "done" for step in path.steps)
    assert len(near.paths(FIRM, small.PARK, k=1, damped=False).found[0].steps) == 1


def test_to_a_type_each_end_comes_once_the_nearest_first(near: Neighborhood) -> None:
    found = near.paths_to_kind(FIRM, "Park", max_length=LONG, k=10).found
    ends = [path.steps[-1].end for path in found]
    assert ends[0] == "Park:G372"
    assert sorted(ends) == [small.PARK, "Park:G372", HUB]
    assert [path.cost for path in found] == sorted(path.cost for path in found)
    assert small.PARK not in {path.steps[-1].end for path in near.paths_to_kind(small.PARK, "Park", k=10).found}
    assert near.paths_to_kind(LONELY, "Policy", max_length=LONG).found == ()
    assert near.paths_to_kind(FIRM, "Event").found == ()
    assert near.paths_to_kind(FIRM, "Policy", k=1).found[0].steps[-1].end == POLICY


def test_a_search_that_is_ended_says_so(near: Neighborhood, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PATIENCE", 1)
    assert not near.paths(small.YUNLING, FIRM, max_length=LONG, k=20).complete
