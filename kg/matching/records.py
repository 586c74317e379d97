"""What is asked of the matcher and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

REGION, PARK = "inRegion", "locatedInPark"
CODES = ("creditCode", "code")
"""Attributes that name one entity; where one agrees, the name has to fit only roughly."""


@dataclass(frozen=True, slots=True)
class Property:
    """What is known of the thing besides its name. pid: an attribute or relation, ^ before one read backwards.

    values: texts, names or ids of entities; one that agrees is enough.
    """

    pid: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """One thing to be found. name: empty when only properties are known; types: of which it has one, none for any.

    preferred: entities of other types are candidates too, but never matches.
    """

    name: str = ""
    types: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()
    preferred: bool = False


@dataclass(slots=True)
class Judgement:
    """Points for and against a candidate, as they come together. score: may pass 100 before it is shown.

    against: why it must not be matched without someone looking, in Chinese; features: numbers and truths by name.
    """

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    features: dict[str, float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant. score: 0 to 100; match: it, and no other, can be taken without looking.

    reasons: in Chinese, what speaks for it and then what speaks against it.
    """

    id: str
    type: str
    name: str
    score: float
    match: bool
    features: dict[str, float | bool]
    reasons: tuple[str, ...]
