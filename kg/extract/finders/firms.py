"""Firms: full names by their legal form, groups, short names by a business word, and the members of lists of firms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.boundaries import FUNCTION_CHARACTERS, INNER_VERBS, grow_left, is_new, is_stop
from kg.extract.segmenter import Word, segmenter
from kg.extract.spans import Span

_LEGAL = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|总公司|分公司|合伙企业（有限合伙）|合伙企业)"
)
_GROUP = re.compile(
    r"(?:集团股份|集团|股份|(?<!子)(?<!分)(?<!系)公司)(?![一-鿿]{0,1}(?:成员|化|制|内|旗下|有限|改制|转让))"
)
_NAME_VERBS = INNER_VERBS | {
    "装备",
    "贸易",
    "文旅",
    "旅游",
    "通用",
    "动力",
    "传动",
    "联合",
    "联创",
    "航运",
    "出租",
    "通达",
    "联通",
    "经营",
    "进出口",
    "供应",
    "救援",
    "搬运",
}
_LIST_HEAD = re.compile(
    r"等(?P<count>(?:\d+|[一二三四五六七八九十百]+|数十|上百)?(?:余|多)?(?:家|户|个)?)"
    r"(?P<class>[^，。；：！？]{0,28}?(?:企业|公司|集团|巨头|厂商|龙头|车企|药企|央企|民企|国企))"
)
_NO_LIST = ("产业", "领域", "行业", "方面", "地区", "部门", "措施", "政策", "城市")
_SEPARATOR = "、和与及"
_BEFORE_FIRM = re.compile(
    r"(?:引进|引入|扶持|招引|培育|携手|联手|收购|企业|公司|由|入股|投资|牵手|服务|走进|协助|帮助|鼓励|推动|支持|推荐|指导)了?$"
)


def find(article: Article) -> Iterator[Span]:
    """Firm mentions of every kind; the lists last, since they build on the others."""
    found = [*_full_names(article), *_groups(article), *_short_names(article), *_by_word(article)]
    found += [s for s in _named_after(article) if (s.start, s.end) not in {(f.start, f.end) for f in found}]
    yield from found
    yield from _list_members(article, found)


def _named_after(article: Article) -> Iterator[Span]:
    """德国企业某某, 落户的某某进驻: a coined word right after a word for a firm, or right before a verb of settling."""
    for match in _FIRM_WORD.finditer(article.text):
        words = list(article.words_after(match.end()))[:3]
        if words and words[0].start == match.end() and _coined_name(article, words[0]):
            end = words[1].end if len(words) > 1 and words[1].text in _business_words(article) else words[0].end
            yield Span("Firm", words[0].start, end, "named after 企业", 0.6)
    for match in _SETTLES.finditer(article.text):
        start = grow_left(article, match.start(), limit=8, verbs=frozenset())
        named = _like_a_name(article, start, match.start()) and not _is_other(article, start, match.start())
        if 3 <= match.start() - start <= 7 and named:
            yield Span("Firm", start, match.start(), "settles in a park", 0.6)


_FIRM_WORD = re.compile(r"(?:企业|公司|厂商|巨头|制造商|供应商|运营商|开发商)(?=[一-鿿])")
_SETTLES = re.compile(r"(?:进驻|入驻|落户)(?!企业|的|率|项目|工作|条件|手续|园区)")


def _coined_name(article: Article, word: Word) -> bool:
    other = any(e.type != "Firm" for e in article.lexicon.lookup(word.text))
    plain = FUNCTION_CHARACTERS.isdisjoint(word.text)
    return word.tag == "x" and len(word.text) >= 2 and word.text.isalpha() and plain and not other


def _business_words(article: Article) -> tuple[str, ...]:
    firm = article.ontology.types.get("Firm")
    return firm.short_name_suffixes if firm else ()


def _full_names(article: Article) -> Iterator[Span]:
    for match in _LEGAL.finditer(article.text):
        words = _NAME_VERBS | _rare_verbs(article, match.start())
        start = _cut_at_region(article, grow_left(article, match.start(), limit=36, verbs=words), match.start())
        start = min(start, _region_start(article, match.start()))
        if match.start() - start >= 2:
            yield Span("Firm", start, match.end(), "full name", 0.95, 2)


# Houses that are no 公司 by name, and quoted names that end in a business word.
_HOUSE = re.compile(
    r"(?:律师事务所|会计师事务所|出版社|出版集团|机械厂|电厂|酒厂|药厂|钢厂|农场|林场|基金公司|航空公司|电力公司|保险公司|证券公司)(?![一-鿿]?(?:化|区|路))"
)
_QUOTED_FIRM = re.compile(
    r"“(?P<name>[一-鿿A-Za-z]{2,8})”(?=(?:公司|集团|是我|是一家|的(?:负责人|董事长|总经理)|等企业|等公司))"
)
# A notice of a listed firm opens with its short name.
_NOTICE = re.compile(
    r"^(?P<name>[一-鿿A-Z*]{2,5}[AB]?)(?=：|拟|预|股东|中标|子公司|发布|披露|签|收购|获|终止|公告|控股股东|合并报表)"
)
_PLACED_FIRM = re.compile(r"(?P<rest>[一-鿿]{2,3})(?=、|和|等|，|公司|投资|与|两家|签约|\d)")


def _by_word(article: Article) -> Iterator[Span]:
    """Firms by a word that is neither a legal form nor a line of business."""
    text = article.text
    for match in _HOUSE.finditer(text):
        start = grow_left(article, match.start(), limit=14, verbs=frozenset({"国际", "货运"}))
        if match.start() - start >= 2:
            yield Span("Firm", start, match.end(), f"house:{match.group()}", 0.6, 0)
    for match in _QUOTED_FIRM.finditer(text):
        yield Span("Firm", *match.span("name"), "quoted firm", 0.6, 0)
    notice = _NOTICE.match(text)
    if notice and "公告" in text and re.search(r"股份|股东|股票|证券", text):
        yield Span("Firm", *notice.span("name"), "headline of a notice", 0.7, 2)
    for hit in article.hits:
        if any(e.type == "Region" for e in hit.entries) and hit.end - hit.start <= 3:
            placed = _PLACED_FIRM.match(text, hit.end)
            words = [
                w for w in article.words(article.sentence_at(hit.start)) if w.start < hit.end + 3 and w.end > hit.end
            ]
            if (
                placed
                and words
                and is_new(words[0])
                and words[0].tag in {"x", "nz"}
                and not _is_other(article, *placed.span("rest"))
            ):
                yield Span("Firm", hit.start, placed.end("rest"), "place and coined word", 0.45, -1)


_BETWEEN = re.compile(r"[一-鿿A-Za-z0-9（）()·]{2,22}")
_NOT_BETWEEN = re.compile(
    r"[的了与和及、为由在是将把对从向以]|公司|企业|集团|签约|控股股东|成员|会员|高新区|开发区|产业园|园区|新区"
)


def _region_start(article: Article, end: int) -> int:
    """Where a full name begins that has its place in front: 某市大地信息工程股份有限公司, whatever its words mean."""
    for length in range(24, 1, -1):
        for hit in article.hits_by_start.get(end - length, ()):
            between = article.text[hit.end : end]
            placed = any(e.type == "Region" and not e.weak for e in hit.entries)
            if (
                placed
                and _BETWEEN.fullmatch(between)
                and not _NOT_BETWEEN.search(between)
                and not _acts(article, hit.end, end)
            ):
                return _whole_place(article, hit.start)
    return end


def _acts(article: Article, start: int, end: int) -> bool:
    """Whether a common verb stands between: 某市引进甲乙有限公司 is no name."""
    words = (w for w in article.words(article.sentence_at(start)) if w.start >= start and w.end <= end)
    verbs = (w for w in words if len(w.text) > 1 and w.tag in {"v", "vd", "p", "d", "c"} and w.text not in _NAME_VERBS)
    return any(segmenter().frequency(w.text) >= 100 for w in verbs)


def _whole_place(article: Article, start: int) -> int:
    """Back over a region written before the region: 某省某市."""
    before = [h.start for h in article.hits_by_end.get(start, ()) if any(e.type == "Region" for e in h.entries)]
    return min(before, default=start)


def _rare_verbs(article: Article, end: int) -> frozenset[str]:
    """Words before a full name that a dictionary calls verbs but texts hardly use: names are made of them."""
    words = [w.text for w in article.words_before(end) if w.start >= end - 8]
    return frozenset(w for w in words if len(w) == 2 and segmenter().frequency(w) < 100)


def _cut_at_region(article: Article, start: int, end: int) -> int:
    """A full name that holds a place begins there when what precedes is no coined word: 客户山东某某有限公司."""
    words = [w for w in article.words(article.sentence_at(start)) if start <= w.start and w.end <= end]
    for word in words[1:]:
        known = any(e.type == "Region" for e in article.lexicon.lookup(word.text))
        if (
            known
            and not any(is_new(w) for w in words if w.end <= word.start)
            and article.text[word.start - 1] not in "（("
        ):
            return word.start
    return start


def _groups(article: Article) -> Iterator[Span]:
    for match in _GROUP.finditer(article.text):
        start = grow_left(article, match.start(), limit=12, verbs=frozenset({"控股", "投资", "发展", "通用", "重工"}))
        words = [w for w in article.words(article.sentence_at(start)) if start <= w.start and w.end <= match.start()]
        stem = article.text[start : match.start()]
        if re.search(r"全资|控股子|旗下|^\d", stem):
            continue
        placed = len(words) > 1 and _is_region(article, words[0]) and not _is_region(article, words[-1])
        coined = _is_coined(article, words, stem) and not all(_is_region(article, w) for w in words)
        if len(stem) >= 2 and (coined or (placed and len(stem) >= 4)):
            yield Span("Firm", start, match.end(), f"group:{match.group()}", 0.8, 1)


def _is_region(article: Article, word: Word) -> bool:
    return any(e.type == "Region" for e in article.lexicon.lookup(word.text))


def _is_coined(article: Article, words: list[Word], stem: str) -> bool:
    if segmenter().frequency(stem) > 200 and segmenter().tag(stem) not in {"nz", "nt", "nr", "ns", "nrt"}:
        return False
    return any(is_new(w) for w in words) or (len(words) >= 2 and all(len(w.text) == 1 for w in words[:2]))


_GOES_ON = re.compile(r"[产类业链技领器品园学研工人知]|行业|专[业用家利]")


def _short_names(article: Article) -> Iterator[Span]:
    """辰光药业-like names: a coined stem of two to four characters and a business word, where nothing longer stands."""
    words = {w for t in article.ontology.types.values() for w in t.short_name_suffixes if t.name == "Firm"}
    pattern = re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) or r"(?!)")
    for match in pattern.finditer(article.text):
        if _GOES_ON.match(article.text, match.end()):
            continue
        yield from _short_name(article, match.start(), match.end())


def _short_name(article: Article, suffix_start: int, end: int) -> Iterator[Span]:
    start = grow_left(article, suffix_start, limit=8, verbs=frozenset())
    stem = article.text[start:suffix_start]
    words = [w for w in article.words(article.sentence_at(start)) if w.start < suffix_start and w.end > start]
    if not 2 <= len(stem) <= 7 or not words or not _coined_start(article, words, stem):
        return
    if article.lexicon.lookup(article.text[start:end]) or any(not c.isalnum() for c in stem) or stem[0].isdigit():
        return
    if any(e.type in {"Industry", "ChainSegment"} for e in article.lexicon.lookup(stem)):
        return
    if any(len(s) > 1 and stem.endswith(s) and len(stem) >= len(s) + 2 for s in _business_words(article)):
        return
    if re.search(r"^[对由向]|央企|国企|外企|民企", stem):
        return
    support = _support(article, start, end) - (article.text[suffix_start:end] in {"投资", "建设", "发展"})
    if support > (1 if _is_region(article, words[0]) else 0):
        yield Span("Firm", start, end, "short name", 0.5 + 0.1 * support)


def _coined_start(article: Article, words: list[Word], stem: str) -> bool:
    first = words[0]
    if _is_region(article, first):
        return len(words) == 1 or words[1].tag in {"x", "nz", "nr", "nrt"}
    if first.tag in {"x", "nr", "nrt", "nz"}:
        return len(first.text) >= 2 or len(words) > 1
    return (len(first.text) == 1 and len(words) >= 2 and len(words[1].text) == 1) or (
        first.tag == "ns" and segmenter().frequency(first.text) < 50
    )


def _support(article: Article, start: int, end: int) -> int:
    """How much around a short name speaks for a firm: lists, verbs of attracting, offices, 公司 after it."""
    text = article.text
    before, after = text[max(0, start - 6) : start], text[end : end + 8]
    score = 0
    score += (
        before.endswith(("、", "和", "与", "及"))
        + bool(_BEFORE_FIRM.search(before))
        + before.endswith(("了", "龙头", "为代表的"))
    )
    score += after.startswith(
        (
            "、",
            "和",
            "等",
            "一批",
            "为代表",
            "为龙头",
            "为引领",
            "为主",
            "公司",
            "股份",
            "集团",
            "董事长",
            "总经理",
            "负责人",
            "总裁",
            "副总",
            "有关负责人",
            "相关负责人",
            "创始人",
        )
    )
    score += bool(re.match(r"[（(](?:\d{6}|以下简称|SZ|SH|下称)", after)) * 2
    score += bool(
        re.match(
            r"(?:在|于|是|已|的|将|拟|申报|申请|投资|成立|落户|入驻|建成|宣布|表示|发布|公告|称|董事|旗下|产值|营收|研发|生产|凭借|获|荣获|入选|专注|加入|从事|深耕|主营|拥有|计划|签约|推出|研制|承担|实施|参与|与|今年|去年|自主|主要|专业)",
            after,
        )
    )
    return score


def _list_members(article: Article, found: list[Span]) -> Iterator[Span]:
    """A、B、C等17家…企业: every member; and unknown neighbours of known firms in a list."""
    known = {(s.start, s.end) for s in found}
    for match in _LIST_HEAD.finditer(article.text):
        if match.group("class").startswith(_NO_LIST):
            continue
        members = list(_members_before(article, match.start()))
        if (
            members
            and (len(members) > 1 or any(m in known for m in members) or _described(article, members[0][0]))
            and not any(_is_other(article, *m) for m in members)
        ):
            yield from (Span("Firm", a, b, "list of firms", 0.75, 0) for a, b in members if (a, b) not in known)
    yield from _neighbours(article, known)


def _members_before(article: Article, end: int) -> Iterator[tuple[int, int]]:
    """The list items that end at `end`, right to left, until one is no name; an item may carry its own description."""
    while True:
        start = grow_left(article, end, limit=12, verbs=frozenset({"控股", "投资", "重工"}))
        if not 2 <= end - start <= 12 or not _like_a_name(article, start, end):
            return
        yield start, end
        described = _DESCRIPTION.search(article.text[max(0, start - 18) : start])
        before = start - len(described.group()) if described else start
        if article.text[before - 1 : before] not in tuple(_SEPARATOR):
            return
        end = before - 1


_DESCRIPTION = re.compile(r"(?<=、)[^，。；：、]{2,16}(?:企业|商|龙头|巨头|公司|领军者)$")


def _described(article: Article, start: int) -> bool:
    return article.text[max(0, start - 4) : start].endswith(("龙头", "巨头", "制造商", "供应商", "企业"))


def _like_a_name(article: Article, start: int, end: int) -> bool:
    words = [w for w in article.words(article.sentence_at(start)) if w.start < end and w.end > start]
    text = article.text[start:end]
    if any(not (c.isalnum() or c in "·-") for c in text) or text.isdigit() or not words or is_stop(words[0]):
        return False
    if (
        len(words) == 1
        and words[0].tag not in {"x", "nr", "nrt", "nz", "ns", "j", "eng", "nt"}
        and segmenter().frequency(text) > 3
    ):
        return False
    return (
        any(is_new(w) for w in words)
        or all(len(w.text) == 1 for w in words)
        or (len(words[0].text) == 1 and words[0].tag not in {"b", "a"})
    )


def _is_other(article: Article, start: int, end: int) -> bool:
    """Whether a list item is known as something else, or ends like a platform, park or body."""
    name = article.text[start:end]
    others = (t for t in article.ontology.types.values() if t.name in {"Platform", "Park", "Alliance", "Organization"})
    if any(name.endswith(suffix) for t in others for suffix in t.name_suffixes):
        return True
    entries = article.lexicon.lookup(name)
    return bool(entries) and not any(e.type == "Firm" for e in entries)


def _neighbours(article: Article, known: set[tuple[int, int]]) -> Iterator[Span]:
    starts, ends = dict(known), {b: a for a, b in known}
    for start in list(starts):
        position = start
        while position > 1 and article.text[position - 1] in "、和与及" and position - 1 not in ends:
            begin = grow_left(article, position - 1, limit=8, verbs=frozenset())
            if (
                not 2 <= position - 1 - begin <= 8
                or not _like_a_name(article, begin, position - 1)
                or _is_other(article, begin, position - 1)
            ):
                break
            yield Span("Firm", begin, position - 1, "beside firms in a list", 0.65)
            position = begin
    for end in list(ends):
        position = end
        while (
            article.text[position : position + 1] and article.text[position] in "、和与" and position + 1 not in starts
        ):
            stop = _item_end(article, position + 1)
            if (
                not 2 <= stop - position - 1 <= 8
                or not _like_a_name(article, position + 1, stop)
                or _is_other(article, position + 1, stop)
            ):
                break
            yield Span("Firm", position + 1, stop, "beside firms in a list", 0.65)
            position = stop


def _item_end(article: Article, start: int) -> int:
    end = start
    for word in article.words_after(start):
        if word.text in {"、", "和", "与", "及", "等", "，", "。", "申报", "入选", "获评"} or word.tag in {
            "v",
            "p",
            "u",
            "d",
            "c",
            "m",
            "f",
            "w",
        }:
            break
        if not any(c.isalnum() for c in word.text):
            break
        end = word.end
    return _after_business_word(article, start, end)


def _after_business_word(article: Article, start: int, end: int) -> int:
    """海光光电产值 ends at 光电: what follows a business word is no part of a short name."""
    suffixes = [s for t in article.ontology.types.values() for s in t.short_name_suffixes if t.name == "Firm"]
    stops = [start + i + len(s) for s in suffixes for i in [article.text[start:end].find(s)] if i >= 2]
    return max(stops) if stops else end
