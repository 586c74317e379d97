"""/api/v1/compare: parks side by side."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request, Response

from kg.api import examples_of_comparison, responses
from kg.api.described import found
from kg.api.served import Served
from kg.api.strict import StrictRoute


def router(served: Served) -> APIRouter:
    """The route."""
    routes = APIRouter(prefix="/api/v1", tags=["comparison"], route_class=StrictRoute)
    parks = Query(description="两至四个园区的 id，每个一次 · ids of two to four parks, a parameter each")

    @routes.get(
        "/compare",
        summary="园区对比 · Parks side by side",
        responses=found(examples_of_comparison.COMPARISON, 400, 404),
    )
    def compare(request: Request, id: list[str] = parks) -> Response:
        """产业链环节、称号阶梯、同类指标、企业、产业、联盟、政策；每项带依据的 id，空格表示未见记录。

        Segments of chains, the ladder of titles, figures of the same kind, firms, industries, alliances, policies; each
        item with the id of its statement. An empty cell says that nothing is on record, not that there is nothing.
        """
        return responses.looked_up(request, served, lambda lookup: lookup.compare(id))

    return routes
