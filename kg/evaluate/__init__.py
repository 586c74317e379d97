"""How good an extraction is: gold articles against extracted ones, as gold/GUIDE.md scores them."""

from kg.evaluate.gold import extracted, load
from kg.evaluate.scoring import Fault, Report, Tally, score

__all__ = ["Fault", "Report", "Tally", "extracted", "load", "score"]
