"""Precision, recall and F1 of entities, relations and observations, and the list of faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.evaluate.matching import pair_articles, pair_entities, same_indicator
from kg.ontology import Ontology
from kg.text import name_key

_FIELDS = ("change", "from", "completion", "period")
Kind = Literal["missed", "wrong"]
Ends = tuple[str, str, str]


@dataclass(slots=True)
class Tally:
    """How many were found, how many given wrongly, how many missed."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference from the gold. what: entity, relation or observation; text: names or figures."""

    document: str
    kind: Kind
    what: str
    type: str
    text: str


def _tallies() -> defaultdict[str, Tally]:
    return defaultdict(Tally)


@dataclass(slots=True)
class Report:
    """totals: entities, core_relations, relations, observations; the others by type or by field of found observations."""

    totals: dict[str, Tally]
    entity_types: defaultdict[str, Tally] = field(default_factory=_tallies)
    relation_types: defaultdict[str, Tally] = field(default_factory=_tallies)
    observation_fields: defaultdict[str, Tally] = field(default_factory=_tallies)
    faults: list[Fault] = field(default_factory=list)
    articles: int = 0


def score(gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]], ontology: Ontology) -> Report:
    """Hold predicted articles against gold ones. A predicted article without a gold one is passed over."""
    report = Report({name: Tally() for name in ("entities", "core_relations", "relations", "observations")})
    for article, answer in pair_articles(gold, predicted):
        report.articles += 1
        scorer = _ArticleScorer(report, ontology, article, answer)
        scorer.entities()
        scorer.relations()
        scorer.observations()
    return report


class _ArticleScorer:
    def __init__(self, report: Report, ontology: Ontology, gold: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        self.report, self.ontology, self.gold, self.answer = report, ontology, gold, answer
        self.given = answer.get("entities", [])
        self.pairs = pair_entities(gold["entities"], self.given)
        self.optional = {entity["id"] for entity in gold["entities"] if entity.get("optional")}
        self.gold_names = {entity["id"]: entity["name"] for entity in gold["entities"]}
        self.given_names = {entity["id"]: entity["name"] for entity in self.given}

    def entities(self) -> None:
        found = set(self.pairs.values())
        for entity in self.gold["entities"]:
            if entity["id"] not in self.optional:
                right = entity["id"] in found
                for tally in (self.report.totals["entities"], self.report.entity_types[entity["type"]]):
                    tally.found += right
                    tally.missed += not right
                if not right:
                    self._fault("missed", "entity", entity["type"], entity["name"])
        for entity in self.given:
            if entity["id"] not in self.pairs:
                self.report.totals["entities"].wrong += 1
                self.report.entity_types[entity["type"]].wrong += 1
                self._fault("wrong", "entity", entity["type"], entity["name"])

    def relations(self) -> None:
        gold: dict[Ends, bool] = {}
        for relation in self.gold["relations"]:
            ends = _ends(relation)
            may_miss = bool(relation.get("optional")) or not self.optional.isdisjoint(ends[1:])
            gold[ends] = gold.get(ends, False) or may_miss
        met: set[Ends] = set()
        for kind, head, tail in dict.fromkeys(map(_ends, self.answer.get("relations", []))):
            names = f"{self.given_names.get(head, '?')} → {self.given_names.get(tail, '?')}"
            gold_head, gold_tail = self.pairs.get(head, ""), self.pairs.get(tail, "")
            fitting = ((name, gold_head, gold_tail) for name in (kind, *self.ontology.implied(kind)))
            hit = next((wanted for wanted in fitting if wanted in gold and wanted not in met), None)
            if hit is None:
                self._count_relation("wrong", kind, kind, names)
            else:
                met.add(hit)
                if not gold[hit]:
                    self._count_relation("found", kind, hit[0], names)
        for kind, head, tail in sorted(ends for ends, may_miss in gold.items() if not may_miss and ends not in met):
            self._count_relation(
                "missed", kind, kind, f"{self.gold_names.get(head, '?')} → {self.gold_names.get(tail, '?')}"
            )

    def observations(self) -> None:
        left, tally = list(self.gold["observations"]), self.report.totals["observations"]
        for given in self.answer.get("observations", []):
            hit = next((wanted for wanted in left if self._same_observation(wanted, given)), None)
            if hit is None:
                tally.wrong += 1
                self._fault("wrong", "observation", given["indicator"], f"{given['value']}{given['unit']}")
                continue
            left.remove(hit)
            if not hit.get("optional"):
                tally.found += 1
                self._count_fields(hit, given)
        for wanted in left:
            if not wanted.get("optional"):
                tally.missed += 1
                self._fault("missed", "observation", wanted["indicator"], f"{wanted['value']}{wanted['unit']}")

    def _same_observation(self, wanted: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
        return (
            wanted["subject"] == self.pairs.get(given["subject"])
            and _number(wanted["value"]) is not None
            and _number(wanted["value"]) == _number(given["value"])
            and name_key(wanted["unit"]) == name_key(given["unit"])
            and same_indicator(wanted["indicator"], given["indicator"])
        )

    def _count_fields(self, wanted: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        for name in _FIELDS:
            a, b = wanted.get(name), given.get(name)
            if name != "period":
                a, b = (a if a is None else _number(a)), (b if b is None else _number(b))
            right = a is not None and a == b
            tally = self.report.observation_fields[name]
            tally.found += right
            tally.missed += a is not None and not right
            tally.wrong += b is not None and not right

    def _count_relation(self, outcome: Literal["found", "wrong", "missed"], said: str, kind: str, names: str) -> None:
        """said: the relation that decides whether it is a core one; kind: the one it is listed under."""
        totals = [self.report.totals["relations"]]
        if said in self.ontology.relations and self.ontology.relations[said].core:
            totals.append(self.report.totals["core_relations"])
        for tally in (*totals, self.report.relation_types[kind]):
            setattr(tally, outcome, getattr(tally, outcome) + 1)
        if outcome != "found":
            self._fault(outcome, "relation", kind, names)

    def _fault(self, kind: Kind, what: str, name: str, text: str) -> None:
        self.report.faults.append(Fault(self.gold["document"]["id"], kind, what, name, text))


def _ends(relation: Mapping[str, Any]) -> Ends:
    return relation["type"], relation["head"], relation["tail"]


def _number(value: object) -> float | None:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
