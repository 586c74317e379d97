"""kg query: SPARQL on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import any_store_option
from kg.cli.gallery import filled_in, print_gallery
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query.answers import Answer, Choose

_MEDIA_TYPES = {
    "table": ("application/sparql-results+json", "text/turtle"),
    "json": ("application/sparql-results+json", "application/ld+json"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "ttl": ("text/turtle",),
}


@click.command()
@click.argument("sparql", required=False)
@click.option(
    "-f", "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read the query from a file."
)
@click.option("--format", "format_", type=click.Choice(list(_MEDIA_TYPES)), default="table", show_default=True)
@click.option("--gallery", metavar="NAME", help="Ask a question of the gallery; `list` names them all.")
@click.option(
    "--set", "settings", metavar="PARAMETER=VALUE", multiple=True, help="A parameter of the question, by id or name."
)
@click.option("--show", is_flag=True, help="Print the question's query and do not run it.")
@any_store_option
def query(
    sparql: str | None,
    file: Path | None,
    format_: str,
    gallery: str | None,
    settings: tuple[str, ...],
    show: bool,
    store: Path | str,
) -> None:
    """Evaluate a SPARQL 1.1 query. The prefixes kg, rdf, rdfs, skos, oa, dcterms … need no declaration.

    SELECT and ASK give a table (or json, csv, tsv, xml), CONSTRUCT and DESCRIBE give ttl (or json, xml).

    \b
    Example:
      kg query 'SELECT ?name { ?park a kg:Park ; rdfs:label ?name } LIMIT 5'
      kg query -f firms.rq --format csv > firms.csv
      kg query --gallery list
      kg query --gallery firms-of-park --set park=福州高新区
    """
    if sum(given is not None for given in (sparql, file, gallery)) != 1:
        raise click.UsageError("give a query, or a file with -f, or a question with --gallery")
    if gallery is None and (settings or show):
        raise click.UsageError("--set and --show go with --gallery")
    if gallery == "list":
        return print_gallery()
    text = _read(file) if file else sparql or filled_in(store, gallery or "", settings)
    if show:
        return click.echo(text, nl=False)
    _run(text, format_, store)


def _run(text: str, format_: str, store: Path | str) -> None:
    found = _answer(store, text, lambda offered: _choose(format_, offered))
    for iri in found.empty_graphs:
        click.echo(f"kg: <{iri}> is no graph of this store and was taken as empty", err=True)
    if format_ == "table" and found.media_type.endswith("results+json"):
        _print(found.body)
    else:
        click.echo(found.body, nl=not found.body.endswith(b"\n"))


def _answer(location: Path | str, text: str, choose: Choose) -> Answer:
    from kg.query.answers import answer, open_read_only
    from kg.settings import Settings
    from kg.store import RemoteStore, Store

    store, limit = Store.open(location), Settings.from_environment().query_max_bytes
    if isinstance(store, RemoteStore):
        return store.answer(text, choose, limit)
    return answer(open_read_only(store.path), text, choose, limit, base_iri=store.base_iri)


def _choose(format_: str, offered: Sequence[str]) -> str:
    for media_type in _MEDIA_TYPES[format_]:
        if media_type in offered:
            return media_type
    fitting = [name for name, types in _MEDIA_TYPES.items() if set(types) & set(offered)]
    raise QueryError(f"the answer cannot be written as {format_}", hint=f"use --format {' or '.join(fitting)}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("the file is no UTF-8 text", where=str(file), hint="save it as UTF-8") from error


def _print(content: bytes) -> None:
    import orjson

    from kg.cli.tables import print_table

    results = orjson.loads(content)
    if "boolean" in results:
        click.echo(str(results["boolean"]).lower())
        return
    header = results["head"]["vars"]
    rows = [[row.get(name, {}).get("value", "") for name in header] for row in results["results"]["bindings"]]
    print_table("", header, rows)
