"""What is near an entity: related entities, ranking, and the graph as networkx has it. The only room of networkx."""

from kg.neighborhood.graph import MAX_DEPTH, Direction, Neighborhood, Related, Step, kind_of

__all__ = ["MAX_DEPTH", "Direction", "Neighborhood", "Related", "Step", "kind_of"]
