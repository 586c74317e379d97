"""/id/{Type}/{key}: an entity's own IRI. A browser is led to the explorer, a program gets RDF."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kg.api import responses
from kg.api.described import MERGED, problems
from kg.api.negotiation import choose, prefers_html
from kg.api.served import Served
from kg.store.descriptions import DESCRIPTION_TYPES, description

_EXAMPLE = '<https://parkgraph.example/id/Park/G372108> a kg:Park ; rdfs:label "济宁高新技术产业开发区"@zh .'
_DESCRIBED = {
    "description": "Turtle (default), JSON-LD, N-Triples, RDF/XML",
    "content": {kind: {} for kind in DESCRIPTION_TYPES} | {"text/turtle": {"example": _EXAMPLE}},
}


def router(served: Served) -> APIRouter:
    """The route."""
    routes = APIRouter(tags=["entities"])

    @routes.get(
        "/id/{type}/{key:path}",
        summary="实体的 IRI · An entity's IRI",
        responses={200: _DESCRIBED, 303: {"description": "HTML: the explorer's page"}, **MERGED, **problems(404)},
    )
    def identifier(request: Request, type: str, key: str) -> Response:
        """按 Accept 返回 RDF；浏览器转到实体页。 RDF by Accept; a browser is sent to the explorer."""
        entity_id = f"{type}:{key}"
        accept = request.headers.get("accept", "")
        served.lookup().refuse_merged(entity_id)
        if prefers_html(accept):
            served.lookup().summary(entity_id)
            page = f"{request.scope.get('root_path', '')}/#/entity/{quote(entity_id, safe='')}"
            return RedirectResponse(page, 303, {"Vary": "Accept"})
        media_type = choose(accept, tuple(DESCRIPTION_TYPES))
        return responses.tagged(
            request, served, lambda lookup: description(lookup.store, entity_id, media_type), media_type
        )

    return routes
