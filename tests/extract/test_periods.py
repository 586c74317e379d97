"""When a figure holds."""

from __future__ import annotations

import pytest

from kg.extract import periods
from kg.extract.article import Article
from kg.extract.lexicon import lexicon
from tests.extract.reading import document, extractor


def period(text: str, date: str | None = None) -> str | None:
    """The period of the only sentence of a text."""
    room = extractor()
    article = Article(document(text, date=date), lexicon(room.gazetteer), room.ontology)
    (sentence,) = article.sentences
    return periods.of_sentence(article, sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年园区产值达90亿元。", "2020"),
        ("2020年度园区产值达90亿元。", "2020"),
        ("2020年3月园区产值达9亿元。", "2020-03"),
        ("2020年3月5日园区税收达9亿元。", "2020-03-05"),
        ("2020年1-7月园区产值达90亿元。", "2020-01/2020-07"),
        ("2020年1至7月园区产值达90亿元。", "2020-01/2020-07"),
        ("2020年上半年园区产值达90亿元。", "2020-01/2020-06"),
        ("2020年下半年园区产值达90亿元。", "2020-07/2020-12"),
        ("2020年一季度园区产值达90亿元。", "2020-01/2020-03"),
        ("2020年四季度园区产值达90亿元。", "2020-10/2020-12"),
        ("2020年前三季度园区产值达90亿元。", "2020-01/2020-09"),
        ("2020年前10个月园区产值达90亿元。", "2020-01/2020-10"),
        ("2020年前八个月园区产值达90亿元。", "2020-01/2020-08"),
        ("截至2020年底园区有企业90家。", "2020-12-31"),
        ("截至2020年6月30日园区有企业90家。", "2020-06-30"),
    ],
)
def test_a_period_with_its_year(text: str, expected: str) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年园区产值达90亿元。", "2021"),
        ("去年园区产值达90亿元。", "2020"),
        ("前年园区产值达90亿元。", "2019"),
        ("今年1-7月，园区产值达90亿元。", "2021-01/2021-07"),
        ("1—7月，园区产值达90亿元。", "2021-01/2021-07"),
        ("上半年，园区产值达90亿元。", "2021-01/2021-06"),
        ("去年上半年，园区产值达90亿元。", "2020-01/2020-06"),
        ("截至6月30日，园区有企业90家。", "2021-06-30"),
        ("截至去年底，园区有企业90家。", "2020-12-31"),
        ("今年以来，园区新增企业90家。", "2021"),
    ],
)
def test_a_relative_period_counts_from_the_date_of_the_text(text: str, expected: str) -> None:
    assert period(text, date="2021-09-13") == expected


@pytest.mark.parametrize(
    "text",
    [
        "目前园区有企业90家。",
        "近3年园区新增企业90家。",
        "园区产值达90亿元。",
    ],
)
def test_what_names_no_period(text: str) -> None:
    assert period(text, date="2021-09-13") is None


def test_a_relative_period_of_an_undated_text_is_left_open() -> None:
    assert period("上半年，园区产值达90亿元。") is None


@pytest.mark.parametrize("text", ["2020年13月园区产值达9亿元。", "2021年2月30日园区税收达9亿元。"])
def test_a_date_that_never_was_is_no_period(text: str) -> None:
    assert period(text) is None
