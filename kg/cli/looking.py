"""What the look-up commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.lookup import Lookup

limit_option = click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most."
)
_WALK = (
    click.option(
        "--relation",
        "relations",
        multiple=True,
        help="Only over this relation (kg ontology lists them); may be repeated.",
    ),
    click.option("--modality", type=click.Choice(["done", "planned", "aim"]), help="Only over what is said to be so."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Of every statement on the way."),
    click.option("--since", metavar="DATE", help="Only what a document of this date or later states."),
    click.option("--until", metavar="DATE", help="Only what a document of this date or earlier states."),
)
_OF_WALK = ("relations", "modality", "min_confidence", "since", "until")


def walk_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every statement on a way is held to; the command gets them as `walk`, named as in Filters."""

    @wraps(command)
    def run(**given: Any) -> None:
        command(walk={name: given.pop(name) for name in _OF_WALK}, **given)

    for option in reversed(_WALK):
        run = option(run)
    return run


def open_lookup(store: Path | str) -> Lookup:
    """The look-ups over a store. Raises StoreError."""
    from kg.lookup import Lookup

    return Lookup.open(store)


def quote_of(evidence: list[dict[str, Any]]) -> str:
    """The first piece of evidence: its quote or row, and its source."""
    first = evidence[0]
    return f"{first['quote'] or row_of(first)} ({first['document']['title']})"


def row_of(piece: dict[str, Any]) -> str:
    """The row that a piece of evidence stands in, if it does."""
    return f"row {piece['row']}" if piece["row"] else ""


def say_more(answer: dict[str, Any]) -> None:
    """That a list goes on."""
    if answer["next"]:
        click.echo("there is more: raise --limit", err=True)
