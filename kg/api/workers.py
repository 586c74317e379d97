"""The processes that work for strangers: one question at a time each, ended with it at the time limit."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from typing import Literal

import orjson

from kg import errors
from kg.api.errors import BusyError
from kg.api.jobs import ExtractJob, QueryJob
from kg.api.worker import LENGTH
from kg.errors import KgError, QueryTimeoutError, QueryTooLargeError, StoreError

_log = logging.getLogger("kg.api")
_WORK = {"query": "the query", "extract": "reading the text"}
_ADVICE = {"query": "narrow the pattern or add a LIMIT", "extract": "send a shorter text"}


@dataclass(frozen=True, slots=True)
class Limits:
    """size: number of processes; seconds: for one question; memory: bytes of each; waiting: questions in the queue."""

    size: int
    seconds: float
    memory: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    media_type: str
    body: bytes


class WorkerPool:
    """Processes for one kind of job, started when first needed or by `start`."""

    def __init__(self, job: Literal["query", "extract"], limits: Limits) -> None:
        self._job, self._limits = job, limits
        self._workers = [_Worker(job, limits) for _ in range(limits.size)]
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        for worker in self._workers:
            self._free.put_nowait(worker)
        self._waiting = 0

    async def start(self) -> None:
        """Start the processes. Raises StoreError when they do not answer."""
        await asyncio.gather(*(worker.start() for worker in self._workers))
        if not all(worker.isolated for worker in self._workers):
            _log.warning("%s processes keep their network: the system has no namespaces for them", self._job)

    async def close(self) -> None:
        """End every process; questions under way are not answered."""
        await asyncio.gather(*(worker.end() for worker in self._workers))

    @property
    def all_at_work(self) -> bool:
        """No process is free; each one under way ends by the time limit."""
        return self._free.empty()

    async def answer(self, job: QueryJob | ExtractJob) -> Answer:
        """The answer of the first free process.

        Raises BusyError when too many wait or none gets free in time, QueryTimeoutError at the time limit,
        QueryTooLargeError when the process died of it, and what the question itself deserves.
        """
        worker = await self._acquire()
        try:
            await worker.start()
            async with asyncio.timeout(self._limits.seconds):
                return await worker.ask(orjson.dumps(job))
        except TimeoutError as error:
            await worker.end()
            what = f"{_WORK[self._job]} was ended at the time limit of {self._limits.seconds:g} s"
            raise QueryTimeoutError(what, hint=_ADVICE[self._job]) from error
        except asyncio.IncompleteReadError as error:
            await worker.end()
            what = f"{_WORK[self._job]} took more memory or nesting than is allowed"
            raise QueryTooLargeError(what, hint=_ADVICE[self._job]) from error
        except (asyncio.CancelledError, OSError):
            await worker.end()
            raise
        finally:
            self._free.put_nowait(worker)

    async def _acquire(self) -> _Worker:
        hint = "try again in a moment"
        if self._free.empty() and self._waiting >= self._limits.waiting:
            raise BusyError(f"all processes are at work and {self._waiting} requests wait already", hint=hint)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._free.get()
        except TimeoutError as error:
            raise BusyError("no process became free in time", hint=hint) from error
        finally:
            self._waiting -= 1


class _Worker:
    """One process; after `end`, `start` gives another one. isolated: it has no network."""

    def __init__(self, job: str, limits: Limits) -> None:
        self._arguments = ("-P", "-m", "kg.api.worker", job, str(limits.memory), str(limits.seconds))
        self._process: Process | None = None
        self.isolated = False

    async def start(self) -> None:
        """Start the process unless it runs. Raises StoreError when it does not answer."""
        if self._process is not None and self._process.returncode is None:
            return
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
            self.isolated = orjson.loads(await self._read())["isolated"]
        except asyncio.IncompleteReadError as error:
            raise StoreError("a process for queries does not start", hint="the lines above say why") from error

    async def ask(self, question: bytes) -> Answer:
        assert self._process and self._process.stdin
        self._process.stdin.write(LENGTH.pack(len(question)) + question)
        head, body = orjson.loads(await self._read()), await self._read()
        if "error" in head:
            kind = getattr(errors, head["error"], KgError)
            raise kind(head["what"], where=head["where"], hint=head["hint"])
        return Answer(head["type"], body)

    async def end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        if self._process is not None:
            await self._process.wait()

    async def _read(self) -> bytes:
        assert self._process and self._process.stdout
        size = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))[0]
        return await self._process.stdout.readexactly(size)
