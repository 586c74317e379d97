"""Who is let in: not more requests at once than can be, known keys, and not too often."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.api.errors import BusyError, NoKeyError, TooManyRequestsError, answer
from kg.api.keys import Keys
from kg.api.prefix import path_below
from kg.api.throttle import Throttle, counted_as
from kg.settings import Settings

CROWDED = "crowded"  # in the state of a request that came over one connection too many
_WATCHED = {"/healthz", "/readyz"}
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="parkgraph"'}


class Rules:
    """The keys, the limit, and the paths that are open to everyone: the health routes, and /metrics while it is local."""

    def __init__(self, settings: Settings) -> None:
        """Raises KgError when the keys or the limit cannot be read."""
        self.keys = Keys(settings.api_keys)
        self.throttle = Throttle(settings.rate_limit) if settings.rate_limit else None
        self.open = _WATCHED | ({"/metrics"} if settings.metrics == "local" else set())


class Admission:
    """ASGI middleware: refuses with status 401, 429 or 503 what may not go on.

    The explorer's files do not count against the limit.
    """

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self._keys, self._throttle, self._open = app, rules.keys, rules.throttle, rules.open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if scope["state"].get(CROWDED):
            refusal = BusyError("too many connections are open", hint="ask again in a moment")
            return await answer(scope, refusal, {"Connection": "close"})(scope, receive, send)
        if path_below(scope) in self._open:
            return await self.app(scope, receive, send)
        await self._admit(scope, receive, send)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._keys.name(Headers(scope=scope)) if self._keys else None
        scope["state"]["key"] = key
        standing = None
        if self._throttle is not None and not path_below(scope).startswith("/static/"):
            client = f"key {key}" if key else counted_as((scope.get("client") or ("",))[0])
            standing = self._throttle.ask(client)

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and standing is not None:
                MutableHeaders(scope=message).update(standing.headers)
            await send(message)

        if standing is not None and not standing.allowed:
            refusal = TooManyRequestsError("asked too often", hint=f"ask again in {standing.seconds} s")
            return await answer(scope, refusal, {"Retry-After": str(standing.seconds)})(scope, receive, counted)
        if self._keys and key is None:
            unknown = NoKeyError("a known API key is needed", hint="send it as Authorization: Bearer KEY or X-API-Key")
            return await answer(scope, unknown, _CHALLENGE)(scope, receive, counted)
        await self.app(scope, receive, send if standing is None else counted)
