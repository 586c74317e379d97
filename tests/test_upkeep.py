"""A store that grows document by document is the one that a build of the same documents makes."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg import upkeep
from kg.build import build
from kg.errors import DataError, EntityNotFoundError, StoreError
from kg.gazetteer import COLUMNS
from kg.load import load
from kg.search import NameIndex
from kg.store import Store, builds
from tests.servers import serving

PARKS = ("某某高新技术产业开发区", "邻邻经济技术开发区")
FIRMS = ("甲山光电科技有限公司", "乙水新材料有限公司", "丙木生物医药有限公司", "丁火机械制造有限公司")
ROWS = {
    "regions": "990000\t某省\tprovince\t\t\n990100\t某某市\tprefecture\t990000\t某某\n",
    "parks": "".join(
        f"G{n}\tG{n}\t{name}\tnational\t高新技术产业开发区\t990100\t990000\t2010-09\t120.5\t光伏\t{name[:2]}高新区\t目录\n"
        for n, name in enumerate(PARKS)
    ),
}
CHILD = "import sys; from pathlib import Path; from kg.upkeep import add; add([Path(sys.argv[1])], Path(sys.argv[2]), gazetteer_dir=Path(sys.argv[3]))"


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two parks in one region."""
    folder = tmp_path_factory.mktemp("gazetteer")
    for table, rows in ROWS.items():
        (folder / f"{table}.tsv").write_text("\t".join(COLUMNS[table]) + "\n" + rows, encoding="utf-8")
    return folder


def report(firm: str, park: str, figure: int) -> str:
    return f"{park}引进新企业\n\n{firm}落户{park}，主营光伏玻璃。{park}实现工业总产值{figure}亿元。\n"


def content(store: Path) -> tuple[str, bytes, bytes]:
    """The build's id, graph and index of names."""
    current = store / "current"
    return (
        current.readlink().name,
        (current / "quads.nq.gz").read_bytes(),
        (current / "names/names.sqlite").read_bytes(),
    )


def located(store: Path) -> set[str]:
    rows = Store.open(store).query("SELECT ?f { ?x kg:locatedInPark ?p ; rdfs:label ?f }")
    return {row["f"].value for row in rows}  # type: ignore[union-attr, arg-type]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two reports that name one firm, and a third one."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, firm in (("a", FIRMS[0]), ("b", FIRMS[0]), ("c", FIRMS[1])):
        (folder / f"{name}.txt").write_text(report(firm, PARKS[0], 12), encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path, gazetteer: Path, reports: Path) -> Path:
    """The store of the first report."""
    build([reports / "a.txt"], tmp_path / "store", gazetteer_dir=gazetteer)
    return tmp_path / "store"


def test_what_is_added_equals_a_build_of_all(tmp_path: Path, gazetteer: Path, reports: Path, store: Path) -> None:
    changes = upkeep.add([reports / "b.txt", reports / "c.txt"], store, gazetteer_dir=gazetteer)
    build([reports], tmp_path / "fresh", gazetteer_dir=gazetteer)
    assert content(store) == content(tmp_path / "fresh")
    assert changes.documents["new"] == ("b#1", "c#1") and changes.documents["unchanged"][0] == "a#1"
    assert [(f.subject, f.object) for f in changes.new if f.predicate == "locatedInPark"] == [(FIRMS[1], PARKS[0])]
    assert changes.gone == () and changes.same_reader


def test_a_fact_goes_with_its_last_evidence(store: Path, gazetteer: Path, reports: Path) -> None:
    upkeep.add([reports / "b.txt"], store, gazetteer_dir=gazetteer)
    assert upkeep.drop(["a#1"], store).gone == ()
    assert located(store) == {FIRMS[0]}
    changes = upkeep.drop(["b.txt"], store)
    assert ("locatedInPark", FIRMS[0]) in [(fact.predicate, fact.subject) for fact in changes.gone]
    assert changes.documents["gone"] == ("b#1",)
    assert located(store) == set()
    assert not NameIndex.open(store / "current" / "names").search(FIRMS[0])
    assert "a#1" not in {held.id for held in upkeep.documents(store)}
    with pytest.raises(EntityNotFoundError):
        Store.open(store).document("b#1")


def test_a_new_text_takes_the_place_of_the_old_one(tmp_path: Path, store: Path, gazetteer: Path, reports: Path) -> None:
    (reports / "a.txt").write_text(report(FIRMS[2], PARKS[1], 15), encoding="utf-8")
    changes = upkeep.add([reports / "a.txt"], store, gazetteer_dir=gazetteer)
    assert changes.documents["changed"] == ("a#1",)
    assert located(store) == {FIRMS[2]}
    assert any("工业总产值 15 亿元" in fact.object for fact in changes.new)
    assert any("工业总产值 12 亿元" in fact.object for fact in changes.gone)
    build([reports / "a.txt"], tmp_path / "fresh", gazetteer_dir=gazetteer)
    assert content(store) == content(tmp_path / "fresh")


def test_articles_that_a_file_does_not_hold_any_more_are_withdrawn(
    tmp_path: Path, store: Path, gazetteer: Path, reports: Path
) -> None:
    lines = [f'{{"id": "n{n}", "title": "新企业", "text": "{firm}落户{PARKS[0]}。"}}\n' for n, firm in enumerate(FIRMS)]
    (reports / "news.jsonl").write_text("".join(lines), encoding="utf-8")
    upkeep.add([reports / "news.jsonl"], store, gazetteer_dir=gazetteer)
    assert located(store) == set(FIRMS)
    (reports / "news.jsonl").write_text("".join(lines[2:]), encoding="utf-8")
    assert upkeep.add([reports / "news.jsonl"], store, gazetteer_dir=gazetteer).documents["gone"] == ("n0", "n1")
    assert located(store) == {FIRMS[0], FIRMS[2], FIRMS[3]}


def test_tables_come_and_go_too(tmp_path: Path, store: Path, gazetteer: Path) -> None:
    before = content(store)
    table = tmp_path / "parks.csv"
    table.write_text(f"园区,指标,数值,单位\n{PARKS[0]},产值,12,亿元\n", encoding="utf-8")
    mapping = '[entity]\ntype="Park"\nname="园区"\n[observation]\nindicator="指标"\nvalue="数值"\nunit="单位"\n'
    (tmp_path / "parks.map.toml").write_text(mapping, encoding="utf-8")
    changes = upkeep.add([table], store, gazetteer_dir=gazetteer)
    assert [(fact.subject, fact.object) for fact in changes.new] == [(PARKS[0], "产值 12 亿元")]
    upkeep.drop(["parks"], store)
    assert content(store) == before


def test_a_fault_leaves_the_store(tmp_path: Path, store: Path, gazetteer: Path, reports: Path) -> None:
    before = content(store)
    with pytest.raises(DataError, match="no such file"):
        upkeep.add([tmp_path / "nowhere.txt"], store, gazetteer_dir=gazetteer)
    with pytest.raises(EntityNotFoundError, match=r"no document 'x' is in the store.*kg documents"):
        upkeep.drop(["a#1", "x"], store)
    with pytest.raises(StoreError, match="there is no store"):
        upkeep.add([reports], tmp_path / "none", gazetteer_dir=gazetteer)
    with builds.draft(store), pytest.raises(StoreError, match="another build is being written"):
        upkeep.add([reports], store, gazetteer_dir=gazetteer)
    assert content(store) == before


def test_a_loaded_store_keeps_no_documents(tmp_path: Path, gazetteer: Path, reports: Path) -> None:
    (tmp_path / "x.nt").write_text("<http://x.example/a> <http://x.example/b> <http://x.example/c> .\n")
    load([tmp_path / "x.nt"], tmp_path / "loaded")
    with pytest.raises(StoreError, match="kg load made this store"):
        upkeep.add([reports], tmp_path / "loaded", gazetteer_dir=gazetteer)


@pytest.mark.parametrize("steps", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_random_steps_equal_a_build(tmp_path: Path, gazetteer: Path, reports: Path, store: Path, steps: int) -> None:
    chance, folder = random.Random(steps), reports
    held = {"a.txt"}
    for step in range(steps):
        name = f"{chance.choice('abcdefgh')}.txt"
        if name in held and chance.random() < 0.5 and len(held) > 1:
            upkeep.drop([name if chance.random() < 0.5 else name.replace(".txt", "#1")], store)
            held.discard(name)
        else:
            text = report(chance.choice(FIRMS), chance.choice(PARKS), chance.randint(1, 5))
            (folder / name).write_text(text, encoding="utf-8")
            upkeep.add([folder / name], store, gazetteer_dir=gazetteer)
            held.add(name)
        if step % 5 == 4:
            build([folder / name for name in sorted(held)], tmp_path / "fresh", gazetteer_dir=gazetteer)
            assert content(store) == content(tmp_path / "fresh")


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.soak)])
def test_a_kill_at_any_moment_leaves_a_whole_store(
    tmp_path: Path, gazetteer: Path, reports: Path, store: Path, kills: int
) -> None:
    chance, before = random.Random(kills), content(store)
    upkeep.add([reports / "c.txt"], store, gazetteer_dir=gazetteer)
    after = content(store)
    upkeep.drop(["c#1"], store)
    assert content(store) == before
    command = [sys.executable, "-c", CHILD, reports / "c.txt", store, gazetteer]
    started = time.monotonic()
    subprocess.run(command, check=True)
    length = time.monotonic() - started
    assert content(store) == after
    for _ in range(kills):
        upkeep.drop(["c#1"], store)
        process = subprocess.Popen(command)
        time.sleep(length * (0.4 + 0.6 * chance.random()))
        acknowledged = process.poll() == 0
        process.kill()
        process.wait()
        assert content(store) in ((after,) if acknowledged else (before, after))
        assert located(store) >= {FIRMS[0]}
        upkeep.add([reports / "c.txt"], store, gazetteer_dir=gazetteer)
        assert content(store) == after
        assert not list((store / "builds").glob(".tmp*"))


def test_a_full_disk_is_said_and_costs_nothing(gazetteer: Path, reports: Path, store: Path) -> None:
    before = content(store)
    largest = max(path.stat().st_size for path in store.rglob("*.sst"))
    for room in (0, largest // 20, largest // 2):  # bytes that a file may have: full at another place each time

        def limit(room: int = room) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        command = [sys.executable, "-B", "-c", CHILD, reports / "c.txt", store, gazetteer]
        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit)
        assert done.returncode != 0
        assert "StoreError" in done.stderr.splitlines()[-1] and "written" in done.stderr, done.stderr
        assert content(store) == before
    upkeep.add([reports / "c.txt"], store, gazetteer_dir=gazetteer)


def test_a_server_takes_each_new_build_without_dropping_a_request(gazetteer: Path, reports: Path, store: Path) -> None:
    query = {"query": "SELECT ?f { ?x kg:locatedInPark ?p ; rdfs:label ?f } ORDER BY ?f"}
    expected = [{FIRMS[0]}, {FIRMS[0], FIRMS[1]}]
    with serving(store) as server, httpx.Client(base_url=server.url) as client:

        def ask() -> Iterator[set[str]]:
            for address, parameters in (("/sparql", query), ("/api/v1/stats", {}), ("/api/v1/search", {"q": "甲山"})):
                answer = client.get(address, params=parameters)
                assert answer.status_code == 200, answer.text
                if address == "/sparql":
                    yield {row["f"]["value"] for row in answer.json()["results"]["bindings"]}

        for step in range(4):
            command = [sys.executable, "-c", CHILD, reports / "c.txt", store, gazetteer]
            if step % 2:
                command = [
                    sys.executable,
                    "-c",
                    "import sys; from pathlib import Path; from kg.upkeep import drop; drop(['c#1'], Path(sys.argv[1]))",
                    store,
                ]
            process = subprocess.Popen(command, env=dict(os.environ))
            while process.poll() is None:
                assert all(found in expected for found in ask())
            assert process.returncode == 0
            assert list(ask()) == [expected[1 - step % 2]]
