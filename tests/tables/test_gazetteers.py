"""Gazetteer rows as readings."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer import COLUMNS, Gazetteer
from kg.model import Reading, Statement
from kg.tables import read_gazetteer

REGIONS = ["370000|山东省|province||山东", "370800|济宁市|prefecture|370000|济宁"]
PARK = (
    "G1;G1;济宁高新技术产业开发区;national;高新技术产业开发区;370800;370000;"
    "2010-09|2011-01;1200.5;装备制造|纺织;济宁高新区;目录"
)


def write(folder: Path, **tables: list[str]) -> Gazetteer:
    """A gazetteer of these rows; cells are separated by ; (or by | in regions, which hold no list here)."""
    folder.mkdir(exist_ok=True)
    for table, rows in tables.items():
        lines = ["\t".join(COLUMNS[table]), *(row.replace("|" if table == "regions" else ";", "\t") for row in rows)]
        (folder / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Gazetteer(folder)


def read(gazetteer: Gazetteer) -> dict[str, Reading]:
    return {reading.document.id.removeprefix("gazetteer/"): reading for reading in read_gazetteer(gazetteer)}


def facts(reading: Reading) -> set[tuple[str, str, str]]:
    return {(s.subject, s.predicate, s.object) for s in reading.statements}


def test_a_park_row_says_all_that_its_cells_say(tmp_path: Path) -> None:
    sectors = [";".join(["装备制造业", "装备制造产业", "C35", "装备制造"][: len(COLUMNS["sectors"])])]
    parks = read(write(tmp_path, regions=REGIONS, parks=[PARK], sectors=sectors))["parks"]
    assert facts(parks) == {
        ("Park:G1", "code", "G1"),
        ("Park:G1", "level", "national"),
        ("Park:G1", "kind", "高新技术产业开发区"),
        ("Park:G1", "approvedOn", "2010-09"),
        ("Park:G1", "approvedOn", "2011-01"),
        ("Park:G1", "inRegion", "Region:370800"),
        ("Park:G1", "developsIndustry", "Industry:装备制造业"),
        ("Park:G1", "developsIndustry", "Industry:纺织"),
    }
    (area,) = parks.observations
    assert (area.indicator, area.value, area.value_text, area.unit) == ("核准面积", 1200.5, "1200.5", "公顷")
    assert parks.entities[0].aliases == ("济宁高新区",)
    assert {e.row for s in parks.statements for e in s.evidence} == {2}
    assert (parks.document.kind, parks.document.source) == ("gazetteer", "gazetteer/parks.tsv")
    assert parks.document.text == (tmp_path / "parks.tsv").read_text(encoding="utf-8")


def test_each_other_table_gives_its_facts(tmp_path: Path) -> None:
    found = read(
        write(
            tmp_path,
            regions=REGIONS,
            industries=["C;制造业;门类;", "C13;农副食品加工业;大类;C"],
            titles=["瞪羚企业;瞪羚;any;growth;10;Firm"],
            chains=["光伏产业链;光伏链;光伏"],
            chain_segments=["光伏产业链;硅料;上游;多晶硅"],
            chain_supplies=["光伏产业链;硅料;硅片"],
            organisations=["某大学;某大;某部"],
            segments=["芯片;"],
        )
    )
    assert ("Region:370800", "partOf", "Region:370000") in facts(found["regions"])
    assert ("Industry:C13", "partOf", "Industry:C") in facts(found["industries"])
    assert ("Title:瞪羚企业", "rank", "10") in facts(found["titles"])
    position = "ChainPosition:光伏产业链@硅料"
    assert facts(found["chain_segments"]) == {
        ("IndustryChain:光伏产业链", "hasSegment", "ChainSegment:硅料"),
        (position, "inChain", "IndustryChain:光伏产业链"),
        (position, "ofSegment", "ChainSegment:硅料"),
        (position, "stage", "上游"),
    }
    assert facts(found["chain_supplies"]) == {("ChainSegment:硅料", "upstreamOf", "ChainSegment:硅片")}
    assert facts(found["organisations"]) == {("Organization:某大学", "partOf", "Organization:某部")}
    assert found["segments"].entities[0].id == "ChainSegment:芯片"
    assert facts(found["chains"]) == {("IndustryChain:光伏产业链", "ofIndustry", "Industry:光伏")}
    assert found["chains"].entities[0].aliases == ("光伏链",)


def test_whatever_a_statement_points_to_is_an_entity(tmp_path: Path) -> None:
    readings = read(write(tmp_path, regions=REGIONS, parks=[PARK], organisations=["某大学;;某部"])).values()
    known = {entity.id for reading in readings for entity in reading.entities}

    def ends(statement: Statement) -> set[str]:
        relations = {"inRegion", "developsIndustry", "partOf"}
        return {statement.subject} | ({statement.object} if statement.predicate in relations else set())

    assert {end for reading in readings for s in reading.statements for end in ends(s)} <= known


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1200.5", "1,2x", "parks.tsv, line 2, column area_ha: '1,2x' is no number"),
        ("2010-09", "2010-13", "parks.tsv, line 2, column approved: '2010-13' is no year and month"),
        (";370800;", ";999999;", "parks.tsv, line 2, column region: '999999' is no code"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(write(tmp_path, regions=REGIONS, parks=[PARK.replace(old, new)]))
    assert str(caught.value).startswith(message)


def test_a_key_that_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"parks\.tsv, line 3, column key: 'G1' stands in line 2 too"):
        read(write(tmp_path, regions=REGIONS, parks=[PARK, PARK]))


def test_a_table_without_file_is_left_out(tmp_path: Path) -> None:
    assert set(read(write(tmp_path, segments=["芯片;"]))) == {"segments"}
