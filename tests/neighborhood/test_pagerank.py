"""Forward push against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.neighborhood import Neighborhood
from kg.neighborhood.pagerank import RESTART, personal_rank
from kg.neighborhood.related import shared_neighbors
from tests import small_store as small

TOP = 20


def exact(graph: nx.Graph[int], start: int) -> np.ndarray:
    ranks = nx.pagerank(graph, alpha=1 - RESTART, personalization={start: 1}, tol=1e-10, max_iter=1000)
    return np.array([ranks[node] for node in range(len(graph))])


@settings(max_examples=60, deadline=None)
@given(st.integers(30, 300), st.floats(1.5, 12), st.integers(0, 10_000), st.booleans())
def test_the_first_twenty_are_those_of_networkx(size: int, degree: float, seed: int, hubs: bool) -> None:
    made = nx.barabasi_albert_graph(size, 2, seed) if hubs else nx.fast_gnp_random_graph(size, degree / size, seed)
    random = np.random.default_rng(seed)
    nx.set_edge_attributes(made, {pair: random.uniform(0.2, 1) for pair in made.edges}, "weight")
    start = int(random.integers(size))
    ties = nx.to_scipy_sparse_array(made).tocsr()
    wanted, found = exact(made, start), personal_rank(ties, ties.sum(axis=1), start)
    first = np.argsort(-found, kind="stable")[:TOP]
    reached = int((wanted > 1e-9).sum())
    twentieth = np.sort(wanted)[-min(TOP, reached)]
    assert (wanted[first[:reached]] >= twentieth - 1e-9).sum() >= min(TOP, reached) - 2
    assert found.sum() <= 1 + 1e-9
    assert (found <= wanted + 1e-6).all()


def test_an_entity_that_nothing_is_tied_to_keeps_all() -> None:
    ties = nx.to_scipy_sparse_array(nx.empty_graph(3)).tocsr()
    assert personal_rank(ties, np.zeros(3), 1).tolist() == [0, 1, 0]


@pytest.mark.parametrize("entity_id", [small.PARK, small.INDUSTRY, small.YUNLING])
def test_shared_neighbors_count_as_networkx_has_them(near: Neighborhood, entity_id: str) -> None:
    table = near.table
    simple = nx.Graph(near.graph.subgraph(e for e in near.graph if near.is_shown(e)))
    others = [(entity_id, other) for other in simple if other != entity_id]
    found = shared_neighbors(table, table.number[entity_id])
    for _, other, wanted in nx.adamic_adar_index(simple, others):
        assert found[table.number[other]] == pytest.approx(wanted)
