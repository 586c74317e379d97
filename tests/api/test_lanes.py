"""Long queries beside short ones: the short ones are answered meanwhile, the long ones in the end."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.api.test_ending import ENDLESS, query, until
from tests.servers import Server, serving, settles

SHORT = "ASK { ?f kg:locatedInPark ?p }"
DIGITS = "0 1 2 3 4 5 6 7 8 9"
LONG = "SELECT (SUM(?a) AS ?n) { " + " ".join(f"VALUES ?{name} {{ {DIGITS} }}" for name in "abcdefg") + " }"
LIMITS = {"KG_QUERY_TIMEOUT": "60", "KG_QUERY_WORKERS": "2", "KG_QUERY_LONG": "2"}
STANDING = 3  # two at work and one ready


@pytest.fixture(scope="module")
def server(small_store: Path) -> Iterator[Server]:
    """A server with a time limit that no test waits for."""
    with serving(small_store, environment=LIMITS) as server:
        yield server


def under_way(server: Server) -> int:
    """Queries at work or waiting."""
    lines = httpx.get(f"{server.url}metrics").text.splitlines()
    names = ('parkgraph_workers_busy{job="query"}', 'parkgraph_queue_length{job="query"}')
    return sum(int(float(line.split()[-1])) for line in lines if line.startswith(names))


@contextmanager
def asking(server: Server, text: str, number: int) -> Iterator[list[socket.socket]]:
    """Clients that have asked and wait for their answers; they leave at the end."""
    address = httpx.URL(server.url)
    with ExitStack() as stack:
        sockets = []
        for _ in range(number):
            asking = stack.enter_context(socket.create_connection((address.host, address.port or 80)))
            asking.sendall(f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            sockets.append(asking)
        yield sockets


@pytest.mark.parametrize("number", [2, 4, 16])
def test_short_queries_are_answered_while_endless_ones_run(server: Server, number: int) -> None:
    with asking(server, ENDLESS, number) as endless, httpx.Client(timeout=60) as client:
        until(lambda: under_way(server) == number)
        for turn in range(5):
            answer = client.post(f"{server.url}sparql", data={"query": f"{SHORT} # {number}, {turn}: not kept"})
            assert answer.status_code == 200 and answer.json()["boolean"] is True
        assert not select.select(endless, [], [], 0)[0]  # none of them was refused for it
    assert settles(server.process.pid, STANDING)


def test_long_queries_that_made_room_are_answered(server: Server) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: query(server, LONG), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert {answer.json()["results"]["bindings"][0]["n"]["value"] for answer in answers} == {"45000000"}
    assert settles(server.process.pid, STANDING)


def test_a_server_without_places_for_long_queries_lets_them_stand(small_store: Path) -> None:
    with serving(small_store, environment=LIMITS | {"KG_QUERY_LONG": "0"}) as server:
        answers = [query(server, LONG), query(server, SHORT)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert settles(server.process.pid, STANDING)
