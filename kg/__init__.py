"""parkgraph: from Chinese reports about high-tech parks to an RDF graph that shows where each fact was read."""

__version__ = "0.1.0"
