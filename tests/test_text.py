"""When two spellings are one name, and where an offset lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import line_and_column, name_key, narrow


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("专精特新“小巨人”企业", "专精特新小巨人企业"),
        ("《云麓扶持办法》", "云麓扶持办法"),
        ("ＡＢＣ科技", "abc科技"),
        ("青 岚\n药业\u3000", "青岚药业"),
        ("云麓（常州）有限公司", "云麓(常州)有限公司"),
        ("㈱", "(株)"),
        ("「春雨」行动", "‘春雨’行动"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("青岚药业", "青岚医药"), ("G60走廊", "G6走廊"), ("甲·乙", "甲乙")])
def test_names_that_stay_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text())
def test_a_key_has_no_white_space_and_is_its_own_key_for_plain_letters(text: str) -> None:
    key = name_key(text)
    assert not any(c.isspace() for c in key)
    assert name_key(f" {text}\n") == name_key(text)


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2)), (6, (3, 3))]
)
def test_line_and_column(offset: int, place: tuple[int, int]) -> None:
    assert line_and_column("甲乙\n\n𠮷丙", offset) == place


@given(st.text(alphabet="甲𠮷\n"), st.data())
def test_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = line_and_column(text, offset)
    lines = text.split("\n")
    assert sum(len(before) + 1 for before in lines[: line - 1]) + column - 1 == offset


def test_full_width_signs_are_made_narrow() -> None:
    assert narrow("ＡＢｚ１２．５％＋\u3000甲，（乙）") == "ABz12.5%+ 甲，（乙）"


@given(st.text())
def test_narrow_keeps_the_length(text: str) -> None:
    assert len(narrow(text)) == len(text)
    assert narrow(narrow(text)) == narrow(text)
