"""What is handed to the processes that work for strangers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryJob:
    """A SPARQL query over the build in the folder `build`.

    accept: the client's Accept header; max_bytes: limit of the answer; the graphs: the dataset of the SPARQL Protocol;
    base_iri: what relative IRIs are resolved against; own_graphs: those that the query, which was checked, names itself.
    """

    build: str
    query: str
    max_bytes: int
    accept: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base_iri: str | None = None
    own_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """A plain text to be read with the ontology in a folder. date: of its publication."""

    ontology_dir: str
    base_iri: str
    text: str
    date: str | None = None
