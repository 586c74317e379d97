"""RDF files of others."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.store import builds
from kg.store.files import load_rdf


def lines(store: Path, *paths: Path) -> list[str]:
    """What the files put into a draft's database, as N-Quads."""
    with builds.draft(store) as draft:
        return sorted(f"{quad} .\n" for quad in load_rdf(draft, paths))


STATEMENT = '<http://x.example/s> <http://x.example/p> "值" .\n'


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".ttl", ".nt", ".NT"])
@pytest.mark.parametrize("zipped", [False, True])
def test_every_kind_is_read_plain_and_zipped(tmp_path: Path, suffix: str, zipped: bool) -> None:
    path = tmp_path / f"some.data{suffix}{'.gz' * zipped}"
    content = STATEMENT.encode()
    path.write_bytes(gzip.compress(content) if zipped else content)
    assert lines(tmp_path / "store", path) == [STATEMENT]


def test_graphs_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("<http://x.example/s> <http://x.example/p> <http://x.example/o> <http://x.example/g> .\n")
    assert lines(tmp_path / "store", path) == [path.read_text()]


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:n <http://x.example/p> [ <http://x.example/q> 1 ] .")
    found = lines(tmp_path / "store", tmp_path / "a.ttl", tmp_path / "b.ttl")
    assert len(found) == 4
    assert len({line.split(" ")[0] for line in found}) == 4


def test_the_same_content_makes_the_same_build(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("[] <http://x.example/p> 1 .")
    digests = []
    for store in ("one", "two"):
        with builds.draft(tmp_path / store) as draft:
            load_rdf(draft, [tmp_path / "a.ttl"])
            digests.append(draft.digest())
    assert digests[0] == digests[1]


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
        lines(tmp_path / "store", tmp_path / name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
