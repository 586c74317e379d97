"""Addresses that name parks, and those that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.tables import KnownNames
from kg.tables.address import Addresses
from tests.tables.reading import facts, read

SUFFIXES = ("高新区", "经开区", "开发区", "工业园", "试验区", "园区", "新区")


@pytest.fixture(scope="module")
def addresses(known: KnownNames) -> Addresses:
    return known.addresses(SUFFIXES)


@pytest.mark.parametrize(
    ("address", "park"),
    [
        ("山东省济宁市济宁高新技术产业开发区某路1号", "济宁高新技术产业开发区"),
        ("济宁高新区某路1号", "济宁高新技术产业开发区"),
        ("山东省济宁市高新区某路1号", "济宁高新技术产业开发区"),
        ("济宁市（高新区）某路1号", "济宁高新技术产业开发区"),
        ("西安市雁塔区高新区某路", "西安高新技术产业开发区"),
        ("深圳市福田区福保街道保税区某路", "广东福田保税区"),
        ("江苏省徐州市沛县开发区某路", "江苏沛县经济开发区"),
        ("某市某路1号", ""),
        ("上海市徐汇区漕河泾开发区某路", "漕河泾新兴技术开发区"),
        ("中国(上海)自由贸易试验区某路", "中国（上海）自由贸易试验区"),
        ("苏州工业园区某街328号", "苏州工业园区"),
    ],
)
def test_a_park_is_found_by_its_name_or_by_its_kind_in_its_region(
    addresses: Addresses, address: str, park: str
) -> None:
    found, _ = addresses.read(address)
    assert [row["name"] for row in found] == [park] * bool(park)


@pytest.mark.parametrize(
    "address",
    [
        "西安市高新路60号",
        "西安市高新区路60号",
        "济宁市济宁高新区大厦3楼",
        "某某科技园A座",
        "高新区某路1号",
        "江苏省高新区某路",
        "朝阳区高新区某路",
        "北京市海淀区中关村南大街5号",
        "青岛市保税区某路49号",
        "淄博开发区某路1号",
        "武汉市某路1号（入驻济宁高新区）",
        "合肥市某路济宁高新区驻合肥办事处",
        "合肥市某路1号合肥高新区某某投资公司",
        "南京路100号高新区",
        "上海市浦东新区某路1号",
        "",
    ],
)
def test_what_is_no_park_or_not_surely_one_says_nothing(addresses: Addresses, address: str) -> None:
    assert addresses.read(address)[0] == ()


def test_two_parks_of_one_address_are_both_named(addresses: Addresses) -> None:
    found, _ = addresses.read("中国（四川）自由贸易试验区成都高新区某路1号")
    assert [row["name"] for row in found] == ["中国（四川）自由贸易试验区", "成都高新技术产业开发区"]


@pytest.mark.parametrize(
    ("address", "region", "name"),
    [
        ("浙江省杭州市萧山区某街道", "", "萧山区"),
        ("江苏南京市某路", "", "南京市"),
        ("中国上海市浦东新区", "", "浦东新区"),
        ("北京路1号", "", ""),
        ("朝阳区某路", "", ""),
        ("朝阳区某路", "110000", "朝阳区"),
        ("某路1号", "北京市", "北京市"),
        ("北京市某路", "110105", "朝阳区"),
    ],
)
def test_regions_are_followed_from_the_start(addresses: Addresses, address: str, region: str, name: str) -> None:
    _, found = addresses.read(address, region)
    assert (found["name"] if found else "") == name


def test_another_column_tells_which_high_tech_zone(addresses: Addresses) -> None:
    assert [row["name"] for row in addresses.read("高新区某路1号", "济宁市")[0]] == ["济宁高新技术产业开发区"]


def test_the_park_of_an_address_is_a_fact_less_sure(tmp_path: Path, known: KnownNames) -> None:
    mapping = '[entity]\ntype="Firm"\nname="名称"\n[address]\ncolumn="地址"\nregion="城市"\n'
    table = "名称,地址,城市\n甲公司,高新区某路,济宁市\n乙公司,某路,济宁市\n"
    reading = read(tmp_path, known, table, mapping)
    assert facts(reading) == ["2 甲公司 locatedInPark 济宁高新技术产业开发区"]
    (evidence,) = reading.statements[0].evidence
    assert (evidence.rule, evidence.confidence) == ("address", 0.8)


def test_the_address_of_a_park_says_its_region(tmp_path: Path, known: KnownNames) -> None:
    mapping = '[entity]\ntype="Park"\nname="名称"\n[address]\ncolumn="地址"\n'
    reading = read(tmp_path, known, "名称,地址\n某某产业园,合肥市包河区某路\n", mapping)
    assert facts(reading) == ["2 某某产业园 inRegion 包河区"]


def test_a_type_without_a_place_has_no_address(tmp_path: Path, known: KnownNames) -> None:
    with pytest.raises(DataError, match=r"t\.map\.toml, \[address\]: the address of a Title says nothing"):
        read(tmp_path, known, "名称\n", '[entity]\ntype="Title"\nname="名称"\n[address]\ncolumn="名称"\n')
