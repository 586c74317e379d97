"""What articles score that the models were not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg import evaluate
from kg.extract import ONLY_WITH_STATEMENT, observations
from kg.extract.context import Context
from kg.extract.learned import Models
from kg.extract.relations import likely
from kg.ontology import Ontology
from training import articles
from training.articles import Annotated


def answer(name: str, context: Context, models: Models) -> dict[str, Any]:
    """The article as the models read it, for the scorer; the rules' statements stand in the context already."""
    context.models = models
    likely.read(context)
    figures = list(observations.read(context.article, context))
    statements = context.draft.statements()
    used = {end for s in statements for end in (s.subject, s.object)} | {o.subject for o in figures}
    things = {t.id for t in context.things if t.id in used or t.type not in ONLY_WITH_STATEMENT}
    return {
        "document": {"id": name},
        "entities": [e for e in articles.entities(context) if e["id"] in things],
        "relations": [
            {"type": s.predicate, "head": s.subject, "tail": s.object} for s in statements if s.object in things
        ],
        "observations": [
            {
                "subject": o.subject,
                "indicator": o.indicator,
                "value": o.value,
                "unit": o.unit,
                "period": o.period,
                "change": o.change,
                "from": o.earlier,
                "completion": o.completion,
            }
            for o in figures
        ],
    }


def report(
    title: str, gold: Sequence[Annotated], answers: Mapping[str, dict[str, Any]], ontology: Ontology
) -> evaluate.Report:
    """Print precision, recall and F1 of the totals."""
    found = evaluate.score([a.gold for a in gold], [answers[a.name] for a in gold], ontology)
    cells = [f"{name} {t.precision:.3f} {t.recall:.3f} {t.f1:.3f}" for name, t in found.totals.items()]
    print(f"{title:24}", " | ".join(cells), flush=True)
    return found
