from __future__ import annotations

import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from tests.servers import Server, children, kg, serving
from tests.small_store import catalogue, write_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    write_store(directory, [catalogue()])
    return directory


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(kg("serve", *arguments), capture_output=True, text=True, timeout=60)


def test_without_a_store_one_line_says_what_to_do(tmp_path: Path) -> None:
    done = run("--store", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "kg build" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_taken_port_is_said_in_one_line(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("--store", str(store), "--port", port)
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr and "--port" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [("KG_LOG", "loud"), ("KG_LOG_WITH", "cookies"), ("KG_RATE_LIMIT", "often"), ("KG_API_KEYS", "no-such-file")],
)
def test_a_setting_that_means_nothing_is_said_in_one_line(
    store: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    done = run("--store", str(store), "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert variable in done.stderr and value in done.stderr


@pytest.mark.parametrize("prefix", ["parks", "/id", "/a b", "/a/../b", "//elsewhere.example", '/"><script>'])
def test_a_prefix_that_cannot_be_one_is_refused(store: Path, prefix: str) -> None:
    done = run("--store", str(store), "--port", "0", "--root-path", prefix)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "--root-path" in done.stderr


def test_a_broken_setting_is_said_in_one_line(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_QUERY_WORKERS", "many")
    done = run("--store", str(store), "--port", "0")
    assert done.returncode == 1
    assert "KG_QUERY_WORKERS" in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_stops_cleanly_with_all_its_processes(store: Path, stop: signal.Signals) -> None:
    with serving(store) as server:
        started = children(server.process.pid)
        assert len(started) == 3  # two, and one in reserve
        server.process.send_signal(stop)
        assert server.process.wait(timeout=20) == 0
        assert_ended(started)
        assert "Traceback" not in server.log.read_text()


def test_replaced_processes_leave_no_rest(store: Path) -> None:
    with serving(store, environment={"KG_QUERY_TIMEOUT": "1", "KG_QUERY_WORKERS": "1"}) as server:
        before = children(server.process.pid)
        for _ in range(2):
            assert httpx.post(f"{server.url}sparql", data={"query": ENDLESS}, timeout=20).status_code == 504
        assert httpx.post(f"{server.url}sparql", data={"query": "ASK {}"}, timeout=20).status_code == 200
        assert len(children(server.process.pid)) in (1, 2)
        assert_ended(before)


def test_query_processes_never_outlive_a_killed_server(store: Path) -> None:
    with serving(store, environment={"KG_QUERY_TIMEOUT": "600"}) as server:
        started = children(server.process.pid)
        _begin_endless_query(server)
        server.process.kill()
        server.process.wait()
        assert_ended(started)


def _begin_endless_query(server: Server) -> None:
    with socket.create_connection((httpx.URL(server.url).host, httpx.URL(server.url).port)) as connection:
        body = ENDLESS.encode()
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        time.sleep(0.3)


def assert_ended(processes: list[int]) -> None:
    """They are gone, or go within a few seconds."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and any(_lives(process) for process in processes):
        time.sleep(0.1)
    assert not [process for process in processes if _lives(process)]


def _lives(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
