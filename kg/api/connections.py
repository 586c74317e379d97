"""Connections of strangers: not more than can be, and a request comes whole, in time and in reasonable size."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.api.admission import CROWDED
from kg.api.errors import MEDIA_TYPE, problem_body
from kg.errors import KgError

MOST = 4000  # connections at once; what comes over more of them gets status 503
_ADDRESS_BYTES = 65_535  # httptools takes no longer one: some 7,000 Chinese characters
_HEAD_BYTES = 1 << 17
_SECONDS = 60.0
_RAW = re.compile(rb"[\x80-\xff]")


def _refusal(status: HTTPStatus, what: str, hint: str) -> bytes:
    """The whole answer to what is not yet a request: no route and no middleware sees it."""
    body = problem_body(KgError(what, hint=hint), status)
    head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
    return f"{head}x-content-type-options: nosniff\r\nconnection: close\r\n\r\n".encode() + body


_TOO_LONG = _refusal(HTTPStatus.REQUEST_URI_TOO_LONG, f"the address is over {_ADDRESS_BYTES} bytes", "use POST")
_TOO_LARGE = _refusal(
    *(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"the head is over {_HEAD_BYTES} bytes", "send queries by POST")
)
_TOO_SLOW = _refusal(HTTPStatus.REQUEST_TIMEOUT, f"the request did not come within {_SECONDS:g} s", "send it faster")
_NO_HTTP = _refusal(HTTPStatus.BAD_REQUEST, "this is no HTTP/1.1 request", "see RFC 9112")


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with limits for what is no body (address, header lines, trailers), for time, and of connections."""

    _waiting: asyncio.TimerHandle | None = None
    _address = _received = _body = 0
    _begun = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast(asyncio.Transport, _Joining(transport, self.loop)))
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._begun and not data.isascii():
            data = _escaped(data)
        self._received += len(data)
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self._waiting is not None and self._received - 8 * self._body > _HEAD_BYTES:
            self._refuse(_TOO_LARGE)

    def on_message_begin(self) -> None:
        self._begun = True
        self._expect()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._address += len(url)
        if self._address >= _ADDRESS_BYTES:
            self._refuse(_TOO_LONG)
        super().on_url(url)

    def on_body(self, body: bytes) -> None:
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._begun = False
        self._came()
        super().on_message_complete()

    def on_headers_complete(self) -> None:
        self.scope["state"][CROWDED] = len(self.connections) > MOST
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        self._refuse(_NO_HTTP)

    def _expect(self) -> None:
        """Begin to wait for a whole request."""
        if self._waiting is None:
            self._address = self._received = self._body = 0
            self._waiting = self.loop.call_later(_SECONDS, self._refuse, _TOO_SLOW)

    def _came(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _refuse(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()


def _escaped(data: bytes) -> bytes:
    """The beginning of a request with %-escapes for what is not ASCII in its first line: curl sends `?q=高新区` as it is."""
    line, end, rest = data.partition(b"\r\n")
    return _RAW.sub(lambda byte: b"%%%02X" % byte.group()[0], line) + end + rest


class _Joining:
    """A transport that sends what is written first together with what follows at once: the head with its body.

    Each sending wakes the client up, which costs both sides more than the bytes do.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop, self._held = transport, loop, b""

    def write(self, data: bytes) -> None:
        if self._held or not data:
            self._transport.writelines([self._held, data])
            self._held = b""
        else:
            self._held = data
            self._loop.call_soon(self._send)

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._held:
            self._transport.write(self._held)
            self._held = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
