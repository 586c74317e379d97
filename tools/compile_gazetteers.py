"""Compile the gazetteers that come from public tables: regions, parks, industries, firms.

    python tools/compile_gazetteers.py [DATA] [--out data/gazetteer]

DATA is the folder with admin_divisions/, zones/, gb4754/ and firms/ (default: ../shared/data beside the checkout). The
other gazetteers are written by hand in place and are not touched; firms.tsv leaves out the names that they and the
compiled ones have. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from gazetteers import firms, industries, parks, regions
from gazetteers.tsv import Row, read_tsv, write_tsv

TOOLS = Path(__file__).resolve().parent
CHECKOUT = TOOLS.parent


def main() -> None:
    """Read the arguments, write the four files, and say how many rows each has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=CHECKOUT.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "data" / "gazetteer")
    arguments = parser.parse_args()
    divisions = regions.read_regions(arguments.data)
    tables: dict[str, tuple[tuple[str, ...], list[dict[str, str]]]] = {
        "regions.tsv": (regions.COLUMNS, regions.region_rows(divisions, TOOLS)),
        "parks.tsv": (parks.COLUMNS, parks.park_rows(arguments.data, TOOLS, divisions)),
        "industries.tsv": (industries.COLUMNS, industries.industry_rows(arguments.data)),
    }
    taken = firms.known_forms({name: _table(name, tables) for name in firms.FORMS})
    tables["firms.tsv"] = (firms.COLUMNS, firms.firm_rows(arguments.data, TOOLS, taken))
    for name, (columns, rows) in tables.items():
        print(f"{name}: {write_tsv(arguments.out / name, columns, rows)} rows")


def _table(name: str, compiled: Mapping[str, tuple[tuple[str, ...], list[dict[str, str]]]]) -> Iterable[Row]:
    """The rows of a table: the compiled ones, else those of the file written by hand."""
    file = f"{name}.tsv"
    return compiled[file][1] if file in compiled else read_tsv(CHECKOUT / "data" / "gazetteer" / file)


if __name__ == "__main__":
    main()
