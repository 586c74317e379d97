"""kg add, drop, documents: a store kept up to date, document by document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import store_option
from kg.cli.output import format_option, print_json
from kg.cli.reading import list_bad_rows, reading_options, shapes_told

if TYPE_CHECKING:
    from kg.changes import Changes, Fact

_SHOWN = 20
_WORDS = {"new": "added", "changed": "changed", "gone": "withdrawn"}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@format_option
@store_option
def add(
    paths: tuple[Path, ...], workers: int, mappings: tuple[Path, ...], bad_rows: str, output: str, store: Path
) -> None:
    """Read documents and tables into the store; one of a known id takes the place of the one before.

    Ends with what is new, changed and gone. The store is what kg build would have made of all of them.

    \b
    Example:
      kg add reports/2024-half-year.txt
      kg add reports/ firms.csv --format json > changes.json
    """
    from kg.tables import BadRows
    from kg.upkeep import add as run

    bad = BadRows(skip=bad_rows == "skip")
    with shapes_told():
        changes = run(list(paths), store, workers=workers, mappings=mappings, bad_rows=bad)
    tell_changes(changes, output, store, list_bad_rows(bad))


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="DOCUMENT...")
@format_option
@store_option
def drop(names: tuple[str, ...], output: str, store: Path) -> None:
    """Withdraw documents or tables, by id or by file, with the facts that only they say. kg documents lists them.

    \b
    Example:
      kg drop 'park-page-2021#3'
      kg drop documents/park-page-2021.txt
    """
    from kg.upkeep import drop as run

    with shapes_told():
        changes = run(list(names), store)
    tell_changes(changes, output, store)


@click.command()
@click.option("--gazetteer/--no-gazetteer", default=False, help="List the gazetteers too.")
@format_option
@store_option
def documents(gazetteer: bool, output: str, store: Path) -> None:
    """List the documents and tables that the store was read from.

    \b
    Example:
      kg documents
      kg documents --format json
    """
    from dataclasses import asdict

    from kg.cli.tables import print_table
    from kg.upkeep import documents as run

    found = [held for held in run(store) if gazetteer or held.kind != "gazetteer"]
    if output == "json":
        return print_json([asdict(held) for held in found])
    columns = ("id", "kind", "published", "title", "source", "statements", "mentions")
    print_table("", columns, [tuple(getattr(held, column) or "" for column in columns) for held in found])


def tell_changes(changes: Changes, output: str, store: Path, left_out: str = "") -> None:
    """Print what is new, changed and gone; the number of quads goes to stderr."""
    from dataclasses import asdict

    if output == "json":
        print_json(asdict(changes))
    else:
        _print(changes)
    click.echo(f"{changes.build_id} in {store}: {changes.quads} quads{left_out}.", err=True)
    if not changes.same_reader:
        note = "Documents that were there already were read by an earlier version; kg build reads all anew."
        click.echo(note, err=True)


def _print(changes: Changes) -> None:
    for what, word in _WORDS.items():
        for document in changes.documents[what]:  # type: ignore[index]
            click.echo(f"{word}: {document}")
    click.echo(
        f"{len(changes.documents['unchanged'])} unchanged; {len(changes.new)} new facts, {len(changes.gone)} gone"
    )
    for sign, facts in (("+", changes.new), ("-", changes.gone)):
        _list(sign, facts)


def _list(sign: str, facts: tuple[Fact, ...]) -> None:
    for fact in facts[:_SHOWN]:
        click.echo(f"{sign} {fact.subject} {fact.predicate} {fact.object}")
    if len(facts) > _SHOWN:
        click.echo(f"{sign} … and {len(facts) - _SHOWN} more (--format json lists all)")
