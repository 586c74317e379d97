"""A relation type is one block in one file: extraction, store, validation and API follow without a change of code.

The block is the one that CONTRIBUTING.md shows.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import httpx
import pytest

from tests.documents import ROOT, blocks
from tests.servers import serving

Kg = Callable[..., CompletedProcess[str]]
NAME = "investsIn"
HEAD, TAIL = "蓝岳机械股份有限公司", "华岭精密制造有限公司"
BROKEN = """
@prefix kg: <https://parkgraph.example/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://parkgraph.example/id/Firm/a> a kg:Firm ; rdfs:label "a"@zh ; kg:investsIn <https://parkgraph.example/id/Park/b> .
<https://parkgraph.example/id/Park/b> a kg:Park ; rdfs:label "b"@zh .
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """A folder with the new ontology, a report that says the new relation, and a store built from both."""

    ontology: Path
    report: Path
    store: Path


@pytest.fixture(scope="module")
def tried(kg: Kg, tmp_path_factory: pytest.TempPathFactory) -> Tried:
    folder = tmp_path_factory.mktemp("relation")
    tried = Tried(folder / "ontology", folder / "report.txt", folder / "store")
    shutil.copytree(ROOT / "ontology", tried.ontology)
    (block,) = blocks(ROOT / "CONTRIBUTING.md", "turtle")
    with (tried.ontology / "firm.ttl").open("a", encoding="utf-8") as file:
        file.write(f"\n{block}")
    tried.report.write_text(f"{HEAD}近日入股了{TAIL}。\n", encoding="utf-8")
    done = kg("build", tried.report, "--no-gazetteer", "--ontology", tried.ontology, "--store", tried.store)
    assert done.returncode == 0, done.stderr
    return tried


@pytest.fixture(scope="module")
def client(tried: Tried) -> Iterator[httpx.Client]:
    with serving(tried.store) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def test_the_block_is_sound(kg: Kg, tried: Tried) -> None:
    assert kg("ontology", "check", "--ontology", tried.ontology).returncode == 0


def test_a_text_yields_it(kg: Kg, tried: Tried) -> None:
    assert _said(json.loads(kg("extract", tried.report, "--ontology", tried.ontology).stdout)) == [(HEAD, TAIL)]


def test_the_shipped_ontology_does_not_know_it(kg: Kg, tried: Tried) -> None:
    assert _said(json.loads(kg("extract", tried.report).stdout)) == []


def test_the_store_holds_it_with_its_words(kg: Kg, tried: Tried) -> None:
    query = "SELECT ?head ?tail { ?h kg:investsIn ?t . ?h rdfs:label ?head . ?t rdfs:label ?tail }"
    answer = kg("query", query, "--format", "csv", "--store", tried.store)
    assert answer.stdout.split() == ["head,tail", f"{HEAD},{TAIL}"]
    assert "入股了" in kg("evidence", HEAD, "--relation", NAME, "--store", tried.store).stdout


def test_the_store_conforms_and_a_broken_fact_does_not(kg: Kg, tried: Tried, tmp_path: Path) -> None:
    assert kg("validate", "--store", tried.store).returncode == 0
    graph, store = tmp_path / "broken.ttl", tmp_path / "store"
    graph.write_text(BROKEN, encoding="utf-8")
    assert kg("load", graph, "--ontology", tried.ontology, "--store", store).returncode == 0
    done = kg("validate", "--store", store)
    assert done.returncode == 3
    assert NAME in done.stdout


def test_the_api_lists_it_for_the_explorer(client: httpx.Client) -> None:
    relations = {relation["name"]: relation for relation in client.get("api/v1/ontology").json()["relations"]}
    assert relations[NAME]["label"] == {"zh": "参股", "en": "invests in"}
    assert relations[NAME]["color"] == "#a16207"


def test_openapi_offers_it_as_a_parameter(client: httpx.Client) -> None:
    route = client.get("openapi.json").json()["paths"]["/api/v1/entities/{id}/related"]["get"]
    (parameter,) = (p for p in route["parameters"] if p["name"] == "relation")
    assert NAME in parameter["schema"]["items"]["enum"]


def test_the_api_answers_by_it(client: httpx.Client) -> None:
    answer = client.get(f"api/v1/entities/Firm:{HEAD}/related", params={"relation": NAME}).json()
    (found,) = answer["results"]
    assert found["name"] == TAIL
    assert found["reason"][0]["label"]["zh"] == "参股"


def test_the_api_reads_it_from_a_pasted_report(client: httpx.Client, tried: Tried) -> None:
    answer = client.post("api/v1/extract", content=tried.report.read_bytes(), headers={"Content-Type": "text/plain"})
    assert _said(answer.json()) == [(HEAD, TAIL)]


def _said(articles: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The ends of the new relation in extracted articles."""
    names = {entity["id"]: entity["name"] for article in articles for entity in article["entities"]}
    return [(names[r["head"]], names[r["tail"]]) for a in articles for r in a["relations"] if r["type"] == NAME]
