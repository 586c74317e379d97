"""Repair of wrapped lines: the paragraphs come back, and every character keeps its way to the raw text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import read_text
from kg.corpus.source import shadow
from kg.model import Document
from kg.text import narrow

HAN = "园区企业产业发展创新服务政策项目技术建设投资科学研究合作市场规模质量能源材料装备信息数据平台"
CHARACTERS = st.one_of(st.sampled_from(HAN), st.sampled_from("𠮷𤭢😀"), st.sampled_from("２Ａ％"))
SENTENCES = st.lists(st.text(CHARACTERS, min_size=8, max_size=30), min_size=2, max_size=4).map("，".join)
PARAGRAPHS = st.lists(SENTENCES, min_size=4, max_size=8).map(lambda sentences: "。".join(sentences) + "。")


def wrap(paragraph: str, width: int, line_end: str) -> str:
    return line_end.join(paragraph[i : i + width] for i in range(0, len(paragraph), width)) + line_end


def check(document: Document) -> None:
    assert len(document.clean) == len(document.offsets)
    for character, offset in zip(document.clean, document.offsets, strict=True):
        assert character in "\n " or character == narrow(document.text[offset])
    for start in range(0, len(document.clean), 7):
        end = min(start + 11, len(document.clean))
        pieces = document.pieces(start, end)
        assert all(document.text[piece.start : piece.end] == piece.quote for piece in pieces)
        quoted = "".join(shadow("".join(piece.quote for piece in pieces)).split())
        assert quoted == "".join(document.clean[start:end].split())


@settings(deadline=None, max_examples=60)
@given(
    paragraph=PARAGRAPHS,
    width=st.integers(14, 30),
    line_end=st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_a_wrapped_paragraph_comes_back_whole(paragraph: str, width: int, line_end: str, mark: str) -> None:
    raw = wrap(paragraph, width, line_end)
    (document,) = read_text(mark + raw)
    assert document.text == raw
    assert "".join(document.clean.split()) == narrow(paragraph)
    check(document)


@settings(deadline=None, max_examples=60)
@given(
    text=st.text(
        st.one_of(
            CHARACTERS,
            st.sampled_from(" \u3000\t\n\r，。：“”（）本报讯▶王图片来源2021年x\u200b"),
            st.characters(codec="utf-8", exclude_categories=["Cc"]),
        ),
        min_size=1,
        max_size=300,
    ).filter(lambda text: shadow(text).strip())
)
def test_any_text_keeps_valid_offsets(text: str) -> None:
    for document in read_text(text):
        assert document.clean
        check(document)


def body(raw: str) -> str:
    (document,) = read_text(raw)
    check(document)
    return document.clean


def test_breaks_inside_a_word_a_number_a_name_and_a_quotation_are_joined() -> None:
    raw = (
        "入秋以后，青山高新区的新厂房陆续完\n\n工，管委会喊出了“先开门、再装修、边\n\n生产”的口号，已经开门的工厂"
        "有 143\n家，其中白水智能公司搬来了全部 K\n\n系列挖掘机的生产线。全区产值达到 1,\n\n"
        "250.6亿元，比去年多出了一成多。\n"
    )
    assert body(raw) == (
        "入秋以后，青山高新区的新厂房陆续完工，管委会喊出了“先开门、再装修、边生产”的口号，已经开门的工厂有143家，"
        "其中白水智能公司搬来了全部K系列挖掘机的生产线。全区产值达到1,250.6亿元，比去年多出了一成多。"
    )


def test_a_space_stays_only_between_latin_words() -> None:
    assert body("园区引进 Green  Power 公司，2019 年 底 共 有 58 家，占 ４５％。\n") == (
        "园区引进Green Power公司，2019年底共有58家，占45%。"
    )


def test_subheads_stay_paragraphs_of_their_own() -> None:
    raw = (
        "青山高新区今年以来把项目建设放在首\n\n位，新开工的项目超过了三十个，其中\n\n一半以上来自装备制造业。\n\n"
        "老厂换上新机器\n工人学起新手艺\n\n园区里的企业正在更换新的设备，老厂\n\n房里装上了机器人，用工少了，产量反\n\n而多了三成。\n"
    )
    assert body(raw).split("\n")[1:3] == ["老厂换上新机器", "工人学起新手艺"]
    assert len(body(raw).split("\n")) == 4


def test_a_file_with_a_paragraph_a_line_is_left_as_it_is() -> None:
    raw = (
        "青山区产业目录\n高端装备制造产业示范项目清单\n生物医药与健康产业项目清单表\n"
        "新一代信息技术产业项目清单\n新能源与新材料产业的项目清单\n"
    )
    assert body(raw) == raw.strip()


def test_spaces_in_a_headline_part_its_clauses() -> None:
    (document,) = read_text("投资300亿 打造创意中心\n园区今天开工，二期明年投产。\n")
    assert document.title == "投资300亿 打造创意中心"


def test_a_long_text_is_read_in_one_go() -> None:
    raw = wrap("园区企业发展很快，" * 25_000, 18, "\n\n")
    (document,) = read_text(raw)
    assert "".join(document.clean.split()) == "园区企业发展很快，" * 25_000
