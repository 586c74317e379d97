"""POST /api/v1/extract: what a report says, as `kg extract` prints it. Nothing is stored."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kg import corpus
from kg.api import examples, responses
from kg.api.bodies import decoded, media_type, read_body
from kg.api.described import found
from kg.api.errors import UnsupportedTypeError
from kg.api.served import Served
from kg.extract import Extractor
from kg.extract.result import to_json
from kg.settings import Settings
from kg.store import Store

_BODY = {
    "requestBody": {
        "required": True,
        "content": {"text/plain": {"schema": {"type": "string"}, "example": examples.REPORT}},
    }
}


def router(served: Served, settings: Settings) -> APIRouter:
    """The route."""
    routes = APIRouter(prefix="/api/v1", tags=["extract"])

    @routes.post(
        "/extract",
        summary="抽取一篇报道 · Read a report",
        responses=found(examples.EXTRACT, 400, 413, 415),
        openapi_extra=_BODY,
    )
    async def extract(
        request: Request,
        date: str | None = Query(None, description="发布日期 · date of the text", examples=["2021-09-13"]),
    ) -> Response:
        """纯文本（UTF-8，至多 200 kB）→ 实体、关系、指标及其在文中的位置；不保存。

        Plain text in; entities, relations and observations with their places in it come out. Nothing is kept.
        """
        if media_type(request) not in {"text/plain", ""}:
            raise UnsupportedTypeError(
                f"{media_type(request)} is not read here",
                hint="send the text with Content-Type: text/plain; charset=utf-8",
            )
        text = decoded(await read_body(request, settings.extract_max_bytes))
        return responses.json(await run_in_threadpool(_read, text, date, served.lookup().store))

    return routes


def _read(text: str, date: str | None, store: Store) -> list[dict[str, Any]]:
    extractor = Extractor(store.ontology)
    documents = corpus.read_text(text, date=date)
    return [to_json(extractor.extract(document), store.ontology, store.base_iri) for document in documents]
