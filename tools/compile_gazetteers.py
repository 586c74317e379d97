"""Compile the gazetteers that come from public tables: regions, parks, industries.

    python tools/compile_gazetteers.py [DATA] [--out data/gazetteer]

DATA is the folder with admin_divisions/, zones/ and gb4754/ (default: ../shared/data beside the checkout). The other
gazetteers are written by hand in place and are not touched. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gazetteers import industries, parks, regions
from gazetteers.tsv import write_tsv

TOOLS = Path(__file__).resolve().parent
CHECKOUT = TOOLS.parent


def main() -> None:
    """Read the arguments, write the three files, and say how many rows each has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=CHECKOUT.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "data" / "gazetteer")
    arguments = parser.parse_args()
    divisions = regions.read_regions(arguments.data)
    tables = {
        "regions.tsv": (regions.COLUMNS, regions.region_rows(divisions, TOOLS)),
        "parks.tsv": (parks.COLUMNS, parks.park_rows(arguments.data, TOOLS, divisions)),
        "industries.tsv": (industries.COLUMNS, industries.industry_rows(arguments.data)),
    }
    for name, (columns, rows) in tables.items():
        print(f"{name}: {write_tsv(arguments.out / name, columns, rows)} rows")


if __name__ == "__main__":
    main()
