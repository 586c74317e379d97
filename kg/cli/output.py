"""What look-ups print for programs."""

from __future__ import annotations

import click

format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A table, or JSON as the API answers it.",
)


def print_json(value: object) -> None:
    """Indented JSON in UTF-8."""
    import orjson

    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2))
