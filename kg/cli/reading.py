"""What the commands that read documents and tables share: their options, and what they say of rows and shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.tables import BadRows
    from kg.validate import ValidationReport

_SHOWN = 20
NOT_CONFORMING = 3
_Command = TypeVar("_Command", bound=Callable[..., Any])


def reading_options(command: _Command) -> _Command:
    """--workers, --mapping and --bad-rows."""
    options = (
        click.option(
            "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read documents."
        ),
        click.option(
            "--mapping",
            "mappings",
            multiple=True,
            type=click.Path(path_type=Path),
            help="A mapping, or a folder of STEM.map.toml files, for tables that have none beside them.",
        ),
        click.option(
            "--bad-rows",
            type=click.Choice(["fail", "skip"]),
            default="fail",
            show_default=True,
            help="Whether a row of a table that does not fit ends it all or is left out and listed.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def shapes_told() -> Iterator[None]:
    """Say what in a graph breaks the ontology's shapes, and end with the exit code for it."""
    from kg.validate import ConformanceError

    try:
        yield
    except ConformanceError as error:
        click.echo(f"kg: {error}", err=True)
        list_results(error.report, err=True)
        raise click.exceptions.Exit(NOT_CONFORMING) from error


def list_results(report: ValidationReport, err: bool = False) -> None:
    """The first results of a validation, a line each."""
    for fault in report.results[:_SHOWN]:
        click.echo(f"{fault.focus}  {fault.path}  {fault.message}  {fault.value}".rstrip(), err=err)
    if len(report.results) > _SHOWN:
        click.echo(f"… and {len(report.results) - _SHOWN} more", err=err)


def list_bad_rows(bad: BadRows) -> str:
    """Say which rows were left out, and why; returns that in one phrase for the summary, empty for none."""
    for fault in bad.faults[:_SHOWN]:
        click.echo(f"kg: {fault}", err=True)
    if len(bad.faults) > _SHOWN:
        click.echo(f"… and {len(bad.faults) - _SHOWN} more", err=True)
    return f"; {bad.rows} row{'s' * (bad.rows != 1)} left out" if bad.rows else ""
