"""Large answers are sent in slices, to clients that keep reading, and only so many bytes at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.api.errors import BusyError

_SLICE = 1 << 18
_RATE = 1 << 20


class Outbox:
    """How many bytes of answers may be under way at once; one answer on its way to many clients counts once.

    A client that reads nothing for `patience` seconds, or less than a megabyte a second over the whole, is left.
    """

    def __init__(self, max_bytes: int, patience: float) -> None:
        self._room, self._patience, self._used = max_bytes, patience, 0
        self._readers: Counter[int] = Counter()

    def response(self, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
        """The response with this body. Raises BusyError when too much is under way already."""
        if len(body) <= _SLICE:
            return Response(body, media_type=media_type, headers=headers)
        if self._used and id(body) not in self._readers and self._used + len(body) > self._room:
            raise BusyError("too many large answers are being sent", hint="try again in a moment")
        return _Sliced(self, body, media_type, headers)

    async def send(self, body: bytes, send: Send) -> None:
        """Send the body slice by slice; left unfinished when the client does not read."""
        self._used += 0 if self._readers[id(body)] else len(body)
        self._readers[id(body)] += 1
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience + len(body) / _RATE):
                    await self._send(body, send)
        finally:
            self._readers[id(body)] -= 1
            if not self._readers[id(body)]:
                del self._readers[id(body)]
                self._used -= len(body)

    async def _send(self, body: bytes, send: Send) -> None:
        for start in range(0, len(body), _SLICE):
            piece, more = body[start : start + _SLICE], start + _SLICE < len(body)
            async with asyncio.timeout(self._patience):
                await send({"type": "http.response.body", "body": piece, "more_body": more})


class _Sliced(Response):
    def __init__(self, outbox: Outbox, body: bytes, media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(body, media_type=media_type, headers=headers)
        self._outbox, self._whole = outbox, body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await self._outbox.send(self._whole, send)
