"""Persons, by the office before or the verb after their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.segmenter import segmenter
from kg.extract.spans import Span

# Longest first: 董事长 before 董事.
ROLES = (
    "村委会主任|村党支部书记|农民合作社理事长|管委会副主任|首席经济学家|书记处书记|党工委书记|党支部书记|副主任医师|副主任委员|实际控制人|局党组书记|管委会主任|联合创始人|董事会秘书|董事局主席|董事长助理|首席执行官|"
    "首席技术官|首席科学家|高级工程师|主任委员|人大代表|党委书记|党委委员|党组书记|党组成员|副总经理|副研究员|副秘书长|副董事长|国务委员|工会主席|总工程师|总裁助理|执行董事|"
    "政协委员|特别代表|独立董事|研究总监|科研人员|项目经理|高级经理|CEO|主席团|分析师|创始人|副主任|副主席|副书记|副会长|副区长|副县长|副处长|副局长|副市长|副总理|副总裁|"
    "副所长|副教授|副校长|副省长|副部长|副院长|区领导|县领导|发言人|司令员|实控人|工程师|市领导|总书记|总指挥|总经理|总编辑|技术员|村支书|理事长|监事长|省领导|研究员|秘书长|"
    "外交部长|国防部长|委员长|养殖户|种植户|贫困户|脱贫户|常务副|联络员|志愿者|律师|总统|首相|国王|外长|农民|村民|工人|职工|员工|长官|姑娘|业主|司机|牧民|居民|师傅|"
    "董事长|设计师|调研员|负责人|专家|主任|主席|主管|书记|代表|会长|副总|区长|博士|厂长|县长|台长|团长|园长|处长|委员|局长|市长|常委(?!会)|总理|总监|总裁|所长|政委|"
    "教授|校长|理事|监事|省长|科长|站长|组长|经理|船长|董事|董秘|部长|镇长|队长|院士|院长"
)
_ROLE_NAME = re.compile(rf"(?P<role>(?:{ROLES})(?:、(?:[一-鿿]{{0,6}}?)(?:{ROLES}))*)(?P<name>[一-鿿·]{{2,4}})")
# 汪某某主席, 张某某同志: the office after the name.
_NAME_ROLE = re.compile(
    r"(?P<name>[一-鿿]{2,4})(?=(?:总书记|主席(?!团|令)|总理|总统|首相|同志|先生|女士|院士|教授|局长|厂长|董事长|总经理|书记|部长|市长|县长|省长)(?![一-鿿]{0,2}(?:会议|办公)))"
)
# A foreign name is written with characters of sound after an office: 总统某某某.
_FOREIGN_ROLE = re.compile(r"(?:总统|总理|首相|国王|外长|主席|部长|大使|代表|州长|首席执行官|总裁|董事长|CEO)")
_SOUNDS = frozenset(
    "阿埃艾安昂奥巴拜班邦包鲍贝本比彼宾波伯博布查达戴丹当道德登邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬佛弗夫福盖甘冈高戈格葛古圭哈海汉罕豪赫黑亨洪胡华霍基吉加贾简金卡凯坎康考柯科克肯库夸拉莱赖兰朗劳勒雷里利莉连廉列林琳龙卢鲁路伦罗洛马玛迈麦曼芒毛梅门蒙米密明莫默姆穆娜纳奈南内尼涅宁纽农努诺欧帕派潘庞佩彭皮匹平普齐恰奇钱乔切丘萨塞赛桑瑟森沙山尚绍申圣施史士什舒顺斯思丝斯松苏索塔泰坦汤唐陶特腾提廷通图托瓦万旺威韦维魏温沃乌伍武西希席夏香肖谢辛休修许雅亚延扬耶叶伊衣因英尤于约泽扎詹张真治兹祖佐"
)
# 甲、乙、丙等参加: those who were there.
_PRESENT = re.compile(
    r"(?:^|[。；\n，])(?P<names>[一-鿿]{2,4}(?:、[一-鿿]{2,4}){1,12})(?=等?(?:同志)?(?:领导|负责同志)?(?:出席|参加|陪同|一同|一起参加|分别参加|列席|参与))"
)
_SAID = re.compile(r"(?P<name>[一-鿿]{2,3})(?:说|表示|介绍|指出|告诉记者|认为|强调|透露|坦言)(?=[，。：；,:“]|道)")
_NAME_CHARS_STOP = set(
    "说在向就对作与和的是为任到从将也同表介指告认透称曾于率带主出及等有不被把让给已正所会上还以提来去参先"
)


def find(article: Article) -> Iterator[Span]:
    """Person mentions; the name's length is settled by surname and by what follows."""
    for match in _ROLE_NAME.finditer(article.text):
        length = _name_length(article, match.start("name"))
        if length:
            end = match.start("name") + length
            yield Span("Person", match.start("name"), end, "office and name", 0.85, 1)
            while article.text[end : end + 1] == "、" and (length := _name_length(article, end + 1)):
                yield Span("Person", end + 1, end + 1 + length, "names in a list", 0.7, 1)
                end += 1 + length
    for match in _PRESENT.finditer(article.text):
        start = match.start("names")
        for part in match.group("names").split("、"):
            if len(part) in (2, 3, 4) and _name_length(article, start) == len(part):
                yield Span("Person", start, start + len(part), "those present", 0.75, 0)
            start += len(part) + 1
    for match in _FOREIGN_ROLE.finditer(article.text):
        end = _foreign_end(article, match.end())
        if end - match.end() >= 3:
            yield Span("Person", match.end(), end, "office and foreign name", 0.75, 1)
    for match in _NAME_ROLE.finditer(article.text):
        for start in (match.start(), match.start() + 1, match.start() + 2):
            length = match.end("name") - start
            if length in (2, 3) and _name_length(article, start) == length and _at_boundary(article, start):
                yield Span("Person", start, match.end("name"), "name and office", 0.7, 0)
                break
    for match in _TAKES.finditer(article.text):
        start, end = match.span("name")
        if _at_word_start(article, start) and _name_length(article, start) == end - start:
            yield Span("Person", start, end, "name and taking office", 0.8, 1)
    for match in _SAID.finditer(article.text):
        start = match.start("name")
        for candidate in (start, start + 1):
            if _name_length(article, candidate) == match.end("name") - candidate and match.end("name") - candidate >= 2:
                if _at_word_start(article, candidate):
                    yield Span("Person", candidate, match.end("name"), "name and saying", 0.6, -1)
                break


_TAKES = re.compile(rf"(?P<name>[一-鿿]{{2,4}}?)(?:现任|担任|出任|就任|曾任|任)(?=[^，。；]{{2,30}}?(?:{ROLES}))")


def _foreign_end(article: Article, start: int) -> int:
    """Where a name written in characters of sound ends that begins here; `start` when none does."""
    end = start
    while (
        end - start < 12 and article.text[end : end + 1] and (article.text[end] in _SOUNDS or article.text[end] == "·")
    ):
        end += 1
    ends = [w.end for w in article.words(article.sentence_at(start)) if start < w.end <= end]
    whole = max(ends, default=start)
    follows = article.text[whole : whole + 1]
    return whole if not article.lexicon.lookup(article.text[start:whole]) and follows != "的" else start


def _at_boundary(article: Article, position: int) -> bool:
    return position == 0 or any(
        w.start == position or w.end == position for w in article.words(article.sentence_at(position))
    )


def _at_word_start(article: Article, position: int) -> bool:
    sentence = article.sentence_at(position)
    return position == sentence.start or article.text[position - 1] in "，、：。；”“ "


def _cut_by_an_unknown_word(article: Article, position: int) -> bool:
    """Whether a word that no dictionary holds runs over the position, and what follows it may follow a name."""
    word = next((w for w in article.words(article.sentence_at(position)) if w.start < position < w.end), None)
    return word is not None and word.tag == "x" and article.text[position] in _NAME_CHARS_STOP


def _ordinary(name: str) -> bool:
    """Whether the dictionary knows these characters as a word that is no name."""
    if name[0] in "和后前" or name[-1] in "某次":
        return True
    return name.startswith(("荣获", "荣膺", "荣登")) or (
        segmenter().frequency(name) > 0 and not segmenter().tag(name).startswith("nr")
    )


def _word_ends(article: Article, position: int) -> set[int]:
    return {w.end for w in article.words(article.sentence_at(position))}


def _name_length(article: Article, start: int) -> int:
    """Length of the person's name that begins here; 0 when none does."""
    text = article.text
    double = text[start : start + 2] in article.lexicon.surnames
    if not double and text[start : start + 1] not in article.lexicon.surnames:
        return 0
    shortest, longest = (3, 4) if double else (2, 3)
    for length in range(longest, shortest - 1, -1):
        name = text[start : start + length]
        if len(name) < length or not all("一" <= c <= "鿿" for c in name):
            continue
        if any(e.type in {"Region", "Park", "Firm"} for e in article.lexicon.lookup(name)):
            return 0
        boundary = start + length in _word_ends(article, start) or _cut_by_an_unknown_word(article, start + length)
        if boundary and not _ordinary(name) and (length == shortest or name[-1] not in _NAME_CHARS_STOP):
            return length
    return 0
