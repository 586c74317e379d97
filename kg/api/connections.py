"""Connections of strangers: a request has to come whole, in time and in reasonable size."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_ADDRESS_BYTES = 65_535  # httptools takes no longer one: some 7,000 Chinese characters
_HEAD_BYTES = 1 << 17
_SECONDS = 60.0
_END = b"\r\ncontent-length: 0\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
_TOO_LONG = b"HTTP/1.1 414 URI Too Long" + _END
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large" + _END
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout" + _END


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with limits for what is no body (address, header lines, trailers) and for the time of it all."""

    _waiting: asyncio.TimerHandle | None = None
    _address = _received = _body = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self._waiting is not None and self._received - 8 * self._body > _HEAD_BYTES:
            self._refuse(_TOO_LARGE)

    def on_message_begin(self) -> None:
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
        self._came()
        super().on_message_complete()

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
