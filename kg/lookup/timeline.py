"""What is dated about an entity, the earliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from kg.lookup.observations import observation_name, observations
from kg.lookup.statements import statement
from kg.lookup.summaries import Answer, source, words
from kg.neighborhood import Neighborhood, Step
from kg.store import Store
from kg.store.rows import rows_of_entity
from kg.stored import local_name, record_hash

_DATES = frozenset(("date", "gYear", "gYearMonth"))
Dated = tuple[str, str, str, Callable[[], Answer]]


def dated(store: Store, near: Neighborhood, entity_id: str) -> list[Dated]:
    """Date (ISO 8601, as exact as it is known), kind, statement id and how to make the answer, in this order.

    attribute: dates of the entity itself; observation: the end of its period, else its document's date; statement: the
    date of the first document that states it. What has no date is left out.
    """
    found = [*_attributes(store, near, entity_id), *_observations(store, near, entity_id), *_facts(near, entity_id)]
    return sorted(found, key=lambda one: one[:3])


def event(one: Dated) -> Answer:
    """date, kind, period, words by language, statement, modality, source."""
    date, kind, statement_id, rest = one
    return {"date": date, "kind": kind, "statement": statement_id, **rest()}


def _attributes(store: Store, near: Neighborhood, entity_id: str) -> Iterator[Dated]:
    dates = {name for name, attribute in near.ontology.attributes.items() if attribute.datatype in _DATES}
    for row in rows_of_entity(store, "lookup_entity_statements", entity_id):
        if local_name(row["predicate"]) in dates:
            said = statement(store, near, record_hash(row["statement"]))
            yield said["object"]["value"], "attribute", said["id"], partial(_of_attribute, said)


def _of_attribute(said: Answer) -> Answer:
    first, value = said["evidence"][0], said["object"]["value"]
    return {
        "period": None,
        "words": {"zh": f"{said['label']['zh']}：{value}", "en": f"{said['label']['en']}: {value}"},
        "modality": first["modality"],
        "source": {key: first["document"][key] for key in ("id", "title", "published", "kind")},
    }


def _observations(store: Store, near: Neighborhood, entity_id: str) -> Iterator[Dated]:
    for said in observations(store, near, entity_id):
        document = near.sources[said["document"]["id"]]
        date = (said["period"] or "").rpartition("/")[2] or document.published
        if date:
            make = partial(_of_observation, said, date, source(document))
            yield date, "observation", said["statement"], make


def _of_observation(said: Answer, date: str, of: Answer) -> Answer:
    zh, en = said["period"] or f"文档日期 {date}", said["period"] or f"document of {date}"
    return {
        "period": said["period"],
        "words": {"zh": f"{observation_name(said, 'zh')}（{zh}）", "en": f"{observation_name(said, 'en')} ({en})"},
        "modality": said["modality"],
        "source": of,
    }


def _facts(near: Neighborhood, entity_id: str) -> Iterator[Dated]:
    for step in near.steps(entity_id):
        published = ((near.sources[document].published or "", document) for document in step.statement.documents)
        date, document = min((one for one in published if one[0]), default=("", ""))
        if date and near.is_shown(step.end):
            yield date, "statement", step.statement.id, partial(_of_fact, near, step, document)


def _of_fact(near: Neighborhood, step: Step, document: str) -> Answer:
    return {
        "period": None,
        "words": words(near, [step]),
        "modality": step.statement.modality,
        "source": source(near.sources[document]),
    }
