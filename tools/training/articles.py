"""Annotated articles with their texts, and how they are read while a model is being trained."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import corpus, evaluate
from kg.evaluate import matching
from kg.extract.context import Context
from kg.extract.learned import Models
from kg.extract.learned.linear import Model
from kg.model import Document

# A word counts as one of the language when so many articles use it outside names.
_IN_ARTICLES = 3
NOTHING = Models(Model({}), Model({}), Model({}))


@dataclass(frozen=True)
class Annotated:
    """An article and its annotation. name: the document's id; ours: whether the text is one of our own samples."""

    name: str
    document: Document
    gold: Mapping[str, Any]
    ours: bool


def load(checkout: Path) -> list[Annotated]:
    """The annotated samples and news items, in the order of their ids."""
    news = checkout.parent / "shared" / "data" / "news"
    found = []
    for folder, sources, ours in (
        (checkout / "data" / "gold", checkout / "data" / "documents", True),
        (checkout / "data" / "gold" / "news" / "dev", news, False),
    ):
        gold = {article["document"]["id"]: article for article in evaluate.load(folder)}
        files = sorted({sources / Path(article["document"]["source"]).name for article in gold.values()})
        texts = {document.id: document for document in corpus.read(files) if document.id in gold}
        found += [Annotated(name, texts[name], gold[name], ours) for name in sorted(gold)]
    return found


def folds(articles: Sequence[Annotated], number: int) -> dict[str, int]:
    """Name → part of the cross-validation, by lot."""
    names = [article.name for article in articles]
    random.Random(1).shuffle(names)
    return {name: place % number for place, name in enumerate(names)}


def entities(context: Context) -> list[dict[str, Any]]:
    """The entities of a context as the scorer wants them."""
    return [{"id": t.id, "type": t.type, "name": t.name, "aliases": sorted(t.forms)} for t in context.things]


def matched(context: Context, gold: Mapping[str, Any]) -> dict[str, str]:
    """Id of a found entity → id of the annotated one that it is."""
    return matching.pair_entities(gold["entities"], entities(context))


def vocabulary(contexts: Mapping[str, Context], annotated: Iterable[Annotated]) -> list[str]:
    """The words of the dictionary, four characters at most, that several articles use outside annotated names."""
    counts: Counter[str] = Counter()
    for one in annotated:
        article = contexts[one.name].article
        inside = "\n".join(n for e in one.gold["entities"] for n in (e["name"], *e.get("aliases", ())))
        words = {word.text for sentence in article.sentences for word in article.words(sentence) if word.tag != "x"}
        counts.update(w for w in words if len(w) <= 4 and w not in inside)
    return sorted(w for w, n in counts.items() if n >= _IN_ARTICLES and re.fullmatch(r"[一-鿿]+", w))


def dump(path: Path, header: str, rows: Iterable[Sequence[str]]) -> int:
    """Write a table of text; gives the number of bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "\n".join([header, *("\t".join(row) for row in rows)]) + "\n"
    path.write_text(content, encoding="utf-8")
    return len(content.encode())
