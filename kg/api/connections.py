"""Connections of strangers: not more than can be, and the head of a request comes whole, in time, in reasonable size."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.api.admission import CROWDED
from kg.api.errors import MEDIA_TYPE, problem_body
from kg.errors import KgError

MOST = 1000  # connections at once; what comes over more of them gets status 503
_HEAD_BYTES = 1 << 19  # a query of 50,000 Chinese characters in an address takes nine bytes for each
_HEAD_SECONDS = 30.0


def _refusal(status: HTTPStatus, what: str, hint: str) -> bytes:
    """The whole answer to what is not yet a request: no route and no middleware sees it."""
    body = problem_body(KgError(what, hint=hint), status)
    head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
    return f"{head}x-content-type-options: nosniff\r\nconnection: close\r\n\r\n".encode() + body


_TOO_LARGE = _refusal(
    *(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"the head is over {_HEAD_BYTES} bytes", "send queries by POST")
)
_TOO_SLOW = _refusal(HTTPStatus.REQUEST_TIMEOUT, f"the head did not come within {_HEAD_SECONDS:g} s", "send it faster")
_NO_HTTP = _refusal(HTTPStatus.BAD_REQUEST, "this is no HTTP/1.1 request", "see RFC 9112")


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with a limit of size and time for the lines before a body, and of connections."""

    _waiting: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._waiting is not None:
            self._head += len(data)
            if self._head > _HEAD_BYTES:
                return self._refuse(_TOO_LARGE)
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._expect_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_came()
        self.scope["state"][CROWDED] = len(self.connections) > MOST
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        self._refuse(_NO_HTTP)

    def _expect_head(self) -> None:
        if self._waiting is None:
            self._head = 0
            self._waiting = self.loop.call_later(_HEAD_SECONDS, self._refuse, _TOO_SLOW)

    def _head_came(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _refuse(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
