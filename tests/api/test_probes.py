"""Probes: what comes from a client gets into no page, header, redirect or log line as anything but harmless text."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.servers import Server, serving

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
MARK = "<script>alert(1)</script>"
BREAKS = ("%0d%0aX-Injected:%201", "%0aX-Injected: 1".replace(" ", "%20"), "%E5%98%8A%E5%98%8DX-Injected:1")
PATHS = (
    "/",
    "/docs",
    "/sparql",
    "/id/{0}/{0}",
    "/id/Park/{0}",
    "/{0}",
    "/static/{0}",
    "/api/v1/entities/{0}",
    "/api/v1/search?q={0}",
    "/api/v1/search?q=x&type={0}",
    "/api/v1/queries/{0}",
    "/api/v1/queries/firms-of-park?park={0}",
    "/sparql?query={0}",
    "/sparql?query=ASK{{}}&default-graph-uri={0}",
    "/api/v1/extract?{0}={0}",
)


@pytest.fixture(scope="module")
def server(small_store: Path) -> Iterator[Server]:
    with serving(small_store, "--root-path", "/parks", environment={"KG_LOG": "all", "KG_LOG_WITH": "query"}) as server:
        yield server


def raw(server: Server, target: str, *headers: str) -> tuple[list[str], str]:
    """The header lines and the body of the answer to a request that is sent byte for byte."""
    url = httpx.URL(server.url)
    lines = [f"GET {target} HTTP/1.1", "Host: parks.example", "Connection: close", *headers, "", ""]
    with socket.create_connection((url.host, url.port or 80)) as connection:
        connection.settimeout(20)
        connection.sendall("\r\n".join(lines).encode())
        answer = b"".join(iter(lambda: connection.recv(100_000), b""))
    head, _, body = answer.decode("utf-8", "replace").partition("\r\n\r\n")
    return re.split(r"\r\n|\r|\n", head), body


@pytest.mark.parametrize("path", PATHS)
def test_no_input_becomes_markup(server: Server, path: str) -> None:
    for accept in (BROWSER, "*/*"):
        head, body = raw(server, path.format(quote(MARK, safe="")), f"Accept: {accept}", f"X-Request-ID: {MARK}")
        kinds = [line for line in head if line.lower().startswith("content-type:")]
        assert MARK not in "".join(head)
        assert "x-content-type-options: nosniff" in head
        assert not any("html" in kind for kind in kinds) or MARK not in body


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("line_break", BREAKS)
def test_no_input_becomes_a_header(server: Server, path: str, line_break: str) -> None:
    for accept in (BROWSER, "text/turtle"):
        head, _ = raw(server, path.format(f"x{line_break}"), f"Accept: {accept}")
        assert not [line for line in head if line.lower().startswith("x-injected")]


@pytest.mark.parametrize(
    "target", ["//elsewhere.example", "//elsewhere.example/sparql", "/%2F%2Felsewhere.example", "/\\elsewhere.example"]
)
@pytest.mark.parametrize(
    "header", ["Accept: text/html", "X-Forwarded-Host: elsewhere.example", "Host: elsewhere.example"]
)
def test_nobody_is_sent_elsewhere(server: Server, target: str, header: str) -> None:
    for path in (target, f"{target}/", f"/parks{target}", "/parks", "/parks/id/Park/G371", "/parks/sparql"):
        head, _ = raw(server, path, header, "Accept: text/html")
        for line in head:
            if line.lower().startswith("location:"):
                assert line.partition(": ")[2].startswith("/parks/")


@pytest.mark.parametrize("host", ['x"><script>', "x y", "<script>", "elsewhere.example:99999999", "[::1", "é"])
def test_a_strange_host_gets_into_no_answer(server: Server, host: str) -> None:
    for path in ("/sparql", "/.well-known/void", "/docs", "/openapi.json", "/id/Park/G371"):
        url = httpx.URL(server.url)
        answer = httpx.get(f"http://{url.host}:{url.port}{path}", headers={"Host": host.encode()})
        assert answer.status_code in (200, 303, 400)
        assert "<script" not in answer.text and "<script" not in answer.headers.get("location", "")


def test_a_log_line_stays_one_line(server: Server) -> None:
    raw(server, "/x%0a%7B%22status%22:200%7D?q=%0a%0d%00%1b[31m")
    raw(server, "/api/v1/entities/%E2%80%A8%C2%85x%ff")
    raw(server, "/metrics")
    lines = [line for line in server.log.read_text(encoding="utf-8").split("\n") if line.startswith("{")]
    assert all(json.loads(line)["request"] for line in lines)
    assert not [c for line in lines for c in line if ord(c) < 32]
