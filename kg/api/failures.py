"""Every error of the app, caught: what a route raises, what no route takes, and what nobody foresaw."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.api.allowed import allowed
from kg.api.errors import BrokenError, MethodError, NoRouteError, StoppingError, answer, problem
from kg.errors import EntityMergedError, KgError

_log = logging.getLogger("kg.api")
_STOPPED = StoppingError("the server stops", hint="ask again in a moment")
_BROKEN = BrokenError("something went wrong here", hint="the server's log says what, under the X-Request-ID")


def install(app: FastAPI) -> None:
    """Answer every error that routes raise, and requests that no route takes."""

    @app.exception_handler(EntityMergedError)
    async def moved(request: Request, error: EntityMergedError) -> Response:
        return RedirectResponse(_place_of(request, error), HTTPStatus.PERMANENT_REDIRECT, {"Cache-Control": "no-cache"})

    @app.exception_handler(KgError)
    async def refused(request: Request, error: KgError) -> Response:
        return answer(request.scope, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        faults = [f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors()]
        return problem(KgError("; ".join(faults)), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        asked = f"{request.method} {request.url.path}"
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            methods = ", ".join(allowed(request.scope))
            refusal = MethodError("another method is needed", where=asked, hint=f"use {methods}")
            return answer(request.scope, refusal, {"Allow": methods})
        if error.status_code == HTTPStatus.NOT_FOUND:
            return answer(request.scope, NoRouteError("Nothing matches the given address", where=asked))
        status = HTTPStatus(error.status_code)
        return problem(KgError(status.phrase, where=asked), error.headers, status)

    @app.exception_handler(ClientDisconnect)
    async def gone(request: Request, error: ClientDisconnect) -> Response:
        return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it


def _place_of(request: Request, error: EntityMergedError) -> str:
    """The same address with the id that stands for the merged one, which has `/` for its first `:` under /id/."""
    path, root = str(request.scope["path"]), str(request.scope.get("root_path", ""))
    old, new = error.entity_id, error.into
    if "id" not in request.path_params:
        old, new = old.replace(":", "/", 1), new.replace(":", "/", 1)
    path = quote(path.removeprefix(root).replace(old, new, 1), safe="/:@()")
    return f"{root}{path}" + (f"?{request.url.query}" if request.url.query else "")


class Failures:
    """ASGI middleware: a fault is logged and answered by status 500, a request cut off at the stop by 503."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
            if not begun:
                await answer(scope, _STOPPED, {"Connection": "close"})(scope, receive, send)
        except Exception as error:
            if scope["type"] != "http":
                raise
            request_id = scope["state"]["request_id"]
            _log.error("request %s: %s %r failed", request_id, scope["method"], scope["path"], exc_info=error)
            if not begun:  # what is begun stays without its end, and the server closes the connection
                await answer(scope, _BROKEN)(scope, receive, send)
