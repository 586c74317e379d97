"""Load and query one synthetic graph in several sizes, ours beside rdflib, bare pyoxigraph and Oxigraph's server.

usage, from the checkout: python -m benchmarks.store [--quads 100000 1000000] [--rounds 3] [--only load,queries,http,clients,hostile]

Needs rdflib-endpoint and oxigraph beside the project's own packages. Prints medians and ratios as Markdown tables.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
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
    parser.add_argument("--seconds", type=float, default=5, help="of one measurement over HTTP (default 5)")
    parser.add_argument("--json", type=Path, help="write all figures there too")
    arguments = parser.parse_args()
    if not OXIGRAPH.exists():
        raise SystemExit("the package oxigraph is missing beside this Python: pip install oxigraph rdflib-endpoint")
    print(f"{os.cpu_count()} cores; kg serve with {WORKERS} workers and a queue of {QUEUE}")
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
        result |= over_http(file, store, samples, parts, arguments.seconds)
    return result


def over_http(file: Path, store: Path, samples: Samples, parts: list[str], seconds: float) -> dict[str, Any]:
    """The servers one after another: each has the machine to itself and the clients."""
    found: dict[str, dict[str, Any]] = {}
    for engine in ("kg", "rdflib", "oxigraph"):
        print(f"{file.stem}: {NAMES[engine]} …", file=sys.stderr, flush=True)
        with serving(engine, file, store) as server:
            if "http" in parts:
                _note(found, "counts", engine, outside.counting(server))
                _note(found, "one client", engine, outside.throughput(server, samples, 1, seconds))
                if engine == "kg":
                    found["repeated"] = outside.repeated(server, samples, seconds)
            if "clients" in parts:
                _note(found, "clients", engine, outside.throughput(server, samples, CLIENTS, seconds))
            _note(found, "memory", engine, server.memory())
            _note(found, "start", engine, server.start)
            if "hostile" in parts and engine != "rdflib":
                _note(found, "hostile", engine, outside.hostile(server, samples, seconds))
    if "http" in parts:
        outside.show_throughput(f"HTTP, one client, {file.stem}", found["one client"])
        outside.show_repeated(found["repeated"])
        outside.show_counting(found["counts"])
    if "clients" in parts:
        outside.show_throughput(f"HTTP, {CLIENTS} clients, {file.stem}", found["clients"])
    if "hostile" in parts:
        outside.show_hostile(found["hostile"])
    outside.show_memory(found["memory"], found["start"])
    return found


def _note(found: dict[str, dict[str, Any]], part: str, engine: str, measured: Any) -> None:
    found.setdefault(part, {})[engine] = measured


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    if unknown := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
    return parts


if __name__ == "__main__":
    main()
