"""What no rule says in words: linear models over features of form and place, trained by `tools/train.py`, names left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg import resources
from kg.extract.learned.linear import Model, load

__all__ = ["Model", "Models", "shipped"]


@dataclass(frozen=True, slots=True)
class Models:
    """worth: which entities count. pairs: which relations two entities stand in. owners: whose a figure is."""

    worth: Model
    pairs: Model
    owners: Model


def shipped(folder: Path | None = None) -> Models:
    """The models of a folder (default: the shipped one)."""
    where = folder or resources.models_dir()
    return Models(*(load(where / f"{name}.tsv") for name in ("worth", "pairs", "owners")))
