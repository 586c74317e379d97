"""A line for each request, and a name for it: one JSON object on stderr, as KG_LOG asks for."""

from __future__ import annotations

import re
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from typing import Any

import orjson
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.settings import Settings

REQUEST_ID, BUILD = "X-Request-ID", "X-Build"
_ID_NAME = REQUEST_ID.lower().encode()
PARTS = ("client", "query")
_START, _NUMBERS = secrets.token_hex(10), count(1)
_HARMLESS = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PATH_LENGTH, _QUERY_LENGTH = 300, 10_000
_FAULT = 500

Observe = Callable[[Scope, str, int, float], None]


def parts(settings: Settings) -> frozenset[str]:
    """What KG_LOG_WITH adds to a line. Raises KgError for anything but `client` and `query`."""
    wanted = frozenset(filter(None, (part.strip() for part in settings.log_with.split(","))))
    if wanted - set(PARTS):
        where = "environment variable KG_LOG_WITH"
        raise KgError(f"{settings.log_with!r} is none of its values", where=where, hint="give client, query or both")
    return wanted


class Journal:
    """ASGI middleware: takes or makes the request's id, tells `observe` how the request ended, and writes its line.

    level: off, errors or all; parts: what a line has beyond the usual; observe: called with the scope as the router
    left it, the method, the status (0 when nothing was sent) and the seconds.
    """

    def __init__(self, app: ASGIApp, level: str, parts: frozenset[str], observe: Observe) -> None:
        self.app, self._level, self._parts, self._observe = app, level, parts, observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        sent: dict[str, Any] = {"status": 0, "bytes": 0, "build": None}
        scope["state"] = {**scope.get("state", {}), "request_id": request_id(Headers(scope=scope).get(REQUEST_ID, ""))}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((_ID_NAME, scope["state"]["request_id"].encode()))
                sent.update(status=message["status"], build=Headers(scope=message).get(BUILD))
            sent["bytes"] += len(message.get("body", b""))
            await send(message)

        method, path, start = scope["method"], scope["path"], time.perf_counter()
        try:
            await self.app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - start
            self._observe(scope, method, sent["status"], seconds)
            if self._level == "all" or (self._level == "errors" and sent["status"] >= _FAULT):
                _write(self._line(scope, method, path, sent, seconds))

    def _line(self, scope: Scope, method: str, path: str, sent: dict[str, Any], seconds: float) -> dict[str, Any]:
        state, query = scope["state"], scope["query_string"].decode("latin-1")
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "request": state["request_id"],
            "method": method,
            "path": path[:_PATH_LENGTH],
            "query_length": len(query),
            "status": sent["status"] or None,
            "bytes": 0 if method == "HEAD" else sent["bytes"],
            "ms": round(seconds * 1000, 1),
            "build": sent["build"],
        }
        if "client" in self._parts:
            line |= {"client": (scope.get("client") or ("",))[0], "key": state.get("key")}
        if "query" in self._parts:
            line["query"] = state.get("query", query)[:_QUERY_LENGTH]
        return line


def request_id(given: str) -> str:
    """The id that came along when it is harmless, up to 64 letters, digits, dots, dashes and underscores; else a new one."""
    return given if _HARMLESS.fullmatch(given) else f"{_START}{next(_NUMBERS):012x}"


def _write(line: dict[str, Any]) -> None:
    with suppress(OSError, ValueError):  # nobody reads stderr any more: no reason to answer nobody
        sys.stderr.write(orjson.dumps(line).decode(errors="replace") + "\n")
        sys.stderr.flush()
