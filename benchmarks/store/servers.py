"""The three servers over the same quads, each started on 127.0.0.1 and ended by its id."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.store.client import path_of
from benchmarks.store.processes import cpu_seconds, proportional, resident

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
WORKERS, QUEUE = 2, 64
NAMES = {"kg": "kg serve", "rdflib": "rdflib-endpoint", "oxigraph": "Oxigraph's server"}
ENDPOINTS = {"kg": "/sparql", "rdflib": "/", "oxigraph": "/query"}
KG = [sys.executable, "-c", "from kg.cli import main; main()"]
_START = 300


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers. engine: kg, rdflib or oxigraph; start: seconds until it answered."""

    engine: str
    port: int
    pid: int
    start: float

    @property
    def endpoint(self) -> str:
        return ENDPOINTS[self.engine]

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[float, http.client.HTTPResponse, bytes]:
        """Milliseconds, response and body of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_START)
        connection.connect()
        start = time.perf_counter()
        connection.request("GET", path, headers={"Accept": "application/sparql-results+json", **(headers or {})})
        response = connection.getresponse()
        body = response.read()
        elapsed = (time.perf_counter() - start) * 1000
        connection.close()
        if response.status not in {200, 304}:
            raise SystemExit(f"{NAMES[self.engine]}: {path[:80]} gave {response.status}: {body[:200]!r}")
        return elapsed, response, body

    def ask(self, query: str) -> float:
        """Milliseconds of one query."""
        return self.get(path_of(self.endpoint, query))[0]

    def cpu(self) -> float:
        """CPU seconds of all its processes so far."""
        return cpu_seconds(self.pid)

    def memory(self) -> dict[str, float | None]:
        """Resident memory in MiB, of all its processes."""
        return {"resident": resident(self.pid), "proportional": proportional(self.pid)}


@contextmanager
def serving(engine: str, file: Path, store: Path) -> Iterator[Server]:
    """The server of an engine over the quads of a file, which `store` holds too. Raises SystemExit when it is silent."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "KG_QUERY_WORKERS": str(WORKERS), "KG_QUERY_QUEUE": str(QUEUE)}
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as log:
        command = _command(engine, port, file, store)
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(process, engine, port)
            yield Server(engine, port, process.pid, time.perf_counter() - begin)
        except (SystemExit, OSError, subprocess.CalledProcessError) as error:
            log.seek(0)
            state = f"has ended with {process.poll()}" if process.poll() is not None else "still runs"
            raise SystemExit(f"{error}\n{NAMES[engine]} {state}; it wrote:\n{log.read()[-2000:]}") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(engine: str, port: int, file: Path, store: Path) -> list[str]:
    if engine == "kg":
        return [*KG, "serve", "--store", str(store), "--port", str(port)]
    if engine == "rdflib":
        return [sys.executable, "-m", "benchmarks.store.servers", str(file), str(port)]
    database = (store / "current" / "oxigraph").resolve()
    return [str(OXIGRAPH), "serve-read-only", "-l", str(database), "-b", f"127.0.0.1:{port}"]


def _wait(process: subprocess.Popen[bytes], engine: str, port: int) -> None:
    path = path_of(ENDPOINTS[engine], "ASK {}")
    for _ in range(_START * 10):
        if process.poll() is not None:
            raise SystemExit(f"{NAMES[engine]} ended with {process.returncode} before it answered")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{NAMES[engine]} does not answer after {_START} s")


def main() -> None:
    """rdflib-endpoint over a file of N-Quads, in rdflib's memory."""
    import logging

    import uvicorn
    from rdflib_endpoint import SparqlEndpoint

    from benchmarks.store.engines import load_rdflib

    file, port = sys.argv[1:]
    logging.disable(logging.WARNING)
    app = SparqlEndpoint(graph=load_rdflib(Path(file), Path()))
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning")


if __name__ == "__main__":
    main()
