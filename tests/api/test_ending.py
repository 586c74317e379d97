"""Trouble while requests are under way: each one gets a whole answer or an honest error, and nothing is left over."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.cli.test_serve import assert_ended
from tests.servers import Server, children, serving
from tests.small_store import catalogue, report, write_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
HONEST = {200, 413, 429, 503, 504}


def query(server: Server, text: str) -> httpx.Response:
    return httpx.post(f"{server.url}sparql", data={"query": text}, timeout=60)


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def busy(server: Server) -> bool:
    return 'parkgraph_workers_busy{job="query"} 0.0' not in httpx.get(f"{server.url}metrics").text


def test_a_request_under_way_gets_its_answer_though_the_server_stops(small_store: Path) -> None:
    with serving(small_store) as server:
        address = httpx.URL(server.url)
        with socket.create_connection((address.host, address.port or 80)) as slow:
            slow.settimeout(30)
            head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 6\r\n"
            slow.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
            assert slow.recv(1000).startswith(b"HTTP/1.1 100")  # the server waits for the body
            server.process.send_signal(signal.SIGTERM)
            until(lambda: not _connects(address))
            slow.sendall(b"ASK {}")
            answer = b"".join(iter(lambda: slow.recv(10_000), b""))
        assert answer.startswith(b"HTTP/1.1 200") and b'"boolean":true' in answer
        assert b"connection: close" in answer.lower()
        assert server.process.wait(30) == 0


def _connects(address: httpx.URL) -> bool:
    try:
        socket.create_connection((address.host, address.port or 80)).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_query_without_end_is_refused_when_the_server_stops(small_store: Path, stop: signal.Signals) -> None:
    with serving(small_store, environment={"KG_QUERY_TIMEOUT": "600"}) as server:
        workers = children(server.process.pid)
        with ThreadPoolExecutor(1) as threads:
            running = threads.submit(query, server, ENDLESS)
            until(lambda: busy(server))
            server.process.send_signal(stop)
            answer = running.result()
        assert (answer.status_code, answer.headers["connection"]) == (503, "close")
        assert "the server stops" in answer.text and answer.headers["retry-after"]
        assert server.process.wait(30) == 0
        assert_ended(workers)
        assert "Traceback" not in server.log.read_text()


def test_killed_processes_a_full_queue_a_new_build_and_the_stop(tmp_path: Path) -> None:
    write_store(tmp_path, [catalogue()])
    limits = {"KG_QUERY_TIMEOUT": "1", "KG_QUERY_WORKERS": "1", "KG_QUERY_QUEUE": "2"}
    seen: Counter[int] = Counter()
    torn: list[str] = []
    stopped = threading.Event()

    def ask(number: int) -> None:
        with httpx.Client(base_url=server.url, timeout=60) as client:
            while not stopped.is_set():
                try:
                    seen[_asked(client, number).status_code] += 1
                except httpx.ConnectError:
                    return  # the socket is closed
                except httpx.HTTPError as error:
                    torn.append(repr(error))

    with serving(tmp_path, environment=limits) as server:
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for _ in range(3):
            for worker in children(server.process.pid):
                _kill(worker)
            time.sleep(0.5)
        write_store(tmp_path, [catalogue(), report()])
        until(lambda: seen[200] > 50 and seen[503] > 0)
        assert not torn, torn
        workers = children(server.process.pid)
        server.process.terminate()
        assert server.process.wait(30) == 0
        stopped.set()
        for thread in threads:
            thread.join()
        assert_ended(workers)
        assert "Traceback" not in server.log.read_text(), server.log.read_text().partition("Traceback")[2][:6000]
    assert set(seen) <= HONEST
    assert all(
        "Disconnected" in error or "ReadError" in error for error in torn
    )  # idle connections, closed at the stop


def _asked(client: httpx.Client, number: int) -> httpx.Response:
    if number == 0:
        return client.post("sparql", data={"query": ENDLESS})
    if number == 1:
        return client.get("api/v1/search", params={"q": "济宁高新区"})
    answer = client.post("sparql", data={"query": f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} # {time.monotonic_ns()}"})
    assert answer.status_code != 200 or answer.json()["results"]["bindings"]
    return answer


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
