"""kg search, kg related, kg evidence: the look-ups of the API on a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import any_store_option
from kg.cli.output import format_option, print_json
from kg.cli.tables import print_table

if TYPE_CHECKING:
    from kg.lookup import Lookup
    from kg.neighborhood import Direction

limit_option = click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most."
)


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
    answer = _lookup(store).search(name, kind=kind, limit=limit)
    if output == "json":
        return print_json(answer)
    results = answer["results"]
    if not results:
        click.echo(f"nothing is called {name!r}", err=True)
        return
    columns = ("id", "type", "name", "matched", "score")
    print_table("", columns, [tuple(result[column] for column in columns) for result in results])
    _say_more(answer)


@click.command()
@click.argument("name")
@click.option("--relation", help="Only over this relation (kg ontology lists them).")
@click.option(
    "--direction", type=click.Choice(["out", "in", "both"]), default="both", show_default=True, help="Which way."
)
@click.option("--type", "kind", help="Only entities of this type.")
@click.option(
    "--depth", type=click.IntRange(1, 3), default=1, show_default=True, help="Number of statements on the way."
)
@limit_option
@format_option
@any_store_option
def related(
    name: str,
    relation: str | None,
    direction: Direction,
    kind: str | None,
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
    """
    lookup = _lookup(store)
    entity_id = lookup.resolve(name)
    answer = lookup.related(entity_id, relation=relation, direction=direction, kind=kind, depth=depth, limit=limit)
    if output == "json":
        return print_json(answer)
    if not answer["results"]:
        click.echo(f"nothing is related to {entity_id} in this way", err=True)
        return
    rows = [
        (r["id"], r["type"], r["name"], r["score"], _way(r["reason"]), _quote(r["evidence"])) for r in answer["results"]
    ]
    print_table("", ("id", "type", "name", "score", "reason", "evidence"), rows)
    _say_more(answer)


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
    lookup = _lookup(store)
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
    _say_more(answer)


def _lookup(store: Path | str) -> Lookup:
    from kg.lookup import Lookup

    return Lookup.open(store)


def _way(reason: list[dict[str, Any]]) -> str:
    """济宁高新区 —入驻→ 山推机械, with ? after the relation of what is only planned."""
    steps = (f"—{s['label']['zh']}{'' if s['modality'] == 'done' else '?'}→ {s['to']['name']}" for s in reason)
    return " ".join([reason[0]["from"]["name"], *steps])


def _quote(evidence: list[dict[str, Any]]) -> str:
    first = evidence[0]
    return f"{first['quote'] or _row(first)} ({first['document']['title']})"


def _row(piece: dict[str, Any]) -> str:
    return f"row {piece['row']}" if piece["row"] else ""


def _why(statement: dict[str, Any], piece: dict[str, Any]) -> tuple[object, ...]:
    value = statement["object"]
    place = ", ".join(f"{p['start']}–{p['end']}" for p in piece["pieces"]) or _row(piece)
    return (
        *(statement["subject"]["name"], statement["label"]["zh"], value.get("name", value.get("value"))),
        *(piece["modality"], piece["confidence"], piece["document"]["title"], place, piece["quote"] or ""),
    )


def _say_more(answer: dict[str, Any]) -> None:
    if answer["next"]:
        click.echo("there is more: raise --limit", err=True)
