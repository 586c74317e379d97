"""A query process: `python -m kg.api.worker MEMORY CPU`. One question at a time from stdin, its answer to stdout.

A frame is four bytes of length (big-endian) and that many bytes. First frame out: {"isolated": bool}. A question is one
frame of JSON: build, query, accept, max_bytes, default_graphs, named_graphs. An answer is a frame of JSON, {"type"} or
{"error", "what", "where", "hint"}, and a frame with the body. Its limits outlast the server: a process whose server
is gone ends at the end of its input or at its CPU time.
"""

from __future__ import annotations

import ctypes
import resource
import signal
import struct
import sys
from functools import lru_cache, partial
from pathlib import Path
from typing import BinaryIO

import orjson

from kg.api.negotiation import choose
from kg.errors import KgError, StoreError
from kg.store.answers import answer, open_read_only

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
LENGTH = struct.Struct(">I")

open_build = lru_cache(maxsize=1)(open_read_only)


def main(memory: int, seconds: float) -> None:
    """Answer until stdin ends. memory: bytes of address space; seconds: CPU time of one query."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    _write(target, orjson.dumps({"isolated": _without_network()}))
    while question := _read(source):
        _limit_cpu(seconds)
        for frame in _answer(question):
            _write(target, frame)


def _answer(question: bytes) -> tuple[bytes, bytes]:
    asked = orjson.loads(question)
    try:
        media_type, body = answer(
            open_build(Path(asked["build"])),
            asked["query"],
            partial(choose, asked["accept"]),
            asked["max_bytes"],
            asked["default_graphs"],
            asked["named_graphs"],
        )
        return orjson.dumps({"type": media_type}), body
    except OSError as error:
        return _answer_error(StoreError(f"the store cannot be read: {error}", hint="run: kg build"))
    except KgError as error:
        return _answer_error(error)


def _answer_error(error: KgError) -> tuple[bytes, bytes]:
    return orjson.dumps(
        {"error": type(error).__name__, "what": error.what, "where": error.where, "hint": error.hint}
    ), b""


def _limit_cpu(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _without_network() -> bool:
    """Leave the network for a namespace that has none; False where the system does not allow it."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    return unshare is not None and (unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _read(source: BinaryIO) -> bytes:
    head = source.read(LENGTH.size)
    return source.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def _write(target: BinaryIO, frame: bytes) -> None:
    target.write(LENGTH.pack(len(frame)))
    target.write(frame)
    target.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
