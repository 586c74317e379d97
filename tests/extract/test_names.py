"""Names in small texts: what is found, of which type, and where a name begins and ends."""

from __future__ import annotations

import pytest

from tests.extract.reading import Found


def names(text: str, kind: str) -> set[str]:
    return Found(text).names(kind)


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("苏州澄砺精密机械有限公司投产。", {"苏州澄砺精密机械有限公司"}),
        ("青岚药业（常州）有限公司签约。", {"青岚药业（常州）有限公司"}),
        ("客户澄砺精密机械有限公司来访。", {"澄砺精密机械有限公司"}),
        ("昨日，园区引进了青岚药业股份有限公司。", {"青岚药业股份有限公司"}),
        ("项目由澄砺精密机械有限公司建设。", {"澄砺精密机械有限公司"}),
        ("澄砺集团与青岚药业股份有限公司签约。", {"澄砺集团", "青岚药业股份有限公司"}),
        ("常州高新区引进了澄砺精密。", {"澄砺精密"}),
        ("澄砺精密在常州高新区成立。", {"澄砺精密"}),
        ("青岚药业、澄砺精密、岚钧光电、芯棠等25家企业签约。", {"青岚药业", "澄砺精密", "岚钧光电", "芯棠"}),
        ("芯棠半导体是行业龙头。", {"芯棠半导体"}),
        ("园区有企业25家，公司数量居首。", set()),
        ("一家上市公司和多家集团公司来访。", set()),
    ],
)
def test_firms(text: str, firms: set[str]) -> None:
    assert names(text, "Firm") == firms


@pytest.mark.parametrize(
    "text",
    [
        "苏州纳米检测中心由青岚药业股份有限公司运营。",
        "昆山机器人产业联盟由青岚药业股份有限公司牵头。",
        "该标准由青岚药业股份有限公司制定。",
        "园区为青岚药业股份有限公司办证。",
        "园区与青岚药业股份有限公司签约。",
        "周砚秋任青岚药业股份有限公司董事长。",
    ],
)
def test_a_firm_begins_after_the_preposition_before_it(text: str) -> None:
    assert names(text, "Firm") == {"青岚药业股份有限公司"}


@pytest.mark.parametrize(
    "text",
    [
        "芯棠半导体专注于功率器件。",
        "芯棠半导体加入昆山机器人产业联盟。",
        "芯棠半导体荣获一等奖。",
        "芯棠半导体入选瞪羚企业。",
    ],
)
def test_a_short_name_that_is_the_subject_is_a_firm(text: str) -> None:
    assert names(text, "Firm") == {"芯棠半导体"}


@pytest.mark.parametrize("bracket", ["（以下简称“青岚”）", "（以下简称青岚）", "（下称“青岚”）", "（简称“青岚”）"])
def test_a_short_name_that_the_text_gives(bracket: str) -> None:
    found = Found(f"常州青岚药业股份有限公司{bracket}投产。青岚产值达5亿元。")
    firm = found.entity("Firm", "青岚")
    assert firm.name == "常州青岚药业股份有限公司"
    assert [m.text for m in firm.mentions].count("青岚") >= 1
    assert found.observation("青岚", 5).unit == "亿元"


def test_a_short_form_that_fits_two_firms_is_neither() -> None:
    found = Found("澄砺药业有限公司和澄砺精密机械有限公司签约。澄砺、岚钧光电等两家企业到场。")
    for name in ("澄砺药业有限公司", "澄砺精密机械有限公司"):
        assert "澄砺" not in found.entity("Firm", name).aliases


@pytest.mark.parametrize(
    ("text", "name", "identifier"),
    [
        ("常州高新技术产业开发区扩区。", "常州高新技术产业开发区", "Park:G322017"),
        ("常州高新区扩区。", "常州高新区", "Park:G322017"),
        ("苏州工业园区扩区。", "苏州工业园区", "Park:G321090"),
        ("萧山经济技术开发区扩区。", "萧山经济技术开发区", "Park:G331019"),
        ("山东临淄经济开发区扩区。", "山东临淄经济开发区", "Park:S377018山东临淄经济开发区"),
        ("山东淄川经济开发区扩区。", "山东淄川经济开发区", "Park:S377018山东淄川经济开发区"),
        ("安徽铜陵的金桥经开区扩区。", "金桥经开区", "Park:S347071"),
    ],
)
def test_a_zone_of_the_catalogue_has_its_code(text: str, name: str, identifier: str) -> None:
    assert Found(text).entity("Park", name).id == identifier


def test_a_short_form_of_several_zones_is_left_open() -> None:
    park = Found("金桥经开区扩区。").entity("Park", "金桥经开区")
    assert "G311082" not in park.id and "S157004" not in park.id and "S347071" not in park.id


def test_a_region_in_the_name_settles_which_zone() -> None:
    assert Found("上海市金桥经开区扩区。").entity("Park", "上海市金桥经开区").id == "Park:G311082"


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        ("青岚药业入驻苏州云栈生物医药产业园。", {"苏州云栈生物医药产业园"}),
        ("江苏（常州）石墨烯小镇投用。", {"江苏（常州）石墨烯小镇"}),
        ("云栈科技园、云麓软件园建成。", {"云栈科技园", "云麓软件园"}),
        ("各类园区、开发区、产业园加快建设。", set()),
        ("高新区上半年产值90亿元。", set()),
    ],
)
def test_parks(text: str, parks: set[str]) -> None:
    assert names(text, "Park") == parks


def test_a_bare_zone_is_the_one_of_the_article() -> None:
    found = Found("昆山高新区产值增长\n昆山高新区上半年产值90亿元。高新区税收达9亿元。")
    park = found.entity("Park", "高新区")
    assert park.id == "Park:G322074"
    assert found.observation("昆山高新区", 9).indicator == "税收"


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("常州高新区扩区。", {"常州"}),
        ("昆山高新区扩区。", {"昆山"}),
        ("江苏（常州）石墨烯小镇投用。", {"江苏", "常州"}),
        ("长三角企业到苏州市、浙江省考察。", {"长三角", "苏州市", "浙江省"}),
        ("上海南站客流增长。", set()),
    ],
)
def test_regions_also_inside_names_of_parks(text: str, regions: set[str]) -> None:
    assert names(text, "Region") >= regions
    assert "海南" not in names(text, "Region")


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("苏州市科技局、江苏省科技厅、国家能源局联合发文。", {"苏州市科技局", "江苏省科技厅", "国家能源局"}),
        ("江苏省人民政府和昆山市委发文。", {"江苏省人民政府", "昆山市委"}),
        ("昆山高新区管委会、昆山高新区市场监管局发文。", {"昆山高新区管委会", "昆山高新区市场监管局"}),
        ("苏州大学、中国科学院参加。", {"苏州大学", "中国科学院"}),
        ("有关部门形成新格局，工作开局良好。", set()),
    ],
)
def test_bodies(text: str, bodies: set[str]) -> None:
    assert names(text, "Organization") == bodies


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("澄砺精密董事长、总经理周砚秋介绍了情况。", {"周砚秋"}),
        ("常州市委书记、市长林若渊出席。", {"林若渊"}),
        ("首席科学家欧阳若澜、总裁助理司徒明远出席。", {"欧阳若澜", "司徒明远"}),
        ("陆闻舟表示，公司将扩产。", {"陆闻舟"}),
        ("董事长表示满意，总经理正在出差。", set()),
    ],
)
def test_people(text: str, people: set[str]) -> None:
    assert names(text, "Person") == people
