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
        ("e.csv", "the table has no mapping (write e.map.toml beside it)"),
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


def test_the_shipped_data_are_documents_and_tables() -> None:
    sources = [item.source for item in inputs.shipped()]
    assert {source.split("/")[0] for source in sources} == {"documents", "tables"}
