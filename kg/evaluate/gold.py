"""Articles as JSON: read from files, or extracted from the documents that gold articles name as their source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import orjson

from kg import corpus
from kg.errors import DataError
from kg.extract import Extractor
from kg.extract.result import to_json
from kg.progress import track

Article = dict[str, Any]
_LISTS = ("entities", "relations", "observations")
_NOT_ARTICLES = ".segmentation.json"


def load(path: Path) -> list[Article]:
    """The articles of a JSON file (one or a list), a .jsonl file, or a folder of such files.

    In a folder, files of another kind (`*.segmentation.json`) are passed over. Raises DataError for what is no article.
    """
    if path.is_dir():
        files = sorted(
            p for p in path.iterdir() if p.suffix in {".json", ".jsonl"} and not p.name.endswith(_NOT_ARTICLES)
        )
        if not files:
            raise DataError(
                "no .json or .jsonl file in the folder", where=str(path), hint="give a file or folder of articles"
            )
        return [article for file in files for article in load(file)]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"cannot be read: {error.strerror}", where=str(path), hint="give a file or folder of articles"
        ) from error
    found = [article for where, text in _parts(path, content) for article in _articles(where, text)]
    if not found:
        raise DataError("holds no article", where=str(path), hint="kg extract writes such files")
    return found


def extracted(gold: Sequence[Article], beside: Path, extractor: Extractor, base_iri: str) -> list[Article]:
    """What the extractor reads from the sources of the gold articles, which lie near the gold file or folder `beside`.

    Raises DataError when a source is not found.
    """
    sources = [_source(name, beside) for name in dict.fromkeys(article["document"]["source"] for article in gold)]
    documents = list(corpus.read(sources))
    return [
        to_json(extractor.extract(document), extractor.ontology, base_iri)
        for document in track(documents, "Extracting", len(documents))
    ]


def _parts(path: Path, content: bytes) -> Iterable[tuple[str, bytes]]:
    if path.suffix != ".jsonl":
        return [(str(path), content)]
    return [(f"{path}, line {n}", line) for n, line in enumerate(content.splitlines(), start=1) if line.strip()]


def _articles(where: str, content: bytes) -> list[Article]:
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise DataError(f"no JSON: {error}", where=where, hint="kg extract writes such files") from error
    articles = value if isinstance(value, list) else [value]
    for article in articles:
        if not (_is_document(article) and all(isinstance(article.get(name), list) for name in _LISTS)):
            raise DataError(
                "an article needs document (id, source), entities, relations and observations",
                where=where,
                hint="data/gold shows some",
            )
    return articles


def _is_document(article: object) -> bool:
    document = article.get("document") if isinstance(article, dict) else None
    return isinstance(document, dict) and all(isinstance(document.get(name), str) for name in ("id", "source"))


def _source(name: str, beside: Path) -> Path:
    """The file of that name, seen from the gold's folder or one above it, or in a folder `documents` there."""
    folder = (beside if beside.is_dir() else beside.parent).resolve()
    for place in (folder, *list(folder.parents)[:4]):
        for path in (place / name, place / "documents" / name):
            if path.is_file():
                return path
    raise DataError(
        f"the source {name} of a gold article is not found near it",
        where=str(beside),
        hint="give the extracted articles too",
    )
