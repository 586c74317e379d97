"""POST /api/v1/extract: what a report says, as `kg extract` prints it. Nothing is stored."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Query, Request, Response

from kg.api import examples
from kg.api.bodies import decoded, media_type, read_body
from kg.api.described import found
from kg.api.errors import UnsupportedTypeError
from kg.api.jobs import ExtractJob
from kg.api.leaving import unless_gone
from kg.api.served import Served
from kg.api.strict import StrictRoute
from kg.api.workers import WorkerPool
from kg.settings import Settings


def _body(limit: int) -> dict[str, Any]:
    content = {"text/plain": {"schema": {"type": "string", "minLength": 1}, "example": examples.REPORT}}
    description = f"UTF-8，至多 {limit} 字节 · at most {limit} bytes"
    return {"requestBody": {"required": True, "description": description, "content": content}}


def router(served: Served, settings: Settings, pool: WorkerPool) -> APIRouter:
    """The route; texts are read in the processes of `pool`."""
    routes = APIRouter(prefix="/api/v1", tags=["extract"], route_class=StrictRoute)

    @routes.post(
        "/extract",
        summary="抽取一篇报道 · Read a report",
        responses=found(examples.EXTRACT, 400, 413, 415, 503, 504),
        openapi_extra=_body(settings.extract_max_bytes),
    )
    async def extract(
        request: Request,
        date: str | None = Query(None, description="发布日期 · date of the text", examples=["2021-09-13"]),
    ) -> Response:
        """纯文本 → 实体、关系、指标及其在文中的位置；不保存。

        Plain text in; entities, relations and observations with their places in it come out. Nothing is kept.
        """
        if media_type(request) not in {"text/plain", ""}:
            hint = "send the text with Content-Type: text/plain; charset=utf-8"
            raise UnsupportedTypeError(f"{media_type(request)} is not read here", hint=hint)
        text = decoded(await read_body(request, settings.extract_max_bytes))
        store = served.lookup().store
        answer = await unless_gone(
            request, pool.answer(ExtractJob(str(store.ontology_dir), store.base_iri, text, date))
        )
        return Response(answer.body, media_type=answer.media_type, headers={"Cache-Control": "no-store"})

    return routes
