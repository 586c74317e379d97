"""What goes wrong, as HTTP says it: the one place with statuses. Bodies are problem details (RFC 9457), one line of text
at the SPARQL endpoint."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

import orjson
from fastapi import Response
from starlette.types import Scope

from kg import errors
from kg.api.prefix import path_below
from kg.errors import KgError

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "2"
HINT = "/docs lists the addresses with their parameters"


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


class StoppingError(KgError):
    """The server stops, and the answer did not get ready in time."""


class NoKeyError(KgError):
    """The request has no API key, or one that is not known."""


class NotForYouError(KgError):
    """The route is not for this client."""


class TooManyRequestsError(KgError):
    """The client asked more often than it may."""


class NoRouteError(KgError):
    """There is nothing at this address."""


class MethodError(KgError):
    """The address is not asked by this method."""


class BrokenError(KgError):
    """A fault of our own; the log says what."""


_STATUS: dict[type[KgError], HTTPStatus] = {
    KgError: HTTPStatus.BAD_REQUEST,
    BadRequestError: HTTPStatus.BAD_REQUEST,
    BodyTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    SlowBodyError: HTTPStatus.REQUEST_TIMEOUT,
    UnsupportedTypeError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.BuildNotFoundError: HTTPStatus.NOT_FOUND,
    StoppingError: HTTPStatus.SERVICE_UNAVAILABLE,
    NoKeyError: HTTPStatus.UNAUTHORIZED,
    NotForYouError: HTTPStatus.FORBIDDEN,
    TooManyRequestsError: HTTPStatus.TOO_MANY_REQUESTS,
    NoRouteError: HTTPStatus.NOT_FOUND,
    MethodError: HTTPStatus.METHOD_NOT_ALLOWED,
    BrokenError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.DataError: HTTPStatus.BAD_REQUEST,
    errors.EntityNotFoundError: HTTPStatus.NOT_FOUND,
    errors.OntologyError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.QuerySyntaxError: HTTPStatus.BAD_REQUEST,
    errors.QueryForbiddenError: HTTPStatus.FORBIDDEN,
    errors.QueryTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.QueryTimeoutError: HTTPStatus.GATEWAY_TIMEOUT,
    errors.StaleCursorError: HTTPStatus.CONFLICT,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def answer(scope: Scope, error: KgError, headers: Mapping[str, str] | None = None) -> Response:
    """The error in the form that its route answers: a line of text at /sparql, problem details everywhere else."""
    form = plain if path_below(scope) == "/sparql" else problem
    return form(error, headers)


def plain(error: KgError, headers: Mapping[str, str] | None = None) -> Response:
    """The error as the SPARQL Protocol likes it: its line as text."""
    status, error = _status(error), _for_strangers(error)
    return Response(f"{error}\n", status, _headers(status, headers), "text/plain; charset=utf-8")


def problem(error: KgError, headers: Mapping[str, str] | None = None, status: HTTPStatus | None = None) -> Response:
    """The error as problem details; `hint` says what to do. status: in place of the one that its kind has."""
    status, error = status or _status(error), _for_strangers(error)
    return Response(problem_body(error, status), status, _headers(status, headers), MEDIA_TYPE)


def problem_body(error: KgError, status: HTTPStatus) -> bytes:
    """The members of RFC 9457 and `hint`. The type is about:blank: the title says no more than the status."""
    detail = f"{error.where}: {error.what}" if error.where else error.what
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    return orjson.dumps(body | {"hint": error.hint or HINT})


def _for_strangers(error: KgError) -> KgError:
    """The error without folders and addresses of the inside, which go to the log."""
    if not isinstance(error, errors.StoreError):
        return error
    logging.getLogger("kg.api").error("%s", error)
    return errors.StoreError("the graph cannot be read at the moment", hint="the server's log says why")


def _status(error: KgError) -> HTTPStatus:
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def _headers(status: HTTPStatus, more: Mapping[str, str] | None) -> dict[str, str]:
    headers = {"Cache-Control": "no-store", **(more or {})}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = RETRY_AFTER
    return headers
