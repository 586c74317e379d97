"""Names → entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.search import FILE, IndexedName, NameIndex, write_index


def named(entity_id: str, label: str, *aliases: str, weight: int = 3) -> list[IndexedName]:
    kind = entity_id.partition(":")[0]
    return [
        IndexedName(entity_id, kind, label, label, "name", weight),
        *(IndexedName(entity_id, kind, alias, label, "alias", weight) for alias in aliases),
    ]


NAMES = [
    *named("Park:1", "济宁高新技术产业开发区", "济宁高新区", weight=40),
    *named("Park:2", "南宁高新技术产业开发区", "南宁高新区"),
    *named("Park:3", "苏州工业园区", "苏州园区"),
    *named("Region:1", "济宁市", "济宁", weight=90),
    *named("Region:2", "重庆市", "重庆"),
    *named("Region:3", "巨野县"),
    *named("Title:1", "“瞪羚”企业", "瞪羚企业"),
    *named("Industry:1", "光伏产业", "光伏"),
    *named("Firm:1", "TCL科技集团股份有限公司", "TCL"),
    *named("Firm:2", "光伏科技有限公司"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    directory = tmp_path_factory.mktemp("names")
    write_index(directory, NAMES)
    return NameIndex.open(directory)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("济宁高新技术产业开发区", "Park:1"),
        ("济宁高新区", "Park:1"),
        ("济宁 高新区", "Park:1"),
        ("济宁", "Region:1"),
        ("苏州工业", "Park:3"),
        ("蘇州工業園區", "Park:3"),
        ("高新区 济宁", "Park:1"),
        ("济宁·高新区", "Park:1"),
        ("jinning gaoxinqu", "Park:1"),
        ("工业园区", "Park:3"),
        ("苏", "Park:3"),
        ("巨", "Region:3"),
        ("野县", "Region:3"),
        ("瞪羚企业", "Title:1"),
        ("「瞪羚」企业", "Title:1"),
        ("tcl", "Firm:1"),
        ("ＴＣＬ", "Firm:1"),
        ("chongqing", "Region:2"),
        ("Suzhou Gongye", "Park:3"),
        ("jngxq", "Park:1"),
        ("济宁高薪区", "Park:1"),
        ("宁济高新区", "Park:1"),
        ("苏洲工业园区", "Park:3"),
    ],
)
def test_finds(index: NameIndex, query: str, best: str) -> None:
    assert index.search(query)[0].entity_id == best


def test_the_name_that_fits_is_told(index: NameIndex) -> None:
    found = index.search("济宁高新")[0]
    assert (found.label, found.matched) == ("济宁高新技术产业开发区", "济宁高新区")


def test_full_name_before_beginning_before_part(index: NameIndex) -> None:
    assert [hit.entity_id for hit in index.search("光伏")] == ["Industry:1", "Firm:2"]
    assert [hit.entity_id for hit in index.search("高新区")] == ["Park:1", "Park:2"]


def test_nothing_is_found_for_nothing(index: NameIndex) -> None:
    assert index.search("") == []
    assert index.search("“”") == []
    assert index.search("不存在的名字") == []
    assert index.search("%' OR 1=1 --") == []


def test_an_entity_is_found_once_whatever_names_fit(index: NameIndex) -> None:
    hits = index.search("济宁", limit=10)
    assert sorted(hit.entity_id for hit in hits) == ["Park:1", "Region:1"]


def test_kind_and_pages(index: NameIndex) -> None:
    assert [hit.entity_id for hit in index.search("济宁", kind="Park")] == ["Park:1"]
    assert [hit.type for hit in index.search("济宁高薪区", kind="Region")] == []
    everything = index.search("区", limit=10)
    assert index.search("区", limit=2) + index.search("区", limit=8, offset=2) == everything


def test_scores_fall_and_stay_within_0_and_1(index: NameIndex) -> None:
    for query in ("济宁", "光伏", "区", "jining"):
        scores = [hit.score for hit in index.search(query)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_the_same_names_give_the_same_bytes(tmp_path: Path) -> None:
    for name, names in (("a", NAMES), ("b", [*reversed(NAMES), NAMES[0]])):
        (tmp_path / name).mkdir()
        write_index(tmp_path / name, names)
    assert (tmp_path / "a" / FILE).read_bytes() == (tmp_path / "b" / FILE).read_bytes()


def test_a_missing_or_broken_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"missing.*kg build"):
        NameIndex.open(tmp_path)
    (tmp_path / FILE).write_bytes(b"no database")
    with pytest.raises(StoreError, match=r"broken.*kg build"):
        NameIndex.open(tmp_path)


def test_facets_count_what_fits_by_type(index: NameIndex) -> None:
    assert index.facets("济宁") == {"Region": 1, "Park": 1}
    assert index.facets("光伏") == {"Industry": 1, "Firm": 1}
    assert index.facets("nothing") == {}
