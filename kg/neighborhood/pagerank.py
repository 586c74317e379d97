"""Personalised PageRank without visiting the whole graph."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from kg.neighborhood.steps import Floats

RESTART = 0.15
PRECISION = 1e-7


def personal_rank(ties: csr_array, start: int, restart: float = RESTART, precision: float = PRECISION) -> Floats:
    """How often a random walk that goes back to `start` with chance `restart` after each step is at each entity.

    ties: symmetric weights, n × n. Returns n shares; each is too small by at most precision × the sum of the
    entity's weights, and together they make 1 but for what is left over. Forward push: R. Andersen, F. Chung, K. Lang,
    "Local Graph Partitioning using PageRank Vectors", FOCS 2006, section 3 (with a walk that never stays where it is), all
    entities over the precision at a time; the whole graph's size counts only for the length of the vectors.
    """
    strength = _strength(ties)
    rank, waiting = np.zeros(ties.shape[0]), np.zeros(ties.shape[0])
    waiting[start] = 1.0
    if not strength[start]:
        rank[start] = 1.0
        return rank
    limit = precision * strength
    while (active := np.flatnonzero(waiting > limit)).size:
        moved = waiting[active]
        waiting[active] = 0.0
        rank[active] += restart * moved
        waiting += ties[active].T @ ((1 - restart) * moved / strength[active])
    return rank


def _strength(ties: csr_array) -> Floats:
    sums: Floats = np.asarray(ties.sum(axis=1)).ravel()
    return sums
