"""The prefix that a proxy in front adds to every address, whether the proxy takes it away again or not."""

from __future__ import annotations

import re

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_OWN = {"api", "sparql", "id", "static", "docs", "openapi.json", "healthz", "readyz", "metrics", ".well-known"}


def checked(root_path: str) -> str:
    """The prefix without a slash at its end.

    Raises KgError for one that is no path of plain characters, or that begins like an address of our own: nobody
    could tell `/id/Park/x` behind a proxy that takes `/id` away from the same address behind one that leaves it.
    """
    prefix = root_path.rstrip("/")
    parts = prefix.split("/")[1:]
    if not _PREFIX.fullmatch(prefix) or set(parts) & {".", ".."} or set(parts[:1]) & _OWN:
        raise KgError(f"{root_path!r} cannot be a prefix", where="--root-path", hint="give one such as /parks")
    return prefix


class Prefix:
    """ASGI middleware, the outermost: within it `path` always begins with `root_path`, and the scope may be changed."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app, self._root = app, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        root, path = self._root, scope["path"]
        if path != root and not path.startswith(f"{root}/"):
            path = root + path
        await self.app({**scope, "root_path": root, "path": path}, receive, send)


class Home:
    """ASGI middleware: /parks leads to /parks/, for the pages name their files from the folder they lie in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not path_below(scope):
            return await RedirectResponse(f"{scope['root_path']}/", 308)(scope, receive, send)
        await self.app(scope, receive, send)


def path_below(scope: Scope) -> str:
    """The path of a request without the prefix."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("app_root_path", scope.get("root_path", "")))
