"""Answers to queries, kept while the build they came from is served: asked again, they cost nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from kg.api.packing import zipped
from kg.query.answers import Answer

_OVERHEAD = 500


@dataclass(frozen=True)
class Kept:
    """An answer with the entity tag of its plain form."""

    answer: Answer
    tag: str

    @cached_property
    def zipped(self) -> bytes | None:
        """The body as gzip; None where that saves nothing worth the work."""
        return zipped(self.answer.body)


class AnswerCache:
    """The answers used last, up to a number of bytes. May be used by many threads."""

    def __init__(self, max_bytes: int) -> None:
        self._room, self._used, self._lock = max_bytes, 0, Lock()
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def get(self, key: Hashable) -> Kept | None:
        """What is kept under this key."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep it; those not used for longest make room. One of more than a quarter of the room is not kept."""
        size = _size(kept)
        with self._lock:
            if key in self._kept or size > self._room // 4:
                return
            self._kept[key] = kept
            self._used += size
            while self._used > self._room:
                self._used -= _size(self._kept.popitem(last=False)[1])


def _size(kept: Kept) -> int:
    """Bytes of an answer and, at most, its zipped form."""
    return 2 * len(kept.answer.body) + _OVERHEAD
