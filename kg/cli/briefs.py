"""kg brief, timeline, changes: an entity on one page or in order of time, and what the last build changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli import any_store_option, store_option
from kg.cli.looking import limit_option, open_lookup, say_more
from kg.cli.output import format_option, print_json
from kg.cli.tables import print_table


@click.command()
@click.argument("name")
@format_option
@any_store_option
def brief(name: str, output: str, store: Path | str) -> None:
    """Show NAME (a name or an id) on one page: facts, figures, titles, policies, neighbors, sources, and what is not recorded.

    \b
    Example:
      kg brief 济宁高新区
      kg brief 光伏产业链 --format json
    """
    lookup = open_lookup(store)
    answer = lookup.brief(lookup.resolve(name))
    if output == "json":
        return print_json(answer)
    print_table(answer["name"], ("part", "what", "value", "note"), list(_lines(answer)))


@click.command()
@click.argument("name")
@click.option("--since", metavar="DATE", help="Only what is of this date or later.")
@click.option("--until", metavar="DATE", help="Only what is of this date or earlier.")
@limit_option
@format_option
@any_store_option
def timeline(name: str, since: str | None, until: str | None, limit: int, output: str, store: Path | str) -> None:
    """List what is dated about NAME (a name or an id), the earliest first.

    \b
    Example:
      kg timeline 济宁高新区 --since 2021
    """
    lookup = open_lookup(store)
    answer = lookup.timeline(lookup.resolve(name), since, until, limit=limit)
    if output == "json":
        return print_json(answer)
    columns = ("date", "kind", "what", "modality", "source")
    rows = [(r["date"], r["kind"], r["words"]["zh"], r["modality"], r["source"]["title"]) for r in answer["results"]]
    print_table("", columns, rows)
    say_more(answer)


@click.command()
@click.option("--since-build", metavar="ID", help="The build to compare with, if not the one before.")
@limit_option
@format_option
@store_option
def changes(since_build: str | None, limit: int, output: str, store: Path) -> None:
    """List what the build in use changed: documents and facts that are new, changed or gone.

    \b
    Example:
      kg changes
      kg changes --since-build 99377acd75a45e09 --format json
    """
    answer = open_lookup(store).changes(since_build, limit)
    if output == "json":
        return print_json(answer)
    documents = [
        (what, "document", name, "", "") for what in ("new", "changed", "gone") for name in answer["documents"][what]
    ]
    facts = [
        (what, "fact", f["subject"], f["label"]["zh"], f["object"])
        for what in ("new", "gone")
        for f in answer[what]["results"]
    ]
    print_table("", ("change", "what", "subject", "relation", "object"), [*documents, *facts])
    since = answer["since"]
    note = f"since {since['id']} of {since['built']}" if since else answer["note"]["en"]
    click.echo(f"{note}: {answer['new']['count']} new facts, {answer['gone']['count']} gone", err=True)


def _lines(answer: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for attribute in answer["attributes"]:
        yield "attribute", attribute["label"]["zh"], "、".join(attribute["values"]), ""
    for group in answer["facts"]:
        names = "、".join(_marked(fact["entity"]["name"], fact["modality"]) for fact in group["results"])
        yield "facts", group["label"]["zh"], names, f"{group['count']}"
    for series in answer["series"]:
        for point in series["points"]:
            value = _marked(f"{point['value_text']}{series['unit']}", point["modality"])
            yield "figures", series["indicator"], value, point["period"] or ""
    for policy in answer["policies"]:
        yield "policies", policy["policy"]["name"], _marked(policy["words"]["zh"], policy["modality"]), ""
    for near in answer["neighbors"]:
        yield "neighbors", near["name"], near["words"]["zh"], f"{near['score']}"
    for source in answer["sources"]:
        yield "sources", source["title"], source["id"], source["published"] or ""
    for gap in answer["gaps"]:
        yield "gaps", gap["label"]["zh"], gap["words"]["zh"], gap["words"]["en"]


def _marked(words: str, modality: str) -> str:
    return words if modality == "done" else f"{words}?"
