"""What the graph says about its own words."""

from __future__ import annotations

import pyoxigraph as ox

from kg import resources
from kg.ontology import Ontology
from kg.store.vocabulary import GRAPH, vocabulary_lines


def test_every_term_has_its_labels_and_no_shape_comes_along() -> None:
    quads = list(ox.parse("".join(vocabulary_lines(resources.ontology_dir())), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {GRAPH}
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    labelled = {quad.subject.value for quad in quads if quad.predicate == label}  # type: ignore[union-attr]
    ontology = Ontology.load()
    terms = [*ontology.types.values(), *ontology.relations.values(), *ontology.attributes.values()]
    assert labelled == {term.iri for term in terms}
    assert not any("shacl" in str(quad) or isinstance(quad.object, ox.BlankNode) for quad in quads)
