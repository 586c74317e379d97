"""What the query processes have done, counted where it happens and read by /metrics."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.requests import ClientDisconnect

from kg.errors import KgError

KEPT = "kept"
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class PoolState:
    """busy: processes at work; waiting: questions in the queue; started, killed: processes since the server began."""

    busy: int
    waiting: int
    started: int = 0
    killed: int = 0


@dataclass(slots=True)
class Ending:
    """How one query ended."""

    name: str = "answered"


class Outcomes:
    """How queries ended: `answered`, `kept` (given again), `left` by their client, or the name of their error."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    @contextmanager
    def counted(self) -> Iterator[Ending]:
        """Count what comes of the work inside, which may name its good end otherwise."""
        ending = Ending()
        try:
            yield ending
        except (ClientDisconnect, asyncio.CancelledError):
            ending.name = "left"
            raise
        except KgError as error:
            ending.name = _WORD.sub("_", type(error).__name__.removesuffix("Error")).lower()
            raise
        except BaseException:
            ending.name = "fault"
            raise
        finally:
            self._counts[ending.name] += 1

    def items(self) -> list[tuple[str, int]]:
        """Each outcome with its number."""
        return sorted(self._counts.copy().items())
