"""Tables of users, read by their mappings."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import DataError
from kg.gazetteer import Gazetteer
from kg.identity import named_id
from kg.model import Reading
from kg.ontology import Ontology
from kg.tables import KnownNames, read_table
from tests.tables.reading import FIRMS

MAPPING = """
[document]
title = "企业表"
source = "公开信息"
[entity]
type = "Firm"
name = "名称"
key = "代码"
aliases = "简称"
[attributes]
foundedOn = "成立"
[[relation]]
predicate = "locatedInPark"
column = "园区"
type = "Park"
separator = "、"
"""
CSV = "名称,简称,代码,成立,园区\n甲公司,甲,X1,2001-02-03,济宁高新区\n\n乙公司,,,,某某园、济宁高新技术产业开发区\n"


def read(folder: Path, known: KnownNames, table: str | bytes = CSV, mapping: str = MAPPING) -> Reading:
    path = folder / "firms.csv"
    path.write_bytes(table.encode() if isinstance(table, str) else table)
    path.with_suffix(".map.toml").write_text(mapping, encoding="utf-8")
    return read_table(path, "tables/firms.csv", Ontology.load(), known)


def test_rows_become_entities_and_facts(tmp_path: Path, known: KnownNames) -> None:
    reading = read(tmp_path, known)
    park = known.find("Park", "济宁高新区")
    assert park is not None
    assert [(s.subject, s.predicate, s.object, s.evidence[0].row) for s in reading.statements] == [
        ("Firm:X1", "foundedOn", "2001-02-03", 2),
        ("Firm:X1", "locatedInPark", park[0], 2),
        ("Firm:乙公司", "locatedInPark", "Park:某某园@firms", 4),
        ("Firm:乙公司", "locatedInPark", park[0], 4),
    ]
    assert reading.entities[0].aliases == ("甲",)
    assert reading.names()[park[0]] == park[1] == "济宁高新技术产业开发区"
    document = reading.document
    assert (document.id, document.kind, document.title, document.byline) == ("firms", "table", "企业表", "公开信息")


def test_a_table_of_figures_becomes_observations(tmp_path: Path, known: KnownNames) -> None:
    observation = '[observation]\nindicator="指标"\nvalue="数值"\nunit="单位"\nperiod="期间"\n'
    mapping = f'[entity]\ntype="Park"\nname="园区"\n{observation}'
    reading = read(
        tmp_path,
        known,
        '园区,指标,数值,单位,期间\n济宁高新区,产值,"1,200.50",亿元,2021\n济宁高新区,产值,,亿元,2020\n',
        mapping,
    )
    (observation,) = reading.observations
    assert (observation.value, observation.value_text, observation.unit, observation.period) == (
        1200.5,
        "1,200.50",
        "亿元",
        "2021",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_what_office_programs_save_is_read(tmp_path: Path, known: KnownNames, encoding: str) -> None:
    assert read(tmp_path, known, CSV.replace("\n", "\r\n").encode(encoding)).entities[0].name == "甲公司"


def test_a_short_name_of_several_things_is_no_known_name(known: KnownNames) -> None:
    shorts: dict[str, set[str]] = {}
    for row in Gazetteer.load()["parks"]:
        for short in row.list("short"):
            shorts.setdefault(short, set()).add(row["key"])
    shared = next(
        short for short, keys in sorted(shorts.items()) if len(keys) > 1 and known.find("Park", short) is None
    )
    assert known.find("Park", shared) is None
    assert known.find("Firm", "济宁高新区") is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("甲公司", "", "firms.csv, line 2, column 名称: the cell is empty"),
        ("2001-02-03", "2001-02-30", "firms.csv, line 2, column 成立: '2001-02-30' is no date"),
        ("2001-02-03", "去年", "firms.csv, line 2, column 成立: '去年' is no date"),
        ("乙公司,", "乙公司,,", "firms.csv, line 4: 6 cells instead of 5"),
        ("园区\n", "地点\n", "firms.csv, line 1: there is no column '园区'"),
        ("简称,", "名称,", "firms.csv, line 1: two columns are called '名称'"),
        ("甲公司", '"甲"公司', "firms.csv, line 2: no valid CSV"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, known: KnownNames, old: str, new: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path, known, CSV.replace(old, new, 1))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('type = "Firm"', 'type = "Shop"', "firms.map.toml, [entity]: Shop is no entity type"),
        ("foundedOn", "approvedOn", "firms.map.toml, [attributes]: approvedOn is no attribute of Firm"),
        ("locatedInPark", "inRegion", "firms.map.toml, [[relation]]: inRegion does not lead from Firm to Park"),
        ('column = "园区"', 'colum = "园区"', "firms.map.toml, [relation]: colum is unknown"),
        ('column = "园区"', "", "firms.map.toml, [relation]: column is missing"),
        ('name = "名称"', "name = 1", "firms.map.toml, [entity]: every entry has to be a string"),
        ("[entity]", "[thing]", "firms.map.toml: there is no [entity]"),
        ("[attributes]", "[atributes]", "firms.map.toml: [atributes] is unknown"),
        ("[document]", "[document", "firms.map.toml: no valid TOML"),
        (
            'key = "代码"',
            'key = { column = "代码", check = "isbn" }',
            "firms.map.toml, [entity], key: there is no check isbn",
        ),
        (
            'key = "代码"',
            'key = { column = "代码", bad = "keep" }',
            "firms.map.toml, [entity], key: bad = 'keep' is unknown",
        ),
        ('key = "代码"', 'key = { colum = "代码" }', "firms.map.toml, [entity], key: colum is unknown"),
        ('key = "代码"', "key = { column = 1 }", "firms.map.toml, [entity], key: every entry has to be a string"),
        ('key = "代码"', 'key = { column = "代码", empty = "-" }', "firms.map.toml, [entity], key: empty is no list"),
        ('key = "代码"', "key = {}", "firms.map.toml, [entity], key: column is missing"),
        ('"园区"', '"园区"\nvalue = "某园"', "firms.map.toml, [relation]: column and value stand both"),
        ('= "成立"', '= { value = "昨天" }', "firms.map.toml, [attributes], foundedOn: '昨天' is no date"),
        ("[entity]", "[table]\nheader = 0\n[entity]", "firms.map.toml, [table]: header is no row number"),
        ("[entity]", "[table]\nempty = '-'\n[entity]", "firms.map.toml, [table]: empty is no list of strings"),
        ("[entity]", "[address]\n[entity]", "firms.map.toml, [address]: column is missing"),
        ("[document]", "observation = [1]\n[document]", "firms.map.toml, [observation]: this is no block of entries"),
        ("[document]", "[doc]", "firms.map.toml: [doc] is unknown"),
    ],
)
def test_a_mapping_that_does_not_fit_is_named(
    tmp_path: Path, known: KnownNames, old: str, new: str, message: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path, known, mapping=MAPPING.replace(old, new, 1))
    assert str(caught.value).startswith(message)


def test_fixed_values_stand_for_every_row(tmp_path: Path, known: KnownNames) -> None:
    mapping = MAPPING.replace('column = "园区"', 'value = "济宁高新区"').replace('"、"', '""')
    objects = [s.object for s in read(tmp_path, known, mapping=mapping).statements if s.predicate == "locatedInPark"]
    park = known.find("Park", "济宁高新区")
    assert park and objects == [park[0]] * 2


def test_a_former_name_is_an_attribute_and_a_name(tmp_path: Path, known: KnownNames) -> None:
    mapping = FIRMS + '[attributes]\nformerName = { column = "曾用名", separator = "、", empty = ["无"] }\n'
    reading = read(tmp_path, known, "名称,曾用名\n甲公司,乙厂、丙厂\n丁公司,无\n", mapping)
    assert reading.entities[0].aliases == ("乙厂", "丙厂")
    assert [(s.predicate, s.object) for s in reading.statements] == [("formerName", "乙厂"), ("formerName", "丙厂")]


def test_contents_that_say_nothing_can_be_named(tmp_path: Path, known: KnownNames) -> None:
    mapping = '[table]\nempty = ["-", "未知"]\n' + MAPPING
    reading = read(tmp_path, known, CSV.replace("2001-02-03", "未知").replace("X1", "-"), mapping)
    assert reading.entities[0].id == "Firm:甲公司"
    assert {statement.predicate for statement in reading.statements} == {"locatedInPark"}


@pytest.mark.parametrize("name", ["C39", "39", "3900", "3900.0", "计算机、通信和其他电子设备制造业"])
def test_an_industry_can_be_named_by_its_class(known: KnownNames, name: str) -> None:
    assert known.find("Industry", name) == ("Industry:C39", "计算机、通信和其他电子设备制造业")


def test_a_sector_goes_before_a_class_of_the_same_name(known: KnownNames) -> None:
    gazetteer = Gazetteer.load()
    both = {row["name"] for row in gazetteer["sectors"]} & {row["name"] for row in gazetteer["industries"]}
    assert both
    for name in both:
        assert known.find("Industry", name) == (named_id("Industry", name), name)


def test_bytes_that_are_no_text_are_named(tmp_path: Path, known: KnownNames) -> None:
    with pytest.raises(DataError, match=r"firms\.csv: this is neither UTF-8 nor GB18030"):
        read(tmp_path, known, b"\xff\xff\xff")


def test_the_shipped_tables_are_read(known: KnownNames) -> None:
    data = resources.sample_dir()
    assert data is not None
    readings = {
        path.stem: read_table(path, path.name, Ontology.load(), known)
        for path in sorted((data / "tables").glob("*.csv"))
    }
    assert readings["firms"].statements
    assert readings["indicators"].observations
