"""When a shorter name means the thing that a longer one names in full: 云岭 and 云岭重工, a firm's 某勘设 and 某省勘察设计."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from kg.text import name_key

KINDS = (
    *("Firm", "Platform", "Alliance", "Event", "Product", "Title", "Organization", "Project", "Policy"),
    *("ChainSegment", "Park"),
)
_LEGAL_FORM = re.compile(r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|总公司|公司)$")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_BRANCH = re.compile(r"(?:分中心|分院|分平台|分部|分所)$")


class Named(Protocol):
    """Anything with a type and a name."""

    type: str

    @property
    def name(self) -> str: ...


def pairs(kind: str, things: Iterable[Named]) -> Iterator[tuple[int, int]]:
    """Positions (short, long) of the things of one kind whose shorter name means the longer; each short one once.

    A short name that fits several longer ones means none of them: a group and its firms stay apart.
    """
    keys = [name_key(thing.name) for thing in things]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        for character in set(key):
            holders[character].append(index)
    for short in sorted(range(len(keys)), key=lambda i: (len(keys[i]), keys[i])):
        shared = keys[short][-1:] if kind == "Alliance" else keys[short][:1]
        near = holders.get(shared, ())
        longer = [i for i in near if i != short and is_short_form(kind, keys[short], keys[i])]
        if len(longer) == 1:
            yield short, longer[0]


def is_short_form(kind: str, short: str, long: str) -> bool:
    """Whether one name (both as `name_key` gives them) may stand for the other, by the habits of their type."""
    if kind == "Firm":
        return _is_short_firm(short, long)
    if kind == "Alliance":
        return 4 <= len(short) <= len(long) and long.endswith(short[-4:])
    if kind in {"Title", "Event"}:
        contained = kind == "Title" and short in long and len(short) >= 0.6 * len(long)
        return contained or (len(short) >= 4 and long.endswith(short))
    if kind == "Park":
        return _bare(short) == _bare(long) or (long == short + "区" and short.endswith("园"))
    if kind in {"Platform", "Project"}:
        edge = long.startswith(short) or long.endswith(short)
        return edge and len(short) >= max(4, 0.5 * len(long)) and not (kind == "Platform" and _BRANCH.search(long))
    if kind == "Policy":
        return len(short) >= 4 and short in long
    return kind == "Product" and len(short) >= 3 and long.endswith(short)


def _is_short_firm(short: str, long: str) -> bool:
    core, stem = _core(long), _core(short)
    if ("集团" in short) != ("集团" in long) and not core.startswith(stem.removesuffix("集团")):
        return False
    stem = stem.removesuffix("股份").removesuffix("集团")
    if len(stem) < 2:
        return False
    if stem == core:  # the name without its legal form; a group's is another firm's
        return short == stem and "集团" not in long
    if len(stem) >= 3 and len(core) >= len(stem) + 3 and stem[0] == core[0] and _is_abbreviation(stem, core):
        return True
    return core.startswith(stem) or core.find(stem, 0, 6) in {2, 3}


def _core(name: str) -> str:
    """A firm's name without place in brackets and legal form."""
    return _LEGAL_FORM.sub("", _BRACKETS.sub("", name))


def _bare(park: str) -> str:
    """A park's name without 中国 and brackets: 中国某地（国际）产业园 is 某地产业园."""
    return _BRACKETS.sub("", park).removeprefix("中国")


def _is_abbreviation(short: str, long: str) -> bool:
    """Whether the characters of a short name stand in the long one in order: 某勘设 for 某省勘察设计."""
    characters = iter(long)
    return all(c in characters for c in short)
