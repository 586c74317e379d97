"""Figures of parks side by side, as far as they are of the same kind, year and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.lookup.observations import observations
from kg.lookup.summaries import Answer
from kg.neighborhood import Neighborhood
from kg.store import Store

_Key = tuple[str, str, str]


def indicator_rows(store: Store, near: Neighborhood, parks: Sequence[str]) -> list[Answer]:
    """A row for each indicator, year and unit, those that most parks have first; cells hold a park's observations.

    year: of the end of the period, None when no period is stated. normalized_unit: of the cells' normalized_value; the unit as it was
    written where there is none, like each cell's own `unit`.
    """
    cells = defaultdict[_Key, list[list[Answer]]](lambda: [[] for _ in parks])
    for place, park in enumerate(parks):
        for one in observations(store, near, park):
            key = (one["indicator"], _year(one["period"]), one["normalized_unit"] or one["unit"] or "")
            cells[key][place].append(one)
    order = sorted(cells, key=lambda key: (-sum(map(bool, cells[key])), key))
    return [
        {"indicator": key[0], "year": key[1] or None, "normalized_unit": key[2] or None, "cells": cells[key]}
        for key in order
    ]


def _year(period: str | None) -> str:
    return (period or "").rpartition("/")[2][:4]
