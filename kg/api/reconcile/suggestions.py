"""/reconcile/…: suggest services, proposals and previews (Reconciliation Service API 0.2, sections 5 to 7)."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request, Response

from kg.api import jsonp, responses
from kg.api.described import found
from kg.api.reconcile import examples
from kg.api.reconcile.manifest import PATH
from kg.api.reconcile.preview import POLICY, card, explorer_link, preview_page
from kg.api.served import Served
from kg.lookup import Lookup
from kg.ontology import Ontology


def suggestions(served: Served, ontology: Ontology) -> APIRouter:
    """What helps to fill in queries: suggest services, properties of a type, previews."""
    types = {"enum": [*ontology.entity_types, ""]}  # OpenRefine sends it empty when none is chosen
    routes = APIRouter(prefix=PATH, tags=["reconcile"])
    prefix = Query("", max_length=200, description="已输入的字 · what was typed")
    cursor = Query(0, ge=0, le=10_000, description="跳过几项 · how many to skip")
    callback = Query(None, description=examples.CALLBACK)

    @routes.get("/suggest/entity", summary="实体建议 · Suggest entities", responses=found(examples.ENTITIES, 400))
    def entities(
        request: Request,
        prefix: str = prefix,
        cursor: int = cursor,
        type: str | None = Query(None, description="只要这一类 · only of this type", json_schema_extra=types),
        callback: str | None = callback,
    ) -> Response:
        """按名称、拼音或编号，每次 20 项。 By name, pinyin or id, 20 at a time."""
        return jsonp.answer(request, {"result": served.lookup().reconciliation.entities(prefix, type or None, cursor)})

    @routes.get("/suggest/type", summary="类型建议 · Suggest types", responses=found(examples.TYPES, 400))
    def kinds(
        request: Request, prefix: str = prefix, cursor: int = cursor, callback: str | None = callback
    ) -> Response:
        """按中文名或编号。 By Chinese name or id."""
        return jsonp.answer(request, {"result": served.lookup().reconciliation.types(prefix)[cursor:]})

    @routes.get("/suggest/property", summary="属性建议 · Suggest properties", responses=found(examples.PROPERTIES, 400))
    def pids(request: Request, prefix: str = prefix, cursor: int = cursor, callback: str | None = callback) -> Response:
        """属性与关系，^ 开头的是反向关系。 Attributes and relations; ^ is a relation read backwards."""
        return jsonp.answer(request, {"result": served.lookup().reconciliation.properties(prefix)[cursor:]})

    @routes.get("/properties", summary="可取的属性 · Propose properties", responses=found(examples.PROPOSAL, 400))
    def proposal(
        request: Request,
        type: str | None = Query(None, description="实体类型 · type of the entities", json_schema_extra=types),
        limit: int = Query(100, ge=1, le=1000),
        callback: str | None = callback,
    ) -> Response:
        """某类实体的属性与关系。 What can be fetched for entities of a type."""
        proposed = served.lookup().reconciliation.proposed(type or None)[:limit]
        named = {"type": type} if type else {}
        return jsonp.answer(request, {**named, "properties": proposed, "limit": limit})

    @routes.get("/flyout", summary="实体小卡片 · Flyout of an entity", responses=found(examples.FLYOUT, 400, 404))
    def flyout(request: Request, id: str, callback: str | None = callback) -> Response:
        """一段 HTML，文字都已转义。 A piece of HTML in which all text is escaped."""
        lookup = served.lookup()
        return jsonp.answer(
            request, {"id": id, "html": card(lookup.entity(id, 3), lookup.reconciliation.type_label(id))}
        )

    @routes.get("/preview", summary="实体预览页 · Preview of an entity", responses=examples.PREVIEW)
    def preview(request: Request, id: str) -> Response:
        """可嵌入任何网页框架的小页面，没有脚本。 A small page without scripts that any site may frame."""
        link = explorer_link(request.scope.get("root_path", ""), id)

        def page(lookup: Lookup) -> bytes:
            return preview_page(lookup.entity(id, 3), lookup.reconciliation.type_label(id), link)

        answer = responses.tagged(request, served, page, "text/html")
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    return routes
