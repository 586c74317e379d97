"""The main flow, from files to a store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import resources
from kg.build import build
from kg.errors import DataError, StoreError
from kg.gazetteer import COLUMNS
from kg.settings import Settings
from kg.store import Store
from kg.validate import ConformanceError

REPORT = "某高新区引进新企业\n\n甲山光电科技有限公司落户某某高新技术产业开发区，主营光伏玻璃。\n"
ROWS = {
    "regions": "990000\t某省\tprovince\t\t\n990100\t某某市\tprefecture\t990000\t某某\n",
    "parks": "G9\tG9\t某某高新技术产业开发区\tnational\t高新技术产业开发区\t"
    "990100\t990000\t2010-09\t120.5\t光伏\t某某高新区\t目录\n",
}


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    """A folder with one park in one region."""
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    for table, rows in ROWS.items():
        (folder / f"{table}.tsv").write_text("\t".join(COLUMNS[table]) + "\n" + rows, encoding="utf-8")
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with a report and a table."""
    folder = tmp_path / "documents"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "parks.csv").write_text("园区,指标,数值,单位\n某某高新区,产值,12,亿元\n", encoding="utf-8")
    mapping = '[entity]\ntype="Park"\nname="园区"\n[observation]\nindicator="指标"\nvalue="数值"\nunit="单位"\n'
    (folder / "parks.map.toml").write_text(mapping, encoding="utf-8")
    (folder / "notes.bin").write_bytes(b"\0")
    return folder


def values(store: Store, query: str) -> set[str]:
    return {row["v"].value for row in store.query(query)}  # type: ignore[union-attr, arg-type]


def content(store: Path) -> bytes:
    return (store / "current" / "quads.nq.gz").read_bytes()


def test_documents_tables_and_gazetteers_meet_in_one_store(tmp_path: Path, gazetteer: Path, documents: Path) -> None:
    summary = build([documents], tmp_path / "store", gazetteer_dir=gazetteer)
    assert summary.documents == {"gazetteer": 2, "table": 1, "document": 1}
    store = Store.open(tmp_path / "store")
    assert store.build_id == summary.build_id
    assert store.document("report#1")["text"] == REPORT
    about = "SELECT ?v { ?d kg:documentKind ?v . GRAPH ?d { ?s rdf:subject|rdf:object ?park } ?park kg:code 'G9' }"
    assert values(store, about) == {"gazetteer", "table", "document"}
    mentioned = "SELECT ?v { GRAPH ?d { ?m oa:hasBody ?e } ?e kg:code 'G9' ; rdfs:label ?v }"
    assert values(store, mentioned) == {"某某高新技术产业开发区"}
    sources = values(store, "SELECT ?v { ?d dcterms:source ?v }")
    assert sources == {"gazetteer/parks.tsv", "gazetteer/regions.tsv", "parks.csv", "inner/report.txt"}


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(tmp_path: Path, gazetteer: Path, documents: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(documents, copy)
    first = build([documents], tmp_path / "a", gazetteer_dir=gazetteer)
    second = build([copy], tmp_path / "b", gazetteer_dir=gazetteer)
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert first.build_id == second.build_id
    assert str(tmp_path).encode() not in content(tmp_path / "a")


def test_more_workers_give_the_same_bytes(tmp_path: Path, gazetteer: Path, documents: Path) -> None:
    for number in range(3):
        (documents / f"other{number}.txt").write_text(
            REPORT.replace("甲山", f"甲山{'一二三'[number]}"), encoding="utf-8"
        )
    for workers, name in ((1, "a"), (2, "b")):
        build([documents], tmp_path / name, gazetteer_dir=gazetteer, workers=workers)
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_an_unchanged_input_keeps_the_build(tmp_path: Path, gazetteer: Path, documents: Path) -> None:
    assert build([documents], tmp_path / "store", gazetteer_dir=gazetteer).new
    assert not build([documents], tmp_path / "store", gazetteer_dir=gazetteer).new
    assert build([documents], tmp_path / "store", gazetteer_dir=gazetteer, gazetteer=False).new


def test_without_gazetteer_its_rows_are_no_facts_but_still_give_ids(
    tmp_path: Path, gazetteer: Path, documents: Path
) -> None:
    summary = build([documents], tmp_path / "store", gazetteer_dir=gazetteer, gazetteer=False)
    assert summary.documents == {"table": 1, "document": 1}
    store = Store.open(tmp_path / "store")
    assert not store.query("ASK { ?p kg:code ?c }")
    assert store.query(f"ASK {{ <{store.base_iri}id/Park/G9> a kg:Park }}")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("gazetteer/parks.tsv", "120.5", "many", "parks.tsv, line 2, column area_ha: 'many' is no number"),
        ("gazetteer/regions.tsv", "某省\t", "某省", "regions.tsv, line 2: 4 cells instead of 5"),
        ("documents/parks.csv", "12,", "ab,", "parks.csv, line 2, column 数值: 'ab' is no number"),
        ("documents/inner/report.txt", REPORT, "", "the file is empty"),
    ],
)
def test_a_bad_input_is_named_and_leaves_the_store(
    tmp_path: Path, gazetteer: Path, documents: Path, file: str, old: str, new: str, message: str
) -> None:
    build([documents], tmp_path / "store", gazetteer_dir=gazetteer)
    before, damaged = content(tmp_path / "store"), tmp_path / file
    damaged.write_text(damaged.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    copy = tmp_path / "broken"
    shutil.copytree(gazetteer, copy)
    with pytest.raises(DataError) as caught:
        build([documents], tmp_path / "store", gazetteer_dir=copy)
    assert message in str(caught.value)
    assert content(tmp_path / "store") == before
    assert len(list((tmp_path / "store" / "builds").iterdir())) == 1


def test_a_graph_that_breaks_the_shapes_is_not_stored(tmp_path: Path, gazetteer: Path, documents: Path) -> None:
    build([documents], tmp_path / "store", gazetteer_dir=gazetteer)
    before, strict = content(tmp_path / "store"), tmp_path / "ontology"
    shutil.copytree(resources.ontology_dir(), strict)
    shape = (
        '\nkg:TestShape a sh:NodeShape ; sh:targetClass kg:Park ; sh:property [ sh:path kg:code ; sh:pattern "^S" ] .\n'
    )
    park = strict / "park.ttl"
    park.write_text(park.read_text(encoding="utf-8") + shape, encoding="utf-8")
    with pytest.raises(ConformanceError, match="kg:code") as caught:
        build([documents], tmp_path / "store", gazetteer_dir=gazetteer, ontology=strict)
    assert [fault.value for fault in caught.value.report.results] == ["G9"]
    assert content(tmp_path / "store") == before


def test_one_id_for_two_documents_is_refused(tmp_path: Path, gazetteer: Path, documents: Path) -> None:
    (documents / "report.txt").write_text(REPORT, encoding="utf-8")
    with pytest.raises(DataError, match=r"the document id report#1 is already taken by inner/report\.txt"):
        build([documents], tmp_path / "store", gazetteer_dir=gazetteer)


def test_a_base_that_is_no_iri_is_refused(tmp_path: Path, gazetteer: Path, documents: Path) -> None:
    with pytest.raises(StoreError, match="the base IRI"):
        build([documents], tmp_path / "store", gazetteer_dir=gazetteer, settings=Settings(base_iri="here/"))
