"""What is near an entity: related and similar ones, paths, ranking, and the graph as networkx has it. The only room of networkx and scipy."""

from kg.neighborhood.best_first import Path
from kg.neighborhood.filters import Direction, Filters
from kg.neighborhood.graph import ALL, Neighborhood, kind_of
from kg.neighborhood.paths import MAX_LENGTH, Paths
from kg.neighborhood.related import MAX_DEPTH, RANKS, Rank, Related
from kg.neighborhood.similar import Shared, Similar
from kg.neighborhood.steps import Step

__all__ = [
    "ALL",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "RANKS",
    "Direction",
    "Filters",
    "Neighborhood",
    "Path",
    "Paths",
    "Rank",
    "Related",
    "Shared",
    "Similar",
    "Step",
    "kind_of",
]
