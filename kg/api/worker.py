"""A process that works for strangers: `python -m kg.api.worker JOB MEMORY SECONDS`, JOB being query, extract or table.

One question at a time comes from stdin, its answer goes to stdout. A frame is the lengths of its two parts (four bytes each,
big-endian), a head in JSON and a body. First frame out: head {"isolated": bool}. A question has a QueryJob, ExtractJob
or TableJob as its head. The head of an answer is {"type"} or {"error", "what", "where", "hint"}. A process whose server is gone ends
with it on Linux, elsewhere at the end of its input or of its CPU time.
"""

from __future__ import annotations

import base64
import ctypes
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import orjson

from kg.api.jobs import ExtractJob, QueryJob, TableJob
from kg.api.negotiation import choose
from kg.errors import KgError, StoreError
from kg.query.answers import Answer, answer, open_read_only

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_PARENT_DEATH_SIGNAL = 1
LENGTHS = struct.Struct(">II")

open_build = lru_cache(maxsize=1)(open_read_only)


def query(question: bytes) -> Answer:
    """The answer to a QueryJob."""
    job = QueryJob(**orjson.loads(question))
    database = open_build(Path(job.build))
    return answer(
        *(database, job.query, lambda offered: choose(job.accept, offered), job.max_bytes),
        *(job.default_graphs, job.named_graphs, job.base_iri, job.own_graphs),
    )


def extract(question: bytes) -> Answer:
    """What the text of an ExtractJob says, as `kg extract` prints it."""
    from kg import corpus  # a query process has no use for what these load
    from kg.extract import Extractor
    from kg.extract.result import to_json
    from kg.ontology import Ontology

    job = ExtractJob(**orjson.loads(question))
    ontology = Ontology.load(Path(job.ontology_dir))
    extractor = Extractor(ontology)
    documents = corpus.read_text(job.text, date=job.date)
    articles = [to_json(extractor.extract(document), ontology, job.base_iri) for document in documents]
    return Answer("application/json", orjson.dumps(articles))


def table(question: bytes) -> Answer:
    """The header and rows of a TableJob's file; dates are kept apart from texts."""
    from kg.api import tabled
    from kg.tables.limits import Limits
    from kg.tables.sheets import read_sheet

    job = TableJob(**orjson.loads(question))
    limits = Limits(job.bytes, job.cells, job.rows)
    sheet = read_sheet(f"table{job.suffix}", base64.b64decode(job.content), job.suffix, job.sheet, limits)
    return Answer("application/json", tabled.packed(sheet))


JOBS: Mapping[str, Callable[[bytes], Answer]] = {"query": query, "extract": extract, "table": table}


def main(job: str, memory: int, seconds: float) -> None:
    """Answer until stdin ends. memory: bytes of address space; seconds: CPU time of one question."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    isolated = _without_network()
    _end_with_parent()  # after it: who leaves for another namespace loses the signal
    _write(target, orjson.dumps({"isolated": isolated}))
    while question := _read(source):
        _limit_cpu(seconds)
        _write(target, *_answered(JOBS[job], question))


def _answered(work: Callable[[bytes], Answer], question: bytes) -> tuple[bytes, bytes]:
    try:
        answer = work(question)
        return orjson.dumps({"type": answer.media_type, "empty_graphs": answer.empty_graphs}), answer.body
    except OSError as error:
        return _refusal(StoreError(f"the store cannot be read: {error}", hint="run: kg build")), b""
    except KgError as error:
        return _refusal(error), b""
    except Exception:  # a fault of ours is no reason to die, and none to lie about memory
        traceback.print_exc()
        return _refusal(StoreError("the question could not be answered", hint="the server's log says why")), b""


def _refusal(error: KgError) -> bytes:
    return orjson.dumps({"error": type(error).__name__, "what": error.what, "where": error.where, "hint": error.hint})


def _limit_cpu(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _without_network() -> bool:
    """Leave the network for a namespace that has none; False where the system does not allow it."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    return unshare is not None and (unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _end_with_parent() -> None:
    """Be killed when the server dies, however it dies and whatever runs here (Linux: prctl, PR_SET_PDEATHSIG)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _read(source: BinaryIO) -> bytes:
    lengths = source.read(LENGTHS.size)
    return source.read(sum(LENGTHS.unpack(lengths))) if len(lengths) == LENGTHS.size else b""


def _write(target: BinaryIO, head: bytes, body: bytes = b"") -> None:
    target.write(b"".join((LENGTHS.pack(len(head), len(body)), head, body)))
    target.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
