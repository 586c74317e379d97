"""Names as people type them: the right entity first, or among the first five."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from kg.lookup import Lookup

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold" / "search.tsv"
FIRST, FIVE = 0.93, 0.98


def test_the_right_entity_comes_first(shipped_store: Path) -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        asked = list(csv.DictReader(file, delimiter="\t"))
    assert len(asked) >= 300
    lookup, first, five, missed = Lookup.open(shipped_store), Counter[str](), Counter[str](), []
    for row in asked:
        found = [result["id"] for result in lookup.search(row["query"], limit=5)["results"]]
        first[row["kind"]] += found[:1] == [row["id"]]
        five[row["kind"]] += row["id"] in found
        if found[:1] != [row["id"]]:
            missed.append((row["kind"], row["query"], row["id"], found))
    kinds = Counter(row["kind"] for row in asked)
    assert first.total() / len(asked) >= FIRST, missed
    assert five.total() / len(asked) >= FIVE, missed
    assert all(five[kind] / kinds[kind] >= 0.9 for kind in kinds), missed
