"""The application: all doors over one store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI

from kg import __version__, resources
from kg.api import (
    about,
    briefs,
    chains,
    comparison,
    entities,
    extract,
    failures,
    health,
    identifiers,
    match,
    metrics,
    pages,
    questions,
    related,
    sparql,
    void,
)
from kg.api.admission import Admission, Rules
from kg.api.elsewhere import RemotePool
from kg.api.failures import Failures
from kg.api.headers import Headers
from kg.api.journal import Journal, parts
from kg.api.metrics import Metrics
from kg.api.openapi import App
from kg.api.prefix import Home, Prefix, checked
from kg.api.reconcile import endpoint
from kg.api.reconcile.suggestions import suggestions
from kg.api.served import Served
from kg.api.tally import Outcomes
from kg.api.workers import Limits, Pool, WorkerPool
from kg.settings import Settings
from kg.store import RemoteStore

_LOOK_UPS = 3  # threads at work on look-ups at once: with more of them the event loop would wait its turn too long
_DESCRIPTION = """园区、企业、产业链与政策的知识图谱：每条事实都能追溯到原文。

A knowledge graph of parks, firms, industry chains and policies: every fact is traced to the words it was read from.
Lists are `{"results": […], "next": cursor or null}`; errors are problem details (RFC 9457); every GET has an ETag."""


def create_app(location: Path | str, settings: Settings, root_path: str = "") -> FastAPI:
    """The app over the store in a folder or behind an address; its processes start and end with it.

    root_path: the prefix that a proxy in front adds, such as /parks. Raises StoreError when there is no store, KgError
    when a setting or the prefix cannot be used.
    """
    prefix, rules, log_parts = checked(root_path), Rules(settings), parts(settings)
    served = Served(location)
    limits = Limits(
        *(settings.query_workers, settings.query_timeout, settings.query_memory, settings.query_queue),
        settings.query_long,
    )
    store = served.lookup().store
    queries: Pool = WorkerPool("query", limits, spares=1)
    if isinstance(store, RemoteStore):
        queries = RemotePool(store.endpoint, limits)
    once = replace(limits, size=1, seconds=settings.extract_timeout, long=1)
    reports, tables = WorkerPool("extract", once), WorkerPool("table", once)
    outcomes = Outcomes()
    watched = Metrics(served, {"query": queries, "extract": reports, "table": tables}, outcomes)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = _LOOK_UPS
        try:
            await queries.start()
            yield
        finally:
            await queries.close()
            await reports.close()
            await tables.close()

    app = App(
        title="parkgraph",
        version=__version__,
        description=_DESCRIPTION,
        lifespan=lifespan,
        openapi_url=None,
        redirect_slashes=False,
    )
    failures.install(app)
    for router in (
        related.router(served, store.ontology),  # before the entity itself, whose id may hold any character
        briefs.router(served),
        entities.router(served, store.ontology),
        about.router(served),
        chains.router(served),
        comparison.router(served),
        questions.router(served),
        extract.router(served, settings, reports),
        match.router(served, settings, tables, store.ontology),
        endpoint.router(served),
        suggestions(served, store.ontology),
        identifiers.router(served),
        void.router(served),
        health.router(served, queries),
        metrics.router(watched, settings),
    ):
        app.include_router(router)
    sparql.Endpoint(served, settings, queries, outcomes).install(app)
    pages.install(app, resources.web_dir())
    for middleware, arguments in (  # from the inside out
        (Home, {}),
        (Admission, {"rules": rules}),
        (Failures, {}),
        (Headers, {"served": served}),
        (Journal, {"level": settings.log, "parts": log_parts, "observe": watched.observe}),
        (Prefix, {"root_path": prefix}),
    ):
        app.add_middleware(middleware, **arguments)
    return app
