"""Load and query one synthetic graph in several sizes, ours beside rdflib, bare pyoxigraph and Oxigraph's server.

usage, from the checkout: python -m benchmarks.store [--quads 100000 1000000] [--rounds 3] [--only load,queries,http,clients,hostile]

Needs rdflib-endpoint and oxigraph beside the project's own packages. Prints medians and ratios as Markdown tables.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.store import graph, inside, outside
from benchmarks.store.graph import Samples
from benchmarks.store.servers import KG, NAMES, OXIGRAPH, QUEUE, WORKERS, serving

PARTS = ("load", "queries", "http", "clients", "hostile")
CLIENTS = 64


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", type=_parts, default=PARTS, help=f"some of {','.join(PARTS)}")
    parser.add_argument(
        "--seconds", type=float, default=3, help="of one measurement over HTTP, in each round (default 3)"
    )
    parser.add_argument("--json", type=Path, help="write all figures there too")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # so that no server stays behind
    if min(arguments.quads) < graph.SMALLEST:
        parser.error(f"the smallest graph has {graph.SMALLEST:,} quads")
    if not OXIGRAPH.exists():
        raise SystemExit("the package oxigraph is missing beside this Python: pip install oxigraph rdflib-endpoint")
    busy = os.getloadavg()[1]
    print(f"{os.cpu_count()} cores, load by others {busy:.1f}; kg serve with {WORKERS} workers and a queue of {QUEUE}")
    results = {}
    for quads in arguments.quads:
        with tempfile.TemporaryDirectory() as folder:
            results[str(quads)] = run(quads, Path(folder), arguments)
        if arguments.json:
            arguments.json.write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")


def run(quads: int, work: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """All parts over one graph."""
    file, store, described = work / f"{quads:_}-quads.nq", work / "store", work / "samples.json"
    samples, parts, result = graph.write(file, quads), arguments.only, dict[str, Any]()
    described.write_text(json.dumps(asdict(samples)), encoding="utf-8")
    if "load" in parts:
        result["load"] = inside.loading(file, work, arguments.rounds)
    subprocess.run([*KG, "load", str(file), "--store", str(store)], check=True, capture_output=True)
    if "queries" in parts:
        result["queries"] = inside.querying(file, store, described, arguments.rounds)
    if {"http", "clients", "hostile"} & set(parts):
        result |= over_http(file, store, samples, parts, arguments.seconds, arguments.rounds)
    return result


def over_http(
    file: Path, store: Path, samples: Samples, parts: Sequence[str], seconds: float, rounds: int
) -> dict[str, Any]:
    """All servers are up, and are asked one after another, round by round."""
    found = dict[str, Any]()
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(engine, file, store)) for engine in NAMES]
        if "http" in parts:
            found["counts"] = {server.engine: outside.counting(server) for server in servers}
            outside.show_counting(found["counts"])
            found["one client"] = outside.throughput(servers, samples, 1, seconds, rounds)
            outside.show_throughput(f"HTTP, one client, {file.stem}", found["one client"])
            found["repeated"] = outside.repeated(servers[0], samples, seconds)
            outside.show_repeated(found["repeated"])
        if "clients" in parts:
            found["clients"] = outside.throughput(servers, samples, CLIENTS, seconds, rounds)
            outside.show_throughput(f"HTTP, {CLIENTS} clients, {file.stem}", found["clients"])
        found["memory"] = {server.engine: server.memory() for server in servers}
        outside.show_memory(found["memory"], {server.engine: server.start for server in servers})
        if "hostile" in parts:
            asked = [server for server in servers if server.engine != "rdflib"]
            found["hostile"] = {server.engine: outside.hostile(server, samples, seconds) for server in asked}
            outside.show_hostile(found["hostile"])
    return found


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    if unknown := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
    return parts


if __name__ == "__main__":
    main()
