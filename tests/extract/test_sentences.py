"""Sentences and clauses are spans of the text: nothing is lost, quotations stay whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import sentences


def texts(clean: str) -> list[str]:
    return [sentence.text for sentence in sentences.split(clean)]


def clauses(clean: str) -> list[str]:
    return [clean[start:end] for sentence in sentences.split(clean) for start, end in sentence.clauses]


@pytest.mark.parametrize(
    ("clean", "expected"),
    [
        ("青岚落户。云麓扩产！成了？", ["青岚落户。", "云麓扩产！", "成了？"]),
        ("产值增长；税收持平。", ["产值增长；", "税收持平。"]),
        ("他说：“成了。”随后离开。", ["他说：“成了。”", "随后离开。"]),
        ("（见《办法》。）另行通知", ["（见《办法》。）", "另行通知"]),
        ("标题\n　　正文一。正文二", ["标题", "正文一。", "正文二"]),
        ("产值3.5亿元", ["产值3.5亿元"]),
        (" \n。\n\n", ["。"]),
        ("", []),
    ],
)
def test_sentences(clean: str, expected: list[str]) -> None:
    assert texts(clean) == expected


def test_paragraphs_are_counted_from_the_headline() -> None:
    found = sentences.split("标题\n一。二。\n三。")
    assert [(s.index, s.paragraph, s.text) for s in found] == [
        (0, 0, "标题"),
        (1, 1, "一。"),
        (2, 1, "二。"),
        (3, 2, "三。"),
    ]


@pytest.mark.parametrize(
    ("clean", "expected"),
    [
        ("上半年，园区投产，产值增长。", ["上半年", "园区投产", "产值增长。"]),
        ("他说：成了，走吧", ["他说", "成了", "走吧"]),
        ("以“做大，做强”为目标，加快发展", ["以“做大，做强”为目标", "加快发展"]),
        ("青岚（总部，工厂）投产，达产", ["青岚（总部，工厂）投产", "达产"]),
    ],
)
def test_clauses_end_at_commas_outside_quotations(clean: str, expected: list[str]) -> None:
    assert clauses(clean) == expected


def test_the_clause_of_a_position() -> None:
    clean = "上半年，园区投产。"
    (sentence,) = sentences.split(clean)
    assert sentence.clause_of(1) == (0, 3)
    assert sentence.clause_of(5) == (4, 9)
    assert sentence.clause_of(3) == (0, 9), "the comma itself lies in no clause"


@given(st.text(alphabet="甲𠮷乙，。；！？：“”（）《》 \n", max_size=60))
def test_spans_are_in_order_and_hold_every_character_but_space(clean: str) -> None:
    found = sentences.split(clean)
    assert all(clean[s.start : s.end] == s.text == s.text.strip() != "" for s in found)
    assert all(a.end <= b.start and a.paragraph <= b.paragraph for a, b in pairwise(found))
    held = "".join(s.text for s in found)
    assert "".join(held.split()) == "".join(clean.split())
    for sentence in found:
        assert all(sentence.start <= a < b <= sentence.end for a, b in sentence.clauses)
        assert all(a[1] <= b[0] for a, b in pairwise(sentence.clauses))
