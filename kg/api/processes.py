"""A process that works for strangers, as the server sees it: questions and answers are frames over one socket."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from asyncio.subprocess import Process
from contextlib import suppress

import orjson

from kg import errors
from kg.api.worker import LENGTHS
from kg.errors import KgError, StoreError
from kg.query.answers import Answer

Frame = tuple[bytes, bytes]
"""Head and body of what a process says."""
_YIELDING = 10  # of 19: how far a long question stands back behind the short ones


class Worker:
    """One process, started by `start`. isolated: it has no network; yields: it stands back behind the others."""

    def __init__(self, job: str, memory: int, seconds: float) -> None:
        self._arguments = ("-P", "-m", "kg.api.worker", job, str(memory), str(seconds))
        self._process: Process | None = None
        self._starting: asyncio.Task[None] | None = None
        self._frames = _Frames()
        self.isolated = self.yields = False

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def is_dead(self) -> bool:
        return self._process is not None and self._process.returncode is not None

    async def start(self) -> None:
        """Start the process unless it was; who is cancelled leaves no half of one. Raises StoreError when it is silent."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._launch())
        if not self._starting.done() or self._starting.exception():
            await asyncio.shield(self._starting)

    async def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            first = self._frames.next()
            await asyncio.get_running_loop().connect_accepted_socket(lambda: self._frames, ours)
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self._arguments,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                start_new_session=True,
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        try:
            self.isolated = orjson.loads((await first)[0])["isolated"]
        except ConnectionError as error:
            raise StoreError("a process for queries does not start", hint="the lines above say why") from error

    def ask(self, question: bytes) -> asyncio.Future[Frame]:
        """Begin with a question; what comes is the head and the body of an answer, or ConnectionError when it died."""
        coming = self._frames.next()
        self._frames.send(question)
        return coming

    def yield_to_others(self) -> None:
        """Let the short questions go first from now on; there is no way back."""
        self.yields = True
        with suppress(OSError):
            if self._process is not None and self.is_running:
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _YIELDING)

    async def died_by(self) -> int | None:
        """The signal that ended the process; None when it ended by itself."""
        code = await self._process.wait() if self._process is not None else 0
        return -code if code < 0 else None

    def kill(self) -> None:
        """End the process at once."""
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
        self._coming: asyncio.Future[Frame] | None = None
        self._held = bytearray()
        self._ended = False

    def next(self) -> asyncio.Future[Frame]:
        """Head and body of the frame that comes next; ConnectionError when none will."""
        self._coming = asyncio.get_running_loop().create_future()
        if self._ended:
            self._fail(self._coming)
        return self._coming

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
        if len(self._held) < end:
            return
        frame = bytes(self._held[LENGTHS.size : start]), bytes(self._held[start:end])
        del self._held[:end]
        if self._coming is not None and not self._coming.done():
            self._coming.set_result(frame)

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended = True
        if self._coming is not None:
            self._fail(self._coming)

    @staticmethod
    def _fail(coming: asyncio.Future[Frame]) -> None:
        if not coming.done():
            coming.set_exception(ConnectionResetError("the process is gone"))
            coming.exception()  # it is no fault when nobody waits for it any more
