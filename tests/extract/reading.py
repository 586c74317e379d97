"""A small text, read as `kg extract` reads it, and handles to look at what was found by names instead of ids."""

from __future__ import annotations

from functools import lru_cache

from kg import corpus
from kg.extract import Extractor
from kg.model import Document, Entity, Observation, Reading, Statement
from kg.text import name_key


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    """The extractor over the shipped ontology and gazetteer."""
    return Extractor()


def document(text: str, *, date: str | None = None) -> Document:
    """The one article of a text."""
    (article,) = corpus.read_text(text, date=date)
    return article


class Found:
    """The reading of a text. Names are compared as the scorer compares them."""

    def __init__(self, text: str, *, date: str | None = None) -> None:
        self.reading: Reading = extractor().extract(document(text, date=date))
        self.by_id = {entity.id: entity for entity in self.reading.entities}

    def names(self, kind: str) -> set[str]:
        """The fullest names of all entities of a type."""
        return {entity.name for entity in self.reading.entities if entity.type == kind}

    def entity(self, kind: str, name: str) -> Entity:
        """The entity of a type that bears the name; fails naming what there is instead."""
        fitting = [e for e in self.reading.entities if e.type == kind and _bears(e, name)]
        assert len(fitting) == 1, f"{kind} {name!r} among {[(e.type, e.name, e.aliases) for e in self.by_id.values()]}"
        return fitting[0]

    def statement(self, relation: str, head: str, tail: str) -> Statement:
        """The statement between two named entities; fails naming the statements there are."""
        fitting = self.statements(relation, head, tail)
        assert len(fitting) == 1, f"{relation}({head}, {tail}) not among {self.facts()}"
        return fitting[0]

    def statements(self, relation: str, head: str, tail: str) -> list[Statement]:
        """The statements between two named entities: one or none."""
        return [
            s
            for s in self.reading.statements
            if s.predicate == relation and _bears(self.by_id[s.subject], head) and _bears(self.by_id[s.object], tail)
        ]

    def facts(self) -> set[tuple[str, str, str]]:
        """Every relation as (type, head's name, tail's name); attributes are left out."""
        return {
            (s.predicate, self.by_id[s.subject].name, self.by_id[s.object].name)
            for s in self.reading.statements
            if s.object in self.by_id
        }

    def observations(self, subject: str) -> list[Observation]:
        """The figures stated of a named entity, in reading order."""
        return [o for o in self.reading.observations if _bears(self.by_id[o.subject], subject)]

    def observation(self, subject: str, value: float) -> Observation:
        """The figure of that value stated of a named entity; fails naming the figures there are."""
        fitting = [o for o in self.observations(subject) if o.value == value]
        stated = [(self.by_id[o.subject].name, o.indicator, o.value, o.unit) for o in self.reading.observations]
        assert len(fitting) == 1, f"{subject} {value} not among {stated}"
        return fitting[0]


def _bears(entity: Entity, name: str) -> bool:
    return name_key(name) in {name_key(form) for form in (entity.name, *entity.aliases)}
