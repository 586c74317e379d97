"""An HTTP client that costs little: raw sockets, keep-alive, one request at a time a connection, one process.

`python -m benchmarks.store.client` reads a task as JSON from stdin and prints what it measured as JSON.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Task:
    """What to ask. targets: paths in turn, by as many connections as given, for so many seconds at most.

    headers: further header lines; limit: requests in all.
    """

    port: int
    targets: list[str]
    connections: int
    seconds: float
    headers: str = "Accept: application/sparql-results+json\r\n"
    limit: int = 1_000_000
    patience: float = 60.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What came back. latencies: seconds of those with the status 200 or 304; failed: number by status, 0 for none.

    busy: share of the time that the client itself was at work.
    """

    latencies: list[float]
    seconds: float
    failed: dict[str, int]
    size: int
    busy: float

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def at(self, share: float) -> float | None:
        """The latency in ms that this share of the requests stays under."""
        ordered = sorted(self.latencies)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1000 if ordered else None


def path_of(endpoint: str, query: str) -> str:
    """The path that asks this query."""
    return f"{endpoint}?query={quote(query)}"


def measure(task: Task) -> Measured:
    """Run the task in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.store.client"]
    done = subprocess.run(command, input=json.dumps(asdict(task)), stdout=subprocess.PIPE, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def begin(task: Task) -> subprocess.Popen[str]:
    """Start the task in a process that goes on beside others."""
    process = subprocess.Popen(
        *([sys.executable, "-m", "benchmarks.store.client"],),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin
    process.stdin.write(json.dumps(asdict(task)))
    process.stdin.close()
    return process


class _Connection:
    """One keep-alive connection. started: when the request under way was sent."""

    def __init__(self, port: int) -> None:
        self.port, self.started = port, 0.0
        self._connect()

    def _connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answer = bytearray()
        self._end = -1

    def send(self, request: bytes) -> None:
        self.answer.clear()
        self._end = -1
        self.started = time.perf_counter()
        try:
            self.socket.sendall(request)
        except OSError:
            self._connect()
            self.socket.sendall(request)

    def receive(self) -> bool:
        """Take in what has come; whether the answer is whole. Raises ConnectionError when the server hangs up."""
        piece = self.socket.recv(1 << 20)
        if not piece:
            raise ConnectionResetError
        self.answer += piece
        if self._end < 0 and (head := self.answer.find(b"\r\n\r\n")) >= 0:
            lines = bytes(self.answer[:head]).lower()
            start = lines.find(b"content-length:")
            if start >= 0:
                self._end = head + 4 + int(lines[start + 15 :].split(b"\r\n", 1)[0])
            else:
                self._end = head + 4 if lines[9:12] == b"304" else 1 << 60
        return len(self.answer) >= self._end or (self._end == 1 << 60 and self.answer.endswith(b"\r\n0\r\n\r\n"))

    @property
    def status(self) -> int:
        return int(self.answer[9:12])


def run(task: Task) -> Measured:
    """Ask and measure; nothing is sent after the given seconds, and nothing waited for after the patience."""
    requests, waiting = _requests(task), selectors.DefaultSelector()
    latencies, failed, size = list[float](), dict[str, int](), 0
    connections = [_Connection(task.port) for _ in range(task.connections)]
    begin, used = time.perf_counter(), time.process_time()
    for connection in connections:
        if (request := next(requests, None)) is not None:
            waiting.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(request)
    while waiting.get_map() and time.perf_counter() - begin < task.seconds + task.patience:
        for key, _ in waiting.select(1.0):
            connection = key.data
            try:
                if not connection.receive():
                    continue
                status = connection.status
            except OSError:
                status = 0
            waiting.unregister(key.fileobj)
            now = time.perf_counter()
            if status in {200, 304}:
                latencies.append(now - connection.started)
                size = len(connection.answer)
            else:
                failed[str(status)] = failed.get(str(status), 0) + 1
            if now - begin < task.seconds and (request := next(requests, None)) is not None:
                connection.send(request)
                waiting.register(connection.socket, selectors.EVENT_READ, connection)
    seconds = time.perf_counter() - begin
    unanswered = len(waiting.get_map())
    if unanswered:
        failed["0"] = failed.get("0", 0) + unanswered
    return Measured(latencies, seconds, failed, size, (time.process_time() - used) / seconds)


def _requests(task: Task) -> Iterator[bytes]:
    tail = f" HTTP/1.1\r\nHost: 127.0.0.1:{task.port}\r\n{task.headers}\r\n"
    return (
        f"GET {target}{tail}".encode() for _, target in zip(range(task.limit), _endless(task.targets), strict=False)
    )


def _endless(targets: list[str]) -> Iterable[str]:
    """The targets in turn; an N at the end of one becomes a number that never comes again."""
    for number, target in enumerate(cycle(targets)):
        yield f"{target[:-1]}{number}" if target.endswith("N") else target


if __name__ == "__main__":
    print(json.dumps(asdict(run(Task(**json.load(sys.stdin))))))
