"""Every error answer is a problem (RFC 9457) with the headers of any other answer, whoever refuses and why."""

from __future__ import annotations

import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.servers import serving
from tests.small_store import PARK

PROBLEM = "application/problem+json"
SAFETY = {"content-security-policy", "x-content-type-options", "referrer-policy", "x-build", "x-request-id"}
BROKEN = """
import sys
from kg.api.app import create_app
from kg.api.server import listen, run
from kg.settings import Settings
from starlette.responses import StreamingResponse
from pathlib import Path

app = create_app(Path(sys.argv[1]), Settings())

@app.get("/broken")
def broken():
    raise RuntimeError("the secret of the house")

@app.get("/half")
def half():
    def parts():
        yield b"half"
        raise RuntimeError("the secret of the house")
    return StreamingResponse(parts())

run(app, listen("127.0.0.1", 0), lambda address: print(address + "/", file=sys.stderr, flush=True))
"""

CROWDED = """
import sys
from pathlib import Path
from kg.api import connections, server
from kg.api.app import create_app
from kg.settings import Settings

connections.MOST = 3
app = create_app(Path(sys.argv[1]), Settings())
listening = server.listen("127.0.0.1", 0)
server.run(app, listening, lambda address: print(address + "/", file=sys.stderr, flush=True))
"""


def test_one_connection_too_many_is_told_so(small_store: Path) -> None:
    program = [sys.executable, "-c", CROWDED, str(small_store)]
    with serving(small_store, program=program) as server:
        address = httpx.URL(server.url)
        with ExitStack() as stack:
            for _ in range(3):
                idle = stack.enter_context(socket.create_connection((address.host, address.port or 80)))
                idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                assert idle.recv(1000).startswith(b"HTTP/1.1 200")
            answer = httpx.get(f"{server.url}api/v1/stats")
            assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
            assert answer.headers["connection"] == "close" and answer.headers["retry-after"]
            assert set(answer.headers) >= SAFETY
        while httpx.get(f"{server.url}api/v1/stats").status_code == 503:
            pass  # the idle ones are gone in a moment


def test_a_fault_is_a_problem_without_a_traceback(small_store: Path) -> None:
    program = [sys.executable, "-c", BROKEN, str(small_store)]
    with serving(small_store, program=program) as server, httpx.Client(base_url=server.url) as client:
        answer = client.get("/broken", headers={"X-Request-ID": "find-me"})
        assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
        assert set(answer.headers) >= SAFETY
        assert "secret" not in answer.text and "Traceback" not in answer.text and answer.json()["hint"]
        with pytest.raises(httpx.RemoteProtocolError):  # no end, so that nobody takes the half for the whole
            client.get("/half")
        assert client.get("/healthz").status_code == 200
        log = server.log.read_text()
        assert "request find-me" in log and "the secret of the house" in log


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/api/v1/", 404),
        ("GET", "/api/v1/search/?q=x", 404),
        ("GET", "/static/none.js", 404),
        ("GET", "/static/%00", 404),
        ("GET", f"/static/{'x' * 5000}", 404),
        ("GET", "/static/", 404),
        ("GET", "/id/Park/none", 404),
        ("PUT", f"/api/v1/entities/{PARK}", 405),
        ("DELETE", "/static/app.js", 405),
        ("POST", "/", 405),
        ("PATCH", "/docs", 405),
        ("POST", "/healthz", 405),
        ("GET", "/api/v1/extract", 405),
        ("OPTIONS", "/docs", 405),
        ("GET", "/api/v1/entities/%00", 404),
        ("GET", "/api/v1/documents/%ff%fe", 404),
        ("GET", "/api/v1/statements/%F0%9F%98%80", 404),
        ("GET", "/api/v1/search?q=x&limit=%00", 422),
        ("GET", f"/api/v1/search?q=x&limit={'9' * 5000}", 422),
    ],
)
def test_refusals_carry_what_any_answer_carries(client: httpx.Client, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "hint"} and all(problem.values())
    assert problem["status"] == status
    assert set(answer.headers) >= SAFETY
    assert (status == 405) == ("allow" in answer.headers)


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", "GET, HEAD, POST"),
        ("/api/v1/extract", "POST"),
        ("/static/app.js", "GET, HEAD"),
        ("/id/Park/x", "GET, HEAD"),
    ],
)
def test_another_method_learns_which_are_right(client: httpx.Client, path: str, methods: str) -> None:
    answer = client.delete(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, methods)
    assert methods in answer.text


def test_the_sparql_endpoint_refuses_in_plain_text(client: httpx.Client) -> None:
    answer = client.put("/sparql", content="x")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "text/plain; charset=utf-8")
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize("line", [b"nonsense", b"GET / HTTP/9.9", b"BREW / HTTP/1.1", b"GET http://[ HTTP/1.1"])
def test_what_is_no_http_is_refused_as_a_problem_too(client: httpx.Client, line: bytes) -> None:
    with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as raw:
        raw.settimeout(10)
        raw.sendall(line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: raw.recv(10_000), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 40") and PROBLEM.encode() in head and b'"hint"' in body


def test_an_address_with_raw_letters_is_understood(client: httpx.Client) -> None:
    address, body = client.base_url, "济宁高新区完成固定资产投资180.5亿元。".encode()
    head = (
        f"POST /api/v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    search = "GET /api/v1/search?q=济宁高新区 HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection((address.host, address.port or 80)) as raw:
        raw.settimeout(30)
        for _ in range(2):  # and again over the same connection, after a body that is no address
            for sent, said in ((head.encode() + body, "180.5"), (search.encode(), '"matched":"济宁高新区"')):
                raw.sendall(sent)
                answer = b""
                while said.encode() not in answer:
                    more = raw.recv(100_000)
                    assert more, answer
                    answer += more
                assert answer.startswith(b"HTTP/1.1 200 OK")


def test_an_unknown_parameter_is_refused(client: httpx.Client) -> None:
    answer = client.get("/api/v1/search", params={"q": "高新区", "regoin": "Region:370000"})
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith("no parameter 'regoin'") and "cursor" in answer.json()["hint"]


def test_a_tag_that_fits_another_address_hides_no_error(client: httpx.Client) -> None:
    tag = client.get("/api/v1/ontology").headers["ETag"]
    known = {"If-None-Match": tag}
    assert client.get("/api/v1/ontology", headers=known).status_code == 304
    assert client.get("/api/v1/entities/Park:nowhere", headers=known).status_code == 404
    assert client.get("/api/v1/search", params={"q": "x", "cursor": "0000-1-20"}, headers=known).status_code == 409


def test_a_cursor_belongs_to_its_question(client: httpx.Client) -> None:
    page = {"type": "Park", "limit": 1}
    first = client.get("/api/v1/entities", params=page).json()
    assert first["count"] > 1 and len(first["results"]) == 1
    second = client.get("/api/v1/entities", params={**page, "cursor": first["next"]}).json()
    assert second["results"][0]["id"] != first["results"][0]["id"]
    other = client.get("/api/v1/entities", params={"type": "Firm", "cursor": first["next"]})
    assert other.status_code == 400 and "another question" in other.json()["detail"]


@pytest.mark.parametrize(
    ("given", "says"),
    [({"since": "2021-13"}, "is no date"), ({"since": "2022", "until": "2021"}, "nothing is from 2022 to 2021")],
)
def test_dates_that_cannot_be_are_refused(client: httpx.Client, given: dict[str, str], says: str) -> None:
    answer = client.get(f"/api/v1/entities/{PARK}/timeline", params=given)
    assert answer.status_code == 400 and says in answer.json()["detail"]
    assert client.get(f"/api/v1/entities/{PARK}/timeline", params={"since": "2021-09", "until": "2021"}).is_success
