"""RDF files of others."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.store.files import read_rdf

STATEMENT = '<http://x.example/s> <http://x.example/p> "值" .\n'


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".ttl", ".nt", ".NT"])
@pytest.mark.parametrize("zipped", [False, True])
def test_every_kind_is_read_plain_and_zipped(tmp_path: Path, suffix: str, zipped: bool) -> None:
    path = tmp_path / f"some.data{suffix}{'.gz' * zipped}"
    content = STATEMENT.encode()
    path.write_bytes(gzip.compress(content) if zipped else content)
    assert list(read_rdf(path)) == [STATEMENT]


def test_graphs_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("<http://x.example/s> <http://x.example/p> <http://x.example/o> <http://x.example/g> .\n")
    assert list(read_rdf(path)) == [path.read_text()]


def test_blank_nodes_of_two_files_stay_apart_and_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:n <http://x.example/p> [ <http://x.example/q> 1 ] .")
    first, second = list(read_rdf(tmp_path / "a.ttl")), list(read_rdf(tmp_path / "b.ttl"))
    assert first == list(read_rdf(tmp_path / "a.ttl"))
    assert not set(first) & set(second)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "not a known kind of RDF file"),
        ("a", b"", "not a known kind of RDF file"),
        ("a.ttl", b"<a> <b>", "cannot be read"),
        ("a.nt.gz", b"no gzip", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=message) as caught:
        list(read_rdf(tmp_path / name))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
