"""The processes that work for strangers: one question at a time each, ended with it at the time limit."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Literal, Protocol

import orjson

from kg import errors
from kg.api.errors import BusyError
from kg.api.jobs import ExtractJob, QueryJob, TableJob
from kg.api.tally import PoolState
from kg.api.worker import LENGTHS
from kg.errors import KgError, QueryTimeoutError, QueryTooLargeError, StoreError
from kg.store.answers import Answer

_log = logging.getLogger("kg.api")
_WORK = {"query": "the query", "extract": "reading the text", "table": "reading the table"}
_AGAIN = "try again in a moment"
_FROM_OUTSIDE = {signal.SIGKILL, signal.SIGTERM, signal.SIGHUP}
_ADVICE = {
    "query": "narrow the pattern or add a LIMIT",
    "extract": "send a shorter text",
    "table": "send a smaller table",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """size: number of processes; seconds: for one question; memory: bytes of each; waiting: questions in the queue."""

    size: int
    seconds: float
    memory: int
    waiting: int


class Pool(Protocol):
    """Whatever answers queries."""

    @property
    def all_at_work(self) -> bool: ...

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def answer(self, job: QueryJob) -> Answer: ...

    def state(self) -> PoolState: ...


class WorkerPool:
    """Processes for one kind of job, started when first needed or by `start`.

    spares: processes kept ready beside them, each to take the place of one that had to be ended.
    """

    def __init__(self, job: Literal["query", "extract", "table"], limits: Limits, spares: int = 0) -> None:
        self._job, self._limits, self._spares = job, limits, spares
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        for _ in range(limits.size):
            self._free.put_nowait(_Worker(job, limits))
        self._ready: list[_Worker] = []
        self._alive: set[_Worker] = set()
        self._chores: set[asyncio.Task[None]] = set()
        self._preparing = asyncio.Lock()
        self._waiting = self._begun = self._killed = 0
        self._closed = False

    async def start(self) -> None:
        """Start the processes. Raises StoreError when they do not answer."""
        workers = [self._free.get_nowait() for _ in range(self._limits.size)]
        await asyncio.gather(*map(self._started, workers), self._prepare())
        for worker in workers:
            self._free.put_nowait(worker)
        if not all(worker.isolated for worker in workers):
            _log.warning("%s processes keep their network: the system has no namespaces for them", self._job)

    async def close(self) -> None:
        """End every process, and start none any more; questions under way are not answered."""
        self._closed = True
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*(worker.end() for worker in self._alive))

    @property
    def all_at_work(self) -> bool:
        """No process is free; each one under way ends by the time limit."""
        return self._free.empty()

    def state(self) -> PoolState:
        """How many are at work, wait, were started, had to be ended."""
        return PoolState(self._limits.size - self._free.qsize(), self._waiting, self._begun, self._killed)

    async def answer(self, job: QueryJob | ExtractJob | TableJob) -> Answer:
        """The answer of the first free process. Cancelled, it ends the process.

        Raises BusyError when too many wait or none gets free in time, QueryTimeoutError at the time limit,
        QueryTooLargeError when the process died of it, and what the question itself deserves.
        """
        worker = await self._acquire()
        while worker.is_dead:  # ended from outside while it had nothing to do
            worker = self._successor(worker)
        usable = False
        try:
            await self._started(worker)
            async with asyncio.timeout(self._limits.seconds):
                answer = await worker.ask(orjson.dumps(job))
            usable = True
            return answer
        except KgError:
            usable = worker.is_running
            raise
        except TimeoutError as error:
            raise self._too_slow() from error
        except (asyncio.IncompleteReadError, OSError, RuntimeError) as error:  # uvloop: a pipe that is closed
            died_by = await worker.died_by()
            if died_by == signal.SIGXCPU:  # a server that is too busy to look at its clock
                raise self._too_slow() from error
            if died_by in _FROM_OUTSIDE:
                raise BusyError(f"the process at {_WORK[self._job]} was ended from outside", hint=_AGAIN) from error
            what = f"{_WORK[self._job]} took more memory or nesting than is allowed"
            raise QueryTooLargeError(what, hint=_ADVICE[self._job]) from error
        finally:
            self._free.put_nowait(worker if usable else self._successor(worker))

    def _too_slow(self) -> QueryTimeoutError:
        what = f"{_WORK[self._job]} was ended at the time limit of {self._limits.seconds:g} s"
        return QueryTimeoutError(what, hint=_ADVICE[self._job])

    async def _acquire(self) -> _Worker:
        if self._free.empty() and self._waiting >= self._limits.waiting:
            raise BusyError(f"all processes are at work and {self._waiting} requests wait already", hint=_AGAIN)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._free.get()
        except TimeoutError as error:
            raise BusyError("no process became free in time", hint=_AGAIN) from error
        finally:
            self._waiting -= 1

    async def _started(self, worker: _Worker) -> None:
        if self._closed:
            raise BusyError("the server stops", hint=_AGAIN)
        if worker not in self._alive:
            self._alive.add(worker)
            self._begun += 1
        await worker.start()

    def _successor(self, worker: _Worker) -> _Worker:
        """What takes the place of a process that is ended: a ready one, else one that starts when it is needed."""
        self._killed += 1
        worker.kill()
        self._do(self._bury(worker))
        successor = self._ready.pop() if self._ready else _Worker(self._job, self._limits)
        if self._spares and not self._closed:
            self._do(self._prepare(successor))
        return successor

    async def _bury(self, worker: _Worker) -> None:
        await worker.end()
        self._alive.discard(worker)

    async def _prepare(self, *first: _Worker) -> None:
        """Start these, then have as many ready as there shall be."""
        try:
            await asyncio.gather(*map(self._started, first))
            async with self._preparing:
                while len(self._ready) < self._spares:
                    worker = _Worker(self._job, self._limits)
                    await self._started(worker)
                    self._ready.append(worker)
        except StoreError as error:
            _log.error("%s", error)

    def _do(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


class _Worker:
    """One process. isolated: it has no network."""

    def __init__(self, job: str, limits: Limits) -> None:
        self._arguments = ("-P", "-m", "kg.api.worker", job, str(limits.memory), str(limits.seconds))
        self._process: Process | None = None
        self._starting: asyncio.Task[None] | None = None
        self.isolated = False

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
        await asyncio.shield(self._starting)

    async def _launch(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            limit=1 << 20,
            start_new_session=True,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
        try:
            self.isolated = orjson.loads((await self._read())[0])["isolated"]
        except asyncio.IncompleteReadError as error:
            raise StoreError("a process for queries does not start", hint="the lines above say why") from error

    async def ask(self, question: bytes) -> Answer:
        assert self._process and self._process.stdin
        if self._process.stdin.is_closing():
            raise BrokenPipeError
        self._process.stdin.write(LENGTHS.pack(len(question), 0) + question)
        said, body = await self._read()
        head = orjson.loads(said)
        if "error" in head:
            kind = getattr(errors, head["error"], KgError)
            raise kind(head["what"], where=head["where"], hint=head["hint"])
        return Answer(head["type"], body, tuple(head["empty_graphs"]))

    async def died_by(self) -> int | None:
        """The signal that ended the process; None when it ended by itself."""
        code = await self._process.wait() if self._process is not None else 0
        return -code if code < 0 else None

    def kill(self) -> None:
        if self._process is not None and self.is_running:
            self._process.kill()

    async def end(self) -> None:
        if self._starting is not None:
            await asyncio.wait({self._starting})
        self.kill()
        if self._process is not None:
            await self._process.wait()

    async def _read(self) -> tuple[bytes, bytes]:
        """Head and body of a frame."""
        assert self._process and self._process.stdout
        head, body = LENGTHS.unpack(await self._process.stdout.readexactly(LENGTHS.size))
        both = await self._process.stdout.readexactly(head + body)
        return both[:head], both[head:]
