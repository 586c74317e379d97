"""The prefixes that hold in every query and every file of ours."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.settings import ONTOLOGY_NAMESPACE

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": ONTOLOGY_NAMESPACE,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "dcterms": "http://purl.org/dc/terms/",
        "schema": "https://schema.org/",
    }
)
