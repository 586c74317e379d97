"""The ladder of titles that firms climb, with the firms of parks on each rung."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.identity import identifier
from kg.lookup.members import stated
from kg.lookup.observations import observations
from kg.lookup.summaries import Answer, summary
from kg.neighborhood import Neighborhood
from kg.store import Store
from kg.store.rows import rows

_QUALITY = "quality"


def ladder(store: Store, near: Neighborhood, parks: Sequence[str], firms: Sequence[Sequence[str]]) -> list[Answer]:
    """The rungs from the lowest, each with its titles and a cell a park.

    firms: on record in each park. A cell has the `firms` with a title of the rung, and under `stated` what sources say
    of their number: observations of the park whose indicator is called like a title.
    """
    rungs = defaultdict[float, list[str]](list)
    for row in rows(store, "lookup_ladders"):
        if row["ladder"] == _QUALITY:
            rungs[float(row["rank"])].append(identifier(store.base_iri, row["title"]) or row["title"])
    observed = [observations(store, near, park) for park in parks]
    return [_rung(store, near, rank, sorted(rungs[rank]), observed, firms) for rank in sorted(rungs)]


def _rung(
    store: Store,
    near: Neighborhood,
    rank: float,
    titles: list[str],
    observed: Sequence[list[Answer]],
    firms: Sequence[Sequence[str]],
) -> Answer:
    names = {near.names[title] for title in titles}
    return {
        "rank": rank,
        "titles": [summary(store, near, title) for title in titles],
        "cells": [
            {
                "firms": [
                    {**summary(store, near, firm), **stated(near, step.statement)}
                    for firm in own
                    for step in near.steps(firm, "holdsTitle", "out")
                    if step.end in titles
                ],
                "stated": [one for one in said if one["indicator"] in names],
            }
            for said, own in zip(observed, firms, strict=True)
        ],
    }
