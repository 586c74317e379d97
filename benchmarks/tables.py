"""Tables to a store: rows a second for reading each table, then seconds, quads and peak memory of building a store of them.

usage: python benchmarks/tables.py [TABLES …] [--mapping PATH] [--rounds N]

TABLES: files and folders (default: the industry chain tables beside the checkout, ../shared/data/chainkg, 310,000 rows).
Prints medians. A build runs in a process of its own, without the gazetteers' facts; one core.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg import inputs, tabular
from kg.gazetteer import Gazetteer
from kg.inputs import Input
from kg.ontology import Ontology
from kg.store import Store
from kg.tables import BadRows, KnownNames, read_table

ROOT = Path(__file__).resolve().parents[1]
CHAIN = ROOT.parent / "shared" / "data" / "chainkg"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", type=Path, default=[CHAIN])
    parser.add_argument("--mapping", type=Path, default=ROOT / "data" / "mappings")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    known = KnownNames(Gazetteer.load())
    found = [item for item in inputs.find(arguments.tables, [arguments.mapping]) if item.is_table]
    rows = sum(rate(item, known, arguments.rounds) for item in found)
    builds = [build([item.path for item in found], arguments.mapping) for _ in range(arguments.rounds)]
    seconds, quads, memory = (statistics.median(values) for values in zip(*builds, strict=True))
    print(
        f"build of all: {rows:,} rows in {seconds:.1f} s = {rows / seconds:,.0f} rows/s; "
        f"{quads:,.0f} quads; peak memory {memory:,.0f} MiB; {arguments.rounds} rounds, medians"
    )


def rate(item: Input, known: KnownNames, rounds: int) -> int:
    """Print the table's medians of rows a second, read alone and held against the shapes too; return its rows."""
    ontology, plain, checked, rows = Ontology.load(), list[float](), list[float](), 0
    for _ in range(rounds):
        start = time.perf_counter()
        reading = read_table(item.path, item.source, ontology, known, mapping=item.mapping, bad=BadRows(skip=True))
        plain.append(time.perf_counter() - start)
        rows = reading.document.text.count("\n")
        start = time.perf_counter()
        tabular.read(item.path, item.source, item.mapping, ontology, known, BadRows(skip=True))
        checked.append(time.perf_counter() - start)
    alone, both = (rows / statistics.median(seconds) for seconds in (plain, checked))
    print(f"{item.source:28} {rows:9,} rows   read {alone:9,.0f} rows/s   with shapes {both:9,.0f} rows/s")
    return rows


def build(tables: list[Path], mapping: Path) -> tuple[float, int, float]:
    """Seconds, quads and peak memory (MiB, of the biggest build so far) of one `kg build`."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["build", *map(str, tables), "--mapping", str(mapping), "--no-gazetteer", "--bad-rows", "skip"]
        command = [sys.executable, "-c", "from kg.cli import main; main()", *words, "--store", folder]
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        quads = len(Store.open(Path(folder)))
    return seconds, quads, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
