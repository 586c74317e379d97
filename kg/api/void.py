"""/.well-known/void: what the graph holds, for programs that look for data (W3C VoID)."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from kg.api import responses
from kg.api.addresses import address
from kg.api.negotiation import choose
from kg.api.served import Served
from kg.store.service import SERVICE_TYPES, dataset_description

_EXAMPLE = "<https://parkgraph.example/sparql#dataset> a void:Dataset ; void:triples 400000 ."
_DESCRIBED = {
    "description": "Turtle (default), JSON-LD, N-Triples, RDF/XML",
    "content": {kind: {} for kind in SERVICE_TYPES} | {"text/turtle": {"example": _EXAMPLE}},
}


def router(served: Served) -> APIRouter:
    """The route."""
    routes = APIRouter(tags=["graph"])

    @routes.get("/.well-known/void", summary="数据集描述 · What the graph holds (VoID)", responses={200: _DESCRIBED})
    def void(request: Request) -> Response:
        """各类实体、各种属性的数量。 How many statements, entities by class, facts by property."""
        media_type, endpoint = choose(request.headers.get("accept", ""), tuple(SERVICE_TYPES)), endpoint_of(request)
        return responses.tagged(
            request, served, lambda lookup: dataset_description(lookup.store, endpoint, media_type), media_type
        )

    return routes


def endpoint_of(request: Request) -> str:
    """The address of the endpoint as the client knows the server. Raises BadRequestError for a Host that is none."""
    return address(request, "/sparql")
