"""Who does something: firms and parks with what is stated of them, under the lens of a place or of all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.lookup.summaries import Answer, label, summary
from kg.neighborhood import Neighborhood, Step, kind_of
from kg.store import Store
from kg.stored import StoredStatement

DOING = {"Firm": ("produces", "operatesIn", "leads"), "Park": ("developsIndustry",)}


@dataclass(frozen=True, slots=True)
class Lens:
    """What is looked at. inside: the ids of the places that count, None for all."""

    store: Store
    near: Neighborhood
    inside: frozenset[str] | None = None

    def holds(self, member: str) -> bool:
        """Whether the firm or park is in one of the places, be it only planned."""
        if self.inside is None:
            return True
        if kind_of(member) == "Park":
            return member in self.inside
        return any(step.end in self.inside for step in self.near.steps(member, "locatedInPark", "out"))


@dataclass(slots=True)
class Members:
    """Firms and parks with the statements that tie them to one thing or to one of several."""

    lens: Lens
    said: dict[str, list[StoredStatement]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, lens: Lens, things: Iterable[str]) -> Members:
        """All that produce, lead, operate in or develop one of these things, wherever they are."""
        found = cls(lens)
        for thing in things:
            for step in lens.near.steps(thing, direction="in"):
                if step.statement.relation in DOING.get(kind_of(step.end), ()):
                    found.said[step.end].append(step.statement)
        return found

    def ids(self, kind: str, inside: bool = True) -> list[str]:
        """The members of a type under the lens, or those that are not, by name."""
        chosen = [m for m in self.said if kind_of(m) == kind and self.lens.holds(m) == inside]
        return sorted(chosen, key=lambda m: (self.lens.near.names[m], m))

    def records(self, kind: str) -> list[Answer]:
        """The members of a type under the lens, in full."""
        return [self.record(member) for member in self.ids(kind)]

    def elsewhere(self, limit: int) -> Answer:
        """Some of those who are not under the lens, firms before parks, and how many there are."""
        others = [*self.ids("Firm", inside=False), *self.ids("Park", inside=False)]
        return {"count": len(others), "results": [self.record(member) for member in others[:limit]]}

    def record(self, member: str) -> Answer:
        """A member with what is stated of it, the parks it is in and the titles it holds."""
        store, near, inside = self.lens.store, self.lens.near, self.lens.inside
        said = sorted(self.said[member], key=lambda s: (-s.weight, s.relation, s.id))
        located = list(near.steps(member, "locatedInPark", "out"))
        here = [step for step in located if inside is None or step.end in inside]
        done = not here or any(step.statement.fact for step in here)
        return {
            **summary(store, near, member),
            "planned": not (done and any(statement.fact for statement in said)),
            "said": [{**stated(near, s), "object": summary(store, near, s.object)} for s in said],
            "parks": [
                {**step_end(self.lens, step), "inside": inside is None or step.end in inside} for step in located
            ],
            "titles": [step_end(self.lens, step) for step in by_name(near, near.steps(member, "holdsTitle", "out"))],
        }


def stated(near: Neighborhood, statement: StoredStatement) -> Answer:
    """A statement in short. reported: a document or table says it, not only a gazetteer."""
    return {
        "statement": statement.id,
        "relation": statement.relation,
        "label": label(near.ontology, statement.relation),
        "modality": statement.modality,
        "reported": statement.reported,
    }


def step_end(lens: Lens, step: Step) -> Answer:
    """The entity that a step leads to, with the statement that leads there."""
    known = step.statement
    return {
        **summary(lens.store, lens.near, step.end),
        "statement": known.id,
        "modality": known.modality,
        "reported": known.reported,
    }


def by_name(near: Neighborhood, steps: Iterable[Step]) -> list[Step]:
    """The steps in order of the names they lead to."""
    return sorted(steps, key=lambda step: (near.names[step.end], step.end))


def title_counts(lens: Lens, firms: Iterable[str]) -> list[Answer]:
    """How many of the firms hold each title, the most frequent first."""
    steps = [step for firm in firms for step in lens.near.steps(firm, "holdsTitle", "out") if step.statement.fact]
    counts = Counter(step.end for step in steps)
    ordered = sorted(counts, key=lambda title: (-counts[title], lens.near.names[title]))
    return [{**summary(lens.store, lens.near, title), "firms": counts[title]} for title in ordered]
