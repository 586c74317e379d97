"""The processes that work for strangers: one question at a time each, ended with it at the time limit.

A question that takes long does not hold up the short ones: while others wait for a process, it makes room. Its process
goes on beside the others and yields to them; where as many as may do so already, it is ended, and the question
begins anew when one of them is done.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

import orjson

from kg.api.asked import AGAIN, WORK, Question, lost, too_slow
from kg.api.errors import BusyError
from kg.api.jobs import ExtractJob, QueryJob, TableJob
from kg.api.processes import Frame, Worker, read
from kg.api.tally import PoolState
from kg.errors import KgError, QueryTooLargeError, StoreError
from kg.query.answers import Answer

_log = logging.getLogger("kg.api")
_SHORT = 0.25  # seconds of work after which a question makes room for those that wait, if there is a place beside
_LONG = 0.5  # seconds of work after which it makes room in any case; sooner if many wait
_TICK = 0.05  # seconds between two looks at it from then on


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
    """Processes for one kind of job, started when first needed or by `start`. Made for one event loop.

    spares: processes kept ready beside them, each to take the place of one that had to be ended or made room.
    """

    def __init__(self, job: Literal["query", "extract", "table"], limits: Limits, spares: int = 0) -> None:
        self._job, self._limits, self._spares = job, limits, spares
        self._free = [self._new() for _ in range(limits.size)]  # the last one has the most in its caches
        self._running = dict[Question, None]()  # the oldest first; those beside them are counted in _long
        self._waiting, self._later = deque[Question](), deque[Question]()
        self._ready: list[Worker] = []
        self._alive: set[Worker] = set()
        self._chores: set[asyncio.Task[None]] = set()
        self._preparing = asyncio.Lock()
        self._long = self._begun = self._killed = 0
        self._closed = False

    async def start(self) -> None:
        """Start the processes. Raises StoreError when they do not answer."""
        await asyncio.gather(*map(self._started, self._free), self._prepare())
        if not all(worker.isolated for worker in self._free):
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
        return not self._free

    def state(self) -> PoolState:
        """How many are at work, wait, were started, had to be ended."""
        busy, waiting = len(self._running) + self._long, len(self._waiting) + len(self._later)
        return PoolState(busy, waiting, self._begun, self._killed)

    async def answer(self, job: QueryJob | ExtractJob | TableJob) -> Answer:
        """The answer of the first free process. Cancelled, it ends the process.

        Raises BusyError when too many wait or none gets free in time, QueryTimeoutError at the time limit,
        QueryTooLargeError when the process died of it, and what the question itself deserves.
        """
        question = Question(orjson.dumps(job))
        if self._free and not self._waiting:
            self._begin(question, self._free.pop())
        else:
            self._queue(question)
        try:
            return read(await question.frame)
        except asyncio.CancelledError:
            self._leave(question)
            raise

    def _queue(self, question: Question) -> None:
        if len(self._waiting) >= self._limits.waiting:
            many = f"all processes are at work and {len(self._waiting)} requests wait already"
            raise BusyError(many, hint=AGAIN)
        self._waiting.append(question)
        question.set_clock(self._limits.seconds, self._unserved)
        self._serve()

    def _serve(self) -> None:
        """Give the questions that wait to processes that are free, and let long ones make room for them."""
        if self._waiting and not self._free:
            self._make_room()
        while self._waiting and self._free:
            self._begin(self._waiting.popleft(), self._free.pop())
        while self._later and self._long < self._limits.long:
            question = self._later.popleft()
            self._step_aside(question)
            self._begin(question, self._next())

    def _make_room(self) -> None:
        patience = _LONG if len(self._waiting) <= self._limits.size else _SHORT
        for question in list(self._running) if self._limits.long else ():
            if len(self._free) >= len(self._waiting) or question.worker is None:
                return
            if self._long < self._limits.long and question.work >= _SHORT:
                del self._running[question]
                self._step_aside(question)
                question.worker.yield_to_others()
                self._free.append(self._next())
            elif question.work >= patience:
                self._take_back(question, usable=False)
                self._later.append(question)
                question.set_clock(self._limits.seconds, self._unserved)

    def _step_aside(self, question: Question) -> None:
        question.aside = True
        self._long += 1

    def _begin(self, question: Question, worker: Worker) -> None:
        while worker.is_dead:  # ended from outside while it had nothing to do
            worker = self._successor(worker)
        question.worker = worker
        if not question.aside:
            self._running[question] = None
        if worker.is_ready:
            self._ask(question, worker)
        else:
            question.set_clock(self._limits.seconds, self._too_slow)
            self._do(self._ask_when_started(question, worker))

    async def _ask_when_started(self, question: Question, worker: Worker) -> None:
        try:
            await self._started(worker)
            if question.worker is worker:
                self._ask(question, worker)
        except KgError as error:
            if question.worker is worker:  # else it was ended while it started
                question.fail(error)
                self._give_back(question, usable=False)

    def _ask(self, question: Question, worker: Worker) -> None:
        question.begin()
        if question.aside:
            worker.yield_to_others()
        self._watch(question)
        worker.ask(question.body, partial(self._came, question))

    def _watch(self, question: Question) -> None:
        """Look at the question now and then, and end it at the time limit."""
        if question.age >= self._limits.seconds:
            return self._too_slow(question)
        if question.age >= _SHORT:
            self._serve()
        if question.worker:
            ahead = _TICK if question.age >= _SHORT else _SHORT
            question.set_clock(min(ahead, self._limits.seconds - question.age), self._watch)

    def _came(self, question: Question, frame: Frame | None) -> None:
        """What its process says, or that it is gone."""
        worker = question.worker
        assert worker is not None
        if frame is None:
            self._do(self._mourn(question, worker))
        elif not question.frame.done():
            question.frame.set_result(frame)
        self._give_back(question, usable=frame is not None)

    def _give_back(self, question: Question, usable: bool) -> None:
        """Its process works for the next one, or ends."""
        self._take_back(question, usable)
        self._serve()

    def _take_back(self, question: Question, usable: bool) -> None:
        worker, aside = question.worker, question.aside
        if worker is None:
            return
        question.release()
        if not aside:
            del self._running[question]
            self._free.append(worker if usable else self._successor(worker))
        else:
            self._long -= 1
            self._killed += not usable
            self._end(worker)  # which yields to all others and cannot be called back

    def _leave(self, question: Question) -> None:
        """Nobody waits for it any more."""
        question.set_clock(None)
        for line in (self._waiting, self._later):
            if question in line:
                line.remove(question)
        self._give_back(question, usable=False)

    def _unserved(self, question: Question) -> None:
        question.fail(BusyError("no process became free in time", hint=AGAIN))
        self._leave(question)

    def _too_slow(self, question: Question) -> None:
        question.fail(too_slow(self._job, self._limits.seconds))
        self._give_back(question, usable=False)

    async def _mourn(self, question: Question, worker: Worker) -> None:
        """Say of what its process died."""
        error = lost(self._job, died_by := await worker.died_by(), self._limits.seconds)
        if isinstance(error, QueryTooLargeError):
            name = signal.Signals(died_by).name if died_by else "no signal"
            _log.warning("a process at %s ended by itself (%s)", WORK[self._job], name)
        question.fail(error)

    async def _started(self, worker: Worker) -> None:
        if self._closed:
            raise BusyError("the server stops", hint=AGAIN)
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
