"""/reconcile: the Reconciliation Service API 0.2 of the W3C community group, which OpenRefine speaks.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kg.api import jsonp
from kg.api.addresses import address
from kg.api.described import found
from kg.api.errors import BadRequestError
from kg.api.forms import once, posted
from kg.api.reconcile import examples
from kg.api.reconcile.manifest import PATH, manifest
from kg.api.reconcile.requests import Asked, read_batch, read_extension, read_single
from kg.api.served import Served
from kg.lookup import Lookup

_MAX_BYTES = 1_000_000


def router(served: Served) -> APIRouter:
    """The endpoint. Everything it answers may be read from any site; see kg/api/jsonp.py for `callback`."""
    routes = APIRouter(tags=["reconcile"])

    @routes.get(f"{PATH}/", include_in_schema=False)
    @routes.get(
        PATH,
        summary="批量匹配（OpenRefine）· Reconciliation service",
        responses=found(examples.MANIFEST, 400, 413),
    )
    def get(
        request: Request,
        queries: str | None = Query(None, description=examples.QUERIES_TEXT, examples=[examples.QUERIES]),
        extend: str | None = Query(None, description=examples.EXTEND_TEXT),
        query: str | None = Query(None, description="单个查询（0.1 版）：JSON 或名称 · one query, JSON or a name"),
        callback: str | None = Query(None, description=examples.CALLBACK),
    ) -> Response:
        """不带参数时返回服务描述；queries 是一批查询（至多 50 条，每条至多 25 个候选）；extend 取属性和关系的值。

        Without parameters the service manifest; with `queries` candidates, with `extend` values of properties.
        """
        return _answer(request, served, once(request.query_params.multi_items()))

    @routes.post(f"{PATH}/", include_in_schema=False)
    @routes.post(
        PATH,
        summary="批量匹配（OpenRefine）· Reconciliation service",
        responses=found(examples.RESULTS, 400, 413, 415),
        openapi_extra=examples.BODY,
    )
    async def post(request: Request) -> Response:
        """表单中的 queries 或 extend，至多 1 MB。 A form with `queries` or `extend`, 1 MB at most."""
        fields = await posted(request, _MAX_BYTES)
        return await run_in_threadpool(_answer, request, served, fields)

    return routes


def _answer(request: Request, served: Served, fields: dict[str, str]) -> Response:
    lookup, asked = served.lookup(), [name for name in ("queries", "extend", "query") if name in fields]
    if len(asked) > 1:
        raise BadRequestError(f"{' and '.join(asked)} in one request", hint="send one request for each")
    if not asked:
        if request.method == "POST":
            raise BadRequestError("neither queries nor extend in the form", hint="see /docs")
        return jsonp.answer(request, manifest(address(request, ""), lookup.store.base_iri, lookup.store.ontology))
    return jsonp.answer(request, _content(lookup, asked[0], fields[asked[0]]))


def _content(lookup: Lookup, kind: str, given: str) -> dict[str, Any]:
    ontology = lookup.store.ontology
    if kind == "extend":
        return lookup.reconciliation.extended(*read_extension(given, ontology))
    if kind == "query":
        return _result(lookup, read_single(given, ontology))
    return {key: _result(lookup, asked) for key, asked in read_batch(given, ontology).items()}


def _result(lookup: Lookup, asked: Asked) -> dict[str, Any]:
    return {"result": lookup.reconciliation.candidates(asked.query, asked.limit)}
