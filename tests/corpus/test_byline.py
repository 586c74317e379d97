"""Datelines and authors' names, and what only looks like them."""

from __future__ import annotations

import pytest

from kg.corpus import byline


@pytest.mark.parametrize(
    ("line", "rest", "names"),
    [
        ("本报讯 （特约通讯员 周小云）", "", ("周小云",)),
        ("本报讯（记者 王小明 通讯员 陈芳）近日", "近日", ("王小明", "陈芳")),
        ("本报讯 青山高新区", "青山高新区", ()),
        ("央视网消息（新闻联播）：今天", "今天", ()),
        ("中国网络电视台消息(新闻联播)：今天", "今天", ()),
        ("中国证券网讯（记者 王小明）公告", "公告", ("王小明",)),
        ("新华社北京1月4日电（记者 王小明）4日", "4日", ("王小明",)),
        ("（记者 欧阳小明）今天", "今天", ("欧阳小明",)),
    ],
)
def test_datelines(line: str, rest: str, names: tuple[str, ...]) -> None:
    found = byline.dateline(line)
    assert found is not None
    assert (line[found.end :], found.names) == (rest, names)


@pytest.mark.parametrize(
    "line",
    [
        "据青山网消息，项目开工",
        "青山电网公司发布消息：停电",
        "本报告所称电信企业",
        "有关部门通报消息：已处理",
        "今天开工",
        "（二）企业",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert byline.dateline(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("也都来了。 周小云", ("周小云",)),
        ("都开了工。 许小放 何川", ("许小放", "何川")),
        ("都开了工。（王 明、陈芳）", ("王明", "陈芳")),
        ("都开了工。”本报记者 王小明", ("王小明",)),
    ],
)
def test_names_behind_the_last_sentence(line: str, names: tuple[str, ...]) -> None:
    found = byline.closing(line)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize("line", ["提升。 近年来", "提升。今年", "提升。 全区", "提升（王小明）", "提升。"])
def test_words_of_a_sentence_are_no_names(line: str) -> None:
    assert byline.closing(line) is None


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("▶ 沈小帆", True),
        ("□ 本报记者 王小明", True),
        ("记者 王小明", True),
        ("王小明 陈芳", False),
        ("老厂换上新机", False),
        ("▶ 产业", False),
    ],
)
def test_lines_of_names(line: str, is_one: bool) -> None:
    assert (byline.own_line(line) is not None) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("图片来源：青山日报", True),
        ("青山湖畔。 王小明 摄", True),
        ("（陈芳 供图）", True),
        ("影片正在青山拍摄", False),
    ],
)
def test_picture_credits(line: str, is_one: bool) -> None:
    assert byline.is_picture_credit(line) is is_one
