"""/api/v1/chains: industry chains, and one of them under the lens of a park or region."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request, Response

from kg.api import examples_of_chains, responses
from kg.api.described import found
from kg.api.served import Served
from kg.api.strict import StrictRoute


def router(served: Served) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api/v1", tags=["chains"], route_class=StrictRoute)
    place = Query(None, description="园区或地区的 id · id of a park or region")

    @routes.get("/chains", summary="产业链 · Industry chains", responses=found(examples_of_chains.CHAINS, 400, 404))
    def chains(request: Request, lens: str | None = place) -> Response:
        """所有产业链及其环节、政策的数目，以及指定园区或地区内有记录的环节、企业、园区数。

        Every chain with its segments and policies, and the firms, parks and segments with a record under the lens.
        """
        return responses.looked_up(request, served, lambda lookup: lookup.chains(lens))

    @routes.get(
        "/chains/{id:path}",
        summary="产业链图谱 · One chain, seen from a park or region",
        responses=found(examples_of_chains.CHAIN, 400, 404),
    )
    def chain(
        request: Request,
        id: str,
        lens: str | None = place,
    ) -> Response:
        """上中下游各环节、供应关系、本地企业与称号、其他地方的企业、政策；每条都带依据的 id。

        Bands of segments, who supplies whom, firms with titles under the lens, others elsewhere, policies; every
        relation with the id of its statement. What has no record is not said to be absent.
        """
        return responses.looked_up(request, served, lambda lookup: lookup.chain(id, lens))

    return routes
