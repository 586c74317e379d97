"""Loading and querying without HTTP: every engine in a process of its own, one after another, round by round."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.store.queries import KINDS
from benchmarks.store.report import number, ratio, table, times
from benchmarks.store.servers import KG, OXIGRAPH

_COMMAND, _FUNCTION, _BARE, _RDFLIB, _SERVER = (
    *("kg load, the command", "kg.load.load", "bare pyoxigraph on disk", "rdflib in memory", "oxigraph load"),
)


def loading(file: Path, work: Path, rounds: int) -> dict[str, Any]:
    """Seconds, CPU seconds and peak memory of every way to load the file."""
    place = work / "loaded"
    ways = {
        _COMMAND: [*KG, "load", str(file), "--store", str(place)],
        _FUNCTION: engine_command("load", "kg", file, place),
        _BARE: engine_command("load", "pyoxigraph", file, place),
        _RDFLIB: engine_command("load", "rdflib", file, place),
        _SERVER: [str(OXIGRAPH), "load", "-l", str(place), "-f", str(file)],
    }
    measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, command in ways.items():
            shutil.rmtree(place, ignore_errors=True)
            measured[name].append(_run(command))
    shutil.rmtree(place, ignore_errors=True)
    medians = {name: [statistics.median(one) for one in zip(*runs, strict=True)] for name, runs in measured.items()}
    result = {name: {"seconds": s, "cpu": cpu, "peak": peak} for name, (s, cpu, peak) in medians.items()}
    rows = [
        [
            *(name, number(one["seconds"]), number(one["cpu"]), number(one["peak"])),
            times(ratio(result[_RDFLIB]["seconds"], one["seconds"])),
            times(ratio(result[_BARE]["seconds"], one["seconds"])),
            times(ratio(result[_RDFLIB]["cpu"], one["cpu"])),
            times(ratio(result[_BARE]["cpu"], one["cpu"])),
        ]
        for name, one in result.items()
    ]
    head = ("loading", "s", "CPU s", "peak MiB", "rdflib / this", "bare / this", "in CPU", "in CPU")
    table(f"Loading {file.stem}, {rounds} rounds", head, rows)
    return result


def querying(file: Path, store: Path, samples: Path, rounds: int) -> dict[str, Any]:
    """Medians of the 14 kinds of query in process."""
    found = {}
    for engine in ("kg", "pyoxigraph", "rdflib"):
        command = engine_command("ask", engine, file, store, rounds * 7, samples)
        found[engine] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    rows = []
    for kind in KINDS:
        ours, bare, other = (found[engine]["kinds"][kind.name] for engine in found)
        if ours["rows"] != bare["rows"] or (other["ms"] is not None and ours["rows"] != other["rows"]):
            print(f"{kind.name}: {ours['rows']}, {bare['rows']} and {other['rows']} rows", file=sys.stderr)
        rows.append(
            [
                *(
                    kind.name,
                    f"{ours['rows']:,}",
                    number(ours["ms"]),
                    number(bare["ms"]),
                    number(other["ms"], "> 60 s"),
                ),
                times(ratio(other["ms"], ours["ms"])),
                times(ratio(bare["ms"], ours["ms"])),
                f"{kind.target:g}×" if kind.target else "",
            ]
        )
    head = ("query", "rows", "ours ms", "bare ms", "rdflib ms", "rdflib / ours", "bare / ours", "target")
    table(f"14 kinds of query in process, CPU time, {file.stem}", head, rows)
    peaks = ", ".join(f"{engine} {found[engine]['peak']:,.0f}" for engine in found)
    print(f"\npeak memory of these processes, MiB: {peaks}")
    return found


def engine_command(
    task: str, engine: str, file: Path, place: Path, rounds: int = 1, samples: Path | None = None
) -> list[str]:
    """The command that does a task with one engine, see benchmarks.store.engines."""
    words = (task, engine, str(file), str(place), str(rounds), str(samples))
    return [sys.executable, "-m", "benchmarks.store.engines", *words]


def _run(command: list[str]) -> tuple[float, float, float]:
    """Seconds, CPU seconds and peak MiB of a whole process; seconds without start-up where it tells them itself."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:6])} … ended with {process.returncode}")
    if output.startswith(b"{"):
        seconds = json.loads(output)["seconds"]
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
