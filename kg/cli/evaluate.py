"""kg evaluate: how good an extraction is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import ontology_option
from kg.cli.output import format_option, print_json
from kg.cli.tables import print_table

if TYPE_CHECKING:
    from kg.evaluate import Report, Tally

_COLUMNS = ("what", "precision", "recall", "f1", "found", "wrong", "missed")


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", required=False, type=click.Path(path_type=Path))
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Also list the first N differences.")
@format_option
@ontology_option
def evaluate(gold: Path, predicted: Path | None, errors: int, output: str, ontology_dir: Path | None) -> None:
    """Score extracted articles against GOLD (a file or folder); without PREDICTED its source documents are extracted now.

    \b
    Example:
      kg evaluate data/gold --errors 20
      kg extract report.txt > report.json && kg evaluate gold.json report.json
    """
    from kg import evaluate as scorer
    from kg.extract import Extractor
    from kg.ontology import Ontology
    from kg.settings import Settings

    ontology, articles = Ontology.load(ontology_dir), scorer.load(gold)
    if predicted is None:
        answers = scorer.extracted(articles, gold, Extractor(ontology), Settings.from_environment().base_iri)
    else:
        answers = scorer.load(predicted)
    report = scorer.score(articles, answers, ontology)
    if output == "json":
        return print_json(_json(report, errors))
    print_table("", _COLUMNS, [*_rows(report.totals), *_rows(report.entity_types), *_rows(report.relation_types)])
    if errors:
        rows = [(f.document, f.kind, f.what, f.type, f.text) for f in report.faults[:errors]]
        print_table("", ("document", "kind", "what", "type", "text"), rows)


def _rows(tallies: Mapping[str, Tally]) -> list[tuple[object, ...]]:
    return [
        (name, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", t.found, t.wrong, t.missed)
        for name, t in tallies.items()
    ]


def _json(report: Report, errors: int) -> dict[str, object]:
    return {
        "articles": report.articles,
        **_figures(report.totals),
        "by_type": {"entities": _figures(report.entity_types), "relations": _figures(report.relation_types)},
        "observation_fields": _figures(report.observation_fields),
        "errors": [
            {"document": f.document, "kind": f.kind, "what": f.what, "type": f.type, "text": f.text}
            for f in report.faults[:errors]
        ],
    }


def _figures(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": round(t.precision, 4),
            "recall": round(t.recall, 4),
            "f1": round(t.f1, 4),
            "found": t.found,
            "wrong": t.wrong,
            "missed": t.missed,
        }
        for name, t in sorted(tallies.items())
    }
