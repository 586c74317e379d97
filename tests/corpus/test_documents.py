"""Documents as the whole room makes them: ids, dates, errors, real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.corpus import read, read_text
from kg.errors import DataError
from kg.model import Document
from kg.text import narrow

ARTICLE = "青山高新区办起夜校\n青山高新区的夜校今天开课，首批学员有 120 人。\n学员多来自区内的三家工厂。\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def check_offsets(document: Document) -> None:
    """What every document promises: each clean character stands for the raw one at its offset."""
    assert len(document.clean) == len(document.offsets)
    for character, offset in zip(document.clean, document.offsets, strict=True):
        assert character in "\n " or character == narrow(document.text[offset])
    for piece in document.pieces(0, len(document.clean)):
        assert document.text[piece.start : piece.end] == piece.quote


def test_a_plain_file_is_one_article_with_its_first_line_as_title(tmp_path: Path) -> None:
    path = write(tmp_path, "report.txt", ARTICLE)
    (document,) = read([path])
    assert (document.id, document.source, document.title) == ("report#1", str(path), "青山高新区办起夜校")
    assert document.clean.split("\n")[1] == "青山高新区的夜校今天开课，首批学员有120人。"
    assert document.text == ARTICLE
    check_offsets(document)


def test_line_ends_stay_and_a_byte_order_mark_is_not_counted(tmp_path: Path) -> None:
    text = ARTICLE.replace("\n", "\r\n")
    (document,) = read([write(tmp_path, "a.txt", "\ufeff" + text)])
    assert document.text == text
    check_offsets(document)
    (direct,) = read_text("\ufeff" + text, id="x", source="y")
    assert (direct.text, direct.clean, direct.id, direct.source) == (text, document.clean, "x#1", "y")


def test_folders_are_walked_in_order_and_other_files_in_them_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", ARTICLE)
    write(tmp_path, "c.csv", "a,b")
    (tmp_path / "a").mkdir()
    write(tmp_path / "a", "z.md", "# 标题\n\n正文在此。")
    assert [document.id for document in read([tmp_path])] == ["z#1", "b#1"]


def test_items_keep_their_own_ids_and_dates(tmp_path: Path) -> None:
    items = [
        {"id": "first", "title": "甲区开园", "text": "央视网消息（新闻联播）：甲区今天开园。", "date": "20210913"},
        {"title": "乙区扩园", "text": "乙区扩园二期动工。", "date": "2021-09-14"},
    ]
    path = write(tmp_path, "items.jsonl", "\n".join(json.dumps(item, ensure_ascii=False) for item in items))
    first, second = read([path])
    assert (first.id, first.title, first.published) == ("first", "甲区开园", "2021-09-13")
    assert first.text == "甲区开园\n央视网消息（新闻联播）：甲区今天开园。"
    assert first.clean == "甲区开园\n甲区今天开园。"
    assert (second.id, second.published) == ("items#2", "2021-09-14")
    check_offsets(first)


@pytest.mark.parametrize(
    ("name", "text", "given", "published"),
    [
        ("a.txt", ARTICLE, "2020-01-02", "2020-01-02"),
        ("a.txt", ARTICLE, "20200102", "2020-01-02"),
        ("2021-09-13-a.txt", ARTICLE, None, "2021-09-13"),
        ("2021-09-a.txt", ARTICLE, None, None),
        ("a.txt", "青山区公告\n（2021年9月3日）\n公告内容如下。\n", None, "2021-09-03"),
        ("a.txt", "青山区公告\n发布日期：2017-10-13\n公告内容如下。\n", None, "2017-10-13"),
        ("a.txt", "申报指南\n申请时间：2018年6月13日起受理。\n", None, None),
        ("a.txt", "青山区公告\n2021年13月3日\n公告内容如下。\n", None, None),
    ],
)
def test_the_day_of_publication(tmp_path: Path, name: str, text: str, given: str | None, published: str | None) -> None:
    (document,) = read([write(tmp_path, name, text)], date=given)
    assert document.published == published


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", "\ufeff \n\u3000\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        ("a.pdf", b"%PDF-1.4", "cannot read a .pdf file"),
        ("a.jsonl", '{"title": "x", "text": "y"}\n{"title": ', "line 2: not JSON"),
        ("a.jsonl", "[1, 2]", "not a JSON object"),
        ("a.jsonl", '{"title": "", "text": null}', "neither title nor text"),
        ("a.jsonl", '{"title": 3, "text": "y"}', "title is not a string"),
        ("a.jsonl", '{"title": "x", "text": "y", "date": "gestern"}', "is not a date"),
        ("a.html", "<html><body><script>1</script></body></html>", "no text in this page"),
    ],
)
def test_bad_input_gives_one_line_that_names_the_file(
    tmp_path: Path, name: str, content: str | bytes, says: str
) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(DataError) as caught:
        list(read([path]))
    message = str(caught.value)
    assert says in message
    assert str(path) in message
    assert "\n" not in message
    assert caught.value.hint


def test_missing_paths_folders_without_documents_and_bad_dates_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        list(read([tmp_path / "absent.txt"]))
    with pytest.raises(DataError, match="no document in this folder"):
        list(read([tmp_path]))
    with pytest.raises(DataError, match=r"'13\.9\.2021' is not a date"):
        list(read([write(tmp_path, "a.txt", ARTICLE)], date="13.9.2021"))
    with pytest.raises(DataError, match="empty"):
        read_text("  \n ")


def test_two_documents_of_one_id_are_refused_naming_both_files(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one, two = write(tmp_path, "a.txt", ARTICLE), write(tmp_path / "x", "a.txt", ARTICLE)
    with pytest.raises(DataError) as caught:
        list(read([one, two]))
    assert str(one) in str(caught.value)
    assert str(two) in str(caught.value)


def test_real_policies_are_one_article_each_with_their_own_title(shared: Path) -> None:
    documents = {document.source: document for document in read([shared / "data/policies"])}
    assert len(documents) == 9
    for document in documents.values():
        check_offsets(document)
    for source, document in documents.items():
        if "｜" in source:
            assert source.split("_", 2)[2].startswith(f"{document.title}｜")
            assert document.published == "2017-10-13"
            assert "友情链接" not in document.clean
            assert "政务公开" not in document.clean


def test_real_news_items_are_one_article_each(shared: Path) -> None:
    documents = list(read(sorted((shared / "data/news").glob("*park_items.jsonl"))))
    assert len(documents) == 1544
    for document in documents[:: len(documents) // 200]:
        check_offsets(document)
        assert document.title
        assert "新闻联播）：" not in document.clean.split("\n")[1]
