"""What articles score that the models were not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg import evaluate
from kg.extract import finish
from kg.extract.context import Context
from kg.extract.learned import Models
from kg.extract.result import to_json
from kg.ontology import Ontology
from training.articles import Annotated

_BASE = "https://parkgraph.example/"


def answer(context: Context, models: Models) -> dict[str, Any]:
    """The article as the models read it, for the scorer; the rules' statements stand in the context already."""
    context.models = models
    return to_json(finish(context), context.article.ontology, _BASE)


def report(title: str, gold: Sequence[Annotated], answers: Mapping[str, dict[str, Any]], ontology: Ontology) -> None:
    """Print precision, recall and F1 of the totals."""
    found = evaluate.score([a.gold for a in gold], [answers[a.name] for a in gold], ontology)
    cells = [f"{name} {t.precision:.3f} {t.recall:.3f} {t.f1:.3f}" for name, t in found.totals.items()]
    print(f"{title:24}", " | ".join(cells), flush=True)
