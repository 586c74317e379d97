"""Bytes → characters. Nothing is lost or added: line ends stay as they are, only a byte order mark goes."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from kg.corpus.source import shadow
from kg.errors import DataError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON_HAN = frozenset("的一是了在和有大中国业产年发企新区不为以市人公司工科技园高上个对部等行政府")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.01
_SAVE_AS_UTF8 = "save it as UTF-8 text and try again"


def decode(data: bytes, where: str) -> str:
    """The text of a file's bytes: UTF-8 first, then UTF-16/32 by their mark, then GB18030, then what the library finds.

    where: the file's name, for the message. Raises DataError when the bytes are empty or are no text.
    """
    if not data.strip():
        raise _empty(where)
    text = _decode(data)
    if text is None:
        raise DataError("this is not a text file", where=where, hint=_SAVE_AS_UTF8)
    return require_text(text, where)


def require_text(text: str, where: str) -> str:
    """The same text without a byte order mark. Raises DataError when it is empty or is no text.

    A few control characters are noise of an extractor; a NUL or many of them mean that this is no text.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise DataError("this is not a text file", where=where, hint=_SAVE_AS_UTF8)
    if not shadow(text).strip():
        raise _empty(where)
    return text


def _empty(where: str) -> DataError:
    return DataError("the file is empty", where=where, hint="give a file that holds text")


def _decode(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\x00" in data:
        return None
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    text = _strictly(data, "gb18030")
    if text is not None and _looks_chinese(text):
        return text
    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best is not None else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_chinese(text: str) -> bool:
    """Whether the commonest characters of Chinese reports stand where a wrong decoding would put rare ones."""
    han = [character for character in text[:20_000] if "\u4e00" <= character <= "\u9fff"]
    return bool(han) and sum(character in _COMMON_HAN for character in han) >= 0.08 * len(han)
