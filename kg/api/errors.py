"""What goes wrong, as HTTP says it: the one place with statuses. Bodies are problem details (RFC 9457)."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import quote

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse

from kg import errors
from kg.errors import KgError

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "2"


class BadRequestError(KgError):
    """The request is not what its protocol asks for."""


class BodyTooLargeError(KgError):
    """The body is over the size limit."""


class SlowBodyError(KgError):
    """The body did not come in time."""


class UnsupportedTypeError(KgError):
    """The body has a media type that is not read here."""


class BusyError(errors.QueryError):
    """All query processes are at work and enough queries are waiting."""


_STATUS: dict[type[KgError], HTTPStatus] = {
    KgError: HTTPStatus.BAD_REQUEST,
    BadRequestError: HTTPStatus.BAD_REQUEST,
    BodyTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    SlowBodyError: HTTPStatus.REQUEST_TIMEOUT,
    UnsupportedTypeError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DataError: HTTPStatus.BAD_REQUEST,
    errors.EntityNotFoundError: HTTPStatus.NOT_FOUND,
    errors.OntologyError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.QuerySyntaxError: HTTPStatus.BAD_REQUEST,
    errors.QueryForbiddenError: HTTPStatus.FORBIDDEN,
    errors.QueryTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.QueryTimeoutError: HTTPStatus.GATEWAY_TIMEOUT,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def plain(error: KgError) -> Response:
    """The error as the SPARQL Protocol likes it: its line as text."""
    status = _status(error)
    return Response(f"{error}\n", status, _headers(status), "text/plain; charset=utf-8")


def problem(error: KgError) -> Response:
    """The error as problem details; `hint` says what to do."""
    detail = f"{error.where}: {error.what}" if error.where else error.what
    return _problem(_status(error), detail, hint=error.hint)


def install(app: FastAPI) -> None:
    """Answer every error of the app by problem details, never by a traceback."""

    @app.exception_handler(errors.EntityMergedError)
    async def moved(request: Request, error: errors.EntityMergedError) -> Response:
        return RedirectResponse(_place_of(request, error), HTTPStatus.PERMANENT_REDIRECT, {"Cache-Control": "no-cache"})

    @app.exception_handler(KgError)
    async def refused(request: Request, error: KgError) -> Response:
        return problem(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        faults = [f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors()]
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(faults), hint="/docs lists the parameters")

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        detail = f"{request.method} {request.url.path}: {status.description or status.phrase}"
        answer = _problem(status, detail, hint="/docs lists the addresses")
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(ClientDisconnect)
    async def gone(request: Request, error: ClientDisconnect) -> Response:
        return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        logging.getLogger("kg.api").error("%s %s failed", request.method, request.url.path, exc_info=error)
        return _problem(
            HTTPStatus.INTERNAL_SERVER_ERROR, "something went wrong here", hint="the server's log says what"
        )


def _place_of(request: Request, error: errors.EntityMergedError) -> str:
    """The same address with the id that stands for the merged one, which has `/` for its first `:` under /id/."""
    path, root = str(request.scope["path"]), str(request.scope.get("root_path", ""))
    old, new = error.entity_id, error.into
    if "id" not in request.path_params:
        old, new = old.replace(":", "/", 1), new.replace(":", "/", 1)
    path = quote(path.removeprefix(root).replace(old, new, 1), safe="/:@()")
    return f"{root}{path}" + (f"?{request.url.query}" if request.url.query else "")


def _status(error: KgError) -> HTTPStatus:
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def _problem(status: HTTPStatus, detail: str, *, hint: str) -> Response:
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, "hint": hint}
    return Response(orjson.dumps(body), status, _headers(status), MEDIA_TYPE)


def _headers(status: HTTPStatus) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = RETRY_AFTER
    return headers
