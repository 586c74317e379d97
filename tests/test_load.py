"""RDF files into a store of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError, StoreError
from kg.load import load
from kg.search import NameIndex
from kg.store import Store, dump
from tests.small_store import PARK, catalogue, report, write_store


def test_an_export_of_ours_comes_back_whole_and_can_be_searched(tmp_path: Path) -> None:
    made = write_store(tmp_path / "made", [report(), catalogue()])
    load([made.path / "quads.nq.gz"], tmp_path / "loaded")
    loaded = Store.open(tmp_path / "loaded")
    assert list(dump.quads(loaded)) == list(dump.quads(made))
    hits = NameIndex.open(loaded.path / "names").search("济宁高新技术产业开发区")
    assert hits[0].entity_id == PARK


def test_several_files_are_put_together_unchecked(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://x.example/a> a <https://parkgraph.example/ontology#Park> .")
    (tmp_path / "b.nt").write_text('<http://x.example/b> <http://x.example/p> "b" .\n')
    assert load([tmp_path / "a.ttl", tmp_path / "b.nt"], tmp_path / "store") == 2
    assert Store.open(tmp_path / "store").query("ASK { <http://x.example/a> a kg:Park }")


@pytest.mark.parametrize(
    ("content", "message"), [("", "there is no statement in it"), ("<http://x.example/a> a", "cannot be read")]
)
def test_a_file_without_use_leaves_the_store(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.ttl").write_text(content)
    with pytest.raises(DataError, match=message):
        load([tmp_path / "a.ttl"], tmp_path / "store")
    with pytest.raises(StoreError, match="there is no store"):
        Store.open(tmp_path / "store")
