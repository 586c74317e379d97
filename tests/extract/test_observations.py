"""Figures: value, unit, change, share of plan, earlier value, bound and period, and whose they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.reading import Found

FIRM, OTHER, PARK = "青岚药业股份有限公司", "澄砺精密机械有限公司", "昆山高新区"
DATE = "2021-09-13"
POLICY = (
    "云麓市促进机器人产业发展办法\n第一条 为促进机器人产业发展，制定本办法。\n"
    "第二条 对新认定的高新技术企业，给予一次性奖励20万元。\n第三条 对瞪羚企业，最高资助100万元。"
)


@pytest.mark.parametrize(
    ("text", "subject", "value", "unit", "indicator"),
    [
        (f"{PARK}完成固定资产投资62.8亿元。", PARK, 62.8, "亿元", "固定资产投资"),
        (f"{PARK}现有企业三百二十家。", PARK, 320, "家", "企业"),
        (f"{FIRM}员工1,200人。", FIRM, 1200, "人", "员工"),
        (f"{FIRM}拥有专利46件。", FIRM, 46, "件", "专利"),
        (f"{PARK}进出口总额12亿美元。", PARK, 12, "亿美元", "进出口总额"),
        ("玄砂扩产项目总投资8.5亿元。", "玄砂扩产项目", 8.5, "亿元", "总投资"),
        ("总投资8.5亿元的玄砂扩产项目开工。", "玄砂扩产项目", 8.5, "亿元", "总投资"),
        (f"{PARK}出台18项60条惠企政策。", PARK, 60, "条", "惠企政策"),
        (f"{PARK}规模以上工业产值同比增长17.5%。", PARK, 17.5, "%", "规模以上工业产值"),
    ],
)
def test_a_figure_has_value_unit_and_indicator(
    text: str, subject: str, value: float, unit: str, indicator: str
) -> None:
    observation = Found(text).observation(subject, value)
    assert observation.unit == unit
    assert indicator in observation.indicator
    (evidence,) = observation.evidence
    assert observation.value_text in evidence.quote
    assert all(text[piece.start : piece.end] == piece.quote for piece in evidence.pieces)


@pytest.mark.parametrize(
    ("text", "value", "indicator"),
    [
        (f"{PARK}完成固定资产投资62.8亿元。", 62.8, "固定资产投资"),
        (f"{PARK}实现进出口总额12亿美元。", 12, "进出口总额"),
        (f"{PARK}有高新技术企业210家。", 210, "高新技术企业"),
        (f"{PARK}（股票代码：300999）税收达3亿元。", 3, "税收"),
    ],
)
def test_an_indicator_is_the_quantity_without_verb_or_bracket(text: str, value: float, indicator: str) -> None:
    assert Found(text).observation(PARK, value).indicator == indicator


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (f"{PARK}固定资产投资62.8亿元，同比增长13.6%。", 62.8, {"change": 13.6}),
        (f"{PARK}进出口总额12亿美元，同比下降3.1%。", 12, {"change": -3.1}),
        (f"{PARK}财政收入7.46亿元，增长22%。", 7.46, {"change": 22}),
        (f"{PARK}固定资产投资62.8亿元，完成全年任务的71.2%。", 62.8, {"completion": 71.2}),
        (
            f"{PARK}固定资产投资62.8亿元，同比增长13.6%，完成全年任务的71.2%。",
            62.8,
            {"change": 13.6, "completion": 71.2},
        ),
        (f"{PARK}高新技术企业由120家增长至168家。", 168, {"earlier": 120}),
        (f"{PARK}企业从2018年的85家增加到如今的140家。", 140, {"earlier": 85}),
        (f"{PARK}产值超90亿元。", 90, {"bound": "min"}),
        (f"{PARK}产值达90亿元以上。", 90, {"bound": "min"}),
        (f"{PARK}引进企业30余家。", 30, {"bound": "min"}),
        (f"{PARK}产值突破90亿元。", 90, {"bound": "min"}),
        (f"{PARK}产值不足5亿元。", 5, {"bound": "max"}),
        (f"{PARK}产值达90亿元。", 90, {"bound": None, "change": None, "completion": None, "earlier": None}),
    ],
)
def test_what_the_text_adds_to_a_figure(text: str, value: float, expected: dict[str, Any]) -> None:
    observation = Found(text).observation(PARK, value)
    assert {name: getattr(observation, name) for name in expected} == expected


def test_a_rate_is_no_figure_of_its_own_beside_its_value() -> None:
    found = Found(f"{PARK}固定资产投资62.8亿元，同比增长13.6%，完成全年任务的71.2%。")
    assert [o.value for o in found.observations(PARK)] == [62.8]


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        (f"今年1-7月，{PARK}产值达90亿元。", 90, "2021-01/2021-07"),
        (f"去年{PARK}产值达90亿元。", 90, "2020"),
        (f"截至2020年底，{PARK}有企业90家。", 90, "2020-12-31"),
        (f"{PARK}上半年新增企业35家；税收9亿元。", 9, "2021-01/2021-06"),
        (f"近3年，{PARK}新增企业90家。", 90, None),
        (f"目前，{PARK}有企业90家。", 90, None),
    ],
)
def test_the_period_of_a_figure(text: str, value: float, period: str | None) -> None:
    assert Found(text, date=DATE).observation(PARK, value).period == period


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (f"{PARK}产值达80亿元，{FIRM}产值达3亿元。", {PARK: [80], FIRM: [3]}),
        (f"{FIRM}、{OTHER}产值均超10亿元。", {FIRM: [10], OTHER: [10]}),
        (f"{FIRM}、{OTHER}产值分别为3亿元和5亿元。", {FIRM: [3], OTHER: [5]}),
        (f"{FIRM}年产值达3亿元，拥有专利46件，员工1,200人。", {FIRM: [3, 46, 1200]}),
        (f"青岚药业、澄砺精密等25家企业签约入驻{PARK}。", {PARK: [25]}),
        (f"{PARK}产值增长\n{PARK}产值达80亿元。税收达9亿元。", {PARK: [80, 9]}),
        (f"{FIRM}落户{PARK}。该公司产值达3亿元。", {FIRM: [3], PARK: []}),
        (f"位于{PARK}的{FIRM}产值达3亿元。", {FIRM: [3], PARK: []}),
    ],
)
def test_whose_a_figure_is(text: str, owners: dict[str, list[float]]) -> None:
    found = Found(text)
    assert {name: [o.value for o in found.observations(name)] for name in owners} == owners


@pytest.mark.parametrize(
    "text",
    [
        f"{PARK}第21届运动会开幕。",
        f"2020年3月5日，{PARK}扩区。",
        f"{FIRM}推出X5型芯片。",
        f"{PARK}“十四五”规划发布。",
        "昨天气温升高3度，来了20人。",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert Found(text).reading.observations == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{PARK}税收下降4.2%。", 4.2),
        (f"{FIRM}研发投入占营业收入的8.5%。", 8.5),
        ("玄砂扩产项目占地120亩。", 120),
    ],
)
def test_figures_named_by_a_verb(text: str, value: float) -> None:
    assert [abs(o.value) for o in Found(text).reading.observations] == [value]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"{PARK}税收达90亿元。", "done"),
        (f"{PARK}预计全年税收达90亿元。", "planned"),
        (f"{FIRM}投产后产值将达90亿元。", "planned"),
    ],
)
def test_a_figure_may_be_planned(text: str, modality: str) -> None:
    (observation,) = Found(text).reading.observations
    assert observation.evidence[0].modality == modality


@pytest.mark.parametrize(("value", "words"), [(20, "高新技术企业"), (100, "瞪羚企业")])
def test_the_amounts_of_a_policy_text_are_the_policy_s(value: float, words: str) -> None:
    observation = Found(POLICY).observation("云麓市促进机器人产业发展办法", value)
    assert observation.unit == "万元" and words in observation.indicator


def test_a_figure_that_is_said_twice_is_one() -> None:
    found = Found(f"{PARK}产值达80亿元\n{PARK}产值达80亿元。今年来，{PARK}产值达80亿元。")
    assert [o.value for o in found.observations(PARK)] == [80]


def test_a_period_holds_for_the_parts_after_a_semicolon_however_many() -> None:
    found = Found(f"2020年，{PARK}产值达80亿元；" + "一是云岭重工；" * 1500 + f"{PARK}税收达9亿元。")
    (first, *_) = found.observations(PARK)
    assert first.period == "2020"


@pytest.mark.parametrize("digits", [16, 400])
def test_a_run_of_digits_is_no_amount(digits: int) -> None:
    assert Found(f"{PARK}生产总值" + "9" * digits + "亿元。").observations(PARK) == []
