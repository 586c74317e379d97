"""Queries → candidates: found by id, code, name and relation, judged, and matched when one is clearly best and safe."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.matching.facts import Facts
from kg.matching.names import ENOUGH, NameParts, fit, taken_apart
from kg.matching.places import Places
from kg.matching.properties import Properties, sound_code
from kg.matching.records import CODES, Candidate, Judgement, MatchQuery
from kg.neighborhood import Neighborhood, kind_of
from kg.search import NameIndex
from kg.text import name_key

MAX_NAME = 200
_CLEARLY_BETTER, _HITS, _RELATED = 8.0, 25, 200
_ALIAS, _SHORT_ALIAS, _OTHER_TYPE, _NAMELESS = 5, 15, 20, 50.0
_SHORT, _SHORT_NAMED = 3, frozenset({"Firm", "Organization", "Platform", "Alliance"})
_DOUBTFUL = {"Person": "人名可能重名"}


class Matcher:
    """Matches against one build. Safe to share between threads; asks the store nothing once it is made."""

    def __init__(self, index: NameIndex, near: Neighborhood, facts: Facts) -> None:
        self._index, self._near, self._facts = index, near, facts
        self._places = Places(index, facts)
        self._properties = Properties(index, facts, self._places)

    def match(self, query: MatchQuery, limit: int = 10) -> list[Candidate]:
        """The candidates, best first; `match` is true for one at most, and then for the first.

        A name of more than MAX_NAME characters has none.
        """
        if len(query.name) > MAX_NAME:
            return []
        asked = taken_apart(query.name, self._places)
        names = self._candidates(query, asked)
        judged = [(entity_id, self._judged(entity_id, names[entity_id], asked, query)) for entity_id in names]
        judged.sort(key=lambda found: (-found[1].score, self._near.names[found[0]], found[0]))
        safe = _is_safe([judgement for _, judgement in judged])
        candidates = [self._candidate(entity_id, judgement) for entity_id, judgement in judged[:limit]]
        return [replace(found, match=safe and not place) for place, found in enumerate(candidates)]

    def _candidates(self, query: MatchQuery, asked: NameParts) -> dict[str, set[str]]:
        """Ids with the names by which they were found; none when the name plays no part."""
        names = defaultdict[str, set[str]](set)
        if query.name in self._near.names:
            names[query.name].add(query.name)
        forms = list(filter(None, dict.fromkeys((asked.key, asked.bare, asked.stem))))
        for kind in query.types if query.types and not query.preferred else (None,):
            for form in forms:
                hits = self._index.search(form, kind=kind, limit=_HITS, similar=form == forms[0])
                for hit in hits:
                    names[hit.entity_id] |= {hit.matched, hit.label}
        for entity_id in self._by_properties(query):
            names[entity_id].add(self._near.names[entity_id])
        wanted = () if query.preferred else query.types
        return {i: names[i] for i in names if self._near.is_shown(i) and (not wanted or kind_of(i) in wanted)}

    def _by_properties(self, query: MatchQuery) -> set[str]:
        """By codes, and without a name by relations."""
        found = set[str]()
        for asked in query.properties:
            if asked.pid in CODES:
                for value in asked.values:
                    found.update(self._facts.coded(asked.pid, sound_code(asked.pid, value)))
            elif not query.name and asked.pid.removeprefix("^") in self._near.ontology.relations:
                backwards = asked.pid[1:] if asked.pid.startswith("^") else f"^{asked.pid}"
                for entity_id in sorted(self._properties.meant(asked))[:_RELATED]:
                    found.update(sorted(self._facts.related(entity_id, backwards))[: max(0, _RELATED - len(found))])
        return found

    def _judged(self, entity_id: str, names: set[str], asked: NameParts, query: MatchQuery) -> Judgement:
        judgement = self._by_name(entity_id, names, asked) if asked.key else _nameless()
        kind = kind_of(entity_id)
        for prop in query.properties:
            self._properties.judge(entity_id, prop, judgement)
        witnesses = [v for name, v in judgement.features.items() if name.endswith("_agrees") or name == "id_equal"]
        if kind in _DOUBTFUL and not any(witnesses):
            judgement.against.append(_DOUBTFUL[kind])
        if query.preferred and query.types:
            judgement.features["type_fits"] = kind in query.types
            if kind not in query.types:
                judgement.score -= _OTHER_TYPE
                judgement.against.append("类型不是所要的")
        return judgement

    def _by_name(self, entity_id: str, names: set[str], asked: NameParts) -> Judgement:
        """By the name that fits best; an alias counts for less than the name an entity is shown by."""
        if asked.key == name_key(entity_id):
            return Judgement(100.0, ["编号相同"], [], {"id_equal": True})
        label = self._near.names[entity_id]
        fits = {name: fit(asked, taken_apart(name, self._places), self._places) for name in sorted({*names, label})}
        name = max(fits, key=lambda n: fits[n].score - (n != label) * _ALIAS)
        best, by_label, key = fits[name], fits[label], name_key(name)
        against = {best.against} | ({by_label.against} if by_label.contrary and key != asked.key else set())
        features: dict[str, float | bool] = {"name_score": best.score, "name_equal": asked.key == key}
        judgement = Judgement(best.score, [best.reason], sorted(against - {""}), features)
        if name != label:
            short = kind_of(entity_id) in _SHORT_NAMED and len(key) <= _SHORT
            judgement.score -= _SHORT_ALIAS if short else _ALIAS
            judgement.reasons = [f"{best.reason}（别名“{name}”{'，太短' if short else ''}）"]
        return judgement

    def _candidate(self, entity_id: str, judgement: Judgement) -> Candidate:
        score = round(min(100.0, max(0.0, judgement.score)), 1)
        reasons = (*judgement.reasons, *judgement.against)
        name, kind = self._near.names[entity_id], kind_of(entity_id)
        return Candidate(entity_id, kind, name, score, False, judgement.features, reasons)


def _nameless() -> Judgement:
    return Judgement(_NAMELESS, [], ["没有名称"])


def _is_safe(judged: list[Judgement]) -> bool:
    """Whether the first, which is the best, can be taken without looking; if not, and it is not plain why, it learns why."""
    if not judged:
        return False
    best, others = judged[0], judged[1:]
    if not (best.features.get("name_equal") or best.features.get("id_equal")) and any(
        other.features.get("name_equal") for other in others
    ):
        best.against.append("另有实体正是此名")
    alone = not others or best.score - others[0].score >= _CLEARLY_BETTER
    return alone and not best.against and best.score >= ENOUGH
