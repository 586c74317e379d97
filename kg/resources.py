"""Where the files that are no code lie: beside the checkout, or inside the installed wheel. Nobody else knows."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_WHEEL = _PACKAGE / "_resources"


def _first(*candidates: Path) -> Path:
    return next((path for path in candidates if path.is_dir()), candidates[0])


def ontology_dir() -> Path:
    """The folder of the ontology's Turtle files."""
    return _first(_WHEEL / "ontology", _CHECKOUT / "ontology")


def gazetteer_dir() -> Path:
    """The folder of the gazetteer tables (TSV)."""
    return _first(_WHEEL / "gazetteer", _CHECKOUT / "data" / "gazetteer")


def models_dir() -> Path:
    """The folder of the extraction's learned weights (TSV)."""
    return _first(_WHEEL / "models", _CHECKOUT / "data" / "models")


def decisions_file() -> Path:
    """The shipped decisions about pairs of names (TSV)."""
    wheel = _WHEEL / "decisions.tsv"
    return wheel if wheel.is_file() else _CHECKOUT / "data" / "decisions.tsv"


def questions_dir() -> Path:
    """The folder of the question gallery (`.rq`), with the queries of its drop-downs in `options/`."""
    return _first(_WHEEL / "questions", _CHECKOUT / "data" / "questions")


def sample_dir() -> Path | None:
    """The shipped `data/` folder with sample documents and tables; None in an installed wheel."""
    path = _CHECKOUT / "data"
    return path if (path / "documents").is_dir() else None


def web_dir() -> Path:
    """The folder of the explorer's pages, scripts and vendored libraries."""
    return _CHECKOUT / "viz" / "web"


def queries_dir() -> Path:
    """The folder of the SPARQL queries (`.rq`) that the store's look-ups use."""
    return _PACKAGE / "store" / "queries"
