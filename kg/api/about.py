"""/api/v1/ontology and /api/v1/stats: what can be said, and how much is."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from kg.api import examples, responses
from kg.api.described import found
from kg.api.served import Served
from kg.api.strict import StrictRoute


def router(served: Served) -> APIRouter:
    """The routes about the graph as a whole."""
    routes = APIRouter(prefix="/api/v1", tags=["graph"], route_class=StrictRoute)

    @routes.get("/ontology", summary="本体 · Types, relations, attributes", responses=found(examples.ONTOLOGY))
    def ontology(request: Request) -> Response:
        """类型、关系、属性的名称、定义、颜色与次序。

        Labels, definitions, colours and order of everything that can be said.
        """
        return responses.looked_up(request, served, lambda lookup: lookup.ontology())

    @routes.get("/stats", summary="规模 · Counts", responses=found(examples.STATS))
    def stats(request: Request) -> Response:
        """文档、实体、事实的数量与构建日期。 Documents, entities and facts by type, build id and date."""
        return responses.looked_up(request, served, lambda lookup: lookup.stats())

    return routes
