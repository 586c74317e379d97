"""The processes that work for strangers: one question at a time each, ended with it at the time limit.

A question that takes long does not hold up the short ones: while others wait for a process, it makes room. Its process
goes on beside the others and soon yields to them; where as many as may do so already, it is ended, and the question
begins anew when one of them is done.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import orjson

from kg.api.errors import BusyError
from kg.api.jobs import ExtractJob, QueryJob, TableJob
from kg.api.processes import Frame, Worker, read
from kg.api.tally import PoolState
from kg.errors import QueryTimeoutError, QueryTooLargeError, StoreError
from kg.query.answers import Answer

_log = logging.getLogger("kg.api")
_WORK = {"query": "the query", "extract": "reading the text", "table": "reading the table"}
_AGAIN = "try again in a moment"
_SHORT = 0.25  # seconds that a question may take before it makes room for others
_STAY = 0.75  # seconds more that it may stay where there is no place beside them
_LONG = 1.0  # seconds after which it is the system's last concern
_FROM_OUTSIDE = {signal.SIGKILL, signal.SIGTERM, signal.SIGHUP}
_ADVICE = {
    "query": "narrow the pattern or add a LIMIT",
    "extract": "send a shorter text",
    "table": "send a smaller table",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """size: number of processes; seconds: for one question; memory: bytes of each; waiting: questions in the queue;
    long: how many processes there may be besides, for questions that made room.
    """

    size: int
    seconds: float
    memory: int
    waiting: int
    long: int = 0


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

    spares: processes kept ready beside them, each to take the place of one that had to be ended or made room.
    """

    def __init__(self, job: Literal["query", "extract", "table"], limits: Limits, spares: int = 0) -> None:
        self._job, self._limits, self._spares = job, limits, spares
        self._free: asyncio.Queue[Worker] = asyncio.LifoQueue()  # the one used last has the most in its caches
        for _ in range(limits.size):
            self._free.put_nowait(self._new())
        self._aside = asyncio.Semaphore(limits.long)
        self._crowded = asyncio.Event()
        self._ready: list[Worker] = []
        self._alive: set[Worker] = set()
        self._chores: set[asyncio.Task[None]] = set()
        self._preparing = asyncio.Lock()
        self._waiting = self._long = self._begun = self._killed = 0
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
        busy = self._limits.size - self._free.qsize() + self._long
        return PoolState(busy, self._waiting, self._begun, self._killed)

    async def answer(self, job: QueryJob | ExtractJob | TableJob) -> Answer:
        """The answer of the first free process. Cancelled, it ends the process.

        Raises BusyError when too many wait or none gets free in time, QueryTimeoutError at the time limit,
        QueryTooLargeError when the process died of it, and what the question itself deserves.
        """
        question = orjson.dumps(job)
        frame = await self._answered(question)
        return read(frame if frame is not None else await self._answered_aside(question))

    async def _answered(self, question: bytes) -> Frame | None:
        """What a process answers; None when it made room and was ended."""
        worker, aside, usable = await self._acquire(), False, False
        while worker.is_dead:  # ended from outside while it had nothing to do
            worker = self._successor(worker)
        try:
            async with self._honest(worker):
                await self._started(worker)
                async with asyncio.timeout(self._limits.seconds):
                    coming = worker.ask(question)
                    await asyncio.wait({coming}, timeout=_SHORT)
                    if not coming.done() and await self._is_in_the_way(coming):
                        aside = await self._found_place(coming)
                        if aside:
                            self._free.put_nowait(self._next())
                            await asyncio.wait({coming}, timeout=_LONG)
                            if not coming.done():
                                worker.yield_to_others()
                        elif not coming.done():
                            return None
                    frame = await coming
            usable = True
            return frame
        finally:
            if aside:
                self._step_back(worker, usable)
            else:
                self._free.put_nowait(worker if usable else self._successor(worker))

    async def _is_in_the_way(self, coming: asyncio.Future[Frame]) -> bool:
        """Wait until the answer is there, or others wait for a process and it shall make room."""
        while not coming.done():
            if self._waiting > self._free.qsize() and self._limits.long:
                return True
            self._crowded.clear()
            crowded = asyncio.ensure_future(self._crowded.wait())
            either: set[asyncio.Future[Any]] = {coming, crowded}
            try:
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            finally:
                crowded.cancel()
        return False

    async def _found_place(self, coming: asyncio.Future[Frame]) -> bool:
        """Whether there is a place beside the others before the answer comes or the patience ends."""
        place = asyncio.ensure_future(self._aside.acquire())
        either: set[asyncio.Future[Any]] = {coming, place}
        try:
            await asyncio.wait(either, timeout=_STAY, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            if not place.cancel():
                self._aside.release()
            raise
        found = not place.cancel()
        self._long += found
        return found

    async def _answered_aside(self, question: bytes) -> Frame:
        """What a process answers beside those for short questions."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._aside.acquire()
        except TimeoutError as error:
            raise BusyError("other long ones took all the time", hint=_AGAIN) from error
        self._long += 1
        worker, usable = self._next(), False
        try:
            async with self._honest(worker):
                await self._started(worker)
                worker.yield_to_others()
                async with asyncio.timeout(self._limits.seconds):
                    frame = await worker.ask(question)
            usable = True
            return frame
        finally:
            self._step_back(worker, usable)

    @asynccontextmanager
    async def _honest(self, worker: Worker) -> AsyncIterator[None]:
        """Says why there is no answer."""
        try:
            yield
        except TimeoutError as error:
            raise self._too_slow() from error
        except ConnectionError as error:
            died_by = await worker.died_by()
            if died_by == signal.SIGXCPU:  # a server that is too busy to look at its clock
                raise self._too_slow() from error
            if died_by in _FROM_OUTSIDE:
                raise BusyError(f"the process at {_WORK[self._job]} was ended from outside", hint=_AGAIN) from error
            what = f"{_WORK[self._job]} took more memory or nesting than is allowed"
            raise QueryTooLargeError(what, hint=_ADVICE[self._job]) from error

    def _too_slow(self) -> QueryTimeoutError:
        what = f"{_WORK[self._job]} was ended at the time limit of {self._limits.seconds:g} s"
        return QueryTimeoutError(what, hint=_ADVICE[self._job])

    async def _acquire(self) -> Worker:
        if not self._free.empty() and not self._waiting:
            return self._free.get_nowait()
        if self._waiting >= self._limits.waiting:
            raise BusyError(f"all processes are at work and {self._waiting} requests wait already", hint=_AGAIN)
        self._waiting += 1
        self._crowded.set()
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._free.get()
        except TimeoutError as error:
            raise BusyError("no process became free in time", hint=_AGAIN) from error
        finally:
            self._waiting -= 1

    async def _started(self, worker: Worker) -> None:
        if self._closed:
            raise BusyError("the server stops", hint=_AGAIN)
        if worker not in self._alive:
            self._alive.add(worker)
            self._begun += 1
        await worker.start()

    def _new(self) -> Worker:
        return Worker(self._job, self._limits.memory, self._limits.seconds)

    def _next(self) -> Worker:
        """A process that is ready, else one that starts when it is needed."""
        worker = self._ready.pop() if self._ready else self._new()
        if self._spares and not self._closed:
            self._do(self._prepare(worker))
        return worker

    def _successor(self, worker: Worker) -> Worker:
        """What takes the place of a process that is ended."""
        self._end(worker)
        self._killed += 1
        return self._next()

    def _step_back(self, worker: Worker, usable: bool) -> None:
        """Leave the place beside the others; the process ends where it is of no use any more."""
        self._long -= 1
        self._aside.release()
        self._killed += not usable
        if usable and not worker.yields and len(self._ready) < self._spares:
            self._ready.append(worker)
        else:
            self._end(worker)

    def _end(self, worker: Worker) -> None:
        worker.kill()
        self._do(self._bury(worker))

    async def _bury(self, worker: Worker) -> None:
        await worker.end()
        self._alive.discard(worker)

    async def _prepare(self, *first: Worker) -> None:
        """Start these, then have as many ready as there shall be."""
        try:
            await asyncio.gather(*map(self._started, first))
            async with self._preparing:
                while len(self._ready) < self._spares:
                    worker = self._new()
                    await self._started(worker)
                    self._ready.append(worker)
        except StoreError as error:
            _log.error("%s", error)

    def _do(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)
