"""Statements of an article: the ontology's frames, and rules on lists, topics, names, offices and a park's own report."""

from __future__ import annotations

from kg.extract import policy_text
from kg.extract.context import Context
from kg.extract.relations import framed, lists, names, offices, purposes, report, topics

__all__ = ["read"]


def read(context: Context) -> None:
    """Take all statements of the article into the context's draft; the rules that fill gaps come last."""
    for sentence in context.article.sentences:
        here = context.mentions(sentence)
        if not here:
            continue
        for rules in (framed, lists, purposes, offices, topics):
            rules.read(context, sentence, here)
        if context.policy is not None:
            policy_text.read(context.policy, context.draft, sentence, here)
    names.read(context)
    if context.is_report and context.park is not None:
        report.read(context, context.park)
    names.place_parks(context)
