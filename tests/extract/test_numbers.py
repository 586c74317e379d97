"""Numbers as Chinese texts write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import numbers

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("180.5", 180.5),
        ("1,200", 1200),
        ("1,234,567.25", 1234567.25),
        ("３", 3),
        ("两", 2),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("一百", 100),
        ("一百零八", 108),
        ("三百二十", 320),
        ("两千四百六十一", 2461),
        ("一千零五十", 1050),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert numbers.value(text) == value
    assert re.fullmatch(numbers.NUMBER, text)


@pytest.mark.parametrize("text", ["", "多", "百", "千家", "1.2.3", "一二三四", "十亿", "-5", "约三十"])
def test_what_is_no_number(text: str) -> None:
    assert numbers.value(text) is None


@given(st.floats(min_value=0, max_value=1e9).map(lambda x: round(x, 3)))
def test_plain_decimals_are_themselves(number: float) -> None:
    text = f"{number:.3f}"
    assert numbers.value(text) == float(text)
    assert numbers.value(f"{number:,.3f}") == float(text)


@given(st.integers(1, 9999))
def test_spelled_numbers_are_read_back(number: int) -> None:
    assert numbers.value(spell(number)) == number


def spell(number: int) -> str:
    """1–9999 as Chinese writes it: 1050 is 一千零五十."""
    out, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + unit
        gap = not digit
    return out
