"""Builds: swapped in whole, pruned, never mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources, search
from kg.errors import StoreError
from kg.model import Document, Reading
from kg.store import builds
from kg.store.drafts import Draft
from kg.store.store import Store

META = {"base_iri": "https://parkgraph.example/", "counts": {}}


def fill(draft: Draft, word: str) -> None:
    draft.write_quads([f'<http://x.example/s> <http://x.example/p> "{word}" .\n'])
    draft.keep(Reading(Document("a/b#1", "a.txt", f"{word}\r\n", word, (0,))))
    draft.keep_ontology(resources.ontology_dir())
    search.write_index(draft.path / "names", [])


def make(store: Path, word: str) -> str:
    with builds.draft(store) as draft:
        fill(draft, word)
        return builds.commit(store, draft, META | {"statistics": draft.statistics})


def folders(store: Path) -> set[str]:
    return {path.name for path in (store / "builds").iterdir()}


def test_a_build_is_swapped_in_and_the_last_used_one_is_kept(tmp_path: Path) -> None:
    ids = [make(tmp_path, word) for word in ("one", "two", "three")]
    assert folders(tmp_path) == set(ids[1:])
    opened = Store.open(tmp_path)
    assert (opened.build_id, opened.path.name) == (ids[2], ids[2])
    assert opened.document("a/b#1")["text"] == "three\r\n"


def test_a_reader_keeps_its_build_while_a_new_one_comes(tmp_path: Path) -> None:
    make(tmp_path, "one")
    before = Store.open(tmp_path)
    make(tmp_path, "two")
    assert before.document("a/b#1")["text"] == "one\r\n"
    assert bool(before.query('ASK { ?s ?p "one" }'))


def test_a_build_that_somebody_reads_is_not_removed(tmp_path: Path) -> None:
    ids = [make(tmp_path, "one")]
    reader = Store.open(tmp_path)
    ids += [make(tmp_path, word) for word in ("two", "three", "four")]
    assert folders(tmp_path) == {ids[0], ids[2], ids[3]}
    assert reader.document("a/b#1")["text"] == "one\r\n"
    del reader
    ids.append(make(tmp_path, "five"))
    assert folders(tmp_path) == set(ids[3:])


def test_a_build_of_before_comes_back_as_it_was(tmp_path: Path) -> None:
    first = make(tmp_path, "one")
    reader = Store.open(tmp_path)
    make(tmp_path, "two")
    assert make(tmp_path, "one") == first
    assert bool(reader.query('ASK { ?s ?p "one" }')) and Store.open(tmp_path).build_id == first


def test_another_format_is_named(tmp_path: Path) -> None:
    make(tmp_path, "one")
    meta = tmp_path / "current" / "meta.json"
    meta.write_text(meta.read_text().replace('"format": 2', '"format": 1'))
    with pytest.raises(StoreError, match=r"the store has format 1, this version reads 2.*kg build"):
        Store.open(tmp_path)


def test_the_same_content_leaves_the_build_in_use(tmp_path: Path) -> None:
    first = make(tmp_path, "one")
    written = (tmp_path / "current" / "meta.json").read_bytes()
    assert make(tmp_path, "one") == first
    assert (tmp_path / "current" / "meta.json").read_bytes() == written
    assert folders(tmp_path) == {first}


def test_the_same_content_gives_the_same_bytes_and_id_anywhere(tmp_path: Path) -> None:
    ids = [make(tmp_path / name, "one") for name in ("here", "there")]
    quads = [(tmp_path / name / "current" / "quads.nq.gz").read_bytes() for name in ("here", "there")]
    assert ids[0] == ids[1]
    assert quads[0] == quads[1]


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path) -> None:
    first = make(tmp_path, "one")

    def fail() -> None:
        with builds.draft(tmp_path) as draft:
            fill(draft, "two")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert folders(tmp_path) == {first}
    assert Store.open(tmp_path).build_id == first


def test_what_a_killed_writer_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "builds" / ".tmp-1" / "texts").mkdir(parents=True)
    assert folders(tmp_path) == {".tmp-1"}
    assert folders(tmp_path) != {make(tmp_path, "one")}
    assert len(folders(tmp_path)) == 1


def test_two_writers_do_not_mix(tmp_path: Path) -> None:
    with (
        builds.draft(tmp_path),
        pytest.raises(StoreError, match="another build is being written"),
        builds.draft(tmp_path),
    ):
        pass


def test_a_graph_that_is_none_is_refused(tmp_path: Path) -> None:
    with builds.draft(tmp_path) as draft, pytest.raises(StoreError, match="the graph cannot be loaded"):
        draft.write_quads(["<no iri> <http://x.example/p> <http://x.example/o> .\n"])


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="the folder cannot be written"), builds.draft(tmp_path / "file"):
        pass
