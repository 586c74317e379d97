"""Look-ups on a made-up graph: search, related entities, paths, PageRank, many clients; each beside what it is held against.

usage: python benchmarks/lookups.py [--entities N] [--facts N] [--rounds N] [--seconds S] [--store DIR]

Makes a store (default: 100,000 entities, 500,000 facts, one park with 5,000 firms; several minutes, 5 GB of memory) or takes
the one at DIR made by an earlier run. Prints a Markdown table of medians and 99th percentiles, in processor time but for the
clients; progress on stderr.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import httpx
import networkx as nx
import numpy as np

from kg import resources
from kg.assembly import Assembly
from kg.lookup import Lookup
from kg.model import Document, Entity, Evidence, Reading, Statement
from kg.neighborhood.pagerank import RESTART, personal_rank
from kg.progress import track
from kg.store import builds

BASE = "https://parkgraph.example/"
SUPER = "Park:P0"
TENANTS = 5_000
WORDS = "华中东方金桥长江泰山远景新源智能精密电子光电生物医药材料重工机械动力环保科技信息网络半导体航天海洋绿能"
KINDS = {"Firm": 0.6, "Product": 0.12, "Person": 0.1, "ChainSegment": 0.06, "Organization": 0.05, "Park": 0.03}
KINDS |= {"Industry": 0.02, "Title": 0.01, "Region": 0.009, "Policy": 0.001}
FACTS = (
    *(("Firm", "locatedInPark", "Park", 0.12), ("Firm", "operatesIn", "Industry", 0.22)),
    *(("Firm", "operatesIn", "ChainSegment", 0.16), ("Firm", "produces", "Product", 0.26)),
    *(("Firm", "holdsTitle", "Title", 0.08), ("Person", "worksFor", "Firm", 0.04)),
    *(("Park", "developsIndustry", "Industry", 0.05), ("Park", "inRegion", "Region", 0.01)),
    *(("ChainSegment", "upstreamOf", "ChainSegment", 0.05), ("Policy", "targets", "Title", 0.01)),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0, help="of load by HTTP clients")
    parser.add_argument("--store", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = arguments.store or Path(folder)
        if builds.current_build(store) is None:
            write(store, arguments.entities, arguments.facts)
        measure(store, arguments.rounds, arguments.seconds)


def write(store: Path, entities: int, facts: int) -> None:
    """A store of made-up entities and facts, as `kg build` writes it."""
    say(f"making a store of {entities:,} entities and {facts:,} facts")
    chance = random.Random(1)
    things = {kind: [f"{kind}:{kind[0]}{n}" for n in range(int(entities * part))] for kind, part in KINDS.items()}
    names = {e: f"{name(chance)}{e.partition(':')[2]}" for e in chain.from_iterable(things.values())}
    with builds.draft(store) as draft:
        assembly = Assembly(draft, resources.ontology_dir(), BASE)
        for reading in track(list(readings(things, names, facts, chance)), "reading"):
            assembly.add(reading)
        assembly.commit(store, {})


def readings(
    things: dict[str, list[str]], names: dict[str, str], facts: int, chance: random.Random
) -> Iterator[Reading]:
    """Two tables a relation, each with the entities that it names."""
    for number, (head, relation, tail, part) in enumerate(FACTS):
        found = set[Statement]()
        if relation == "locatedInPark":
            found |= {Statement(firm, relation, SUPER, (Evidence(row=2),)) for firm in things[head][:TENANTS]}
        wanted = min(facts * part, len(things[head]) * len(things[tail]) / 4)
        while len(found) < wanted:
            ends = chance.choice(things[head]), common(things[tail], chance)
            if ends[0] != ends[1]:
                found.add(Statement(ends[0], relation, ends[1], (Evidence(row=2, confidence=0.9),)))
        ordered = sorted(found, key=lambda s: (s.subject, s.object))
        for half in (0, 1):
            said = tuple(ordered[half::2])
            mentioned = sorted({end for s in said for end in (s.subject, s.object)})
            document = Document(f"t{number}-{half}", f"t{number}-{half}.csv", "", "", (), kind="table")
            yield Reading(document, tuple(Entity(e, e.partition(":")[0], names[e]) for e in mentioned), said)


def common(things: Sequence[str], chance: random.Random) -> str:
    """One of the things, the first ones more often, as in the world."""
    return things[int(len(things) * chance.random() ** 1.5)]


def name(chance: random.Random) -> str:
    return "".join(chance.choices(WORDS, k=4))


def measure(store: Path, rounds: int, seconds: float) -> None:
    """Print the table."""
    say("loading")
    lookup = Lookup.open(store)
    lookup.warm()
    graph = lookup.near.graph
    print(
        f"{graph.number_of_nodes():,} entities, {graph.number_of_edges():,} statements, {len(lookup.store):,} quads\n"
    )
    print(
        "| what | median | p99 | held against | median | target | holds |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    chance = random.Random(2)
    starts = chance.sample([e for e in graph if 3 <= graph.degree(e) <= 30], rounds)
    simple = nx.Graph(graph)
    for part in (search, related, supernode, paths, ranks):
        say(part.__name__)
        for row in part(lookup, simple, starts, chance):
            print(row, flush=True)
    say("clients")
    for row in clients(store, starts, seconds):
        print(row, flush=True)


def search(lookup: Lookup, simple: Any, starts: list[str], chance: random.Random) -> Iterator[str]:
    parts = [lookup.near.names[start][:3] for start in starts]
    ours = times(lambda part: lookup.search(part), parts)
    scan = 'SELECT ?e ?n {{ ?e rdfs:label ?n FILTER CONTAINS(?n, "{}") }} LIMIT 10'
    theirs = times(lambda part: list(lookup.store.query(scan.format(part))), parts[:20])
    holds = middle(ours) <= middle(theirs) / 100 and middle(ours) <= 2e-3
    yield row("search by a part of a name", ours, "SPARQL CONTAINS", theirs, "≤ 1/100, ≤ 2 ms", holds)


def related(lookup: Lookup, simple: Any, starts: list[str], chance: random.Random) -> Iterator[str]:
    graph = lookup.near.graph

    def around(start: str) -> set[str]:
        return {*graph.successors(start), *graph.predecessors(start)}

    for depth in (1, 2):
        ours = times(lambda start, depth=depth: lookup.related(start, depth=depth), starts)
        walks = (around, lambda start: {end for near in around(start) for end in around(near)})
        theirs = times(walks[depth - 1], starts)
        holds = middle(ours) <= middle(theirs) + 5e-3
        yield row(f"related, depth {depth}, 20 with evidence", ours, "networkx walk", theirs, "≤ walk + 5 ms", holds)


def supernode(lookup: Lookup, simple: Any, starts: list[str], chance: random.Random) -> Iterator[str]:
    normal = times(lambda start: lookup.related(start, limit=20), [s for s in starts if simple.degree(s) >= 20])
    ours = times(lambda _: lookup.related(SUPER, limit=20), starts)
    held = f"{simple.degree(SUPER):,} neighbors"
    yield row(
        f"related to a park of {held}", ours, "20 to 30 neighbors", normal, "≤ 2×", middle(ours) <= 2 * middle(normal)
    )


def paths(lookup: Lookup, simple: Any, starts: list[str], chance: random.Random) -> Iterator[str]:
    pairs = list(zip(starts, chance.sample(starts, len(starts)), strict=True))
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    ours = times(lambda pair: lookup.near.paths(*pair, max_length=6, k=1, damped=False), pairs)
    theirs = times(lambda pair: nx.bidirectional_shortest_path(simple, *pair), pairs)
    holds = middle(ours) <= 3 * middle(theirs)
    yield row("shortest path", ours, "networkx bidirectional", theirs, "≤ 3×", holds)
    best = times(lambda pair: lookup.paths(*pair, k=3), pairs[:50])
    yield row("3 best paths of 4 steps, hubs damped", best, "–", [], "–", None)
    apart = [lookup.near.paths(*pair, max_length=2).found for pair in pairs]
    none = [pair for pair, found in zip(pairs, apart, strict=True) if not found][:50]
    yield row("no path within 2 steps", times(lambda pair: lookup.paths(*pair, max_length=2), none), "–", [], "–", None)


def ranks(lookup: Lookup, simple: Any, starts: list[str], chance: random.Random) -> Iterator[str]:
    ties, strength, number = lookup.near.table.ties, lookup.near.table.strength, lookup.near.table.number
    weighted = nx.Graph()
    weighted.add_nodes_from(range(ties.shape[0]))
    rows, columns = ties.nonzero()
    weighted.add_weighted_edges_from(zip(rows.tolist(), columns.tolist(), ties.data.tolist(), strict=True))
    places = [number[start] for start in starts]
    ours = times(lambda place: personal_rank(ties, strength, place), places)
    overlaps = list[int]()

    def theirs(place: int) -> None:
        found = nx.pagerank(weighted, alpha=1 - RESTART, personalization={place: 1}, tol=1e-9)
        exact = np.array([found[node] for node in range(len(found))])
        overlaps.append(len({*np.argsort(-exact)[:20]} & {*np.argsort(-personal_rank(ties, strength, place))[:20]}))

    held = times(theirs, places[:7])
    holds = middle(ours) * 100 <= middle(held) and statistics.median(overlaps) >= 18
    yield row(
        f"PageRank from an entity (of the first 20 agree {sorted(overlaps)})",
        *(ours, "networkx pagerank", held, "≤ 1/100, ≥ 18 agree", holds),
    )


def clients(store: Path, starts: list[str], seconds: float) -> Iterator[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        url = next(line.strip() for line in server.stderr if line.startswith("http://"))
        try:
            httpx.get(f"{url}api/v1/entities/{SUPER}/related", timeout=300)
            with ProcessPoolExecutor(1, get_context("spawn")) as apart:
                few, many = (apart.submit(loaded, url, starts, number, seconds).result() for number in (4, 64))
        finally:
            server.terminate()
    rates = [len(taken) / seconds for taken, _ in (few, many)]
    errors = few[1] + many[1]
    target = f"no error ({errors}), ≥ 0.8× of 4 clients"
    what = f"related over HTTP, 64 clients: {rates[1]:.0f} a second"
    yield row(
        what, many[0], f"4 clients: {rates[0]:.0f} a second", few[0], target, not errors and rates[1] >= 0.8 * rates[0]
    )


async def load(address: str, starts: list[str], number: int, seconds: float) -> tuple[list[float], int]:
    """Seconds of each answer to so many clients, each over one connection kept open, and how many were none."""
    taken, errors, end = list[float](), 0, time.perf_counter() + seconds
    host, port = httpx.URL(address).host, httpx.URL(address).port

    async def client(turn: int) -> None:
        nonlocal errors
        reader, writer = await asyncio.open_connection(host, port)
        while time.perf_counter() < end:
            turn += 1
            path = f"/api/v1/entities/{starts[turn * 7 % len(starts)]}/related"
            begun = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            errors += b" 200 " not in head.partition(b"\r\n")[0]
            taken.append(time.perf_counter() - begun)
        writer.close()

    await asyncio.gather(*map(client, range(number)))
    return taken, errors


def loaded(*how: Any) -> tuple[list[float], int]:
    """`load`, to be run in a process of its own."""
    return asyncio.run(load(*how))


def times(run: Callable[[Any], object], over: Sequence[Any]) -> list[float]:
    """Seconds of processor time of each call, after one that is not counted; other work on the machine does not count."""
    run(over[0])
    taken = []
    for item in track(over, "measuring"):
        begun = time.thread_time()
        run(item)
        taken.append(time.thread_time() - begun)
    return taken


def row(what: str, ours: list[float], held: str, theirs: list[float], target: str, holds: bool | None) -> str:
    worst = sorted(ours)[int(0.99 * (len(ours) - 1))]
    verdict = {None: "–", True: "yes", False: "no"}[holds]
    cells = (what, shown(middle(ours)), shown(worst), held, shown(middle(theirs)) if theirs else "–", target, verdict)
    return f"| {' | '.join(cells)} |"


def middle(taken: list[float]) -> float:
    return statistics.median(taken)


def shown(seconds: float) -> str:
    return f"{seconds * 1e3:.3g} ms"


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
