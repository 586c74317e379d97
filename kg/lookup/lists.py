"""Parts of lists. A cursor belongs to one question to one build, whose order never changes, so parts always join to the whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from kg.errors import KgError, StaleCursorError

Answer = dict[str, Any]
_DIGITS, _MARK = 9, 8


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one list. question: what tells it from other lists of the build."""

    build_id: str
    question: str

    @classmethod
    def of(cls, build_id: str, *question: object) -> Parts:
        """The parts of what is asked for with these values."""
        return cls(build_id, hashlib.sha256(repr(question).encode(errors="surrogatepass")).hexdigest()[:_MARK])

    def offset(self, cursor: str | None) -> int:
        """Where the part that a cursor asks for begins; 0 without one.

        Raises KgError for what is no cursor of this list, StaleCursorError for one of another build.
        """
        if cursor is None:
            return 0
        build, _, rest = cursor.partition("-")
        question, _, place = rest.partition("-")
        if not (build and question and place.isascii() and place.isdigit() and len(place) <= _DIGITS):
            raise KgError(f"{cursor!r} is no cursor", hint="give `next` of the answer before")
        if build != self.build_id:
            hint = "start again without a cursor"
            raise StaleCursorError("the graph was rebuilt since this cursor was given", hint=hint)
        if question != self.question:
            hint = "leave all other parameters as they were, or start without a cursor"
            raise KgError("this cursor belongs to another question", hint=hint)
        return int(place)

    def part(self, results: list[Answer], more: bool, end: int) -> Answer:
        """results, and as `next` the cursor of what follows, None at the end."""
        return {"results": results, "next": f"{self.build_id}-{self.question}-{end}" if more else None}
