"""One row of a table → entities, statements, observations: all of it, or, when a cell does not fit, nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.errors import DataError
from kg.gazetteer import Row
from kg.identity import entity_id, named_id
from kg.model import Evidence
from kg.ontology import Ontology
from kg.tables.address import CONFIDENCE
from kg.tables.bad_rows import BadRows
from kg.tables.known import KnownNames
from kg.tables.mapping import Figure, Source, TableMapping
from kg.tables.mapping_checks import address_relations
from kg.tables.rows import RowReading, fault
from kg.tables.values import CHECKS, READ, figure, period

_Known = tuple[str, str]
"""Id and name of an entity."""


@dataclass(slots=True)
class _Draft:
    """What a row says, before it is noted, and what of it does not fit. dropped: faults that cost only their cell."""

    subject: _Known = ("", "")
    aliases: tuple[str, ...] = ()
    values: list[tuple[str, str]] = field(default_factory=list)
    tails: list[tuple[str, _Known, str]] = field(default_factory=list)
    figures: list[tuple[str, str, str, str]] = field(default_factory=list)
    places: list[tuple[str, _Known]] = field(default_factory=list)
    faults: list[DataError] = field(default_factory=list)
    dropped: list[DataError] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table into `reading`; what becomes of those that do not fit is up to `bad`."""

    def __init__(
        self, reading: RowReading, mapping: TableMapping, ontology: Ontology, known: KnownNames, bad: BadRows
    ) -> None:
        self.reading, self.mapping, self.ontology, self.known, self.bad = reading, mapping, ontology, known, bad
        self._placed = address_relations(mapping.type, ontology)
        self._draft = _Draft()

    def read(self, row: Row) -> None:
        """Take in a row: every cell is looked at first, so that all faults are known; only a row without is noted."""
        self._draft = draft = _Draft()
        self._name(row)
        for name, source in self.mapping.attributes.items():
            read = READ.get(self.ontology.attributes[name].datatype, str)
            draft.values += [(name, value) for value in self._texts(row, source, read)]
        self._relate(row)
        for wanted in self.mapping.figures:
            draft.figures += self._measure(row, wanted)
        draft.places += self._places(row)
        if draft.faults:
            self.bad.leave_out([*draft.faults, *draft.dropped])
        else:
            self.bad.note(draft.dropped)
            self._note(row, draft)

    def _note(self, row: Row, draft: _Draft) -> None:
        reading, (subject, name) = self.reading, draft.subject
        reading.entity(subject, name, draft.aliases)
        for attribute, value in draft.values:
            reading.say(row, subject, attribute, value)
        for predicate, (tail, full), called in draft.tails:
            reading.say(row, subject, predicate, reading.entity(tail, full, (called,) if called != full else ()))
        for indicator, number, unit, span in draft.figures:
            reading.measure(row, subject, indicator, number, unit, span)
        evidence = Evidence(row=row.line, rule="address", confidence=CONFIDENCE)
        for predicate, place in draft.places:
            reading.say(row, subject, predicate, reading.entity(*place), evidence)

    def _name(self, row: Row) -> None:
        mapping, draft = self.mapping, self._draft
        names, keys, aliases = (self._texts(row, s) for s in (mapping.name, mapping.key, mapping.aliases))
        former = self._texts(row, mapping.attributes.get("formerName"))
        if not names:
            self._fault(row, mapping.name, "the cell is empty", "every row needs the name of what it is about")
            return
        name = names[0]
        draft.subject = (entity_id(mapping.type, keys[0]), name) if keys else self._identify(mapping.type, name)
        others = dict.fromkeys((*names, *aliases, *former))
        draft.aliases = tuple(other for other in others if other != draft.subject[1])

    def _relate(self, row: Row) -> None:
        for relation in self.mapping.relations:
            for name in self._texts(row, relation.tails):
                tail = self._identify(relation.type, name)
                if tail[0] == self._draft.subject[0]:
                    what = f"{relation.predicate} leads from {name!r} to itself"
                    self._fault(row, relation.tails, what, "correct one of the names")
                else:
                    self._draft.tails.append((relation.predicate, tail, name))

    def _measure(self, row: Row, wanted: Figure) -> Iterator[tuple[str, str, str, str]]:
        indicators, units = self._texts(row, wanted.indicator), self._texts(row, wanted.unit)
        spans = self._texts(row, wanted.period, period)
        given = None if wanted.unit is None else units[0] if units else ""
        cells = self._texts(row, wanted.value, lambda text: figure(text, given) and text)
        if cells and not indicators:
            self._fault(row, wanted.indicator, "the cell is empty", "say what the number measures")
            return
        for cell in cells:
            number, unit = figure(cell, given)
            yield indicators[0], number, unit, spans[0] if spans else ""

    def _places(self, row: Row) -> Iterator[tuple[str, _Known]]:
        address = self.mapping.address
        if address is None:
            return
        known = self._texts(row, address.region)
        addresses = self.known.addresses(self.ontology.types["Park"].name_suffixes)
        for text in self._texts(row, address.text):
            parks, region = addresses.read(text, known[0] if known else "")
            if "Park" in self._placed:
                for park in parks:
                    yield self._placed["Park"], (entity_id("Park", park["key"]), park["name"])
            if "Region" in self._placed and region:
                yield self._placed["Region"], (entity_id("Region", region["code"]), region["name"])

    def _texts(self, row: Row, source: Source | None, read: Callable[[str], str] = str) -> tuple[str, ...]:
        """The values of a cell, each read and checked; one that does not fit is a fault and left out."""
        if source is None:
            return ()
        cell = (source.value if source.column is None else row[source.column]) or ""
        values = []
        for part in (part.strip() for part in (cell.split(source.separator) if source.separator else (cell,))):
            if part and part not in source.empty:
                try:
                    values.append((CHECKS[source.check] if source.check else read)(part))
                except DataError as error:
                    self._fault(row, source, error.what, error.hint)
        return tuple(values)

    def _fault(self, row: Row, source: Source, what: str, hint: str) -> None:
        faults = self._draft.dropped if source.drop else self._draft.faults
        faults.append(fault(row, source.column or "(value)", what, hint))

    def _identify(self, kind: str, name: str) -> _Known:
        return self.known.find(kind, name) or (named_id(kind, name, self.reading.document.id), name)
