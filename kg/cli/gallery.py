"""The question gallery on a terminal, for kg query --gallery."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.tables import print_table


def print_gallery() -> None:
    """The questions with their parameters (name, kind and default); needs no store."""
    from kg.ontology import Ontology
    from kg.questions import Gallery

    gallery = Gallery.load(Ontology.load().types)
    rows = [
        (q.name, q.title["zh"], q.title["en"], ", ".join(f"{p.name}={p.default}" for p in q.parameters))
        for q in gallery.questions.values()
    ]
    print_table("", ("name", "zh", "en", "parameters"), rows)


def filled_in(store: Path | str, name: str, settings: Iterable[str]) -> str:
    """The query of a question with `parameter=value` set. Raises KgError for a name or value that does not fit."""
    from kg.lookup import Lookup

    values = {}
    for setting in settings:
        parameter, sign, value = setting.partition("=")
        if not sign or parameter in values:
            raise click.UsageError(f"--set {setting}: give PARAMETER=VALUE, each parameter once")
        values[parameter] = value
    text: str = Lookup.open(store).question(name, values)["text"]
    return text
