"""Markdown and HTML: the text without its markers, the raw text kept."""

from __future__ import annotations

from pathlib import Path

from kg.corpus import read


def one(folder: Path, name: str, content: str) -> tuple[str | None, str, str]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    (document,) = read([path])
    for character, offset in zip(document.clean, document.offsets, strict=True):
        assert character in "\n " or character == document.text[offset]
    return document.title, document.clean, document.text


def test_markdown_loses_its_markers_and_keeps_its_paragraphs(tmp_path: Path) -> None:
    raw = (
        '# 青山高新区**升级**\n\n## 数字\n\n园区有[百家企业](https://example.org/x_y "t")，*一半*是新的。\n\n'
        "- 装备制造业\n- 生物医药业\n\n---\n\n> 今年增长`两成`。\n"
    )
    title, clean, text = one(tmp_path, "a.md", raw)
    assert title == "青山高新区升级"
    assert clean == "青山高新区升级\n数字\n园区有百家企业，*一半*是新的。\n装备制造业\n生物医药业\n今年增长两成。"
    assert text == raw


def test_the_cells_of_a_markdown_table_stay_apart(tmp_path: Path) -> None:
    raw = "# 标题\n\n| 指标 | 数值 |\n| --- | ---: |\n| 总产值 | 530亿元 |\n"
    assert one(tmp_path, "a.md", raw)[1] == "标题\n指标 数值\n总产值 530亿元"


def test_markdown_wrapped_by_hand_is_unwrapped(tmp_path: Path) -> None:
    body = (
        "园区今年新开工的项目有三十多个，总投资超过了一百\n亿元，其中一半以上的项目来自装备制造业，另外的一半\n"
        "来自生物医药业和新材料产业，区内的企业因此多了两成\n以上的订单。\n"
    )
    assert one(tmp_path, "a.md", "# 标题\n\n" + body)[1] == "标题\n" + body.replace("\n", "")


def test_html_gives_its_text_with_the_heading_as_title(tmp_path: Path) -> None:
    html = (
        "<html><head><title>青山升级｜青山区人民政府</title><style>p{}</style></head><body><nav>首页</nav>"
        "<h1>青山 升级</h1><p>园区有<b>百家</b>企业。</p><script>x()</script></body></html>"
    )
    title, clean, text = one(tmp_path, "a.html", html)
    assert title == "青山 升级"
    assert clean == "青山 升级\n园区有百家企业。"
    assert "<" not in text


def test_html_without_a_heading_takes_the_page_title_without_the_site(tmp_path: Path) -> None:
    html = "<?xml version='1.0' encoding='utf-8'?><title>青山升级｜青山区人民政府</title><p>园区有百家企业。</p>"
    assert one(tmp_path, "b.htm", html)[:2] == ("青山升级", "青山升级\n园区有百家企业。")
