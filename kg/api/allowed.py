"""Which methods an address takes (RFC 9110, 10.2.1)."""

from __future__ import annotations

from starlette.routing import BaseRoute, Match, Mount
from starlette.types import Scope

_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


def allowed(scope: Scope) -> list[str]:
    """The methods that some route of the app takes at the address of a request; HEAD is answered wherever GET is."""
    root = scope.get("app_root_path", scope["root_path"])
    asked = {"type": "http", "path": scope["path"], "root_path": root, "headers": []}
    routes = scope["app"].routes
    taken = {method for method in _METHODS if any(_takes(route, {**asked, "method": method}) for route in routes)}
    return sorted(taken | ({"HEAD"} if "GET" in taken else set()))


def _takes(route: BaseRoute, scope: Scope) -> bool:
    return route.matches(scope)[0] is Match.FULL and (scope["method"] == "GET" or not isinstance(route, Mount))
