"""One engine, one task, in a process of its own: `python -m benchmarks.store.engines TASK ENGINE FILE PLACE ROUNDS SAMPLES`.

Prints a JSON object. Loading reads FILE (N-Quads) into PLACE; asking reads PLACE, or FILE into memory.
"""

from __future__ import annotations

import json
import signal
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from benchmarks.store.graph import Samples
from benchmarks.store.processes import peak
from benchmarks.store.queries import KINDS
from kg.prefixes import PREFIXES

CAP = 60  # seconds that one query may take
_BUDGET = 10.0  # seconds of one kind of query, after which no further round is begun
Ask = Callable[[str], bytes]


def load_kg(file: Path, place: Path) -> None:
    """kg.load.load, which also writes the index of names, counts and syncs to the disk."""
    from kg.load import load

    load([file], place)


def load_pyoxigraph(file: Path, place: Path) -> None:
    """Bulk load and compaction on disk."""
    import pyoxigraph as ox

    store = ox.Store(str(place))
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def load_rdflib(file: Path, place: Path) -> Any:
    """Into rdflib's memory."""
    from rdflib import Dataset

    dataset = Dataset()
    dataset.parse(file, format="nquads")
    return dataset


def open_kg(file: Path, place: Path) -> Ask:
    """What a query process of ours does."""
    from kg.query.answers import answer, open_read_only

    database = open_read_only((place / "current").resolve())
    return lambda query: answer(database, query, lambda offered: offered[0], 1 << 30).body


def open_pyoxigraph(file: Path, place: Path) -> Ask:
    """The same database without anything of ours."""
    import pyoxigraph as ox

    database = ox.Store.read_only(str((place / "current" / "oxigraph").resolve()))

    def ask(query: str) -> bytes:
        found = cast(ox.QuerySolutions, database.query(query, prefixes=dict(PREFIXES)))
        return cast(bytes, found.serialize(format=ox.QueryResultsFormat.JSON))

    return ask


def open_rdflib(file: Path, place: Path) -> Ask:
    """The quads in rdflib's memory."""
    dataset = load_rdflib(file, place)
    return lambda query: cast(bytes, dataset.query(query, initNs=dict(PREFIXES)).serialize(format="json"))


LOADERS: dict[str, Callable[[Path, Path], object]] = {
    "kg": load_kg,
    "pyoxigraph": load_pyoxigraph,
    "rdflib": load_rdflib,
}
OPENERS = {"kg": open_kg, "pyoxigraph": open_pyoxigraph, "rdflib": open_rdflib}


def ask_all(ask: Ask, samples: Samples, rounds: int) -> dict[str, dict[str, float | None]]:
    """Median milliseconds of CPU and rows of each kind of query; None where one takes longer than the cap.

    A query runs in one thread on pages in memory, so that on an idle machine this is the time it takes.
    """
    found: dict[str, dict[str, float | None]] = {}
    for kind in KINDS:
        seconds, rows = list[float](), 0
        begin = time.perf_counter()
        for number in range(rounds + 1):
            query = kind.text(samples, number)
            signal.alarm(CAP)
            try:
                start = time.process_time()
                body = ask(query)
                seconds.append(time.process_time() - start)
            except TimeoutError:
                seconds = []
                break
            finally:
                signal.alarm(0)
            if number == 0:
                rows = len(json.loads(body)["results"]["bindings"])
            if time.perf_counter() - begin > _BUDGET:
                break
        median = statistics.median(seconds[1:] or seconds) * 1000 if seconds else None
        found[kind.name] = {"ms": median, "rows": rows}
    return found


def main() -> None:
    task, engine, file, place, rounds, samples = sys.argv[1:]
    signal.signal(signal.SIGALRM, _stop)
    start = time.perf_counter()
    if task == "load":
        held = LOADERS[engine](Path(file), Path(place))
        print(json.dumps({"seconds": time.perf_counter() - start, "peak": peak()}))
        del held
    else:
        asked = Samples(**json.loads(Path(samples).read_text(encoding="utf-8")))
        kinds = ask_all(OPENERS[engine](Path(file), Path(place)), asked, int(rounds))
        print(json.dumps({"kinds": kinds, "peak": peak()}))


def _stop(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
