"""A page → its articles, shown on the reference page, on our own page and on small ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.corpus import read, read_text
from kg.model import Document

ROOT = Path(__file__).resolve().parents[2]


def lines_of(document: Document) -> set[int]:
    """The numbers of the raw lines that the clean text stands for."""
    return {
        document.text.count("\n", 0, offset) + 1
        for c, offset in zip(document.clean, document.offsets, strict=True)
        if c.strip()
    }


def check_segmentation(documents: list[Document], gold: dict[str, Any]) -> None:
    assert len(documents) == len(gold)
    for document, article in zip(documents, gold.values(), strict=True):
        (first, last), headline = article["body"], article["headline"]
        filled = [number for number, line in enumerate(document.text.split("\n"), start=1) if line.strip()]
        head = set(range(headline[0], headline[1] + 1)) if headline else set()
        found = lines_of(document)
        assert head & set(filled) <= found
        body = found - head
        assert abs(filled.index(min(body)) - filled.index(first)) <= 1
        assert abs(filled.index(max(body)) - filled.index(last)) <= 1
        assert (document.title is None) == (headline is None)
        assert (document.byline is None) == (article["byline"] is None)


def test_the_reference_page_gives_its_seven_articles(shared: Path) -> None:
    documents = list(read([shared / "corpus/2021-09-park-news-page.txt"]))
    gold = json.loads((shared / "gold/page-segmentation.json").read_text())["articles"]
    assert len(documents) == 7
    check_segmentation(documents, gold)


def test_titles_and_authors_of_the_reference_page_are_those_of_the_gold(shared: Path) -> None:
    documents = read([shared / "corpus/2021-09-park-news-page.txt"])
    gold = json.loads((shared / "gold/page-segmentation.json").read_text())["articles"]
    for document, (name, article) in zip(documents, gold.items(), strict=True):
        raw = document.text.split("\n")
        if article["headline"]:
            first, last = article["headline"]
            assert document.title is not None
            assert document.title in "".join(raw[first - 1 : last])
            assert document.title in document.clean.split("\n")
        if article["byline"]:
            line = raw[article["byline"][0] - 1]
            assert document.byline is not None
            assert all(author in line.split() or author in line for author in document.byline.split("、"))
            assert document.byline.split("、")[-1] == re.split(r"[\s）]+", line.strip("） "))[-1]
        annotated = shared / f"gold/dev/{name}.json"
        if annotated.exists():
            assert document.title == json.loads(annotated.read_text())["document"]["title"]


def test_our_own_page_gives_its_articles() -> None:
    documents = list(read([ROOT / "data/documents/park-page-2021.txt"]))
    gold = json.loads((ROOT / "data/gold/park-page-2021.segmentation.json").read_text())["articles"]
    check_segmentation(documents, gold)


def test_our_own_page_is_read_alike_without_its_blank_lines_and_with_other_line_ends() -> None:
    raw = (ROOT / "data/documents/park-page-2021.txt").read_text(encoding="utf-8")
    whole = read_text(raw)
    compact = read_text("\n".join(line for line in raw.split("\n") if line.strip()))
    assert [(document.title, document.byline) for document in compact] == [(d.title, d.byline) for d in whole]
    assert [document.clean for document in read_text(raw.replace("\n", "\r\n"))] == [d.clean for d in whole]


def test_our_other_documents_stay_one_article_each() -> None:
    paths = [path for path in sorted((ROOT / "data/documents").glob("*.*")) if path.stem != "park-page-2021"]
    files = [path for path in paths if path.suffix in {".txt", ".md", ".html"}]
    documents = list(read(files))
    assert len(documents) == len(files)
    assert all(document.title for document in documents)


REPORT = (
    "{place}近日公布了今年前三个季度的成\n绩单，全区新引进的项目有 30 多个，\n"
    "其中一半以上来自装备制造业，区内企\n业的订单普遍增加了两成以上。\n\n"
)


def page(*parts: str) -> list[Document]:
    return read_text("".join(parts))


def test_headlines_above_their_bodies() -> None:
    first, second = page(
        "青山高新区订单回升\n▶ 王小明\n\n",
        REPORT.format(place="青山高新区"),
        "白水经开区订单回升\n▶ 李大伟 陈芳\n\n",
        REPORT.format(place="白水经开区"),
    )
    assert (first.title, first.byline) == ("青山高新区订单回升", "王小明")
    assert (second.title, second.byline) == ("白水经开区订单回升", "李大伟、陈芳")
    assert second.clean.startswith("白水经开区订单回升\n白水经开区近日公布")


def test_two_bodies_without_a_cue_filled_are_parted_by_their_headlines_at_the_end() -> None:
    first, second = page(
        REPORT.format(place="青山高新区"),
        REPORT.format(place="白水经开区"),
        "白水经开区抓项目\n▶ 王小明\n\n青山高新区稳增长\n▶ 陈芳\n",
    )
    assert (first.title, second.title) == ("青山高新区稳增长", "白水经开区抓项目")
    assert "白水" not in first.clean
    assert "青山" not in second.clean


def test_an_article_goes_on_behind_a_picture() -> None:
    rest = "青山高新区还将在年底以前启动三个\n新的项目，总投资达到 12 亿元，全部\n建成以后能增加两千多个就业岗位。\n\n"
    article, caption = page(
        REPORT.format(place="青山高新区"),
        "9月3日，工人们正在青山湖边的新厂房里安装从国外引进的自动化生产线，预计十月投产。\n图片来源：青山日报\n\n",
        rest,
        "青山高新区稳增长\n▶ 陈芳\n",
    )
    assert caption.title is None
    assert caption.clean.endswith("图片来源：青山日报")
    assert article.title == "青山高新区稳增长"
    assert "启动三个新的项目" in article.clean
    assert [piece.quote[:4] for piece in article.pieces(0, len(article.clean))][:2] == ["青山高新", "青山高新"]


def test_datelines_begin_articles_in_a_file_with_a_paragraph_a_line() -> None:
    first, second = page(
        "本报讯（记者 王小明）青山高新区昨天开工了一个项目。项目总投资5亿元。\n",
        "本报讯 白水经开区昨天签约了三家企业。（陈芳 李大伟）\n",
    )
    assert (first.byline, second.byline) == ("王小明", "陈芳、李大伟")
    assert first.clean == "青山高新区昨天开工了一个项目。项目总投资5亿元。"
    assert second.clean == "白水经开区昨天签约了三家企业。"


@pytest.mark.parametrize(
    "text",
    [
        "青山区新闻\n青山区昨天开工了一个项目。\n图片来源：青山日报\n项目总投资5亿元。\n",
        "关于发展的若干措施\n一、促进创新\n第一条 支持企业创新。\n二、促进开放\n第二条 支持企业开放。\n",
        "青山区新闻\n本报讯 青山区昨天开工了一个项目。\n白水区昨天也开工了一个项目。（陈芳）\n",
    ],
)
def test_an_ordinary_text_stays_one_article(text: str) -> None:
    (document,) = read_text(text)
    assert document.title == text.split("\n", 1)[0]
