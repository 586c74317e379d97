"""What clients over HTTP get: throughput, latency, counts, light questions beside hostile ones, memory."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any
from urllib.parse import quote

from benchmarks.store.client import Task, begin, measure, path_of
from benchmarks.store.graph import Samples
from benchmarks.store.report import number, ratio, table, times
from benchmarks.store.servers import NAMES, Server

PROLOGUE = "PREFIX kg: <https://parkgraph.example/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_FIRMS = "SELECT ?firm ?name { ?firm kg:locatedInPark %s ; rdfs:label ?name } LIMIT %d"
COUNTS = {
    "all facts": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "all of the named graphs": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "firms": "SELECT (COUNT(?f) AS ?n) { ?f a kg:Firm }",
    "by class": "SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class",
    "firms by park": "SELECT ?park (COUNT(?f) AS ?n) { ?f kg:locatedInPark ?park } GROUP BY ?park",
}
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_WORK = ("firms by park", "all of the named graphs")
_REPEATED, _BUDGET = 11, 5.0
_tasks = count()
_RAMP, _BESIDE = 3, 12  # seconds until hostile queries are surely under way; of measuring beside them


def answers(samples: Samples) -> dict[str, list[str]]:
    """Queries by the size of their answer. An N at the end of a path becomes a number, so that none is asked twice."""
    return {
        "a point": [f"SELECT ?name {{ {firm} rdfs:label ?name }}" for firm in samples.firms],
        "60 rows": [_FIRMS % (park, 60) for park in samples.supernodes],
        "10,000 rows": [_FIRMS % ("?park", 10_000)],
    }


def _fresh(server: Server, queries: Sequence[str]) -> list[str]:
    """The paths that ask them; see `answers`."""
    task = next(_tasks)
    return [path_of(server.endpoint, f"{PROLOGUE}{query} # {task}-N") for query in queries]


def throughput(
    servers: Sequence[Server], samples: Samples, connections: int, seconds: float, rounds: int
) -> dict[str, Any]:
    """Size of answer → measures, by engine: medians of the rounds. Never the same query twice."""
    measured: dict[str, dict[str, list[dict[str, Any]]]] = {server.engine: {} for server in servers}
    for size, queries in answers(samples).items():
        large = (
            len(queries) == 1 and connections > 1
        )  # takes rdflib-endpoint minutes, and it goes on when clients have left
        for _ in range(1 if large else rounds):
            for server in servers:
                task = Task(server.port, _fresh(server, queries), connections, seconds)
                measured[server.engine].setdefault(size, []).append(_asked(server, task))
    return {
        engine: {size: _median(of_rounds) for size, of_rounds in sizes.items()} for engine, sizes in measured.items()
    }


def repeated(server: Server, samples: Samples, seconds: float) -> dict[str, Any]:
    """An answer of 60 rows and some that take work, first and again, and 304 for the client that has it."""
    found: dict[str, Any] = {}
    asked = {"60 rows": answers(samples)["60 rows"][0]} | {name: COUNTS[name] for name in _WORK}
    for name, query in asked.items():
        fresh = _asked(server, Task(server.port, _fresh(server, [query]), 1, seconds))
        same = path_of(server.endpoint, f"{PROLOGUE}{query} # again")
        tag = server.get(same)[1].getheader("ETag")
        found[name] = {"first": fresh, "again": _asked(server, Task(server.port, [same], 1, seconds))}
        if tag:
            known = f"Accept: application/sparql-results+json\r\nIf-None-Match: {tag}\r\n"
            found[name]["known"] = _asked(server, Task(server.port, [same], 1, seconds, headers=known))
    return found


def counting(server: Server) -> dict[str, Any]:
    """Milliseconds of counts: in a form never asked before, and of the same text again."""
    found = {}
    for name, query in COUNTS.items():
        text = PROLOGUE + query
        first = _times(lambda n, text=text: server.ask(f"{text} # first {n}"))  # type: ignore[misc]
        found[name] = {"first": first, "again": _times(lambda _, text=text: server.ask(text))}  # type: ignore[misc]
    if server.engine == "kg":
        first_time = server.get("/api/v1/stats")[0]
        found["/api/v1/stats"] = {"first": first_time, "again": _times(lambda _: server.get("/api/v1/stats")[0])}
    return found


def _times(ask: Callable[[int], float]) -> float:
    """The median of what it gives for 0, 1, 2 and so on, for some seconds at most."""
    begun, taken = time.perf_counter(), list[float]()
    while len(taken) < _REPEATED and (not taken or time.perf_counter() - begun < _BUDGET):
        taken.append(ask(len(taken)))
    return statistics.median(taken[1:] or taken)


def hostile(server: Server, samples: Samples, seconds: float) -> dict[str, Any]:
    """Latency of light questions alone and while two cross products without end run, asked anew when they are ended."""
    light = {"a point": answers(samples)["a point"]}
    if server.engine == "kg":
        light["/api/v1/search"] = [f"/api/v1/search?q={quote(name[2:7])}" for name in samples.firm_names]

    def ask_all(time_: float) -> dict[str, Any]:
        paths = {name: asked if name.startswith("/") else _fresh(server, asked) for name, asked in light.items()}
        return {name: _asked(server, Task(server.port, path, 1, time_)) for name, path in paths.items()}

    alone = ask_all(seconds)
    attack = begin(Task(server.port, _fresh(server, [_ENDLESS]), 2, 3600, patience=0))
    try:
        time.sleep(_RAMP)
        beside = ask_all(_BESIDE)
    finally:
        attack.terminate()
        attack.wait()
    return {name: {"alone": alone[name], "beside": beside[name]} for name in light}


def show_throughput(title: str, found: dict[str, dict[str, Any]]) -> None:
    """found: size of answer → measures, by engine."""
    rows = []
    for size in next(iter(found.values())):
        for engine, sizes in found.items():
            one, ours = sizes[size], found["kg"][size]
            rows.append(
                [
                    size,
                    NAMES[engine],
                    *_cells(one),
                    times(ratio(ours["rate"], one["rate"])),
                    times(ratio(one["cpu"], ours["cpu"])),
                ]
            )
    table(title, ("answer", "server", *_HEAD, "ours / this", "in CPU"), rows)


def show_repeated(found: dict[str, Any]) -> None:
    rows = []
    for name, forms in found.items():
        for form, one in forms.items():
            gain = ratio(forms["first"]["median"], one["median"])
            rows.append([name, form, *_cells(one), times(gain)])
    table("kg serve: the same answer again, one client", ("answer", "time", *_HEAD, "first / this"), rows)


def show_counting(found: dict[str, Any]) -> None:
    names = list(found["kg"])
    head = ("count", *(f"{NAMES[e]} {time_} ms" for e in found for time_ in ("first", "again")))
    rows = [
        [n, *(number(c[n][t]) if n in c else "–" for c in found.values() for t in ("first", "again"))] for n in names
    ]
    table("Counts", head, rows)


def show_hostile(found: dict[str, Any]) -> None:
    rows = [
        [NAMES[engine], name, when, *_cells(measures[when])]
        for engine, lights in found.items()
        for name, measures in lights.items()
        for when in ("alone", "beside")
    ]
    table("Light questions alone and beside two endless cross products", ("server", "question", "when", *_HEAD), rows)


def show_memory(found: dict[str, dict[str, float | None]], starts: dict[str, float]) -> None:
    ours = found["kg"]
    rows = [
        [
            *(NAMES[engine], number(starts[engine]), number(one["resident"]), number(one["proportional"])),
            times(ratio(ours["resident"], one["resident"])),
        ]
        for engine, one in found.items()
    ]
    head = ("server", "start s", "resident MiB", "shared pages divided", "ours / this")
    table("Memory of the servers after the runs, with their processes", head, rows)


_HEAD = ("requests/s", "median ms", "p99 ms", "CPU ms", "failed", "client busy")


def _cells(one: dict[str, Any]) -> list[str]:
    failed = " ".join(f"{count}×{status}" for status, count in one["failed"].items()) or "0"
    return [
        number(one["rate"]),
        number(one["median"]),
        number(one["p99"]),
        number(one["cpu"]),
        failed,
        f"{one['busy']:.0%}",
    ]


def _median(rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of each figure by itself; what failed is added up."""
    failed = Counter[str]()
    for one in rounds:
        failed.update(one["failed"])
    names = [name for name in rounds[0] if name != "failed"]
    known = {name: [one[name] for one in rounds if one[name] is not None] for name in names}
    return {name: statistics.median(known[name]) if known[name] else None for name in names} | {"failed": dict(failed)}


def _asked(server: Server, task: Task) -> dict[str, Any]:
    """What the task measures; cpu: milliseconds of all the server's processes for a request."""
    before = server.cpu()
    measured = measure(task)
    number_of_answers = max(len(measured.latencies), 1)
    return {
        "cpu": (server.cpu() - before) / number_of_answers * 1000,
        "rate": measured.rate,
        "median": measured.at(0.5),
        "p99": measured.at(0.99),
        "failed": measured.failed,
        "bytes": measured.size,
        "busy": measured.busy,
    }
