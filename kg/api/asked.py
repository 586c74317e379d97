"""A question on its way to a process, and what can be said of one that got no answer."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

from kg.api.errors import BusyError
from kg.api.processes import Worker
from kg.errors import KgError, QueryTimeoutError, QueryTooLargeError

AGAIN = "try again in a moment"
WORK = {"query": "the query", "extract": "reading the text", "table": "reading the table"}
_FROM_OUTSIDE = {signal.SIGKILL, signal.SIGTERM, signal.SIGHUP}
_ADVICE = {
    "query": "narrow the pattern or add a LIMIT",
    "extract": "send a shorter text",
    "table": "send a smaller table",
}


def too_slow(job: str, seconds: float) -> KgError:
    """It was ended at the time limit."""
    return QueryTimeoutError(f"{WORK[job]} was ended at the time limit of {seconds:g} s", hint=_ADVICE[job])


def lost(job: str, died_by: int | None, seconds: float) -> KgError:
    """Its process died by this signal, or by itself."""
    if died_by == signal.SIGXCPU:  # a server that is too busy to look at its clock
        return too_slow(job, seconds)
    if died_by in _FROM_OUTSIDE:
        return BusyError(f"the process at {WORK[job]} was ended from outside", hint=AGAIN)
    return QueryTooLargeError(f"{WORK[job]} took more memory or nesting than is allowed", hint=_ADVICE[job])


class Question:
    """A question on its way. frame: what comes of it; worker: who works at it; aside: beside those for short ones."""

    __slots__ = ("_begun", "_clock", "_loop", "_worked", "aside", "body", "frame", "worker")

    def __init__(self, body: bytes) -> None:
        self._loop = asyncio.get_running_loop()
        self.body, self.frame = body, self._loop.create_future()
        self.worker: Worker | None = None
        self.aside = False
        self._begun = self._worked = 0.0
        self._clock: asyncio.TimerHandle | None = None

    @property
    def age(self) -> float:
        """Seconds since it was asked; 0 before."""
        return self._loop.time() - self._begun if self._begun else 0.0

    @property
    def work(self) -> float:
        """Seconds of processor time that its process has spent on it, where the system tells; else seconds."""
        return self.worker.cpu_seconds() - self._worked if self.worker and self._begun else 0.0

    def begin(self) -> None:
        """Its process has been asked now."""
        self._begun = self._loop.time()
        self._worked = self.worker.cpu_seconds() if self.worker else 0.0

    def release(self) -> None:
        """It has no process any more."""
        self.worker, self.aside, self._begun = None, False, 0.0
        self.set_clock(None)

    def set_clock(self, seconds: float | None, then: Callable[[Question], None] | None = None) -> None:
        """Do that in so many seconds, and not what was to be done before."""
        if self._clock is not None:
            self._clock.cancel()
        self._clock = self._loop.call_later(seconds, then, self) if seconds is not None and then else None

    def fail(self, error: KgError) -> None:
        """This comes of it, unless something did already."""
        if not self.frame.done():
            self.frame.set_exception(error)
