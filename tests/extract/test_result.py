"""The JSON of an extraction: its shape, its offsets, and that the same text gives the same bytes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from kg import corpus
from kg.extract.result import to_json
from kg.model import Document
from tests.extract.reading import document, extractor

BASE = "https://parkgraph.example/"
SAMPLES = Path(__file__).resolve().parents[2] / "data" / "documents"
# Lines of one width, broken inside the firm's name and the number.
WRAPPED = """去年以来，昆山高新区加快招商步伐，先后引进了青岚药
业股份有限公司等一批企业，合计产值达到了1234.
5亿元，税收达到9亿元，同比增长了20%，增幅居全
省各开发区前列，园区面貌一新。
"""
Json = dict[str, Any]
Kg = Callable[..., subprocess.CompletedProcess[str]]

_OPTIONAL_TEXT = (str, type(None))
_NUMBER = (int, float)
_WHY = {"evidence": list, "rule": str, "confidence": _NUMBER, "modality": str}
# kind of object → its required keys and its optional keys, each with the types a value may have.
SHAPES: Mapping[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "article": ({"document": dict, "entities": list, "relations": list, "observations": list}, {}),
    "document": (
        {"id": str, "title": _OPTIONAL_TEXT, "source": str},
        {"published": _OPTIONAL_TEXT, "byline": _OPTIONAL_TEXT},
    ),
    "entity": (
        {"id": str, "type": str, "name": str, "aliases": list, "mentions": list},
        {"iri": str, "attributes": dict},
    ),
    "mention": ({"start": int, "end": int, "text": str}, {}),
    "evidence": ({"start": int, "end": int, "quote": str}, {}),
    "relation": ({"type": str, "head": str, "tail": str, **_WHY}, {"role": str, "attributed_to": str}),
    "observation": (
        {"subject": str, "indicator": str, "value": _NUMBER, "unit": str, **_WHY},
        {
            "value_text": str,
            "normalized_value": _NUMBER,
            "normalized_unit": str,
            "period": str,
            "change": _NUMBER,
            "from": _NUMBER,
            "completion": _NUMBER,
            "bound": str,
            "attributed_to": str,
        },
    ),
}


def has_shape(kind: str, value: Any) -> None:
    """Whether a JSON object has exactly the keys and types of its kind."""
    required, optional = SHAPES[kind]
    assert isinstance(value, dict)
    assert required.keys() <= value.keys() <= required.keys() | optional.keys(), (kind, value)
    for key, types in {**required, **optional}.items():
        assert key not in value or (isinstance(value[key], types) and not isinstance(value[key], bool)), (key, value)


def check_shape(article: Json) -> None:
    """Every object of an article against its shape, and the ids, numbers and words it holds."""
    has_shape("article", article)
    has_shape("document", article["document"])
    types = extractor().ontology.entity_types
    for number, entity in enumerate(article["entities"], start=1):
        has_shape("entity", entity)
        assert entity["id"] == f"e{number}" and entity["type"] in types and entity["name"] and entity["mentions"]
        assert entity["name"] not in entity["aliases"] and entity["iri"].startswith(f"{BASE}id/{entity['type']}/")
    known = {entity["id"] for entity in article["entities"]}
    for kind, ends in (("relation", ("head", "tail")), ("observation", ("subject",))):
        for item in article[f"{kind}s"]:
            has_shape(kind, item)
            assert {item[end] for end in ends} <= known and item["evidence"]
            assert item["modality"] in {"done", "planned", "aim"} and 0 <= item["confidence"] <= 1
            assert item.get("bound") in {None, "min", "max"}
    keys = [(r["type"], r["head"], r["tail"]) for r in article["relations"]]
    assert len(keys) == len(set(keys))


def check_offsets(article: Json, text: str) -> None:
    """text[start:end] is the slice given, for every mention and every piece of evidence."""
    for entity in article["entities"]:
        for mention in entity["mentions"]:
            has_shape("mention", mention)
            assert text[mention["start"] : mention["end"]] == mention["text"] != ""
    for item in (*article["relations"], *article["observations"]):
        for piece in item["evidence"]:
            has_shape("evidence", piece)
            assert text[piece["start"] : piece["end"]] == piece["quote"] != ""


def extracted(article: Document) -> Json:
    result: Json = json.loads(orjson.dumps(to_json(extractor().extract(article), extractor().ontology, BASE)))
    return result


@pytest.fixture(scope="module")
def samples() -> list[tuple[Document, Json]]:
    """Every sample document with its extraction."""
    return [(article, extracted(article)) for article in corpus.read([SAMPLES])]


def test_samples_have_the_shape(samples: list[tuple[Document, Json]]) -> None:
    assert len(samples) >= 9
    for _, article in samples:
        check_shape(article)


def test_samples_point_at_their_words(samples: list[tuple[Document, Json]]) -> None:
    for sample, article in samples:
        check_offsets(article, sample.text)


def test_samples_are_valid_by_the_shared_schema(samples: list[tuple[Document, Json]], shared: Path) -> None:
    schema = json.loads((shared / "gold" / "extract.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate([article for _, article in samples], schema)


@pytest.mark.parametrize(
    "text",
    [
        "𠮷田🙂：昆山高新区引进了青岚药业股份有限公司，产值达3.5亿元。",
        "\ufeff昆山高新区引进了青岚药业股份有限公司，\r\n产值达3.5亿元。\r\n",
        WRAPPED,
        "\u3000\u3000昆山高新区\u3000引进了青岚药业股份有限公司，产值达３.５亿元。",
        "昆山高新区\r引进了青岚药业股份有限公司。",
    ],
)
def test_offsets_count_the_untouched_characters(text: str) -> None:
    article = document(text)
    result = extracted(article)
    check_shape(result)
    check_offsets(result, article.text)
    assert {entity["type"] for entity in result["entities"]} >= {"Firm", "Park"}


@pytest.mark.parametrize("text", ["好。", "1", "……", "abc", "。。。\n\n。"])
def test_a_text_without_names_gives_empty_lists(text: str) -> None:
    result = extracted(document(text))
    check_shape(result)
    assert (result["entities"], result["relations"], result["observations"]) == ([], [], [])


def test_what_is_not_said_is_left_out() -> None:
    result = extracted(document("昆山高新区产值达90亿元。"))
    (observation,) = result["observations"]
    assert {"period", "change", "from", "completion", "bound", "attributed_to"}.isdisjoint(observation)


def test_the_same_text_gives_the_same_json(samples: list[tuple[Document, Json]]) -> None:
    article, first = samples[0]
    assert json.dumps(extracted(article)) == json.dumps(first)


def test_the_hash_seed_changes_nothing(kg: Kg) -> None:
    page = SAMPLES / "park-page-2021.txt"
    runs = [kg("extract", page, PYTHONHASHSEED=seed) for seed in ("1", "4242")]
    assert [run.returncode for run in runs] == [0, 0], runs[0].stderr
    assert runs[0].stdout == runs[1].stdout != ""
