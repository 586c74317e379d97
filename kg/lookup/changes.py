"""What a build changed against one before it that is still on disk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

from kg.changes import Changes, Fact, compare
from kg.errors import BuildNotFoundError
from kg.lookup.summaries import Answer, label
from kg.store import LocalStore, Store, builds

_NO_BUILD = {"zh": "磁盘上没有更早的构建", "en": "no earlier build is on disk"}
_comparing = Lock()


def changes(store: Store, since_build: str | None, limit: int) -> Answer:
    """Documents and facts that came or went since that build (default: the one before), at most `limit` facts of each.

    Raises BuildNotFoundError for a build that is not on disk, and for a store elsewhere.
    """
    if not isinstance(store, LocalStore):
        raise BuildNotFoundError("a store elsewhere keeps no builds", hint="look where its server is")
    before = _before(store, since_build)
    answer = {"build": _build(store), "since": None, "note": _NO_BUILD}
    if before is None:
        return answer | _changes(store, Changes(store.build_id, {}, (), (), 0, True), limit)
    with _comparing:
        found = _compared(before, store.path)
    return answer | {"since": _build(LocalStore(before)), "note": None} | _changes(store, found, limit)


def _before(store: LocalStore, build_id: str | None) -> Path | None:
    """The folder of that build; by default the last one made before this."""
    others = builds.others(store.path)
    if build_id is None:
        return others[-1] if others else None
    for path in others:
        if path.name == build_id:
            return path
    known = ", ".join(path.name for path in others) or "none"
    if build_id == store.build_id:
        raise BuildNotFoundError("that is the build in use", hint=f"there to compare with: {known}")
    raise BuildNotFoundError(f"the build {build_id!r} is not on disk", hint=f"there to compare with: {known}")


@lru_cache(maxsize=2)
def _compared(before: Path, after: Path) -> Changes:
    try:
        return compare(LocalStore(before), LocalStore(after))
    except OSError as error:
        raise BuildNotFoundError(f"the build {before.name!r} was just removed", hint="ask again") from error


def _build(store: LocalStore) -> Answer:
    return {"id": store.build_id, "built": store.meta.get("built")}


def _changes(store: LocalStore, found: Changes, limit: int) -> Answer:
    documents = {str(what): list(names) for what, names in found.documents.items()}
    return {
        "documents": {
            **{what: documents.get(what, []) for what in ("new", "changed", "gone")},
            "unchanged": len(documents["unchanged"]) if "unchanged" in documents else None,
        },
        "new": _facts(store, found.new, limit),
        "gone": _facts(store, found.gone, limit),
    }


def _facts(store: LocalStore, found: Sequence[Fact], limit: int) -> Answer:
    results = [
        {
            "subject": fact.subject,
            "predicate": fact.predicate,
            "label": label(store.ontology, fact.predicate),
            "object": fact.object,
        }
        for fact in found[:limit]
    ]
    return {"count": len(found), "results": results}
