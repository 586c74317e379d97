"""/healthz and /readyz: does the server live, and can it answer."""

from __future__ import annotations

from fastapi import APIRouter, Response

from kg.api import responses
from kg.api.described import found, problems
from kg.api.jobs import QueryJob
from kg.api.served import Served
from kg.api.workers import Pool

_ENOUGH = 1000


def router(served: Served, pool: Pool) -> APIRouter:
    """The routes that machines watch."""
    routes = APIRouter(tags=["server"])

    @routes.get("/healthz", summary="存活 · Liveness", responses=found({"status": "ok"}))
    async def healthz() -> Response:
        """服务在运行。 The server runs."""
        return responses.json({"status": "ok"})

    @routes.get(
        "/readyz", summary="就绪 · Readiness", responses=found({"status": "ok", "build": "…"}) | problems(503, 504)
    )
    async def readyz() -> Response:
        """存储已打开、查询进程能作答。 The store is open; a query process answers or all are at work."""
        store = served.lookup().store
        if not pool.all_at_work:
            await pool.answer(QueryJob(str(store.path), "ASK {}", _ENOUGH))
        return responses.json({"status": "ok", "build": store.build_id})

    return routes
