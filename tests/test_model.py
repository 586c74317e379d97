"""Pieces: how a span of the repaired text finds its characters in the untouched one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Entity, Evidence, Piece, Reading, digest


def document(text: str, kept: list[int]) -> Document:
    """A document whose repaired text is the kept characters of `text`."""
    return Document("d", "d.txt", text, "".join(text[i] for i in kept), tuple(kept))


def whole(text: str) -> Document:
    return document(text, list(range(len(text))))


def test_a_span_of_an_untouched_text_is_one_piece() -> None:
    assert whole("青岚药业落户").pieces(0, 4) == (Piece(0, 4, "青岚药业"),)


def test_a_line_break_that_was_taken_out_stays_inside_the_piece() -> None:
    text = "青岚\r\n 药业落户"
    article = document(text, [i for i, c in enumerate(text) if not c.isspace()])
    assert article.pieces(0, 4) == (Piece(0, 7, "青岚\r\n 药业"),)


def test_a_jump_over_other_words_parts_the_pieces() -> None:
    text = "青岚药【广告】业落户"
    article = document(text, [0, 1, 2, 7, 8, 9])
    assert article.pieces(0, 4) == (Piece(0, 3, "青岚药"), Piece(7, 8, "业"))
    assert article.pieces(0, 3) == (Piece(0, 3, "青岚药"),)


def test_a_headline_that_stands_below_its_body_gives_pieces_in_reading_order() -> None:
    text = "正文在前\n标题"
    article = document(text, [5, 6, 0, 1, 2, 3])
    assert article.clean == "标题正文在前"
    assert article.pieces(0, 6) == (Piece(5, 7, "标题"), Piece(0, 4, "正文在前"))


def test_several_repaired_characters_may_stand_for_one() -> None:
    article = Document("d", "d.txt", "甲㎡乙", "甲m2乙", (0, 1, 1, 2))
    assert article.pieces(1, 3) == (Piece(1, 2, "㎡"),)
    assert article.pieces(0, 4) == (Piece(0, 3, "甲㎡乙"),)


def test_offsets_count_characters_outside_the_basic_plane_once() -> None:
    assert whole("𠮷田🙂药业").pieces(2, 5) == (Piece(2, 5, "🙂药业"),)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5), (9, 10)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"{start}\.\.{end} outside a text of 4 characters"):
        whole("青岚药业").pieces(start, end)


@given(st.data())
def test_pieces_are_slices_apart_from_each_other_that_hold_every_character(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="甲乙𠮷🙂 \r\n", min_size=1, max_size=30))
    kept = data.draw(st.lists(st.sampled_from(range(len(text))), min_size=1, unique=True).map(sorted))
    article = document(text, kept)
    start = data.draw(st.integers(0, len(kept) - 1))
    end = data.draw(st.integers(start + 1, len(kept)))
    pieces = article.pieces(start, end)
    assert all(text[p.start : p.end] == p.quote != "" for p in pieces)
    assert all(any(p.start <= i < p.end for p in pieces) for i in kept[start:end])
    assert all(text[a.end : b.start].strip() for a, b in pairwise(pieces)), "only words may part two pieces"


def test_evidence_quotes_its_pieces_in_one_line() -> None:
    assert Evidence((Piece(0, 4, "青岚\n药"), Piece(9, 11, "落户"))).quote == "青岚药…落户"
    assert Evidence(row=3).quote == ""


def test_a_reading_names_its_entities() -> None:
    reading = Reading(whole("青岚"), (Entity("Firm:青岚", "Firm", "青岚"),))
    assert reading.names() == {"Firm:青岚": "青岚"}


def test_digests_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("甲") == digest("甲") and len(digest("甲")) == 20


def test_what_is_passed_between_rooms_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        whole("青岚").title = "x"  # type: ignore[misc]
