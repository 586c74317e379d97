"""What is known of a thing besides its name, held against what the store says of a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.errors import DataError
from kg.matching.facts import Facts
from kg.matching.places import Places
from kg.matching.records import CODES, PARK, REGION, Judgement, Property
from kg.neighborhood import kind_of
from kg.search import NameIndex
from kg.tables.values import credit_code
from kg.text import name_key

_TIME, _DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T|$)"), 10
_WEIGHTS = {REGION: (5, 30), PARK: (5, 20)}
_OTHERS = (3, 5)
_BY_CODE, _ROUGHLY, _NOT_IT = 97.0, 48.0, 40.0


class Properties:
    """Judges properties. Safe to share between threads."""

    def __init__(self, index: NameIndex, facts: Facts, places: Places) -> None:
        self._index, self._facts, self._places = index, facts, places
        self.meant = lru_cache(maxsize=4096)(self._meant)

    def _meant(self, asked: Property) -> frozenset[str]:
        """The entities that the values of a relation can mean, by id, code or name."""
        if asked.pid == REGION:
            return frozenset().union(*map(self._places.of, asked.values))
        found = set[str]()
        for value in asked.values:
            if value in self._facts.near.names:
                found.add(value)
            else:
                found.update(self._facts.coded("code", value))
                found.update(hit.entity_id for hit in self._index.bearing(value))
        return frozenset(found)

    def judge(self, entity_id: str, asked: Property, so_far: Judgement) -> None:
        """Add what a property says of a candidate whose name is judged already; unknown values say nothing."""
        if asked.pid in CODES:
            return self._code(entity_id, asked, so_far)
        label, known = self.label(asked.pid), self._known(entity_id, asked.pid)
        agrees = self._agrees(entity_id, asked, known)
        if agrees is None:
            if asked.pid not in self._facts.ontology.attributes and not self.meant(asked):
                so_far.reasons.append(f"所给的{label}未识别")
            return
        gain, loss = _WEIGHTS.get(asked.pid, _OTHERS)
        so_far.features[f"{asked.pid}_agrees"] = agrees
        so_far.score += gain if agrees else -loss
        if agrees:
            so_far.reasons.append(f"{label}一致")
        else:
            note = f"{label}不符：图谱中为{self._shown(known)}"
            (so_far.against if asked.pid in _WEIGHTS else so_far.reasons).append(note)

    def label(self, pid: str) -> str:
        """The Chinese label of an attribute or relation, read backwards after ^."""
        terms, name = self._facts.ontology, pid.removeprefix("^")
        if name in terms.relations:
            relation = terms.relations[name]
            return (relation.inverse_label if pid.startswith("^") else relation.label)["zh"]
        return terms.attributes[name].label["zh"]

    def _known(self, entity_id: str, pid: str) -> set[str]:
        if pid == REGION:
            wide = {i for i in self._facts.around(entity_id) if i.startswith("Region:")} - {entity_id}
            return {region for region in wide if not any(region in self._facts.around(w) - {w} for w in wide)}
        if pid.removeprefix("^") in self._facts.ontology.relations:
            return self._facts.related(entity_id, pid)
        return set(self._facts.values(entity_id, pid))

    def _agrees(self, entity_id: str, asked: Property, known: set[str]) -> bool | None:
        """None when one side is unknown."""
        if not known:
            return None
        if asked.pid in self._facts.ontology.attributes:
            return bool({_compared(v) for v in asked.values} & {_compared(v) for v in known})
        meant = self.meant(asked)
        if not meant:
            return None
        return self._places.compatible(meant, known)

    def _code(self, entity_id: str, asked: Property, so_far: Judgement) -> None:
        label = self.label(asked.pid)
        codes = {code for value in asked.values if (code := sound_code(asked.pid, value))}
        if not codes:
            so_far.reasons.append(f"{label}的格式或校验位不对，未采用")
            return
        known = {value.upper() for value in self._facts.values(entity_id, asked.pid)}
        if not known:
            if any(self._facts.coded(asked.pid, code, kind_of(entity_id)) for code in codes):
                so_far.against.append(f"{label}是另一实体的")
            return
        same = bool(codes & known)
        so_far.features[f"{asked.pid}_agrees"] = same
        if not same:
            so_far.against.append(f"{label}不同")
            so_far.score = min(so_far.score, _NOT_IT)
        elif so_far.score >= _ROUGHLY:
            so_far.reasons.append(f"{label}一致")
            so_far.against.clear()
            so_far.score = max(so_far.score, _BY_CODE) + 10
        else:
            so_far.against.append(f"{label}一致而名称不同，可能已更名或串行")
            so_far.score = 80.0

    def _shown(self, known: Iterable[str]) -> str:
        return "、".join(sorted(self._facts.near.names.get(value, value) for value in known)[:3])


def sound_code(pid: str, value: str) -> str:
    """A code in its usual form; empty for a credit code whose check character (GB 32100-2015) is wrong."""
    if pid != "creditCode":
        return value.strip().upper()
    try:
        return credit_code(value.strip())
    except DataError:
        return ""


def _compared(value: str) -> str:
    """A value as it is held against another: of a time its day, as OpenRefine sends dates as `2001-10-31T00:00:00Z`."""
    return value[:_DAY] if _TIME.match(value) else name_key(value)
