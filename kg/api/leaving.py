"""Clients that leave: what was begun for them ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request
from starlette.requests import ClientDisconnect

_GRACE = 0.5  # seconds that work may go on before it is asked whether its client is still there
_T = TypeVar("_T")


async def unless_gone(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """What the work gives. A client that leaves ends it. Raises ClientDisconnect when nobody reads the answer."""
    watch = _Watch(request)
    try:
        return await work
    except asyncio.CancelledError:
        watch.explain()
        raise
    finally:
        watch.end()


class _Watch:
    """Cancels the task that made it when the client has left."""

    def __init__(self, request: Request) -> None:
        self._request, self._task, self._gone = request, asyncio.current_task(), False
        self._watching: asyncio.Task[None] | None = None
        self._begin = asyncio.get_running_loop().call_later(_GRACE, self._start)

    def explain(self) -> None:
        """Raises ClientDisconnect when it was this that cancelled the task."""
        if self._gone and self._task is not None and not self._task.uncancel():
            raise ClientDisconnect

    def end(self) -> None:
        self._begin.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _start(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        if self._task is not None:
            self._task.cancel()
