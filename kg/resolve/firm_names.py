"""A firm's name taken apart: region, core, group, legal form, branch."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.resolve.places import NOWHERE, Codes, Places
from kg.text import name_key

_BRACKETS = re.compile(r"\(([^()]*)\)")
_FORM = re.compile(
    r"(?:(?P<group>集团)?(?P<form>股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司|股份)|(?P<alone>集团))$"
)
_BRANCH = re.compile(r"(?:分公司|分行|支行|分厂|分店|分部|营业部|办事处)$")
_FOREIGN = frozenset(("co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "llc", "plc"))
_FOREIGN_FORM = _FOREIGN | {"gmbh", "ag", "sa", "group", "holding", "holdings"}
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class FirmName:
    """key: as `name_key` gives it. cores: what is left without legal form, and that without the region, longest first.

    form: 股份 or 有限, empty for names that do not tell; full: it has a legal form of the register; regions: those that
    it begins with or has in brackets; bracketed: a place stands in brackets, as in the names of subsidiaries.
    """

    key: str
    cores: tuple[str, ...]
    form: str = ""
    full: bool = False
    group: bool = False
    branch: bool = False
    regions: Codes = NOWHERE
    bracketed: bool = False

    @property
    def core(self) -> str:
        """The shortest core."""
        return self.cores[-1]


def parse(name: str, places: Places) -> FirmName:
    """Take a name apart.

    >>> parse("甲山光电股份有限公司", Places(())).cores
    ('甲山光电',)
    """
    key = name_key(name)
    if key.isascii():
        return _foreign(name, key)
    inner, plain = _BRACKETS.findall(key), _BRACKETS.sub("", key)
    if _BRANCH.search(plain):
        return FirmName(key, (plain,), full=True, branch=True)
    found = _FORM.search(plain)
    body = plain[: found.start()] if found and found.start() >= _SHORTEST else plain
    form = (found["form"] or "") if found else ""
    if body == "中国" or places.called(body):
        return FirmName(key, (key,))
    rest, regions = places.split(body)
    bracketed = [codes for text in inner if (codes := places.called(text))]
    return FirmName(
        key,
        tuple(dict.fromkeys((body, rest, places.without_short(rest)))),
        "股份" if form.startswith("股份") else "有限" if form.startswith("有限") else "",
        "有限" in form,
        "集团" in inner or bool(found and (found["group"] or found["alone"])),
        regions=regions or next(iter(bracketed), NOWHERE),
        bracketed=bool(bracketed) or "中国" in inner,
    )


def _foreign(name: str, key: str) -> FirmName:
    """Acme Robotics Co., Ltd. is acmerobotics."""
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKC", name).lower())
    full = len(words) > 1 and words[-1] in _FOREIGN_FORM
    while len(words) > 1 and words[-1] in _FOREIGN_FORM:
        words.pop()
    return FirmName(key, ("".join(words) or key,), full=full)
