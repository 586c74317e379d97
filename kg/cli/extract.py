"""kg extract: documents in, JSON out."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import ontology_option


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--date", help="Date of the documents (YYYY-MM-DD), when they do not say it themselves.")
@ontology_option
def extract(paths: tuple[Path, ...], date: str | None, ontology_dir: Path | None) -> None:
    """Read documents and print what they say: a JSON list, one object an article.

    \b
    Example:
      kg extract data/documents/park-page-2021.txt
      kg extract report.txt --date 2021-09-13 > report.json
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
    click.echo(orjson.dumps(articles, option=orjson.OPT_INDENT_2))
