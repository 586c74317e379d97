"""Full names that a short name may stand for: 甲山光电 for 某省甲山光电科技股份有限公司. Looked up, never compared pair by pair."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.resolve import reasons
from kg.resolve.firm_names import FirmName
from kg.resolve.links import Reason

_MANY = 20
_EXACT, _OF_GROUP, _SUBSIDIARY, _GROUP = 0.92, 0.85, 0.8, 0.5
_BRIEF, _WORD = 0.68, 2
_BEGINNING = {2: 0.6, 3: 0.78}
_LONG_BEGINNING = 0.82
_SHARE = 0.85
_WORDS, _WORDS_OF_TWO, _END = 0.8, 0.68, 0.62

_OTHER_BUSINESS = 0.7
_FIRST_BUSINESS = re.compile(
    r"(?:科技|技术)$|^(?:信息|网络|数字|智能|实业|装备|设备|制造|材料|发展|管理|服务|系统|工程|国际|控股)+$"
)
"""What follows a firm's short name in its own full one, and seldom in that of a subsidiary, which has a business of its own."""

Fit = tuple[str, float, Reason]


class ShortNames:
    """The cores of full names, by the ways in which they are shortened."""

    def __init__(self, names: Iterable[tuple[str, FirmName]]) -> None:
        bearers = defaultdict[str, set[tuple[str, FirmName]]](set)
        for firm, name in names:
            for core in name.cores:
                bearers[core].add((firm, name))
        self._bearers = {core: sorted(found, key=lambda b: (b[0], b[1].key)) for core, found in bearers.items()}
        self._cores = sorted(bearers)
        self._words, self._ends = defaultdict[tuple[str, str], list[str]](list), defaultdict[str, list[str]](list)
        for core in self._cores:
            for at in range(2, len(core) - 1):
                self._words[core[:2], core[at : at + 2]].append(core)
            self._ends[core[-4:]].append(core)

    def fitting(self, name: FirmName) -> list[Fit]:
        """Ids of the firms that the name may mean, each with its best score and the reason."""
        best: dict[str, Fit] = {}
        for core in name.cores:
            for long, score, reason in self._ways(core, name.form == "股份"):
                for firm, its in self._bearers[long][:_MANY]:
                    found = _judged(firm, name, its, long, score, reason)
                    if found and (firm not in best or best[firm][1] < found[1]):
                        best[firm] = found
        return [best[firm] for firm in sorted(best)]

    def _ways(self, short: str, share: bool) -> Iterator[tuple[str, float, Reason]]:
        if short in self._bearers:
            yield short, _EXACT, reasons.EXACT
        if short.isascii():
            return
        for long in self._beginning(short):
            score = _BEGINNING.get(len(short), _LONG_BEGINNING)
            yield long, max(score, _SHARE) if share else score, reasons.BEGINNING
        if len(short) < 4:
            return
        for long in self._words.get((short[:2], short[-2:]), ())[:_MANY]:
            if long != short and (brand := _brand(short, long)):
                yield long, _WORDS if brand > 2 else _WORDS_OF_TWO, reasons.WORDS
        for long in self._ends.get(short[-4:], ())[:_MANY]:
            if long != short and long.endswith(short):
                yield long, _END, reasons.END

    def _beginning(self, short: str) -> list[str]:
        start = bisect_left(self._cores, short)
        near = self._cores[start : start + _MANY + 1]
        return [long for long in near if long.startswith(short) and long != short]


def _judged(firm: str, name: FirmName, its: FirmName, long: str, score: float, reason: Reason) -> Fit | None:
    """The fit, less sure where the names are those of a group and its firms, or where only a general word is left."""
    rest = long.removeprefix(name.core)
    if name.branch or "集团" in rest or (name.group and (not its.group or its.bracketed)):
        return firm, _GROUP, reasons.GROUP
    if name.form == "股份" and its.form == "有限":
        return None
    if reason is reasons.EXACT and len(long) == _WORD and (name.core != name.cores[0] or long != its.cores[0]):
        return firm, _BRIEF, reason
    if reason is reasons.EXACT and its.bracketed:
        return firm, _SUBSIDIARY, reasons.BRACKETED
    if reason is reasons.EXACT and its.group and not name.group:
        return firm, _OF_GROUP, reason
    if reason is reasons.BEGINNING and its.form == "有限" and long != its.cores[0] and not _FIRST_BUSINESS.search(rest):
        return firm, min(score, _OTHER_BUSINESS), reasons.OTHER_BUSINESS
    return firm, score, reason


def _brand(short: str, long: str) -> int:
    """How many characters of a short name begin the long one, when the others follow in it as one word; else 0."""
    for at in range(len(short) - 2, 1, -1):
        if long.startswith(short[:at]):
            return at if short[at:] in long[at:] else 0
    return 0
