"""The command line. A command's module is imported when the command is called, so `kg --help` stays quick."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from kg import __version__
from kg.errors import KgError

COMMANDS = {
    "extract": "kg.cli.extract",
    "build": "kg.cli.build",
    "add": "kg.cli.upkeep",
    "drop": "kg.cli.upkeep",
    "documents": "kg.cli.upkeep",
    "merge": "kg.cli.resolve",
    "split": "kg.cli.resolve",
    "candidates": "kg.cli.resolve",
    "load": "kg.cli.build",
    "validate": "kg.cli.build",
    "stats": "kg.cli.build",
    "query": "kg.cli.query",
    "search": "kg.cli.lookup",
    "related": "kg.cli.lookup",
    "similar": "kg.cli.ties",
    "path": "kg.cli.ties",
    "brief": "kg.cli.briefs",
    "timeline": "kg.cli.briefs",
    "evidence": "kg.cli.lookup",
    "match": "kg.cli.match",
    "changes": "kg.cli.briefs",
    "export": "kg.cli.export",
    "evaluate": "kg.cli.evaluate",
    "ontology": "kg.cli.ontology",
    "serve": "kg.cli.serve",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports them on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """A knowledge graph of China's high-tech parks: read reports, query the graph, look up what is related.

    \b
    Example:
      kg build && kg serve
      kg search 济宁高新区
    """


class StorePlace(click.ParamType):  # type: ignore[type-arg]
    """A folder, or the address of a SPARQL endpoint where a command can do with one."""

    name = "folder or URL"

    def __init__(self, remote: bool) -> None:
        self._remote = remote

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """Path for a folder, str for an address."""
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value if self._remote else self.fail("this command needs a folder", param, ctx)
        if Path(value).is_file():
            self.fail(f"{value} is a file", param, ctx)
        return Path(value)


store_option = click.option(
    "--store",
    type=StorePlace(False),
    default=Path(".kg"),
    show_default=True,
    metavar="DIR",
    help="Folder of the store.",
)
any_store_option = click.option(
    "--store",
    type=StorePlace(True),
    default=Path(".kg"),
    show_default=True,
    metavar="DIR|URL",
    help="Folder of the store, or the query address of a SPARQL 1.1 server that holds it.",
)
ontology_option = click.option(
    "--ontology",
    "ontology_dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of the ontology's Turtle files, if not the shipped one.",
)


def main() -> None:
    """Entry point `kg`: a KgError becomes one line on stderr and exit code 1; a closed pipe ends quietly."""
    try:
        cli(prog_name="kg")
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
