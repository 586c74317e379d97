"""Cells → values: dates, numbers, figures, codes."""

from __future__ import annotations

import pytest

from kg.errors import DataError
from kg.tables import values


@pytest.mark.parametrize(
    "text",
    [
        "2010-03-05",
        "2010/3/5",
        "2010.3.5",
        "2010年3月5日",
        "20100305",
        "２０１０年３月５日",
        "2010-03-05 00:00:00",
        "2010-03-05T08:30:00Z",
    ],
)
def test_the_usual_spellings_of_a_day_are_one(text: str) -> None:
    assert values.day(text) == "2010-03-05"


@pytest.mark.parametrize("text", ["2010-02-30", "2010", "05/03/2010", "2010-13-01", "去年", "2010-3", "0000-01-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="is no date"):
        values.day(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021", "2021"),
        ("2021年", "2021"),
        ("2021年7月", "2021-07"),
        ("2021-7", "2021-07"),
        ("2021/7", "2021-07"),
        ("2021/7/1", "2021-07-01"),
        ("2021-01/2021-07", "2021-01/2021-07"),
        ("2020/2021", "2020/2021"),
    ],
)
def test_periods_become_iso_8601(text: str, period: str) -> None:
    assert values.period(text) == period


@pytest.mark.parametrize("text", ["上半年", "2021-13", "2021-01/", "/", "2021Q1"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="is no period"):
        values.period(text)


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("500万元人民币", None, ("500", "万元")),
        ("500万人民币", None, ("500", "万元")),
        ("9 万元 美元", None, ("9", "万美元")),
        ("1,200.5", "亿元", ("1,200.5", "亿元")),
        ("500万", "元", ("500", "万元")),
        ("500万", "万元", ("500", "万元")),
        ("18.4%", "", ("18.4", "%")),
        ("-3", "", ("-3", "")),
        ("５００家", None, ("500", "家")),
    ],
)
def test_a_figure_may_have_its_unit(text: str, unit: str | None, figure: tuple[str, str]) -> None:
    assert values.figure(text, unit) == figure


@pytest.mark.parametrize(
    ("text", "message"), [("约500", "no number"), ("万人民币", "no number"), ("12", "has no unit")]
)
def test_what_is_no_figure_is_refused(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        values.figure(text, None)


def test_a_credit_code_is_checked_by_its_last_character() -> None:
    assert values.credit_code("91330200704805464q") == "91330200704805464Q"
    for wrong in ("91330200704805464P", "9133020070480546", "913302007048054640", "甲"):
        with pytest.raises(DataError, match="no unified social credit code"):
            values.credit_code(wrong)


def test_numbers_lose_their_commas() -> None:
    assert (values.decimal("1,200.50"), values.integer("1,200")) == ("1200.50", "1200")
    for read in (values.decimal, values.integer):
        with pytest.raises(DataError, match="is no"):
            read("很多")
