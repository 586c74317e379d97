"""Names of policies, titles, platforms, alliances, projects, events, goals, and of what firms make and parks grow."""

from __future__ import annotations

import pytest

from kg.text import name_key
from tests.extract.reading import Found

PARK = "昆山高新区"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("Policy", f"{PARK}出台《{PARK}促进机器人产业发展若干政策》。", {f"《{PARK}促进机器人产业发展若干政策》"}),
        ("Policy", f"{PARK}实施“青苗”计划和“春雨”行动。", {"“青苗”计划", "“春雨”行动"}),
        ("Policy", f"{PARK}出台18项60条惠企政策。", {"18项60条惠企政策"}),
        ("Policy", f"{PARK}建立项目专班包联机制。", {"项目专班包联机制"}),
        ("Policy", f"{PARK}推行“一窗受理”模式。", {"“一窗受理”模式"}),
        ("Policy", f"《{PARK}画册》出版，各项政策落实到位。", set()),
        ("Title", "澄砺精密获评国家高新技术企业。", {"国家高新技术企业"}),
        ("Title", "澄砺精密获评国家级专精特新“小巨人”企业。", {"国家级专精特新“小巨人”企业"}),
        ("Title", "单项冠军企业、独角兽企业、瞪羚企业增多。", {"单项冠军企业", "独角兽企业", "瞪羚企业"}),
        ("Title", f"{PARK}获批国家新型工业化产业示范基地。", {"国家新型工业化产业示范基地"}),
        ("Title", "青岚药业股份有限公司荣获江苏省科技进步一等奖。", {"江苏省科技进步一等奖"}),
        ("Platform", f"{PARK}建成昆山机器人检测服务平台。", {"昆山机器人检测服务平台"}),
        ("Platform", f"江苏省智能传感重点实验室落户{PARK}。", {"江苏省智能传感重点实验室"}),
        ("Platform", "苏州市机器人工程技术研究中心投用。", {"苏州市机器人工程技术研究中心"}),
        ("Platform", f"{PARK}投入近2000万元建设平台。", set()),
        ("Platform", f"{PARK}获批省级以上研发平台15个。", set()),
        (
            "Alliance",
            "昆山机器人产业联盟、长三角机器人创新联合体成立。",
            {"昆山机器人产业联盟", "长三角机器人创新联合体"},
        ),
        ("Alliance", "昆山市工商联（商会）换届。", {"昆山市工商联（商会）"}),
        ("Project", "“玄砂扩产”项目开工。", {"玄砂扩产"}),
        ("Project", "总投资20亿元的澄砺谐波减速器生产基地项目开工。", {"澄砺谐波减速器生产基地项目"}),
        ("Project", "一批项目开工，3个重点项目投产。", set()),
        ("Event", f"第三届云麓机器人大会在{PARK}举行。", {"第三届云麓机器人大会"}),
        ("Event", f"{PARK}举办“云麓杯”创新大赛。", {"“云麓杯”创新大赛"}),
        ("Event", "第十二届中国（昆山）机器人博览会开幕。", {"第十二届中国（昆山）机器人博览会"}),
        ("Goal", f"{PARK}以“建设长三角智造新高地”为目标。", {"建设长三角智造新高地"}),
        ("Goal", f"{PARK}力争3年内进入全国第一方阵。", {"3年内进入全国第一方阵"}),
        ("Industry", f"{PARK}发展光伏产业、集成电路产业。", {"光伏产业", "集成电路产业"}),
        ("Industry", f"{PARK}发展特色产业、主导产业。", set()),
        ("IndustryChain", f"{PARK}打造锂电池产业链和生物医药产业集群。", {"锂电池产业链", "生物医药产业集群"}),
        ("ChainSegment", "青岚药业股份有限公司生产光伏玻璃。", {"光伏玻璃"}),
        ("Product", "青岚药业股份有限公司推出“玄砂”芯片。", {"玄砂"}),
    ],
)
def test_names(kind: str, text: str, expected: set[str]) -> None:
    assert set(map(name_key, Found(text).names(kind))) == set(map(name_key, expected))


def test_the_title_of_a_policy_text_is_the_policy() -> None:
    found = Found("云麓市促进机器人产业发展办法\n第一条 为促进机器人产业发展，制定本办法。\n第二条 支持瞪羚企业。")
    assert found.names("Policy") == {"云麓市促进机器人产业发展办法"}


def test_one_thing_named_long_and_short_is_one_entity() -> None:
    found = Found(
        "昆山机器人检测服务平台投用。昆山高新区管委会说，检测服务平台已服务企业30家，昆山机器人检测服务平台将扩建。"
    )
    assert found.names("Platform") == {"昆山机器人检测服务平台"}


def test_a_word_of_the_trade_of_which_nothing_is_said_is_no_entity() -> None:
    assert Found("昨天的天气和光伏玻璃都不错。").names("ChainSegment") == set()


def test_a_name_is_found_at_each_of_its_places() -> None:
    text = "青岚药业股份有限公司投产。青岚药业股份有限公司产值达5亿元。"
    (firm,) = Found(text).reading.entities
    assert [(m.start, m.end, m.text) for m in firm.mentions] == [
        (0, 10, "青岚药业股份有限公司"),
        (13, 23, "青岚药业股份有限公司"),
    ]
