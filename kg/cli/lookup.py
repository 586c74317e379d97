"""kg search, kg related, kg evidence: the look-ups of the API on a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import any_store_option
from kg.cli.looking import limit_option, open_lookup, quote_of, row_of, say_more, walk_options
from kg.cli.output import format_option, print_json
from kg.cli.tables import print_table

if TYPE_CHECKING:
    from kg.neighborhood import Direction, Rank


@click.command()
@click.argument("name")
@click.option("--type", "kind", help="Only entities of this type (kg ontology lists them).")
@limit_option
@format_option
@any_store_option
def search(name: str, kind: str | None, limit: int, output: str, store: Path | str) -> None:
    """Find entities by name: full, short and former names, parts of names, pinyin, typing errors.

    \b
    Example:
      kg search 济宁高新区
      kg search jining --type Park
    """
    answer = open_lookup(store).search(name, kind=kind, limit=limit)
    if output == "json":
        return print_json(answer)
    results = answer["results"]
    if not results:
        click.echo(f"nothing is called {name!r}", err=True)
        return
    columns = ("id", "type", "name", "matched", "score")
    print_table("", columns, [tuple(result[column] for column in columns) for result in results])
    say_more(answer)


@click.command()
@click.argument("name")
@walk_options
@click.option(
    "--direction", type=click.Choice(["out", "in", "both"]), default="both", show_default=True, help="Which way."
)
@click.option("--type", "kind", help="Only entities of this type.")
@click.option("--region", metavar="NAME", help="Only what lies in this region.")
@click.option("--industry", metavar="NAME", help="Only what facts tie to this industry or a part of it.")
@click.option(
    "--rank",
    type=click.Choice(["weight", "pagerank", "shared"]),
    default="weight",
    show_default=True,
    help="By the weight of the ways, by personalised PageRank, or by shared neighbors.",
)
@click.option(
    "--depth", type=click.IntRange(1, 3), default=1, show_default=True, help="Number of statements on the way."
)
@limit_option
@format_option
@any_store_option
def related(
    name: str,
    walk: dict[str, Any],
    direction: Direction,
    kind: str | None,
    region: str | None,
    industry: str | None,
    rank: Rank,
    depth: int,
    limit: int,
    output: str,
    store: Path | str,
) -> None:
    """List the entities related to NAME (a name or an id), best first, each with the reason.

    \b
    Example:
      kg related 济宁高新区 --type Firm
      kg related 光伏产业链 --relation hasSegment --direction out
      kg related 济宁高新区 --type Park --depth 2 --rank shared --region 山东省
    """
    from kg.neighborhood import Filters

    lookup = open_lookup(store)
    entity_id = lookup.resolve(name)
    filters = Filters(
        **walk,
        direction=direction,
        kind=kind,
        region=region and lookup.resolve(region, "Region"),
        industry=industry and lookup.resolve(industry, "Industry"),
    )
    answer = lookup.related(entity_id, filters, depth=depth, rank=rank, limit=limit)
    if output == "json":
        return print_json(answer)
    if not answer["results"]:
        click.echo(f"nothing is related to {entity_id} in this way", err=True)
        return
    rows = [
        (r["id"], r["type"], r["name"], r["score"], r["words"]["zh"], quote_of(r["evidence"]))
        for r in answer["results"]
    ]
    print_table("", ("id", "type", "name", "score", "reason", "evidence"), rows)
    say_more(answer)


@click.command()
@click.argument("name")
@click.option("--relation", help="Only this relation or attribute.")
@limit_option
@format_option
@any_store_option
def evidence(name: str, relation: str | None, limit: int, output: str, store: Path | str) -> None:
    """Show the statements about NAME (a name or an id), each with the words or row it was read from.

    \b
    Example:
      kg evidence 济宁高新区 --relation locatedInPark
    """
    lookup = open_lookup(store)
    entity_id = lookup.resolve(name)
    answer = lookup.evidence(entity_id, relation=relation, limit=limit)
    if output == "json":
        return print_json(answer)
    if not answer["results"]:
        click.echo(f"nothing is stated of {entity_id} in this way", err=True)
        return
    columns = ("subject", "relation", "object", "modality", "confidence", "source", "place", "quote")
    print_table(
        "", columns, [_why(statement, piece) for statement in answer["results"] for piece in statement["evidence"]]
    )
    say_more(answer)


def _why(statement: dict[str, Any], piece: dict[str, Any]) -> tuple[object, ...]:
    value = statement["object"]
    place = ", ".join(f"{p['start']}–{p['end']}" for p in piece["pieces"]) or row_of(piece)
    return (
        *(statement["subject"]["name"], statement["label"]["zh"], value.get("name", value.get("value"))),
        *(piece["modality"], piece["confidence"], piece["document"]["title"], place, piece["quote"] or ""),
    )
