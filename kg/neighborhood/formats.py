"""The graph in the formats of network tools (Gephi, Cytoscape, yEd)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping

import networkx as nx

from kg.neighborhood.graph import Neighborhood, kind_of
from kg.stored import StoredStatement

_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def graphml(near: Neighborhood, chosen: Iterable[str] | None = None) -> bytes:
    """The chosen entities (default: all) and their statements as GraphML."""
    return "\n".join([*nx.generate_graphml(_flat(near, chosen), named_key_ids=True), ""]).encode()


def gexf(near: Neighborhood, chosen: Iterable[str] | None = None) -> bytes:
    """The chosen entities (default: all) and their statements as GEXF."""
    buffer = io.BytesIO()
    nx.write_gexf(_flat(near, chosen), buffer)
    return _TODAY.sub(b"", buffer.getvalue(), count=1)


WRITERS: Mapping[str, Callable[[Neighborhood, Iterable[str] | None], bytes]] = {"graphml": graphml, "gexf": gexf}


def _flat(near: Neighborhood, chosen: Iterable[str] | None) -> nx.MultiDiGraph[str]:
    """A copy whose attributes are plain values, in a fixed order."""
    part = near.graph if chosen is None else near.subgraph(chosen)
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity_id in sorted(part):
        flat.add_node(_clean(entity_id), label=_clean(near.names[entity_id]), type=kind_of(entity_id))
    for _, _, statement in sorted(part.edges(data="statement"), key=lambda found: found[2].id):
        flat.add_edge(_clean(statement.subject), _clean(statement.object), key=statement.id, **_values(near, statement))
    return flat


def _values(near: Neighborhood, statement: StoredStatement) -> dict[str, str | float | int | bool]:
    relation = near.ontology.relations[statement.relation]
    return {
        "id": statement.id,
        "relation": statement.relation,
        "label": relation.label["zh"],
        "modality": statement.modality,
        "confidence": statement.confidence,
        "sources": statement.sources,
        "inferred": statement.inferred,
        "weight": round(statement.weight, 4),
        **({"role": _clean(statement.role)} if statement.role else {}),
    }


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
