"""Query processes: a public query runs in one of its own, and is ended with it at the time limit."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from kg import errors
from kg.api.errors import BusyError
from kg.api.worker import LENGTH
from kg.errors import KgError, QueryTimeoutError, QueryTooLargeError, StoreError
from kg.settings import Settings

_log = logging.getLogger("kg.api")


@dataclass(frozen=True, slots=True)
class Question:
    """A query with what its client accepts (the Accept header) and the dataset it names."""

    build: Path
    query: str
    accept: str = ""
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    media_type: str
    body: bytes


class QueryPool:
    """`settings.query_workers` processes, each with one question at a time; the rest waits, `query_queue` at most."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._workers = [_Worker(settings) for _ in range(settings.query_workers)]
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        self._waiting = 0

    async def start(self) -> None:
        """Start the processes. Raises StoreError when they do not answer."""
        for worker in self._workers:
            await worker.start()
            self._free.put_nowait(worker)
        if not all([await worker.ready() for worker in self._workers]):
            _log.warning("query processes keep their network here: the system has no namespaces for them")

    async def close(self) -> None:
        """End every process; questions under way are not answered."""
        await asyncio.gather(*(worker.end() for worker in self._workers))

    async def answer(self, question: Question) -> Answer:
        """The answer of the first free process.

        Raises BusyError when too many wait or none gets free in time, QueryTimeoutError at the time limit,
        QueryTooLargeError when the process died of it, and what the query itself deserves.
        """
        worker = await self._acquire()
        try:
            async with asyncio.timeout(self.settings.query_timeout):
                return await worker.ask(question)
        except TimeoutError as error:
            await worker.restart()
            limit = f"{self.settings.query_timeout:g} s"
            hint = "narrow the pattern or add a LIMIT"
            raise QueryTimeoutError(f"the query was ended at the time limit of {limit}", hint=hint) from error
        except asyncio.IncompleteReadError as error:
            await worker.restart()
            hint = "ask a simpler query with fewer nested parts or fewer rows"
            raise QueryTooLargeError("the query took more memory or nesting than is allowed", hint=hint) from error
        except (asyncio.CancelledError, OSError):
            await worker.restart()
            raise
        finally:
            self._free.put_nowait(worker)

    async def _acquire(self) -> _Worker:
        hint = "try again in a moment"
        if self._free.empty() and self._waiting >= self.settings.query_queue:
            raise BusyError(f"{self._waiting} queries are waiting already", hint=hint)
        self._waiting += 1
        try:
            async with asyncio.timeout(self.settings.query_timeout):
                return await self._free.get()
        except TimeoutError as error:
            raise BusyError("no query process became free in time", hint=hint) from error
        finally:
            self._waiting -= 1


class _Worker:
    """One process, replaced by `restart` when it has to be ended."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: Process | None = None
        self._greeted = self._closed = False

    async def start(self) -> None:
        limits = (str(self._settings.query_memory), str(self._settings.query_timeout))
        arguments = (sys.executable, "-P", "-m", "kg.api.worker", *limits)
        self._process = await asyncio.create_subprocess_exec(
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            limit=1 << 20,
            start_new_session=True,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
        self._greeted = False

    async def ready(self) -> bool:
        """Whether the process is cut off from the network. Raises StoreError when it did not start."""
        try:
            greeting: dict[str, bool] = orjson.loads(await self._read())
        except asyncio.IncompleteReadError as error:
            raise StoreError("a query process does not start", hint="the lines above say why") from error
        self._greeted = True
        return greeting["isolated"]

    async def ask(self, question: Question) -> Answer:
        if not self._greeted:
            await self.ready()
        assert self._process and self._process.stdin
        frame = orjson.dumps(
            {
                "build": str(question.build),
                "query": question.query,
                "accept": question.accept,
                "max_bytes": self._settings.query_max_bytes,
                "default_graphs": list(question.default_graphs),
                "named_graphs": list(question.named_graphs),
            }
        )
        self._process.stdin.write(LENGTH.pack(len(frame)) + frame)
        head, body = orjson.loads(await self._read()), await self._read()
        if "error" in head:
            kind = getattr(errors, head["error"], KgError)
            raise kind(head["what"], where=head["where"], hint=head["hint"])
        return Answer(head["type"], body)

    async def restart(self) -> None:
        await self._kill()
        if not self._closed:
            await self.start()

    async def end(self) -> None:
        self._closed = True
        await self._kill()

    async def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        if self._process is not None:
            await self._process.wait()

    async def _read(self) -> bytes:
        assert self._process and self._process.stdout
        size = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))[0]
        return await self._process.stdout.readexactly(size)
