"""The 14 kinds of query, each with other constants every time it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.store.graph import Samples


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of query. target: how many times faster than rdflib it is meant to be; text: the query for the n-th time."""

    name: str
    text: Callable[[Samples, int], str]
    target: float | None = None


def _nth(values: list[str], number: int) -> str:
    return values[number % len(values)]


KINDS = (
    Kind("point look-up", lambda s, n: f"SELECT ?name {{ {_nth(s.firms, n)} rdfs:label ?name }}", 6),
    Kind("entity description", lambda s, n: f"SELECT ?property ?value {{ {_nth(s.firms, n)} ?property ?value }}", 6),
    Kind("look-up by label", lambda s, n: f'SELECT ?firm {{ ?firm rdfs:label "{_nth(s.firm_names, n)}"@zh }}', 6),
    Kind(
        "firms of a park",
        lambda s, n: f"SELECT ?firm ?name {{ ?firm kg:locatedInPark {_nth(s.usual, n)} ; rdfs:label ?name }}",
        4,
    ),
    Kind(
        "park and chain",
        lambda s, n: (
            f"SELECT ?name ?segment {{ ?firm kg:locatedInPark {_nth(s.usual, n)} ; kg:produces ?part ; rdfs:label ?name . "
            "?chain kg:hasSegment ?part . ?part rdfs:label ?segment }"
        ),
        4,
    ),
    Kind(
        "targets of policies",
        lambda s, n: (
            f"SELECT ?name ?target {{ ?policy kg:targets {_nth(s.chains, n)} ; rdfs:label ?name ; kg:targets ?t . "
            "?t rdfs:label ?target }"
        ),
        4,
    ),
    Kind(
        "three steps",
        lambda s, n: (
            f"SELECT DISTINCT ?industry {{ {_nth(s.policies, n)} kg:appliesIn ?park . ?firm kg:locatedInPark ?park ; "
            "kg:operatesIn ?i . ?i rdfs:label ?industry }"
        ),
    ),
    Kind(
        "filter on labels",
        lambda s, n: (
            f'SELECT ?firm ?name {{ ?firm a kg:Firm ; rdfs:label ?name FILTER(CONTAINS(?name, "{_nth(s.firm_names, n)[2:5]}")) }}'
        ),
    ),
    Kind(
        "optional",
        lambda s, n: (
            f"SELECT ?name ?title {{ ?firm kg:locatedInPark {_nth(s.usual, n)} ; rdfs:label ?name "
            "OPTIONAL { ?firm kg:holdsTitle/rdfs:label ?title } }"
        ),
    ),
    Kind(
        "count by group",
        lambda s, n: (
            "SELECT ?industry (COUNT(?firm) AS ?firms) { "
            f"?firm kg:locatedInPark {_nth(s.supernodes, n)} ; kg:operatesIn ?industry }} GROUP BY ?industry"
        ),
    ),
    Kind(
        "order and limit",
        lambda s, n: (
            f"SELECT ?firm ?founded {{ ?firm kg:locatedInPark {_nth(s.supernodes, n)} ; kg:foundedOn ?founded }} "
            "ORDER BY DESC(?founded) ?firm LIMIT 20"
        ),
    ),
    Kind(
        "property path",
        lambda s, n: f"SELECT ?below ?name {{ ?below kg:partOf+ {_nth(s.industries[:20], n)} ; rdfs:label ?name }}",
    ),
    Kind(
        "evidence with quotes",
        lambda s, n: (
            f"SELECT ?s ?o ?quote ?start {{ GRAPH {_nth(s.articles, n)} {{ ?statement rdf:subject ?s ; "
            "rdf:predicate kg:targets ; rdf:object ?o ; kg:evidence ?e . ?e kg:quote ?quote ; oa:hasSelector [ oa:start ?start ] } }"
        ),
    ),
    Kind(
        "count by class",
        lambda s, n: f"SELECT ?class (COUNT(*) AS ?number) {{ ?thing a ?class }} GROUP BY ?class # {n}\n",
    ),
)
