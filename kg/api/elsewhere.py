"""Queries of strangers over a graph in a server elsewhere: judged here, asked there, within the same limits."""

from __future__ import annotations

import asyncio

import httpx

from kg.api.errors import BusyError
from kg.api.jobs import QueryJob
from kg.api.negotiation import choose
from kg.api.tally import PoolState
from kg.api.workers import Limits
from kg.errors import QueryTimeoutError, QueryTooLargeError
from kg.query.answers import Answer
from kg.store.protocol import Endpoint, silent

_AGAIN = "try again in a moment"


class RemotePool:
    """Asks the server so many queries at once as there would be processes; does what a WorkerPool does for a build."""

    def __init__(self, endpoint: Endpoint, limits: Limits) -> None:
        self._endpoint, self._limits = endpoint, limits
        self._free = asyncio.Semaphore(limits.size)
        self._waiting = self._busy = 0
        self._client = httpx.AsyncClient(timeout=limits.seconds, trust_env=False)

    async def start(self) -> None:
        """Nothing has to be started."""

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    @property
    def all_at_work(self) -> bool:
        """As many queries as may be are under way."""
        return self._free.locked()

    def state(self) -> PoolState:
        """How many queries are under way, and how many wait."""
        return PoolState(self._busy, self._waiting)

    async def answer(self, job: QueryJob) -> Answer:
        """The server's answer, whole.

        Raises BusyError when too many wait, QueryTimeoutError at the time limit, QueryTooLargeError over max_bytes,
        StoreError when the server is silent, and what the server says of the query.
        """
        if self._free.locked() and self._waiting >= self._limits.waiting:
            raise BusyError(f"{self._waiting} requests wait already", hint=_AGAIN)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise BusyError("the queries before took too long", hint=_AGAIN) from error
        finally:
            self._waiting -= 1
        self._busy += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._ask(job)
        except TimeoutError as error:
            what = f"the query was ended at the time limit of {self._limits.seconds:g} s"
            raise QueryTimeoutError(what, hint="narrow the pattern or add a LIMIT") from error
        finally:
            self._busy -= 1
            self._free.release()

    async def _ask(self, job: QueryJob) -> Answer:
        graphs = job.default_graphs, job.named_graphs
        request = self._endpoint.request(job.query, lambda offered: choose(job.accept, offered), *graphs)
        try:
            sent = self._client.stream("POST", self._endpoint.url, data=request.form, headers=request.headers)
            async with sent as answer:
                body = await _body(answer, job.max_bytes)
        except httpx.TimeoutException as error:
            raise TimeoutError from error
        except httpx.HTTPError as error:
            raise silent(self._endpoint, error) from error
        return request.answer(answer.status_code, answer.headers.get("content-type", ""), body)


async def _body(answer: httpx.Response, limit: int) -> bytes:
    chunks, size = [], 0
    async for chunk in answer.aiter_bytes():
        size += len(chunk)
        if size > limit:
            raise QueryTooLargeError("the answer is over the size limit", hint="add a LIMIT, or set KG_QUERY_MAX_BYTES")
        chunks.append(chunk)
    return b"".join(chunks)
