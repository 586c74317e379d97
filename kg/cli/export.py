"""kg export: the graph, or what lies around one entity, for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import any_store_option
from kg.errors import DataError

if TYPE_CHECKING:
    from kg.lookup import Lookup

_FORMATS = ("nq", "ttl", "jsonld", "graphml", "gexf", "csv", "html")
_BOM = b"\xef\xbb\xbf"


@click.command()
@click.option(
    "--format",
    "output",
    type=click.Choice(_FORMATS),
    required=True,
    help="nq and jsonld hold everything, ttl the facts.",
)
@click.option("--around", metavar="NAME", help="Only what lies around this entity (a name or an id).")
@click.option(
    "--depth", type=click.IntRange(1, 3), default=1, show_default=True, help="How many statements away from it."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; stdout without it.")
@any_store_option
def export(output: str, around: str | None, depth: int, out: Path | None, store: Path | str) -> None:
    """Write the graph, or a neighborhood of it, as RDF, network file, CSV of statements or a page (html).

    The page opens without a network; it draws at most 1,500 entities, those that documents speak of first.

    \b
    Example:
      kg export --format html --around 济宁高新区 --depth 2 --out jining.html
      kg export --format csv --out statements.csv
    """
    from kg.lookup import Lookup

    lookup = Lookup.open(store)
    centre = lookup.resolve(around) if around else None
    content = _page(lookup, centre, depth) if output == "html" else _file(lookup, output, centre, depth)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(_BOM + content if output == "csv" else content)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror}", where=str(out), hint="choose another --out") from error
    click.echo(f"{out}: {len(content):,} bytes", err=True)


def _file(lookup: Lookup, output: str, centre: str | None, depth: int) -> bytes:
    from kg.export import export

    return export(lookup.store, lookup.near, output, lookup.near.around(centre, depth) if centre else None)


def _page(lookup: Lookup, centre: str | None, depth: int) -> bytes:
    from kg.export import reasons
    from viz.network import MAX_ENTITIES, network_page

    chosen = lookup.near.around(centre, depth, MAX_ENTITIES) if centre else None
    heading = f"{lookup.near.names[centre]}：相关实体网络" if centre else "园区知识图谱"
    return network_page(lookup.near, heading, reasons(lookup.store, lookup.near, chosen), chosen).encode()
