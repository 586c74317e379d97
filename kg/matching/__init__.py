"""Names of someone else's table → entities of the store, with a score, its reasons, and a match only where it is safe."""

from kg.matching.facts import Facts
from kg.matching.matcher import Matcher
from kg.matching.records import Candidate, MatchQuery, Property

__all__ = ["Candidate", "Facts", "MatchQuery", "Matcher", "Property"]
