"""What is read of the paths given."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import inputs
from kg.errors import DataError


def test_folders_are_walked_and_each_file_is_read_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/d.csv", "a/d.map.toml", "e.csv", "f.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = inputs.find([tmp_path, tmp_path / "a" / "c.md"])
    assert [(item.source, item.is_table) for item in found] == [("a/c.md", False), ("a/d.csv", True), ("b.txt", False)]
    assert [item.source for item in inputs.find([tmp_path / "b.txt"])] == ["b.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "no such file"),
        ("folder", "there is nothing to read"),
        ("e.csv", "the table has no mapping (write e.map.toml beside it, or give --mapping)"),
        ("f.png", "cannot read a .png file"),
    ],
)
def test_a_path_with_nothing_in_it_is_said(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    for file in ("e.csv", "f.png"):
        (tmp_path / file).write_text("x")
    with pytest.raises(DataError) as caught:
        inputs.find([tmp_path / name])
    assert message in str(caught.value)
    assert name in str(caught.value)


def test_a_mapping_is_found_by_stem_then_as_the_only_one_then_beside(tmp_path: Path) -> None:
    for name in ("a.csv", "b.xlsx", "b.map.toml", "c.tsv", "d.jsonl", "m/a.map.toml", "m/d.map.toml", "m/b.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    given = tmp_path / "m"
    found = {item.source: item.mapping for item in inputs.find([tmp_path], [given])}
    expected = {"a.csv": given / "a.map.toml", "b.xlsx": tmp_path / "b.map.toml", "d.jsonl": given / "d.map.toml"}
    assert found == expected
    only = given / "b.toml"
    for name, mapping in (("c.tsv", only), ("b.xlsx", only), ("d.jsonl", None)):
        (item,) = inputs.find([tmp_path / name], [only])
        assert (item.mapping, item.is_table) == (mapping, mapping is not None)
    with pytest.raises(DataError, match="the table has no mapping"):
        inputs.find([tmp_path / "c.tsv"], [only, given])


@pytest.mark.parametrize("name", ["none", "empty"])
def test_mappings_that_are_not_there_are_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "t.csv").write_text("x")
    with pytest.raises(DataError, match="name a mapping or a folder of mappings"):
        inputs.find([tmp_path / "t.csv"], [tmp_path / name])


def test_the_shipped_data_are_documents_and_tables() -> None:
    sources = [item.source for item in inputs.shipped()]
    assert {source.split("/")[0] for source in sources} == {"documents", "tables"}
