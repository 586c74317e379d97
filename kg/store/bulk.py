"""Lines of N-Quads into a database, on every core: pieces of whole lines are parsed, sorted and written side by side."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

import pyoxigraph as ox

LINES = (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES)
_PIECE = 1 << 24  # bytes: with less the database's files overlap more, with more they take more memory at once
_THREADS = max(1, min(4, os.cpu_count() or 1))


def load_lines(database: ox.Store, pieces: Iterable[bytes], kind: ox.RdfFormat, base_iri: str | None = None) -> None:
    """Load pieces of whole lines in one of LINES; a blank node's name holds within its piece only.

    Raises SyntaxError, with a line of the piece, for what cannot be parsed; the database is of no use then.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        running = deque[Future[None]]()
        for piece in pieces:
            running.append(threads.submit(database.bulk_load, piece, kind, base_iri=base_iri))
            if len(running) > _THREADS:
                running.popleft().result()
        for one in running:
            one.result()


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def readline(self) -> bytes: ...


def pieces(file: _Readable) -> Iterator[bytes]:
    """The bytes of a file in pieces of whole lines."""
    while piece := file.read(_PIECE):
        yield piece + file.readline()


def joined(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines in pieces."""
    held, size = list[bytes](), 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
