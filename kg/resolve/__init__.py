"""One thing, one entity: what different documents and tables call by different names."""

from kg.resolve.decisions import Decision
from kg.resolve.resolution import Candidate, Merge, Resolution
from kg.resolve.resolve import resolve

__all__ = ["Candidate", "Decision", "Merge", "Resolution", "resolve"]
