"""The question gallery: what users ask of the graph, each a file of data/questions/ with its words, parameters and query.

docs/questions.md tells how a file looks. A parameter is an ordinary variable; filled in, it stands as VALUES at the start of
the query's outermost group, so that the text runs on any SPARQL 1.1 server that holds the graph.
"""

from kg.questions.gallery import Gallery
from kg.questions.question import PLAIN_KINDS, Parameter, Question

__all__ = ["PLAIN_KINDS", "Gallery", "Parameter", "Question"]
