"""Policies that are for certain things, and whether they apply in a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.lookup.members import Lens, by_name, step_end
from kg.lookup.summaries import Answer, summary
from kg.neighborhood import Step, kind_of

_PLACES = ("appliesIn", "issuedBy")


def policies(lens: Lens, targets: Iterable[str], places: frozenset[str]) -> list[Answer]:
    """The policies that target one of these, those for the places first.

    places: ids of what lies in the place looked at and what surrounds it. applies: true when the policy is stated to
    apply in, or to be issued by, one of them; false when only others are named; null when no place is named or asked for.
    """
    found = defaultdict[str, list[Step]](list)
    for target in targets:
        for step in lens.near.steps(target, "targets", "in"):
            found[step.end].append(step)
    answers = [_policy(lens, policy, steps, places) for policy, steps in found.items()]
    return sorted(answers, key=lambda p: ((True, None, False).index(p["applies"]), p["name"]))


def _policy(lens: Lens, policy: str, steps: list[Step], places: frozenset[str]) -> Answer:
    where = [
        step
        for relation in _PLACES
        for step in by_name(lens.near, lens.near.steps(policy, relation, "out"))
        if kind_of(step.end) in {"Park", "Region"}
    ]
    known = bool(where and places)
    return {
        **summary(lens.store, lens.near, policy),
        "applies": any(step.end in places for step in where) if known else None,
        "targets": [step_end(lens, Step(step.statement, "out")) for step in steps],
        "places": [step_end(lens, step) for step in where],
    }
