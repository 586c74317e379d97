"""What is asked for, held against what there can be. Each raises KgError with what to do."""

from __future__ import annotations

import re
from datetime import date

from kg.errors import KgError
from kg.neighborhood import Filters, Neighborhood
from kg.ontology import Ontology

_LISTED = "kg ontology and /api/v1/ontology list them"
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


def _is_date(text: str) -> bool:
    """Whether it is an ISO date that there is, or its beginning."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def predicate(ontology: Ontology, name: str | None) -> None:
    """A relation or attribute that the ontology declares, or None."""
    if name is not None and name not in {*ontology.relations, *ontology.attributes}:
        raise KgError(f"no relation or attribute {name!r}", hint=_LISTED)


def kind(ontology: Ontology, name: str | None) -> None:
    """A type that the ontology declares, or None."""
    if name is not None and name not in ontology.types:
        raise KgError(f"no type {name!r}", hint=_LISTED)


def filters(near: Neighborhood, given: Filters) -> None:
    """Filters that can fit. Raises EntityNotFoundError for a region or industry that the store does not have."""
    for relation in given.relations:
        if relation not in near.ontology.relations:
            raise KgError(f"no relation {relation!r}", hint=_LISTED)
    kind(near.ontology, given.kind)
    for day in (given.since, given.until):
        if day is not None and not _is_date(day):
            raise KgError(f"{day!r} is no date", hint="write 2024, 2024-05 or 2024-05-31")
    if given.since and given.until and given.since[: len(given.until)] > given.until[: len(given.since)]:
        raise KgError(f"nothing is from {given.since} to {given.until}", hint="give the earlier date as `since`")
    for entity_id, wanted in ((given.region, "Region"), (given.industry, "Industry")):
        if entity_id is not None and not near.require(entity_id).startswith(f"{wanted}:"):
            raise KgError(
                f"{entity_id} is no {wanted}",
                hint=f"search for one: kg search NAME --type {wanted}, /api/v1/search?q=NAME&type={wanted}",
            )
