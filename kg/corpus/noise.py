"""Lines that are on the page but not in the text: navigation, page headers, what a site prints below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.corpus import dates
from kg.corpus.lines import Line

_SITE = re.compile(r"\s*[｜|_]\s*[^｜|_]{2,30}(?:政府|网|门户|平台|委员会|局|厅|部)[^｜|_]{0,6}$")
_TRAIL = re.compile(r"(?:您(?:现在|当前|所在)的?位置|当前位置)[：:]")
_META = re.compile(r"(?:来源[：:].*(?:日期|时间|浏览)|(?:发布|公开)?(?:日期|时间)[：:]\s*\d{4}|【?(?:打印|字体))")
_FOOTER = re.compile(r"(?:上一篇|下一篇)[：:]|联系我们|友情链接|网站地图|关于本网|版权所有|主办单位[：:]|网站版权")
_PROMOTION = re.compile(r"\d{1,2}、20\d\d[（(]第.{1,3}届[）)]|.{0,12}(?:QQ群|采购商圈|微信公众号)[：:]")
_SHORT, _RUN = 8, 6
_LONGEST_TITLE = 200
_MARKS = re.compile(r"[，。、；：！？,.;:!?《》“”（）()]")


def strip_noise(lines: Sequence[Line]) -> list[Line]:
    """The lines without the page's furniture. All of them when nothing would be left."""
    kept = _below_menu(list(lines))
    kept = _above_footer(kept)
    kept = [
        line
        for line in kept
        if not _META.match(line.text)
        and not _PROMOTION.match(line.text)
        and not (line.number < 10 and dates.is_header(line.text))
    ]
    return kept or list(lines)


def site_title(line: str) -> str | None:
    """The title before the site's name (标题｜网站), or None when the line names no site."""
    found = _SITE.search(line) if len(line) < _LONGEST_TITLE else None
    return line[: found.start()].strip() or None if found else None


def _below_menu(lines: list[Line]) -> list[Line]:
    """Without the menu: all above the second place of the site's title, or else every run of very short lines."""
    trail = next((i for i, line in enumerate(lines[:100]) if _TRAIL.match(line.text)), -1)
    title = site_title(lines[0].text) if lines else None
    if title is not None:
        again = next((i for i, line in enumerate(lines[1:200], start=1) if line.text == title), None)
        return lines[again:] if again else [lines[0].part(0, len(title)), *lines[max(1, trail + 1) :]]
    lines = lines[trail + 1 :]
    top = next((i for i, line in enumerate(lines) if line.width > 25 and line.closed), 0)
    kept: list[Line] = []
    run: list[Line] = []
    for line in lines[:top]:
        if len(line.text) <= _SHORT and _MARKS.search(line.text) is None:
            run.append(line)
            continue
        kept += run if len(run) < _RUN else []
        run = []
        kept.append(line)
    return [*kept, *(run if len(run) < _RUN else []), *lines[top:]]


def _above_footer(lines: list[Line]) -> list[Line]:
    """Without what the site prints below: from the first of its lines in the last part, if no prose follows."""
    start = max(1, len(lines) - 40)
    for i in range(start, len(lines)):
        if _FOOTER.search(lines[i].text) and not any(line.closed and line.width > 40 for line in lines[i:]):
            return lines[:i]
    return lines
