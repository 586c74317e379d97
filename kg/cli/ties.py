"""kg similar, path: entities that are alike, and how two are tied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli import any_store_option
from kg.cli.looking import limit_option, open_lookup, quote_of, say_more, walk_options
from kg.cli.output import format_option, print_json
from kg.cli.tables import print_table


@click.command()
@click.argument("name")
@limit_option
@format_option
@any_store_option
def similar(name: str, limit: int, output: str, store: Path | str) -> None:
    """List the entities of the same type that do, make and hold the same as NAME; the rarer a thing, the more it counts.

    \b
    Example:
      kg similar 济宁高新区 --limit 5
    """
    lookup = open_lookup(store)
    entity_id = lookup.resolve(name)
    answer = lookup.similar(entity_id, limit)
    if output == "json":
        return print_json(answer)
    if not answer["results"]:
        click.echo(f"nothing in the graph is like {entity_id}", err=True)
        return
    rows = [(r["id"], r["name"], r["score"], r["words"]["zh"]) for r in answer["results"]]
    print_table("", ("id", "name", "score", "why"), rows)
    say_more(answer)


@click.command()
@click.argument("start", metavar="A")
@click.argument("goal", metavar="[B]", required=False)
@click.option("--to-type", "kind", help="In place of B: the nearest entities of this type.")
@click.option("--max-length", type=click.IntRange(1, 6), default=4, show_default=True, help="Statements at most.")
@click.option("--k", type=click.IntRange(1, 20), default=3, show_default=True, help="Paths at most.")
@click.option(
    "--rank",
    type=click.Choice(["damped", "length"]),
    default="damped",
    show_default=True,
    help="damped: hubs on the way make a path worse; length: the shortest first.",
)
@walk_options
@format_option
@any_store_option
def path(
    start: str,
    goal: str | None,
    kind: str | None,
    max_length: int,
    k: int,
    rank: str,
    walk: dict[str, Any],
    output: str,
    store: Path | str,
) -> None:
    """Show how A and B (names or ids) are tied, statement by statement, each with its evidence.

    \b
    Example:
      kg path 福州高新区 光伏产业链
      kg path 济宁高新区 --to-type Policy --k 5
    """
    from kg.neighborhood import Filters

    lookup = open_lookup(store)
    ends = (lookup.resolve(start), goal and lookup.resolve(goal))
    answer = lookup.paths(*ends, kind, Filters(**walk), max_length=max_length, k=k, damped=rank == "damped")
    if output == "json":
        return print_json(answer)
    rows = [
        (number, found["length"], found["cost"], step["words"]["zh"], quote_of(step["evidence"]))
        for number, found in enumerate(answer["results"], start=1)
        for step in found["steps"]
    ]
    if rows:
        print_table("", ("path", "length", "cost", "step", "evidence"), rows)
    if answer["note"]:
        click.echo(f"{answer['note']['zh']} · {answer['note']['en']}", err=True)
