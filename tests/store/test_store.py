"""The store, opened read-only."""

from __future__ import annotations

import threading
from pathlib import Path

import orjson
import pyoxigraph as ox
import pytest

from kg import identity
from kg.errors import EntityNotFoundError, QuerySyntaxError, StoreError
from kg.store import Store
from tests.small_store import BASE, PARK, TEXT, catalogue, report, write_store


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    write_store(path, [report(), catalogue()])
    return path


def test_a_query_needs_no_prefixes(directory: Path) -> None:
    solutions = Store.open(directory).query("SELECT ?name { ?park kg:code 'G371' ; rdfs:label ?name }")
    assert isinstance(solutions, ox.QuerySolutions)
    assert [row["name"].value for row in solutions] == ["济宁高新技术产业开发区"]  # type: ignore[union-attr]


def test_a_stored_query_takes_values_for_its_variables(directory: Path) -> None:
    store = Store.open(directory)
    park = ox.NamedNode(identity.iri(BASE, PARK))
    mine, every = store.select("lookup_literals", entity=park), store.select("lookup_literals")
    assert 0 < len(mine) < len(every)
    assert all(isinstance(term, ox.NamedNode | ox.Literal) for row in mine for term in row.values())


def test_the_text_comes_back_untouched(directory: Path) -> None:
    store = Store.open(directory)
    assert store.document("report#1")["text"] == TEXT
    assert store.document("report#1")["byline"] == "张三"
    with pytest.raises(EntityNotFoundError, match="no document other#1 is in the store"):
        store.document("other#1")["text"]


def test_the_ontology_of_the_build_comes_along(directory: Path) -> None:
    assert "locatedInPark" in Store.open(directory).ontology.relations


def test_many_threads_read_one_store(directory: Path) -> None:
    store, counts = Store.open(directory), []

    def read() -> None:
        counts.append(len(store.select("neighborhood_statements")))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == 8
    assert len(set(counts)) == 1
    assert counts[0] > 0


def test_a_syntax_error_is_one_line(directory: Path) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        Store.open(directory).query("SELECT ?s {")
    assert "\n" not in str(caught.value)


def test_no_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store \(run: kg build\)"):
        Store.open(tmp_path / ".kg")


def test_a_store_of_another_format_is_said(tmp_path: Path) -> None:
    meta = write_store(tmp_path, [report()]).path / "meta.json"
    meta.write_bytes(orjson.dumps({**orjson.loads(meta.read_bytes()), "format": 0}))
    with pytest.raises(StoreError, match="the store has format 0, this version reads 2"):
        Store.open(tmp_path)


@pytest.mark.parametrize("damage", ["meta.json", "oxigraph/CURRENT"])
def test_a_broken_store_is_said(tmp_path: Path, damage: str) -> None:
    broken = write_store(tmp_path, [report()]).path / damage
    broken.write_text("{")
    with pytest.raises(StoreError, match="the store is broken"):
        Store.open(tmp_path)
