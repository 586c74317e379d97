"""kg ontology: what can be said, and whether its files are sound."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import ontology_option
from kg.cli.output import print_json
from kg.cli.tables import print_table
from kg.errors import OntologyError


@click.group(invoke_without_command=True)
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json", "ttl"]),
    default="table",
    show_default=True,
    help="A table, JSON as the API answers it, or Turtle.",
)
@ontology_option
@click.pass_context
def ontology(context: click.Context, output: str, ontology_dir: Path | None) -> None:
    """List what can be said: types, relations and attributes with labels and definitions.

    \b
    Example:
      kg ontology
      kg ontology check --ontology my-ontology/
    """
    if context.invoked_subcommand is not None:
        context.obj = ontology_dir
        return
    from kg.lookup.overview import ontology as describe
    from kg.ontology import Ontology
    from kg.prefixes import PREFIXES

    terms = Ontology.load(ontology_dir)
    if output == "json":
        return print_json(describe(terms))
    if output == "ttl":
        for prefix, namespace in PREFIXES.items():
            terms.graph.bind(prefix, namespace)
        click.echo(terms.graph.serialize(format="turtle"), nl=False)
        return
    groups = (("type", terms.types), ("relation", terms.relations), ("attribute", terms.attributes))
    rows = [
        (kind, term.name, term.label["zh"], term.label["en"], term.definition["zh"])
        for kind, group in groups
        for term in group.values()
    ]
    print_table("", ("kind", "name", "zh", "en", "definition"), rows)


@ontology.command()
@ontology_option
@click.pass_obj
def check(given: Path | None, ontology_dir: Path | None) -> None:
    """Hold every block against the meta-shapes: silent success, or one line a fault (file, term, fault) and exit code 1.

    \b
    Example:
      kg ontology check
      kg ontology check --ontology my-ontology/
    """
    from kg.ontology import Ontology

    terms = Ontology.load(ontology_dir or given)
    try:
        terms.check()
    except OntologyError as error:
        for fault in error.what.split("; "):
            click.echo(fault, err=True)
        sys.exit(1)
    click.echo(
        f"{len(terms.types)} types, {len(terms.relations)} relations, {len(terms.attributes)} attributes: sound",
        err=True,
    )
