"""Bytes → text."""

from __future__ import annotations

import pytest

from kg.corpus.encoding import decode
from kg.errors import DataError

TEXT = "园区里的企业正在发展新的产业，高新区为它们提供服务。\r\n第二行𠮷。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_the_text_comes_back_with_its_line_ends_and_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_big5_is_left_to_the_library() -> None:
    text = "園區裡的企業正在發展新的產業，科學園區為它們提供服務。這裡有許多工廠，也有研究所與大學。" * 8
    assert decode(text.encode("big5"), "a.txt") == text


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01\x00\x00", b"\x01\x02\x03\x04\x05\x06abc", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DataError, match=r"a\.bin: this is not a text file"):
        decode(data, "a.bin")


def test_a_stray_control_character_of_an_extractor_is_no_reason_to_refuse() -> None:
    text = TEXT * 10 + "\x02"
    assert decode(text.encode(), "a.txt") == text
