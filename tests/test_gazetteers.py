"""What the gazetteers must hold, whoever compiled or wrote them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.resources import gazetteer_dir

CHECKOUT = Path(__file__).resolve().parents[1]
COLUMNS = {
    "regions": "code name kind parent short",
    "parks": "key code name level kind region province approved area_ha industries short source",
    "industries": "code name level parent",
    "sectors": "name aliases gb weak",
    "segments": "name aliases",
    "titles": "name aliases level ladder order holders",
    "chains": "name aliases sector",
    "chain_segments": "chain segment stage aliases",
    "chain_supplies": "chain supplier customer",
    "organisations": "name aliases parent",
    "firms": "name aliases code source",
    "surnames": "surname",
}
COMPILED = ("regions", "parks", "industries", "firms")
Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    header, *lines = (gazetteer_dir() / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


def by_name(name: str) -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows(name)}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_has_its_columns_is_sorted_and_has_no_stray_space(name: str) -> None:
    data = (gazetteer_dir() / f"{name}.tsv").read_bytes()
    assert b"\r" not in data and data.endswith(b"\n")
    header, *lines = data.decode().splitlines()
    assert header.split("\t") == COLUMNS[name].split()
    cells = [line.split("\t") for line in lines]
    assert cells == sorted(cells)
    assert len(set(lines)) == len(lines)
    for row in cells:
        assert len(row) == len(COLUMNS[name].split())
        for cell in row:
            assert cell == cell.strip()
            parts = cell.split("|")
            assert len(set(parts)) == len(parts) and (cell == "" or all(parts)), row


def test_every_region_hangs_on_a_region_of_higher_kind() -> None:
    regions = {row["code"]: row for row in rows("regions")}
    assert Counter(row["kind"] for row in regions.values())["province"] == 34
    rank = {"province": 0, "prefecture": 1, "county": 2}
    for row in regions.values():
        if row["kind"] in ("province", "macro", "country"):
            assert row["parent"] == ""
        elif row["kind"] == "abroad":
            assert regions[row["parent"]]["kind"] == "country"
        else:
            assert rank[regions[row["parent"]]["kind"]] < rank[row["kind"]]
            assert row["parent"][:2] == row["code"][:2]


@pytest.mark.parametrize(
    ("code", "name", "parent", "short"),
    [
        ("370000", "山东省", "", "山东"),
        ("150000", "内蒙古自治区", "", "内蒙古"),
        ("650000", "新疆维吾尔自治区", "", "新疆"),
        ("810000", "香港特别行政区", "", "香港"),
        ("370800", "济宁市", "370000", "济宁"),
        ("422800", "恩施土家族苗族自治州", "420000", "恩施|恩施州"),
        ("632500", "海南藏族自治州", "630000", "海南州"),
        ("220200", "吉林市", "220000", ""),
        ("370102", "历下区", "370100", "历下"),
        ("130426", "涉县", "130400", ""),
        ("440115", "南沙区", "440100", "南沙"),
        ("440114", "花都区", "440100", "花都"),
        ("500151", "铜梁区", "500000", "铜梁"),
        ("419001", "济源市", "410000", "济源"),
        ("110105", "朝阳区", "110000", ""),
        ("211300", "朝阳市", "210000", "朝阳"),
        ("120101", "和平区", "120000", ""),
        ("623001", "合作市", "623000", ""),
    ],
)
def test_short_names_follow_the_rule(code: str, name: str, parent: str, short: str) -> None:
    region = {row["code"]: row for row in rows("regions")}[code]
    assert (region["name"], region["parent"], region["short"]) == (name, parent, short)


def test_zones_of_the_statistics_are_no_regions() -> None:
    names = {row["name"] for row in rows("regions")}
    assert not [name for name in names if name.endswith(("开发区", "管委会", "产业园区"))]
    assert not names & {"市辖区", "县", "省直辖县级行政区划"}


def test_one_short_name_of_a_county_is_one_county() -> None:
    uses = Counter(one for row in rows("regions") if row["kind"] == "county" for one in row["short"].split("|") if one)
    assert not [short for short, times in uses.items() if times > 1]


def test_all_zones_of_the_catalogue_and_the_later_ones_are_there() -> None:
    parks = rows("parks")
    catalogue = [row for row in parks if row["code"]]
    assert len(catalogue) == 2543 and len(parks) == 2627
    by_hand = Counter(row["kind"] for row in parks if "名单）" in row["source"] and "以后批复" not in row["source"])
    assert (by_hand["国家级新区"], by_hand["国家自主创新示范区"]) == (17, 21)
    assert Counter(row["level"] for row in catalogue) == {"national": 552, "provincial": 1991}
    assert len({row["key"] for row in parks}) == len(parks)
    assert {row["key"] for row in parks if row["code"] == "S377018"} == {
        "S377018山东淄川经济开发区",
        "S377018山东临淄经济开发区",
    }
    for row in parks:
        assert row["key"] == (row["code"] if row["code"] not in ("", "S377018") else row["code"] + row["name"])


def test_every_zone_lies_in_a_known_region_of_its_province() -> None:
    regions = {row["code"]: row for row in rows("regions")}
    parks = rows("parks")
    for row in parks:
        assert regions[row["province"]]["kind"] == "province"
        assert regions[row["region"]]["code"][:2] == row["province"][:2], row["name"]
    assert sum(row["region"] == row["province"] for row in parks if row["code"]) < 100


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("济宁高新技术产业开发区", "济宁市"),
        ("山东嘉祥经济开发区", "嘉祥县"),
        ("武汉武昌经济开发区", "武昌区"),
        ("江西兴国经济开发区", "兴国县"),
        ("红旗渠经济技术开发区", "林州市"),
        ("吉林经济技术开发区", "吉林市"),
        ("宜春丰城高新技术产业开发区", "丰城市"),
        ("重庆高新技术产业开发区", "重庆市"),
    ],
)
def test_the_region_of_a_zone_is_read_from_its_name(name: str, region: str) -> None:
    regions = {row["code"]: row["name"] for row in rows("regions")}
    assert regions[by_name("parks")[name]["region"]] == region


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("济宁高新技术产业开发区", "济宁高新区|济宁国家高新区|济宁市高新区|济宁高新技术开发区"),
        ("北京经济技术开发区", "北京经开区|北京经济开发区|亦庄开发区"),
        ("海宁经济开发区", "海宁经开区|海宁开发区"),
        ("山东嘉祥经济开发区", "嘉祥经济开发区|嘉祥经开区|嘉祥县经济开发区"),
        ("中关村科技园区", "中关村"),
        ("武汉东湖新技术开发区", "东湖高新区"),
        ("成都高新综合保税区及双流园区", "成都高新综合保税区|成都高新综保区"),
        ("苏州工业园区", "苏州工业园"),
    ],
)
def test_short_forms_of_zones(name: str, expected: str) -> None:
    found = [row for row in rows("parks") if row["name"] in (name, f"浙江{name}")]
    assert len(found) == 1
    assert set(expected.split("|")) <= set(found[0]["short"].split("|"))


def test_a_raised_zone_keeps_its_names_to_itself() -> None:
    holders = {form: [row["level"] for row in rows("parks") if form in (row["name"], *row["short"].split("|"))]
               for form in ("淮南高新技术产业开发区", "淮南高新区", "福州高新区")}  # fmt: skip
    assert all(levels == ["national"] for levels in holders.values())


def test_a_short_form_is_never_a_bare_kind_or_a_fragment() -> None:
    bare = re.compile(r"^[—·（）、]|^(?:国家)?(?:级)?(?:高新区|经开区|开发区|工业园区?|产业园区?|综保区|经济开发区)$")
    bad = [one for row in rows("parks") for one in row["short"].split("|") if bare.match(one)]
    assert bad == []


def test_the_cells_of_the_catalogue_are_normalised() -> None:
    parks = rows("parks")
    assert not [row["name"] for row in parks if "在建" in row["industries"]]
    for row in parks:
        assert all(re.fullmatch(r"\d{4}-\d\d|", one) for one in row["approved"].split("|")), row["name"]
        assert row["area_ha"] == "" or float(row["area_ha"]) > 0
    assert by_name("parks")["上海松江出口加工区及B区"]["approved"] == "2000-04|2002-12"


def test_the_industry_classification_is_a_whole_tree() -> None:
    industries = {row["code"]: row for row in rows("industries")}
    assert len(industries) == 1971
    assert all(row["parent"] in industries or row["level"] == "门类" for row in industries.values())


@pytest.mark.parametrize(
    ("name", "least"),
    [("sectors", 220), ("segments", 250), ("titles", 110), ("organisations", 150), ("surnames", 300)],
)
def test_hand_written_files_are_big_enough(name: str, least: int) -> None:
    assert len(rows(name)) >= least


@pytest.mark.parametrize("name", ["sectors", "segments", "titles", "organisations", "chains", "firms"])
def test_a_name_stands_for_one_thing_in_its_file(name: str) -> None:
    columns = [column for column in ("name", "aliases", "weak") if column in rows(name)[0]]
    uses = Counter(one for row in rows(name) for column in columns for one in row[column].split("|") if one)
    assert not [form for form, times in uses.items() if times > 1]


def test_a_product_class_is_no_sector() -> None:
    sectors = {one for row in rows("sectors") for one in (row["name"], *row["aliases"].split("|")) if one}
    segments = {one for row in rows("segments") for one in (row["name"], *row["aliases"].split("|")) if one}
    chain = {one for row in rows("chain_segments") for one in (row["segment"], *row["aliases"].split("|")) if one}
    assert not sectors & segments
    assert not sectors & chain
    assert not {row["name"] for row in rows("segments")} & chain
    assert not sectors & {"主导产业", "传统产业", "特色产业", "产业", "工业", "制造业"}


def test_sectors_point_into_the_classification() -> None:
    codes = {row["code"] for row in rows("industries")}
    assert {code for row in rows("sectors") for code in row["gb"].split("|") if code} <= codes


def test_the_supply_chains_hang_together() -> None:
    sectors = set(by_name("sectors"))
    chains = by_name("chains")
    assert set(chains) >= {
        f"{name}产业链" for name in ("光伏", "锂电池", "新能源汽车", "集成电路", "生物医药", "工程机械")
    }
    assert all(row["sector"] in sectors for row in chains.values())
    segments = {(row["chain"], row["segment"]) for row in rows("chain_segments")}
    assert all(row["stage"] in ("上游", "中游", "下游") for row in rows("chain_segments"))
    ends = [(row["chain"], row[end]) for row in rows("chain_supplies") for end in ("supplier", "customer")]
    assert set(ends) <= segments
    assert segments <= set(ends), segments - set(ends)
    for chain in chains:
        assert sum(one == chain for one, _ in segments) >= 14
        assert {row["stage"] for row in rows("chain_segments") if row["chain"] == chain} == {"上游", "中游", "下游"}


def test_titles_have_level_holders_and_a_ladder_in_order() -> None:
    titles = by_name("titles")
    kinds = {"Firm", "Park", "Person", "Organization", "Platform", "Product", "Project", "Region", "IndustryChain"}
    for row in titles.values():
        assert row["level"] in ("national", "provincial", "municipal", "any")
        assert set(row["holders"].split("|")) <= kinds
        assert (row["ladder"] == "") == (row["order"] == "")
    ladder = ["科技型中小企业", "高新技术企业", "专精特新中小企业", "专精特新“小巨人”企业", "制造业单项冠军"]
    assert [int(titles[name]["order"]) for name in ladder] == [10, 20, 30, 40, 50]
    assert {titles[name]["ladder"] for name in ladder} == {"quality"}


def test_organisations_name_known_parents() -> None:
    organisations = by_name("organisations")
    assert all(row["parent"] in organisations for row in organisations.values() if row["parent"])
    assert "科技部" in organisations["科学技术部"]["aliases"].split("|")


def test_firms_are_known_by_hand_and_from_the_list_of_shares() -> None:
    firms = by_name("firms")
    by_source = Counter(row["source"] for row in firms.values())
    assert set(by_source) == {"手工整理", "A股证券名称"}
    assert by_source["手工整理"] >= 400 and by_source["A股证券名称"] >= 2500
    assert all(re.fullmatch(r"\d{6}", row["code"]) for row in firms.values() if row["source"] == "A股证券名称")
    assert all(re.fullmatch(r"(\d{6})?", row["code"]) for row in firms.values())
    codes = Counter(row["code"] for row in firms.values() if row["code"])
    assert not [code for code, times in codes.items() if times > 1]


@pytest.mark.parametrize(
    ("name", "code", "alias"),
    [
        ("华为", "", "华为公司"),
        ("国家电网", "", "国家电网公司"),
        ("中国石油", "601857", "中石油"),
        ("三一重工", "600031", ""),
        ("三一集团", "", ""),
        ("京东方", "000725", "BOE"),
        ("西门子", "", "西门子公司"),
        ("长沙银行", "601577", ""),
    ],
)
def test_a_firm_has_its_code_and_other_names(name: str, code: str, alias: str) -> None:
    firm = by_name("firms")[name]
    assert firm["code"] == code
    assert not alias or alias in firm["aliases"].split("|")


def test_the_name_of_a_firm_is_nothing_else() -> None:
    firms = {one for row in rows("firms") for one in (row["name"], *row["aliases"].split("|")) if one}
    columns = {"short", "aliases", "weak", "name", "segment"}
    for table in set(COLUMNS) - {"firms", "industries", "surnames", "chain_supplies"}:
        for row in rows(table):
            taken = {one for column in columns & row.keys() for one in row[column].split("|")}
            assert not firms & taken, table


@pytest.mark.parametrize("word", ["机器人", "张家界", "老百姓", "一致", "苹果", "小米", "大众", "美的", "平安", "智慧农业", "湖南投资",
                                  "天津港", "深圳机场", "生物股份", "联想", "中行"])  # fmt: skip
def test_an_ordinary_word_is_no_firm(word: str) -> None:
    assert not [row["name"] for row in rows("firms") if word in (row["name"], *row["aliases"].split("|"))]


def test_compiling_twice_gives_the_shipped_bytes(shared: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(CHECKOUT / "tools" / "compile_gazetteers.py"), str(shared / "data")]
    subprocess.run([*command, "--out", str(tmp_path)], check=True, capture_output=True)
    for name in COMPILED:
        assert (tmp_path / f"{name}.tsv").read_bytes() == (gazetteer_dir() / f"{name}.tsv").read_bytes(), name


def test_compiling_without_source_data_says_so(tmp_path: Path) -> None:
    command = [sys.executable, str(CHECKOUT / "tools" / "compile_gazetteers.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no such file" in done.stderr and "Traceback" not in done.stderr
