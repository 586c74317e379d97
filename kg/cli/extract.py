"""kg extract: documents in, JSON out; with --html a page to look at too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import ontology_option
from kg.errors import DataError

if TYPE_CHECKING:
    from kg.model import Document
    from kg.ontology import Ontology


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--date", help="Date of the documents (YYYY-MM-DD), when they do not say it themselves.")
@click.option(
    "--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Also write a page with what was read."
)
@ontology_option
def extract(paths: tuple[Path, ...], date: str | None, page: Path | None, ontology_dir: Path | None) -> None:
    """Read documents and print what they say: a JSON list, one object an article.

    \b
    Example:
      kg extract data/documents/park-page-2021.txt
      kg extract report.txt --date 2021-09-13 --html report.html > report.json
    """
    import orjson

    from kg import corpus
    from kg.extract import Extractor
    from kg.extract.result import to_json
    from kg.ontology import Ontology
    from kg.progress import track
    from kg.settings import Settings

    ontology = Ontology.load(ontology_dir)
    extractor = Extractor(ontology)
    base_iri = Settings.from_environment().base_iri
    documents = list(corpus.read(paths, date=date))
    articles = [to_json(extractor.extract(d), ontology, base_iri) for d in track(documents, "Reading", len(documents))]
    if page is not None:
        _write(page, list(zip(documents, articles, strict=True)), ontology)
    click.echo(orjson.dumps(articles, option=orjson.OPT_INDENT_2))


def _write(page: Path, results: list[tuple[Document, dict[str, Any]]], ontology: Ontology) -> None:
    from viz.reading import reading_page

    try:
        page.write_text(reading_page(results, ontology), encoding="utf-8")
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror}", where=str(page), hint="give another file") from error
