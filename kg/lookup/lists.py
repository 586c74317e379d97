"""Parts of lists. A cursor belongs to one build, whose order never changes, so parts always join to the whole."""

from __future__ import annotations

from typing import Any

from kg.errors import KgError, StaleCursorError

Answer = dict[str, Any]
_DIGITS = 9


def offset(cursor: str | None, build_id: str) -> int:
    """Where the part that a cursor asks for begins; 0 without one.

    Raises KgError for what is no cursor, StaleCursorError for one of another build.
    """
    if cursor is None:
        return 0
    build, _, place = cursor.rpartition("-")
    if not (build and place.isascii() and place.isdigit() and len(place) <= _DIGITS):
        raise KgError(f"{cursor!r} is no cursor", hint="give `next` of the answer before")
    if build != build_id:
        raise StaleCursorError("the graph was rebuilt since this cursor was given", hint="start again without a cursor")
    return int(place)


def part(results: list[Answer], more: bool, end: int, build_id: str) -> Answer:
    """results, and as `next` the cursor of what follows, None at the end."""
    return {"results": results, "next": f"{build_id}-{end}" if more else None}
