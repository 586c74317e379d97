"""/sparql: the query part of the SPARQL 1.1 Protocol. What is asked is evaluated in the query processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.api import responses
from kg.api.asking import Asking
from kg.api.bodies import decoded, media_type, read_body, require_plain
from kg.api.errors import BadRequestError, UnsupportedTypeError, answer
from kg.api.negotiation import choose, prefers_html
from kg.api.prefix import path_below
from kg.api.served import Served
from kg.api.sparql_described import BODY, FORM, PARAMETERS, QUERY, RESPONSES, UPDATE, get_text, post_text
from kg.api.tally import Outcomes
from kg.api.void import endpoint_of
from kg.api.workers import Pool
from kg.errors import KgError, QueryForbiddenError
from kg.settings import Settings
from kg.store.service import SERVICE_TYPES, service_description

PATH = "/sparql"
_ROUTE = SimpleNamespace(path=PATH)  # what /metrics counts the request under
_BYTES_PER_CHARACTER = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parameters of the protocol, wherever they came from."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


class Endpoint:
    """The endpoint, for GET and both ways of POST."""

    def __init__(self, served: Served, settings: Settings, pool: Pool, outcomes: Outcomes) -> None:
        self._served, self._settings = served, settings
        self._asking = Asking(served, settings, pool, outcomes)

    async def get(self, request: Request) -> Response:
        """The answer, or without a query what this is."""
        asked = _asked(_fields(request.scope["query_string"].decode("latin-1")))
        if asked.query is None:
            if asked.default_graphs or asked.named_graphs:
                raise BadRequestError("graphs are named, but no query", hint="give the parameter `query`")
            return await run_in_threadpool(_front, request, self._served, self._settings)
        return await self._asking.answer(request, asked.query, asked.default_graphs, asked.named_graphs)

    async def post(self, request: Request) -> Response:
        """The answer."""
        asked = await _posted(request, self._settings.query_max_length * _BYTES_PER_CHARACTER)
        if asked.query is None:
            raise BadRequestError("no query was given", hint="give the parameter `query`")
        return await self._asking.answer(request, asked.query, asked.default_graphs, asked.named_graphs)

    def install(self, app: FastAPI) -> None:
        """Add the route to the app: described for OpenAPI, and in front of its routing, as most requests are for it."""
        options: dict[str, Any] = {"tags": ["sparql"], "summary": "SPARQL 查询 · SPARQL query", "responses": RESPONSES}
        app.get("/sparql", openapi_extra=PARAMETERS, description=get_text(self._settings), **options)(self.get)
        app.post("/sparql", openapi_extra=BODY, description=post_text(self._settings), **options)(self.post)
        app.add_middleware(_InFront, endpoint=self)


class _InFront:
    """ASGI middleware: answers what is for the endpoint; all else goes on."""

    def __init__(self, app: ASGIApp, endpoint: Endpoint) -> None:
        self.app, self._doors = app, {"GET": endpoint.get, "POST": endpoint.post}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        door = self._doors.get(scope["method"]) if scope["type"] == "http" else None
        if door is None or path_below(scope) != PATH:
            return await self.app(scope, receive, send)
        scope["route"] = _ROUTE
        try:
            response = await door(Request(scope, receive))
        except KgError as error:
            response = answer(scope, error)
        except ClientDisconnect:
            return  # nobody reads an answer
        await response(scope, receive, send)


async def _posted(request: Request, limit: int) -> _Asked:
    kind = media_type(request)
    if kind == UPDATE:
        raise QueryForbiddenError("updates are not allowed", hint="this store only answers questions")
    if kind not in {FORM, QUERY}:
        raise UnsupportedTypeError(
            f"{kind or 'a body without Content-Type'} is not read here", hint=f"send {QUERY} or a form"
        )
    require_plain(request)
    text = decoded(await read_body(request, limit))
    if kind == FORM:
        return _asked(_fields(text))
    parameters = request.query_params.multi_items()
    if any(name == "query" for name, _ in parameters):
        raise BadRequestError("a query in the address and another in the body", hint="give one of them")
    return _asked([*parameters, ("query", text)])


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise BadRequestError(f"the form cannot be read: {error}", hint="encode it as UTF-8") from error


def _asked(parameters: Sequence[tuple[str, str]]) -> _Asked:
    values = defaultdict[str, list[str]](list)
    for name, value in parameters:
        values[name].append(value)
    if "update" in values:
        raise QueryForbiddenError("updates are not allowed", hint="this store only answers questions")
    queries = values.get("query", [])
    if len(queries) > 1:
        raise BadRequestError(f"{len(queries)} queries in one request", hint="send one request for each")
    graphs = (tuple(values.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return _Asked(queries[0].removeprefix("\ufeff") if queries else None, *graphs)


def _front(request: Request, served: Served, settings: Settings) -> Response:
    """Without a query: the query page for a browser, the service description for everyone else."""
    accept = request.headers.get("accept", "")
    if prefers_html(accept):
        page = f"{request.scope.get('root_path', '')}/#/sparql"
        return RedirectResponse(page, 303, {"Vary": "Accept"})
    chosen, endpoint = choose(accept, tuple(SERVICE_TYPES)), endpoint_of(request)
    return responses.tagged(
        *(request, served, lambda lookup: service_description(lookup.store, endpoint, settings, chosen), chosen)
    )
