"""The sample documents and their gold: complete, true to the text, and of the kinds that GUIDE.md names."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.text import name_key

DATA = Path(__file__).resolve().parents[1] / "data"
DOCUMENTS = DATA / "documents"
SEGMENTATION = DATA / "gold" / "park-page-2021.segmentation.json"
GOLD = sorted(path for path in (DATA / "gold").glob("*.json") if path != SEGMENTATION)
TABLES = sorted((DATA / "tables").glob("*.csv"))
# fmt: off
RELATION_TYPES = {
    "locatedInPark", "developsIndustry", "targets", "hasGoal", "operatesIn", "leads", "hasSegment",
    "upstreamOf", "issuedBy", "appliesIn", "inRegion", "partOf", "holdsTitle", "appliesFor",
    "produces", "memberOf", "covers", "operatedBy", "undertakes", "worksFor",
}
ENTITY_TYPES = {
    "Park", "Firm", "Policy", "Industry", "IndustryChain", "ChainSegment", "Organization", "Alliance",
    "Platform", "Project", "Product", "Title", "Region", "Person", "Goal", "Event",
}
# fmt: on


def read_gold(path: Path) -> dict[str, Any]:
    article: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return article


def read_text(article: dict[str, Any]) -> str:
    """The text that the offsets of an article count in: the decoded file, line ends untouched."""
    source: str = article["document"]["source"]
    return (DOCUMENTS / source).read_bytes().decode("utf-8")


def test_gold_shows_every_relation_type_and_entity_type() -> None:
    articles = [read_gold(path) for path in GOLD]
    shown = {item["type"] for article in articles for item in article["relations"] if not item.get("optional")}
    named = {item["type"] for article in articles for item in article["entities"] if not item.get("optional")}
    assert shown == RELATION_TYPES
    assert named == ENTITY_TYPES


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_identifier_is_an_article_of_its_file(path: Path) -> None:
    document = read_gold(path)["document"]
    stem, _, number = document["id"].partition("#")
    assert (DOCUMENTS / document["source"]).is_file()
    assert stem == Path(document["source"]).stem
    articles = len(json.loads(SEGMENTATION.read_text(encoding="utf-8"))["articles"])
    assert 1 <= int(number) <= (articles if stem == "park-page-2021" else 1)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_quotes_are_the_slices_they_point_at(path: Path) -> None:
    article = read_gold(path)
    text = read_text(article)
    for item in article["relations"] + article["observations"]:
        assert item["evidence"], item
        for piece in item["evidence"]:
            assert text[piece["start"] : piece["end"]] == piece["quote"] != ""


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_names_occur_in_the_text(path: Path) -> None:
    article = read_gold(path)
    text = name_key(read_text(article))
    names = [name for entity in article["entities"] for name in (entity["name"], *entity["aliases"])]
    assert [name for name in names if name_key(name) not in text] == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_statements_hold_together(path: Path) -> None:
    article = read_gold(path)
    identifiers = [entity["id"] for entity in article["entities"]]
    required = {entity["id"] for entity in article["entities"] if not entity.get("optional")}
    assert len(set(identifiers)) == len(identifiers)
    keys = [(item["type"], item["head"], item["tail"]) for item in article["relations"]]
    assert len(set(keys)) == len(keys)
    for item in article["relations"]:
        assert {item["head"], item["tail"]} <= set(identifiers)
        assert item.get("optional") or {item["head"], item["tail"]} <= required, item
    for item in article["observations"]:
        assert item["subject"] in (set(identifiers) if item.get("optional") else required)


def test_segmentation_covers_the_page_without_overlap() -> None:
    lines = (DOCUMENTS / "park-page-2021.txt").read_text(encoding="utf-8").splitlines()
    articles = json.loads(SEGMENTATION.read_text(encoding="utf-8"))["articles"]
    taken: set[int] = set()
    for parts in articles.values():
        ranges = [parts["body"], *([parts["headline"]] if parts["headline"] else [])]
        for first, last in ranges:
            assert lines[first - 1].strip() and lines[last - 1].strip()
            span = set(range(first, last + 1))
            assert not span & taken
            taken |= span
    bylines = {parts["byline"][0] for parts in articles.values() if parts["byline"]}
    left = {number for number, line in enumerate(lines, 1) if line.strip()} - taken - bylines
    assert left == {1}, "only the running head of the page belongs to no article"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_has_the_columns_that_its_mapping_names(path: Path) -> None:
    mapping = tomllib.loads(path.with_suffix(".map.toml").read_text(encoding="utf-8"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {column for key, column in mapping["entity"].items() if key != "type"} | set(
        mapping.get("attributes", {}).values()
    )
    named |= {relation["column"] for relation in mapping.get("relation", [])}
    named |= set(mapping.get("observation", {}).values())
    assert named <= set(rows[0])
    assert all(row[mapping["entity"]["name"]] for row in rows)
    assert all(None not in row and None not in row.values() for row in rows)
    assert {relation["predicate"] for relation in mapping.get("relation", [])} <= RELATION_TYPES
