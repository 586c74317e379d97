"""/api/v1: search, entities, statements, documents."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request, Response

from kg.api import examples, responses
from kg.api.described import MERGED, found
from kg.api.served import Served
from kg.api.strict import StrictRoute
from kg.neighborhood import Filters
from kg.ontology import Ontology


def router(served: Served, ontology: Ontology) -> APIRouter:
    """The routes; type takes the names that the ontology declares."""
    routes = APIRouter(prefix="/api/v1", tags=["entities"], route_class=StrictRoute)
    types = {"enum": list(ontology.entity_types)}

    @routes.get("/search", summary="名称检索 · Find entities by name", responses=found(examples.SEARCH))
    def search(
        request: Request,
        q: str = Query(min_length=1, max_length=200, description=examples.Q, examples=["济宁高新区"]),
        type: str | None = Query(None, description="只要这一类 · only of this type", json_schema_extra=types),
        limit: int = Query(10, ge=1, le=100),
        cursor: str | None = Query(None, description=examples.CURSOR),
    ) -> Response:
        """全称、简称、曾用名、拼音和错字都能找到。

        Full, short and former names, pinyin and typing errors are understood.
        """
        return responses.looked_up(request, served, lambda lookup: lookup.search(q, type, limit, cursor))

    @routes.get(
        "/entities", summary="某一类的全部实体 · All entities of a type", responses=found(examples.LISTED, 404, 409)
    )
    def listed(
        request: Request,
        type: str = Query(description="这一类 · of this type", json_schema_extra=types),
        region: str | None = Query(None, description=examples.REGION),
        industry: str | None = Query(None, description=examples.INDUSTRY),
        limit: int = Query(20, ge=1, le=200),
        cursor: str | None = Query(None, description=examples.CURSOR),
    ) -> Response:
        """按名称排列，一页一页取完；`count` 是总数。 In the order of their names, page by page; `count` is the number of all."""
        filters = Filters(kind=type, region=region, industry=industry)
        return responses.looked_up(request, served, lambda lookup: lookup.listed(filters, limit, cursor))

    @routes.get("/entities/{id:path}", summary="一个实体 · One entity", responses=found(examples.ENTITY, 404) | MERGED)
    def entity(
        request: Request,
        id: str,
        per_group: int = Query(20, ge=1, le=1000, description="每组事实最多几条 · facts of each relation at most"),
    ) -> Response:
        """名称、属性、按关系分组的事实、指标、来源。 Names, attributes, facts by relation, observations, sources."""
        return responses.looked_up(request, served, lambda lookup: lookup.entity(id, per_group))

    @routes.get(
        "/statements/{id}", summary="事实的依据 · A fact with its evidence", responses=found(examples.STATEMENT, 404)
    )
    def statement(request: Request, id: str) -> Response:
        """事实、原文字句及其位置。 What is stated, and the words and places it was read from."""
        return responses.looked_up(request, served, lambda lookup: lookup.statement(id))

    @routes.get("/documents/{id:path}", summary="来源原文 · A source text", responses=found(examples.DOCUMENT, 404))
    def document(request: Request, id: str) -> Response:
        """原文、其中的实体提及和所支持的事实。 The text with its mentions and the statements that it supports."""
        return responses.looked_up(request, served, lambda lookup: lookup.document(id))

    return routes
