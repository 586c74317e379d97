"""Routes that refuse a query parameter which they do not have: one that was misspelt would else be passed over in silence."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from kg.api.errors import BadRequestError


class StrictRoute(APIRoute):
    """Answers status 400 to an unknown query parameter, and says which ones there are."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle, known = super().get_route_handler(), list(_parameters(self.dependant))

        async def strict(request: Request) -> Response:
            unknown = next((name for name in request.query_params if name not in known), None)
            if unknown is not None:
                has = f"it has: {', '.join(known)}" if known else "it has none"
                raise BadRequestError(f"no parameter {unknown[:100]!r}", where=request.url.path, hint=has)
            return await handle(request)

        return strict


def _parameters(dependant: Dependant) -> Iterator[str]:
    for field in dependant.query_params:
        yield field.alias
    for inner in dependant.dependencies:
        yield from _parameters(inner)
