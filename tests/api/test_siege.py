"""A public endpoint under siege: whatever is asked, the next one is answered, nothing is fetched, nothing is left over."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.servers import Server, serving, settles

LIMITS = {"KG_QUERY_TIMEOUT": "1", "KG_QUERY_MEMORY": "900000000", "KG_QUERY_MAX_BYTES": "1000000"}
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(60))
HOSTILE = {
    "cross product": f"SELECT * {{ {CROSS} }}",
    "ordered cross product": f"SELECT * {{ {CROSS} }} ORDER BY ?a ?l",
    "counted cross product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} . ?m ?n1 ?o }}",
    "grouped cross product": f'SELECT (GROUP_CONCAT(STR(?l); SEPARATOR="") AS ?x) {{ {CROSS} }}',
    "distinct cross product": f"SELECT DISTINCT ?a ?d ?g ?j {{ {CROSS} }}",
    "unbounded path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d . ?e (!<urn:x>)* ?f }",
    "doubled string": f"SELECT (STRLEN(?x60) AS ?n) {{ BIND('0123456789' AS ?x0) {DOUBLED} }}",
    "regular expression": "SELECT * { ?s ?p ?o FILTER(REGEX(REPLACE(STR(?o), '.', '" + "a" * 2000 + "'), '(a+)+b')) }",
    "8,000 brackets": "SELECT * " + "{" * 8000 + "}" * 8000,
    "8,000 parentheses": "SELECT (" + "(" * 8000 + "1" + ")" * 8000 + " AS ?x) {}",
    "100,000 brackets": "SELECT * " + "{" * 100_000 + "}" * 100_000,
    "8,000 negations": "SELECT (" + "!" * 20_000 + "true AS ?x) {}",
    "5 MB": "SELECT * { ?s ?p '" + "x" * 5_000_000 + "' }",
    "NUL": "SELECT * { ?s ?p '\x00' } \x00",
    "100,000 values": "SELECT * { VALUES ?x { " + "1 " * 100_000 + "} }",
    "many values": "SELECT * { " + " ".join(f"VALUES ?x{n} {{ 1 2 3 4 5 6 7 8 9 }}" for n in range(30)) + " }",
    "many optionals": "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 1500 + "}",
    "many unions": "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 2500) + " }",
    "long path": "SELECT * { ?s " + "/".join(["(!<urn:x>)*"] * 300) + " ?o }",
}
FETCHING = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ sErViCe<{0}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ ?a ?b true.SERVICE<{0}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(<{0}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
    "PREFIX s: <{0}> SELECT * {{ SERVICE s: {{ ?s ?p ?o }} }}",
    "BASE <{0}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "PREFIX f: <{0}> SELECT * FROM f: {{ ?s ?p ?o }}",
    "DESCRIBE <{0}>",
    "LOAD <{0}>",
    "LOAD SILENT <{0}> INTO GRAPH <urn:x>",
    "SELECT * {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
)
WRITING = "INSERT DATA { <urn:x> <urn:x> <urn:x> }"


@pytest.fixture(scope="module")
def server(small_store: Path) -> Iterator[Server]:
    """A server with short limits and two query processes."""
    with serving(small_store, environment=LIMITS) as server:
        yield server


@contextmanager
def client_of(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


def all_is_well(server: Server) -> bool:
    """The endpoint and the API answer, and the right number of processes lives."""
    with client_of(server) as client:
        answered = client.get("/sparql", params={"query": "ASK { ?f kg:locatedInPark ?p }"}).json()["boolean"]
        found = client.get("/api/v1/search", params={"q": "济宁"}).json()["results"]
    return bool(answered and found) and settles(server.process.pid, 3)


def memory(process: int) -> int:
    """Resident bytes."""
    fields = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines() if ":" in line
    )
    return int(fields["VmRSS"].split()[0]) * 1024


@contextmanager
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """An address nobody may ask, and what came there."""
    came: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(0.1)
        stop = threading.Event()

        def watch() -> None:
            while not stop.is_set():
                try:
                    connection, _ = listening.accept()
                except TimeoutError:
                    continue
                came.append(b"someone")
                connection.close()

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/data.ttl", came
        finally:
            stop.set()
            watching.join()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_ends_honestly(server: Server, name: str) -> None:
    with client_of(server) as client:
        running = threading.Thread(target=lambda: client.post("/sparql", data={"query": HOSTILE[name]}))
        running.start()
        assert client.get("/api/v1/search", params={"q": "济宁"}).status_code == 200  # meanwhile
        running.join()
        answer = client.post("/sparql", data={"query": HOSTILE[name]})
    assert answer.status_code in {200, 400, 413, 503, 504}, answer.text
    if answer.status_code == 200:
        assert answer.content and answer.json()
    else:
        assert answer.text.count("\n") == 1 and len(answer.text) < 400
    assert all_is_well(server)
    assert memory(server.process.pid) < 600_000_000


@pytest.mark.soak
@pytest.mark.parametrize("name", HOSTILE)
def test_on_a_quiet_machine_the_light_ones_are_answered_in_half_a_second(small_store: Path, name: str) -> None:
    with serving(small_store, environment={"KG_QUERY_TIMEOUT": "5"}) as server, client_of(server) as client:
        with client_of(server) as hostile, ThreadPoolExecutor(2) as threads:
            running = [threads.submit(hostile.post, "/sparql", data={"query": HOSTILE[name]}) for _ in range(2)]
            slowest, turn = 0.0, 0
            while turn < 20 or not all(future.done() for future in running):
                light = {"query": f"ASK {{ ?f kg:locatedInPark ?p }} # {turn}: not one that is kept"}
                for path, parameters in (("/sparql", light), ("/api/v1/search", {"q": "济宁", "limit": turn % 50 + 1})):
                    begun = time.perf_counter()
                    assert client.get(path, params=parameters).status_code == 200
                    slowest = max(slowest, time.perf_counter() - begun)
                turn += 1
                time.sleep(0.02)
        assert slowest < 0.5
        assert settles(server.process.pid, 3)


def test_nothing_is_ever_fetched(server: Server) -> None:
    with trap() as (address, came), client_of(server) as client:
        for text in FETCHING:
            answer = client.post("/sparql", data={"query": text.format(address)})
            assert answer.status_code in {200, 400, 403}, (text, answer.text)
            assert answer.status_code != 200 or "urn:" not in answer.text
        for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri"):
            client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 1", name: address})
    assert not came
    assert all_is_well(server)


def test_nothing_can_be_written_through_any_door(server: Server, small_store: Path) -> None:
    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in small_store.rglob("*") if path.is_file()}

    before = files()
    with client_of(server) as client:
        refused = [
            client.get("/sparql", params={"query": WRITING}),
            client.get("/sparql", params={"update": WRITING}),
            client.post("/sparql", data={"query": WRITING}),
            client.post("/sparql", data={"update": WRITING}),
            client.post("/sparql", data={"query": "ASK {}", "update": WRITING}),
            client.post("/sparql", content=WRITING, headers={"Content-Type": "application/sparql-update"}),
            client.post("/sparql", content=WRITING, headers={"Content-Type": "application/sparql-query"}),
            client.put("/sparql", content="<urn:x> <urn:x> <urn:x> .", headers={"Content-Type": "text/turtle"}),
            client.patch("/sparql", content=WRITING),
            client.delete("/sparql"),
            client.put("/id/Park/G371", content="x"),
            client.delete("/api/v1/entities/Park:G371"),
            client.post("/api/v1/search", content="x"),
        ]
    assert all(400 <= answer.status_code < 500 for answer in refused), [answer.status_code for answer in refused]
    assert files() == before


def test_slow_clients_hold_up_nobody(server: Server) -> None:
    address = httpx.URL(server.url)
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n"
    slow = [socket.create_connection((address.host, address.port or 80)) for _ in range(64)]
    try:
        for number, connection in enumerate(slow):
            connection.sendall((head if number % 2 else f"{head}\r\nASK").encode())
        assert all_is_well(server)
    finally:
        for connection in slow:
            connection.close()
    assert all_is_well(server)


def test_clients_that_do_not_read_hold_up_nobody(server: Server) -> None:
    address = httpx.URL(server.url)
    line = "GET /sparql?query=SELECT%20*%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20%7D%20LIMIT%203000 HTTP/1.1\r\nHost: x\r\n\r\n"
    deaf = [socket.create_connection((address.host, address.port or 80)) for _ in range(64)]
    try:
        for connection in deaf:
            connection.sendall(line.encode())
        assert all_is_well(server)
        assert memory(server.process.pid) < 600_000_000
    finally:
        for connection in deaf:
            connection.close()


def test_clients_that_leave_take_their_queries_along(server: Server) -> None:
    address = httpx.URL(server.url)
    body = f"query={HOSTILE['counted cross product']}".replace(" ", "+").replace("?", "%3F").encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    for _ in range(8):
        with socket.create_connection((address.host, address.port or 80)) as connection:
            connection.sendall(head.encode() + body)
            time.sleep(0.05)
    assert all_is_well(server)


def test_many_hostile_queries_at_once(server: Server) -> None:
    with client_of(server) as client, ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda query: client.post("/sparql", data={"query": query}), HOSTILE.values()))
    assert {answer.status_code for answer in answers} <= {200, 400, 413, 503, 504}
    assert all_is_well(server)
