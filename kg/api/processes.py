"""A process that works for strangers, as the server sees it: questions and answers are frames over one socket."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import orjson

from kg import errors
from kg.api.worker import LENGTHS
from kg.errors import KgError, StoreError
from kg.query.answers import Answer

Frame = tuple[bytes, bytes]
"""Head and body of what a process says."""
Came = Callable[[Frame | None], None]
_CPU_CLOCK = 2  # the clock of another process, as clock_getcpuclockid(3) makes its id on Linux
_YIELDING = 10  # of 19: how far a long question stands back behind the short ones


class Worker:
    """One process, started by `start`. isolated: it has no network."""

    def __init__(self, job: str, memory: int, seconds: float) -> None:
        self._arguments = ("-P", "-m", "kg.api.worker", job, str(memory), str(seconds))
        self._process: Process | None = None
        self._starting: asyncio.Task[None] | None = None
        self._frames = _Frames()
        self.isolated = False

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def is_ready(self) -> bool:
        """It was started and can be asked at once."""
        return self.is_running and self._starting is not None and self._starting.done()

    @property
    def is_dead(self) -> bool:
        return self._process is not None and self._process.returncode is not None

    async def start(self) -> None:
        """Start the process unless it was; who is cancelled leaves no half of one. Raises StoreError when it is silent."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._launch())
        await asyncio.shield(self._starting)

    async def _launch(self) -> None:
        loop = asyncio.get_running_loop()
        first: asyncio.Future[Frame | None] = loop.create_future()
        self._frames.wait(first.set_result)
        ours, theirs = socket.socketpair()
        with theirs:
            await loop.connect_accepted_socket(lambda: self._frames, ours)
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self._arguments,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                start_new_session=True,
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        said = await first
        if said is None:
            raise StoreError("a process for queries does not start", hint="the lines above say why")
        self.isolated = orjson.loads(said[0])["isolated"]

    def ask(self, question: bytes, came: Came) -> None:
        """Ask a process that is ready; `came` is called with what it answers, or with None when it is gone."""
        self._frames.wait(came)
        self._frames.send(question)

    def yield_to_others(self) -> None:
        """Let the short questions go first from now on; there is no way back."""
        if self._process is None or not self.is_running:
            return
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _YIELDING)
        with suppress(OSError):  # Linux on a desktop weighs sessions, each process here being one, not processes
            Path(f"/proc/{self._process.pid}/autogroup").write_text(str(_YIELDING))

    def cpu_seconds(self) -> float:
        """Processor time of the process so far; where the system does not tell (only Linux does), the clock's seconds."""
        try:
            return time.clock_gettime(~self._process.pid << 3 | _CPU_CLOCK) if self._process else 0.0
        except OSError:
            return time.monotonic()

    async def died_by(self) -> int | None:
        """The signal that ended the process; None when it ended by itself."""
        code = await self._process.wait() if self._process is not None else 0
        return -code if code < 0 else None

    def kill(self) -> None:
        """End the process at once; what it was asked is forgotten."""
        if self._starting is None or self._starting.done():
            self._frames.forget()
        if self._process is not None and self.is_running:
            self._process.kill()

    async def end(self) -> None:
        """End the process and wait until it is gone."""
        if self._starting is not None:
            await asyncio.wait({self._starting})
        self.kill()
        self._frames.close()
        if self._process is not None:
            await self._process.wait()


def read(frame: Frame) -> Answer:
    """The answer in a frame. Raises the KgError that it tells."""
    head, body = orjson.loads(frame[0]), frame[1]
    if "error" in head:
        kind = getattr(errors, head["error"], KgError)
        raise kind(head["what"], where=head["where"], hint=head["hint"])
    return Answer(head["type"], body, tuple(head["empty_graphs"]))


class _Frames(asyncio.Protocol):
    """The server's end of the socket: one frame at a time is waited for."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._came: Came | None = None
        self._held = bytearray()
        self._ended = False

    def wait(self, came: Came) -> None:
        """Call this once, with head and body of the frame that comes next, or with None when none will."""
        self._came = came
        if self._ended:
            asyncio.get_running_loop().call_soon(self._tell, None)

    def forget(self) -> None:
        """Wait for nothing any more."""
        self._came = None

    def send(self, head: bytes) -> None:
        if self._transport is not None and not self._ended:
            self._transport.write(LENGTHS.pack(len(head), 0) + head)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.WriteTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._held += data
        if len(self._held) < LENGTHS.size:
            return
        head, body = LENGTHS.unpack_from(self._held)
        start, end = LENGTHS.size + head, LENGTHS.size + head + body
        if len(self._held) >= end:
            frame = bytes(self._held[LENGTHS.size : start]), bytes(self._held[start:end])
            del self._held[:end]
            self._tell(frame)

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended = True
        self._tell(None)

    def _tell(self, frame: Frame | None) -> None:
        came, self._came = self._came, None
        if came is not None:
            came(frame)
