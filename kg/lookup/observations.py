"""The numbers that sources state of an entity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.identity import identifier
from kg.lookup.summaries import Answer
from kg.neighborhood import Neighborhood
from kg.store import Store
from kg.store.rows import rows_of_entity
from kg.stored import MODALITIES, document_key, local_name, record_hash

_WORDS = {
    "value_text": "valueText",
    "unit": "unit",
    "normalized_unit": "normalizedUnit",
    "period": "period",
    "bound": "bound",
}
_FIGURES = {
    "value": "value",
    "normalized_value": "normalizedValue",
    "change": "change",
    "earlier": "earlierValue",
    "completion": "completion",
}
_BOUNDS = {"min": {"zh": "超过", "en": "over "}, "max": {"zh": "不足", "en": "under "}}


@dataclass(slots=True)
class _Gathered:
    """What the rows say of one observation. said: modality and document of each piece of evidence."""

    statement: str
    said: set[tuple[int, str]] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)


def observations(store: Store, near: Neighborhood, entity_id: str) -> list[Answer]:
    """Observations of the entity by indicator and period, the latest first; planned ones are marked by their modality."""
    gathered: dict[str, _Gathered] = {}
    for row in rows_of_entity(store, "lookup_observations", entity_id):
        found = gathered.setdefault(row["observation"], _Gathered(record_hash(row["statement"])))
        found.said.add((MODALITIES.index(row["modality"]), document_key(store.base_iri, row["document"])))
        found.values[local_name(row["property"])] = row["value"]
    answers = [_answer(store, near, iri, found) for iri, found in sorted(gathered.items())]
    answers.sort(key=lambda o: o["period"] or "", reverse=True)
    return sorted(answers, key=lambda o: o["indicator"])


def observation_name(observation: Answer, language: Literal["zh", "en"] = "zh") -> str:
    """An observation in words: indicator, number with its bound, and unit."""
    bound = _BOUNDS.get(observation["bound"], {}).get(language, "")
    return f"{observation['indicator']} {bound}{observation['value_text']}{observation['unit'] or ''}"


def _answer(store: Store, near: Neighborhood, iri: str, found: _Gathered) -> Answer:
    modality, document_id = min(found.said)
    indicator = identifier(store.base_iri, found.values["indicator"]) or found.values["indicator"]
    return {
        "id": identifier(store.base_iri, iri),
        "indicator": near.names.get(indicator, indicator.partition(":")[2]),
        **{key: found.values.get(name) for key, name in _WORDS.items()},
        **{key: float(found.values[name]) if name in found.values else None for key, name in _FIGURES.items()},
        "modality": MODALITIES[modality],
        "statement": found.statement,
        "document": {"id": document_id, "title": near.sources[document_id].title},
    }
