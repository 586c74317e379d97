"""Which entity a user means by a name."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import EntityNotFoundError
from kg.neighborhood import Neighborhood
from kg.search import Hit, NameIndex
from kg.text import name_key

_CLEARLY_BETTER = 0.05


def resolve(
    index: NameIndex, near: Neighborhood, name: str, kind: str | None, merged_into: Callable[[str], str | None]
) -> str:
    """The id that an id or a name stands for. Raises EntityNotFoundError. See `Lookup.resolve`.

    merged_into: the id that stands for one that was merged.
    """
    for known in (name, f"{kind}:{name}"):
        if ":" in known and known not in near.names:
            known = merged_into(known) or known
        if ":" in known and known in near.names:
            if kind and not known.startswith(f"{kind}:"):
                raise EntityNotFoundError(
                    f"{known} is no {kind}",
                    hint=f"search for one: kg search NAME --type {kind}, /api/v1/search?q=NAME&type={kind}",
                )
            return known
    hits = index.search(name, kind=kind, limit=6)
    if not hits:
        hint = f"look for names with: kg search NAME{f' --type {kind}' if kind else ''}, /api/v1/search?q=NAME"
        raise EntityNotFoundError(f"no {kind} is called {name!r}" if kind else f"nothing is called {name!r}", hint=hint)
    chosen = _meant(name_key(name), hits)
    if len(chosen) > 1:
        candidates = ", ".join(f"{hit.entity_id} ({hit.label})" for hit in chosen)
        raise EntityNotFoundError(f"{name!r} can be {candidates}", hint="give the id")
    return chosen[0].entity_id


def _meant(key: str, hits: list[Hit]) -> list[Hit]:
    exact = [hit for hit in hits if name_key(hit.matched) == key]
    whole = [hit for hit in exact if name_key(hit.label) == key]
    return whole or exact or [hit for hit in hits if hit.score > hits[0].score - _CLEARLY_BETTER]
