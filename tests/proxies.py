"""A small real proxy in front of a server, with a prefix that it takes away or leaves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_BETWEEN_TWO = {"connection", "keep-alive", "transfer-encoding"}


@contextmanager
def proxying(server_url: str, prefix: str, strips: bool) -> Iterator[str]:
    """The proxy's address with the prefix, ending in a slash. Whatever lies outside the prefix gets status 418."""
    behind = urlsplit(server_url)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            if self.path != prefix and not self.path.startswith(f"{prefix}/"):
                return self._answer(418, [("Content-Length", "0")], b"")
            path = (self.path.removeprefix(prefix) or "/") if strips else self.path
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            onward = HTTPConnection(behind.hostname or "", behind.port)
            onward.request(self.command, path, body or None, dict(self.headers))
            answer = onward.getresponse()
            headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in _BETWEEN_TWO]
            self._answer(answer.status, headers, answer.read())
            onward.close()

        def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _pass_on

        def log_message(self, format: str, *arguments: object) -> None:
            """Nobody reads it."""

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=proxy.serve_forever)
    serving.start()
    try:
        yield f"http://127.0.0.1:{proxy.server_port}{prefix}/"
    finally:
        proxy.shutdown()
        serving.join()
        proxy.server_close()
