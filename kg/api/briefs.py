"""/api/v1: an entity on one page, in order of time, and what the last build changed."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request, Response

from kg.api import examples, examples_of_briefs, responses
from kg.api.described import MERGED, found
from kg.api.served import Served
from kg.api.strict import StrictRoute


def router(served: Served) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api/v1", tags=["entities"], route_class=StrictRoute)

    @routes.get(
        "/entities/{id:path}/brief",
        summary="一页简报 · An entity on one page",
        responses=found(examples_of_briefs.BRIEF, 404) | MERGED,
    )
    def brief(request: Request, id: str) -> Response:
        """分组事实、指标序列、称号、适用政策、相关实体、来源，以及图中未见记录的内容。

        Facts by relation, figures as series, titles, policies, neighbors, sources, and the gaps: what is not in the graph.
        """
        return responses.looked_up(request, served, lambda lookup: lookup.brief(id))

    @routes.get(
        "/entities/{id:path}/timeline",
        summary="时间线 · What is dated, in order",
        responses=found(examples_of_briefs.TIMELINE, 404, 409) | MERGED,
    )
    def timeline(
        request: Request,
        id: str,
        since: str | None = Query(None, pattern=examples.DATE, description="不早于此日 · of this date or later"),
        until: str | None = Query(None, pattern=examples.DATE, description="不晚于此日 · of this date or earlier"),
        limit: int = Query(100, ge=1, le=1000),
        cursor: str | None = Query(None, description=examples.CURSOR),
    ) -> Response:
        """成立、批准、发布等日期，按期间的指标，按文档日期的事实，由早到晚，各附来源。

        Dates of the entity itself, figures by period, facts by the date of the first document that states them; the earliest first.
        """
        return responses.looked_up(
            request, served, lambda lookup: lookup.timeline(id, since, until, limit=limit, cursor=cursor)
        )

    @routes.get(
        "/changes",
        summary="构建间的变化 · What the last build changed",
        responses=found(examples_of_briefs.CHANGES, 404),
        tags=["graph"],
    )
    def changes(
        request: Request,
        since_build: str | None = Query(
            None,
            max_length=100,
            description="与此构建相比，默认上一个 · compared with this build; default: the one before",
        ),
        limit: int = Query(100, ge=1, le=1000, description="新增、消失的事实各最多几条 · facts of each kind at most"),
    ) -> Response:
        """新增、改动、撤下的文档和事实。 Documents and facts that are new, changed or gone."""
        return responses.looked_up(request, served, lambda lookup: lookup.changes(since_build, limit))

    return routes
