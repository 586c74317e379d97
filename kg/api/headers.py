"""What every answer carries: what a page may load, and who may read it from another site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.api.allowed import allowed
from kg.api.journal import BUILD
from kg.api.prefix import path_below
from kg.api.served import Served


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as ASGI sends them."""
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_SAFETY = _raw(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            "font-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
)
_SHOWN = "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Build, X-Parkgraph-Note, X-Request-ID"
_SHARED = _raw({"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": _SHOWN})
_BUILD = BUILD.lower().encode()
_OPEN_PATHS = ("/api/", "/sparql", "/reconcile", "/id/", "/openapi.json", "/.well-known/void")
_OPEN_TO_POST = ("/sparql", "/reconcile")
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match, X-API-Key, X-Request-ID",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """ASGI middleware: safety headers and the build on every answer, CORS for the data routes, HEAD answered like GET."""

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self.app, self._served = app, served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        path = path_below(scope)
        method, shared = scope["method"], path.startswith(_OPEN_PATHS)
        if method == "POST" and not path.startswith(_OPEN_TO_POST):
            shared = False

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                said = {name for name, _ in headers}
                headers += (one for one in _SAFETY if one[0] not in said)  # the preview says itself who may show it
                if _BUILD not in said:
                    headers.append((_BUILD, self._served.build_id.encode()))
                if shared:
                    headers += _SHARED
            await send(message)

        if method == "OPTIONS" and shared and (methods := allowed(scope)):
            return await _preflight(methods, path.startswith(_OPEN_TO_POST))(scope, receive, send_with_headers)
        if method == "HEAD":
            scope["method"] = "GET"
        await self.app(scope, receive, send_with_headers)


def _preflight(methods: Sequence[str], posting: bool) -> Response:
    """What a browser asks before another site's page may ask. posting: whether such a page may use POST."""
    shared = ", ".join(method for method in methods if posting or method != "POST")
    headers = {"Allow": ", ".join([*methods, "OPTIONS"]), "Access-Control-Allow-Methods": shared, **_PREFLIGHT}
    return Response(status_code=204, headers=headers)
