"""Who wrote it: datelines at the start of an article, authors' names at its end or under its headline."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛"
    "伍韦申尤毕聂丛焦向柳邢路岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单"
    "包司柏宁柯阮桂闵强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫嵺苟褚廉简娄盖符奚木穆燕郎邸冀谈姬屠郜晏栾郁蒙计喻揭窦迟"
    "宇敖糜鄢冷卓仇艾蓝巩稽井练仲乐虞卞封竺冼楚佟栗匡宗巫鞠僧桑荆谌扬伏岑习胥蔺闫付肖"
)
_NAME = (
    rf"(?:(?:欧阳|司马|诸葛|上官|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯)[\u4e00-\u9fff]{{1,2}}"
    rf"|[{_SURNAMES}](?:[\u4e00-\u9fff]{{2}}|[ \u3000]?[\u4e00-\u9fff])|[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff]{{2,6}})"
)
_ROLE = (
    r"(?:特约|本报|本刊|本网|实习|首席|驻站|见习)*(?:通讯员|记者|实习生|作者|编辑|统筹|摄影|撰文|[文图](?=[：:/／]))"
)
_SEPARATOR = r"(?:\s+|[、，,/／&和]\s*)"
_NAMES = rf"(?:{_ROLE}[：:/／]?\s*)?{_NAME}(?:{_SEPARATOR}(?:{_ROLE}[：:/／]?\s*)?{_NAME})*"
_MARK = r"[▶►▲◆■●□○★☆◎※▷◇]"
_CREDITED = re.compile(rf"(?:{_ROLE}[：:/／]?\s*|{_SEPARATOR}|^)({_NAME})(?={_SEPARATOR}|{_ROLE}|$)")

_END = re.compile(
    rf"(?<=[。！？”…])(?:\s*[（(]\s*({_NAMES})\s*[）)]|\s+({_NAMES})|\s*({_ROLE}[：:/／]?\s*{_NAMES}))\s*$"
)
_OWN_LINE = re.compile(
    rf"(?:{_MARK}\s*(?:{_ROLE}[：:/／]?\s*)?{_NAMES}|[（(]\s*{_NAMES}\s*[）)]|(?:{_ROLE}[：:/／\s]\s*){_NAMES})$"
)
_BARE_NAMES = re.compile(rf"{_OWN_LINE.pattern}|{_NAMES}$")
_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_PAREN = r"(?:\s*[（(]([^（）()]{1,60})[）)])?"
_PAPER = r"(?:本报|本刊|本网)(?!告)"
_SOURCE = rf"(?:{_PAPER}|[\u4e00-\u9fff]{{2,10}}?(?:网|社|(?<![通公])报|台|财经|在线|网站))"
_DATELINE = re.compile(
    rf"{_SOURCE}(?:[\u4e00-\u9fff]{{0,8}}?{_DATE})?(?:讯|电|消息)(?=[\s（(：:]|(?<=本报讯)){_PAREN}\s*[：:]?\s*"
)
_REPORTER = re.compile(rf"[（(]((?:{_ROLE})[^（）()]{{1,40}})[）)]\s*")
_OPENS_ARTICLE = re.compile(
    rf"{_PAPER}(?:讯|消息)|{_PAPER}[\u4e00-\u9fff]{{0,8}}?{_DATE}(?:讯|电)|新华社[\u4e00-\u9fff]{{1,12}}{_DATE}电"
)
_PICTURE = re.compile(
    rf"图片来源[：:]|供图[：:]|(?:^|[。！？\s（(])(?:{_ROLE}\s*)?{_NAME}(?:{_SEPARATOR}{_NAME})*\s*(?:摄影|摄|供图|/图)[）)]?$"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A dateline or byline found in a line: the line's characters [start, end) and the names in it."""

    start: int
    end: int
    names: tuple[str, ...]


def opens_article(line: str) -> bool:
    """Whether the line begins with the dateline that papers put before a report (本报讯)."""
    return _OPENS_ARTICLE.match(line) is not None


def is_picture_credit(line: str, *, alone: bool = False) -> bool:
    """Whether the line says whose picture it is: 图片来源：…, … 摄. alone: and says nothing else."""
    return (_PICTURE.match(line) if alone else _PICTURE.search(line)) is not None


def dateline(line: str) -> Credit | None:
    """The dateline at a line's start, with its reporters: 本报讯（记者 …）, …网消息（…）："""
    found = _DATELINE.match(line)
    if found is not None and _is_dateline(found, line):
        names = names_in(found.group(1)) if found.group(1) and re.search(_ROLE, found.group(1)) else ()
        return Credit(0, found.end(), names)
    found = _REPORTER.match(line)
    return Credit(0, found.end(), names_in(found.group(1))) if found else None


def closing(line: str) -> Credit | None:
    """The authors' names behind the last sentence of an article."""
    found = _END.search(line)
    if found is None:
        return None
    return Credit(found.start(), found.end(), names_in(next(group for group in found.groups() if group)))


def own_line(line: str, *, bare: bool = False) -> Credit | None:
    """A line that holds nothing but authors' names, with a mark, a role or brackets. bare: or without any."""
    pattern = _BARE_NAMES if bare else _OWN_LINE
    return Credit(0, len(line), names_in(line)) if pattern.match(line) else None


def names_in(text: str) -> tuple[str, ...]:
    """The persons named in a credit, without their roles, in order, each once."""
    text = re.sub(rf"{_MARK}|[（()）]", " ", text).strip()
    return tuple(dict.fromkeys("".join(name.split()) for name in _CREDITED.findall(text)))


def _is_dateline(found: re.Match[str], line: str) -> bool:
    """A dateline is set off from the text: by its bracket or colon, a space behind, or as 本报讯."""
    if line.startswith("据"):
        return False
    return (
        found.group(1) is not None
        or found.group().rstrip() != found.group()
        or found.group()[-1] in "：:"
        or line.startswith("本报")
    )
