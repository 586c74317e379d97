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
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=_GRACE)
        if not task.done():
            await _first(task, request)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        task.cancel()


async def _first(task: asyncio.Future[Any], request: Request) -> None:
    """Wait until the task is done or the client has left."""
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
