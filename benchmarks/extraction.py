"""Extraction beside jieba on the same texts in one run: characters per second, start-up, memory, cost by length.

usage: python benchmarks/extraction.py [TEXTS.jsonl …] [--characters N] [--rounds N]

TEXTS: JSON Lines with `text` (default: the shipped sample documents, repeated). Prints medians and ratios; one core.
"""

from __future__ import annotations

import argparse
import gc
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba
import jieba.posseg

from kg import corpus, resources
from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.model import Document

LENGTHS = (2_000, 20_000, 200_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--characters", type=int, default=200_000, help="how much text a round reads (default 200,000)")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    documents = take(arguments.texts, arguments.characters)
    extractor = Extractor()
    extractor.extract(documents[0])
    jieba.lcut("预热")
    jieba.posseg.lcut("预热")
    rates = {
        "extraction": rate(lambda d: extractor.extract(d), documents, arguments.rounds),
        "jieba.lcut": rate(lambda d: jieba.lcut(d.clean), documents, arguments.rounds),
        "jieba.posseg.lcut": rate(lambda d: jieba.posseg.lcut(d.clean), documents, arguments.rounds),
    }
    print(
        f"texts: {len(documents)}, {sum(len(d.clean) for d in documents):,} characters, {arguments.rounds} rounds, medians"
    )
    for name, value in rates.items():
        print(f"{name:20} {value:12,.0f} characters/s   {rates['extraction'] / value:6.2f}× (extraction / this)")
    print(
        f"start-up: kg --help {start_up('--help'):.2f} s CPU, first extraction of a page {start_up('extract', PAGE):.2f} s CPU"
    )
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
    by_length(extractor, documents, arguments.rounds)
    by_gazetteer(documents, arguments.rounds)


PAGE = str(Path(__file__).resolve().parents[1] / "data" / "documents" / "park-page-2021.txt")


def take(paths: Sequence[Path], characters: int) -> list[Document]:
    """Documents of some `characters` in all; repeated when there are too few."""
    shipped = resources.sample_dir()
    assert paths or shipped, "no sample documents: name texts"
    read = list(corpus.read(paths or [shipped / "documents"])) if shipped or paths else []
    out: list[Document] = []
    while sum(len(d.clean) for d in out) < characters:
        out.extend(read)
    return out[: next(n for n in range(1, len(out) + 1) if sum(len(d.clean) for d in out[:n]) >= characters)]


def rate(work: Callable[[Document], object], documents: Sequence[Document], rounds: int) -> float:
    """Median characters per CPU second."""
    seconds = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        for document in documents:
            work(document)
        seconds.append(time.process_time() - start)
    return sum(len(d.clean) for d in documents) / statistics.median(seconds)


def start_up(*arguments: str) -> float:
    """Median CPU seconds of a whole `kg` process over three runs."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(seconds)


def by_length(extractor: Extractor, documents: Sequence[Document], rounds: int) -> None:
    """Cost per character of one document, by its length."""
    text = "\n".join(document.clean for document in documents)
    base = 0.0
    for length in LENGTHS:
        pieces = [text[i : i + length] for i in range(0, min(len(text), LENGTHS[-1]), length)]
        whole = [document for piece in pieces for document in corpus.read_text(piece)]
        cost = 1e6 / rate(lambda d: extractor.extract(d), whole, rounds)
        base = base or cost
        print(f"length {length:9,}: {cost:6.2f} µs/character   {cost / base:5.2f}× that at {LENGTHS[0]:,}")


def by_gazetteer(documents: Sequence[Document], rounds: int) -> None:
    """Throughput with the shipped gazetteer and with one of ten times as many firm names."""
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "gazetteer"
        shutil.copytree(resources.gazetteer_dir(), large)
        with (large / "firms.tsv").open("a", encoding="utf-8") as file:
            for number in range(9 * sum(len(rows) for rows in Gazetteer.load().tables.values())):
                name = "".join(chr(0x4E00 + (number * 7919 + 101 * place) % 20_000) for place in range(5))
                file.write(f"{name}\t\t\tbenchmark\n")
        small_rate = rate(lambda d: shipped.extract(d), documents, rounds) if (shipped := Extractor()) else 0.0
        bigger = Extractor(gazetteer=Gazetteer(large))
        bigger.extract(documents[0])
        print(f"gazetteer ×10: {small_rate / rate(lambda d: bigger.extract(d), documents, rounds):.2f}× the cost")


if __name__ == "__main__":
    main()
