"""kg build, load, validate, stats: making a store and looking at it as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import any_store_option, ontology_option, store_option
from kg.cli.reading import NOT_CONFORMING, list_bad_rows, list_results, reading_options, shapes_told

if TYPE_CHECKING:
    from kg.validate import ValidationReport


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@store_option
@ontology_option
@click.option("--gazetteer/--no-gazetteer", default=True, help="Whether the gazetteers' rows become facts.")
@reading_options
def build(
    paths: tuple[Path, ...],
    store: Path,
    ontology_dir: Path | None,
    workers: int,
    gazetteer: bool,
    mappings: tuple[Path, ...],
    bad_rows: str,
) -> None:
    """Read documents (.txt .md .html .jsonl) and tables (.csv .tsv .xlsx .parquet, .jsonl too) into a new store.

    A table needs a mapping, which says what its columns mean: STEM.map.toml beside it, or --mapping. Without PATHS the shipped sample data is read. The store is replaced only when all went well.

    \b
    Example:
      kg build
      kg build reports/ firms.csv --store .kg
      kg build firms.xlsx --mapping firms.map.toml --bad-rows skip
    """
    from kg.build import build as run
    from kg.tables import BadRows

    if mappings and not paths:
        raise click.UsageError("--mapping needs PATHS: the tables that it is for")
    bad = BadRows(skip=bad_rows == "skip")
    with shapes_told():
        summary = run(
            list(paths) or None,
            store,
            ontology=ontology_dir,
            gazetteer=gazetteer,
            workers=workers,
            mappings=mappings,
            bad_rows=bad,
        )
    left_out = list_bad_rows(bad)
    read = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in sorted(summary.documents.items()))
    state = "Built" if summary.new else "Unchanged:"
    click.echo(
        f"{state} {summary.build_id} in {store}: {read or 'no document'}; {summary.quads} quads{left_out}.", err=True
    )


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
@ontology_option
def load(files: tuple[Path, ...], store: Path, ontology_dir: Path | None) -> None:
    """Put RDF files (.nq .trig .ttl .nt, also .gz) as they are, unchecked, into a store of their own.

    \b
    Example:
      kg load export.nq.gz --store /tmp/other
      kg query 'SELECT * { ?s ?p ?o } LIMIT 5' --store /tmp/other
    """
    from kg.load import load as run

    count = run(files, store, ontology=ontology_dir)
    click.echo(f"Loaded {count} quads into {store}.", err=True)


@click.command()
@store_option
@ontology_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def validate(ctx: click.Context, store: Path, ontology_dir: Path | None, format_: str) -> None:
    """Hold the store against the shapes of its ontology. Exit code 3 when it does not conform.

    \b
    Example:
      kg validate
      kg validate --ontology ontology/ --format json
    """
    from kg.ontology import Ontology
    from kg.store import LocalStore, dump, terms
    from kg.validate import validate as run

    opened = LocalStore.open(store)
    declared = Ontology.load(ontology_dir) if ontology_dir else opened.ontology
    report = run(map(terms.statement, dump.quads(opened)), declared)
    if format_ == "json":
        _print_json(report)
    else:
        list_results(report)
        click.echo("conforms" if report.conforms else f"does not conform: {len(report.results)} results")
    click.echo(f"{report.nodes} nodes looked at.", err=True)
    ctx.exit(0 if report.conforms else NOT_CONFORMING)


@click.command()
@any_store_option
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def stats(store: Path | str, format_: str) -> None:
    """Count the store's entities, facts and statements by type.

    \b
    Example:
      kg stats
      kg stats --format json
    """
    import orjson

    from kg.cli.tables import print_table
    from kg.lookup import Lookup

    lookup = Lookup.open(store)
    answer = lookup.stats()
    if format_ == "json":
        click.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2))
        return
    click.echo(f"Build {answer['build']['id']} of {answer['build']['built']}: {len(lookup.store)} quads", err=True)
    print_table("Documents", ["kind", "number"], answer["documents"].items())
    print_table("Entities", ["type", "number"], answer["entities"].items())
    rows = [
        (name, answer["facts"].get(name, 0), *(counts[modality] for modality in ("done", "planned", "aim")))
        for name, counts in answer["statements"].items()
    ]
    print_table("Relations", ["relation", "facts", "done", "planned", "aim"], rows)
    print_table("Observations", ["", "number"], [("observations", answer["observations"])])


def _print_json(report: ValidationReport) -> None:
    import dataclasses

    import orjson

    results = [dataclasses.asdict(fault) for fault in report.results]
    click.echo(orjson.dumps({"conforms": report.conforms, "results": results}, option=orjson.OPT_INDENT_2))
