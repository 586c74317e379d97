"""A graph in somebody else's SPARQL server: Oxigraph's own, a real process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kg.errors import EntityNotFoundError, QueryForbiddenError, StoreError
from kg.export import export
from kg.lookup import Lookup
from kg.store import RemoteStore, Store, terms
from tests.servers import serving
from tests.small_store import PARK, YUNLING, catalogue, report, write_store

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


@contextmanager
def oxigraph(folder: Path, file: Path, *options: str) -> Iterator[str]:
    """The query address of Oxigraph's server over the RDF of a file."""
    assert OXIGRAPH, "the package `oxigraph` is a test dependency"
    load = [OXIGRAPH, "load", "--location", str(folder), "--file", str(file), *options]
    subprocess.run(load, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [OXIGRAPH, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with pytest.MonkeyPatch.context(), _ignored():
                httpx.get(f"http://127.0.0.1:{port}/")
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _ignored() -> Iterator[None]:
    try:
        yield
    except httpx.HTTPError:
        time.sleep(0.05)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small store."""
    folder = tmp_path_factory.mktemp("local")
    write_store(folder, [catalogue(), report()])
    return folder


@pytest.fixture(scope="module")
def quads(local: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store's graph as a file."""
    lookup, file = Lookup.open(local), tmp_path_factory.mktemp("quads") / "all.nq"
    file.write_bytes(export(lookup.store, lookup.near, "nq"))
    return file


@pytest.fixture(scope="module")
def address(quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that holds it."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph"), quads) as url:
        yield url


LOOK_UPS: dict[str, Callable[[Lookup], object]] = {
    "search": lambda lookup: lookup.search("济宁高新区"),
    "by pinyin": lambda lookup: [hit["id"] for hit in lookup.search("jining")["results"]],
    "entity": lambda lookup: lookup.entity(PARK),
    "firm": lambda lookup: lookup.entity(YUNLING),
    "related": lambda lookup: lookup.related(PARK, depth=2),
    "evidence": lambda lookup: lookup.evidence(YUNLING),
    "ontology": lambda lookup: lookup.ontology(),
    "statistics": lambda lookup: dict(lookup.store.statistics),
    "size": lambda lookup: len(lookup.store),
    "stats": lambda lookup: {k: v for k, v in lookup.stats().items() if k != "build"},
}


@pytest.mark.parametrize("name", LOOK_UPS)
def test_look_ups_answer_as_over_a_folder(local: Path, address: str, name: str) -> None:
    assert LOOK_UPS[name](Lookup.open(address)) == LOOK_UPS[name](Lookup.open(local))


def test_a_text_stays_where_it_was_read(address: str) -> None:
    lookup = Lookup.open(address)
    document = lookup.document("report#1")
    assert (document["text"], bool(document["mentions"]), bool(document["statements"])) == ("", True, True)
    with pytest.raises(EntityNotFoundError):
        lookup.document("none#1")


def test_all_doors_open_over_a_server(local: Path, address: str) -> None:
    firms = {"query": "SELECT ?f { ?f kg:locatedInPark ?p }"}
    with serving(local) as here, serving(address) as there:
        for path, parameters in (
            ("sparql", firms),
            ("api/v1/search", {"q": "济宁"}),
            (f"api/v1/entities/{PARK}", {}),
            (f"api/v1/entities/{PARK}/related", {}),
        ):
            expected, found = (httpx.get(f"{url}{path}", params=parameters) for url in (here.url, there.url))
            assert (found.status_code, found.json()) == (200, expected.json()), path
        turtle = httpx.get(f"{there.url}id/Park/G371", headers={"Accept": "text/turtle"})
        assert 'kg:code "G371"' in turtle.text
        csv = httpx.get(f"{there.url}sparql", params=firms, headers={"Accept": "text/csv"})
        assert csv.text.splitlines()[0] == "f" and "云岭重工" in csv.text
        assert httpx.post(f"{there.url}sparql", data={"query": "SELECT * {"}).status_code == 400
        assert httpx.post(f"{there.url}sparql", data={"query": "SELECT * { SERVICE <http://x> {} }"}).status_code == 403
        assert (
            httpx.post(f"{there.url}sparql", data={"query": "CONSTRUCT WHERE { ?f kg:locatedInPark ?p }"}).status_code
            == 200
        )
        assert httpx.get(f"{there.url}readyz").status_code == 200
        extracted = httpx.post(f"{there.url}api/v1/extract", content="山推机械落户济宁高新区。".encode(), timeout=60)
        assert extracted.status_code == 200


def test_a_large_answer_and_a_slow_one_are_ended(address: str) -> None:
    limits = {"KG_QUERY_TIMEOUT": "1", "KG_QUERY_MAX_BYTES": "20000"}
    with serving(address, environment=limits) as server:
        large = httpx.post(
            f"{server.url}sparql", data={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5000"}, timeout=20
        )
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
        slow = httpx.post(f"{server.url}sparql", data={"query": endless}, timeout=20)
        assert (large.status_code, slow.status_code) == (413, 504)
        assert httpx.post(f"{server.url}sparql", data={"query": "ASK {}"}, timeout=20).status_code in (200, 504)


def test_the_command_line_takes_an_address(
    address: str, kg: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert "云岭重工" in kg("related", PARK, "--store", address).stdout
    assert "云岭重工" in kg("query", "SELECT ?n { ?f kg:locatedInPark ?p ; rdfs:label ?n }", "--store", address).stdout
    refused = kg("build", "--store", address)
    assert (refused.returncode, "needs a folder" in refused.stderr) == (2, True)
    silent = kg("stats", "--store", "http://127.0.0.1:9/query")
    assert (silent.returncode, silent.stderr.count("\n"), "does not answer" in silent.stderr) == (1, 1, True)


def test_facts_in_a_named_graph_are_asked_for_by_its_name(local: Path, quads: Path, tmp_path: Path) -> None:
    lines = quads.read_text(encoding="utf-8").splitlines(keepends=True)
    moved = "".join(line if terms.graph(line) else f"{line[:-3]} <urn:facts> .\n" for line in lines)
    (tmp_path / "moved.nq").write_text(moved, encoding="utf-8")
    with oxigraph(tmp_path / "oxigraph", tmp_path / "moved.nq") as url:
        with pytest.raises(StoreError, match=r"the default graph is empty.*default-graph-uri"):
            Store.open(url)
        there, here = Lookup.open(f"{url}?default-graph-uri=urn:facts"), Lookup.open(local)
        for name in ("search", "entity", "related", "evidence"):
            assert LOOK_UPS[name](there) == LOOK_UPS[name](here)


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("http://127.0.0.1:9/query", "the server does not answer"),
        ("http:///query", "no address of a SPARQL endpoint"),
        ("http://127.0.0.1:9/query?user=x", "no address of a SPARQL endpoint"),
    ],
)
def test_what_is_no_server_is_said_in_one_line(location: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as caught:
        Store.open(location)
    assert "\n" not in str(caught.value)


def test_another_kind_of_server_is_said(small_page: str) -> None:
    with pytest.raises(StoreError, match=r"the server answers with text/html|status"):
        Store.open(small_page)


@pytest.fixture(scope="module")
def small_page(local: Path) -> Iterator[str]:
    """The address of a page that is no endpoint."""
    with serving(local) as server:
        yield f"{server.url}docs"


def test_queries_are_judged_before_they_leave(address: str) -> None:
    store = Store.open(address)
    assert isinstance(store, RemoteStore)
    with pytest.raises(QueryForbiddenError):
        store.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
