"""Lists under one head: A、B等17家瞪羚企业, A、B两家工程机械龙头企业."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import TOPIC_TYPES, Context
from kg.extract.frames import Placed
from kg.extract.linker import Thing
from kg.extract.sentences import Sentence

_CLASS = re.compile(
    r"等?(?:\d+|[一二三四五六七八九十两]+|一批|多)?(?:余|多)?[家个户名]?(?P<class>[^，。；]{0,45}?(?:企业|公司|集团|厂商))"
)
_HEADED = re.compile(r"等|[是为]|[两二三四五六七八九十\d]+家")
_SOUGHT = re.compile(r"申报|申请|争创|推荐|入选|获")
_LEADING = re.compile(r"龙头|领军|领先|链主|骨干")


def read(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """Every member of a list of firms has the titles and works in the industries that the class after it names."""
    text = context.article.text
    for group in context.groups(here, {"Firm"}):
        end = group[-1].end
        tail = text[end : sentence.clause_of(end - 1)[1]]
        head = _CLASS.match(tail)
        if not head or not _HEADED.match(tail) or _SOUGHT.search(tail[: head.end()]):
            continue
        inside = [m for m in here if end <= m.start and m.end <= end + head.end() + 2]
        for member in group:
            for mention in inside:
                words = text[mention.start : end + head.end() + 8]
                _classify(context, sentence, member.thing, mention.thing, words)


def _classify(context: Context, sentence: Sentence, firm: Thing, kind: Thing, words: str) -> None:
    if kind.type == "Title":
        context.add("holdsTitle", firm, kind, sentence, "class of a list", 0.8)
        named = (t for t in context.things if t.type == "Industry" and any(f in kind.name for f in t.forms))
        industry = next(named, None)
        if industry and _LEADING.search(kind.name):
            context.add("leads", firm, industry, sentence, "class of a list", 0.7)
    elif kind.type in TOPIC_TYPES:
        relation = "leads" if _LEADING.search(words) else "operatesIn"
        context.add(relation, firm, kind, sentence, "class of a list", 0.75)
