"""The question gallery over one build: its questions, their queries filled in, the values of their drop-downs."""

from __future__ import annotations

from kg.identity import identifier
from kg.lookup.summaries import Answer
from kg.questions import Question
from kg.store import Store
from kg.store.rows import rows_of_text


def described(question: Question, values: dict[str, str], base_iri: str) -> Answer:
    """name, title and why by language, parameters with their value, and the whole query text."""
    return {
        "name": question.name,
        "title": dict(question.title),
        "why": dict(question.why),
        "parameters": [
            {
                "name": parameter.name,
                "kind": parameter.kind,
                "default": parameter.default,
                "value": values.get(parameter.name, parameter.default),
                "options": parameter.options,
            }
            for parameter in question.parameters
        ],
        "text": question.text(values, base_iri),
    }


def options(store: Store, query: str) -> list[Answer]:
    """Each value of a drop-down, an entity by its id, with its label."""
    return [
        {"value": identifier(store.base_iri, row["value"]) or row["value"], "label": row["label"]}
        for row in rows_of_text(store, query)
    ]
