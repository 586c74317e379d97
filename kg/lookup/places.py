"""Parks and regions as places: what lies in one, and what one lies in."""

from __future__ import annotations

from typing import Literal

from kg.neighborhood import Neighborhood

_LYING = ("partOf", "inRegion")


def within(near: Neighborhood, place: str) -> frozenset[str]:
    """The place and all that is a fact to lie in it: parts, regions of a region, parks of these."""
    return _reached(near, place, "in")


def surrounding(near: Neighborhood, place: str) -> frozenset[str]:
    """The place and all that it is a fact to lie in."""
    return _reached(near, place, "out")


def _reached(near: Neighborhood, place: str, direction: Literal["in", "out"]) -> frozenset[str]:
    found, ahead = {place}, [place]
    while ahead:
        here = ahead.pop()
        for step in near.steps(here, direction=direction):
            if step.statement.relation in _LYING and step.statement.fact and step.end not in found:
                found.add(step.end)
                ahead.append(step.end)
    return frozenset(found)
