"""The build that is being served: taken over as soon as a new one is in use, without a pause."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from kg import __version__
from kg.api.cache import AnswerCache
from kg.errors import StoreError
from kg.lookup import Lookup
from kg.store.builds import CURRENT

_KEPT_BYTES = 32_000_000
_log = logging.getLogger("kg.api")


class Served:
    """The look-ups over a store's current build, or over a store elsewhere. May be used by many threads.

    answers: those given last, by their tag and address.
    """

    def __init__(self, location: Path | str) -> None:
        """Open the store. Raises StoreError when there is none."""
        self._location = location
        self._link = None if isinstance(location, str) else str(location / CURRENT)
        self.answers = AnswerCache(_KEPT_BYTES)
        self._changing = Lock()
        self._refused = ""
        self._take(self._opened())

    def lookup(self) -> Lookup:
        """The look-ups over the build in use now; over the one before while the new one is being opened."""
        if self._is_replaced() and self._changing.acquire(blocking=False):
            try:
                self._take(self._opened())
            except StoreError as error:
                _log.error("the new build cannot be served: %s", error)
                self._refused = self._in_use()
            finally:
                self._changing.release()
        return self._lookup

    @property
    def build_id(self) -> str:
        """The build that was opened last."""
        return self._lookup.store.build_id

    def current(self) -> Lookup | None:
        """The same where it is at hand at once; None where a new build has to be opened, which takes some time."""
        return None if self._is_replaced() else self._lookup

    def _is_replaced(self) -> bool:
        name = self._in_use()
        return name != self._name and name != self._refused

    def _in_use(self) -> str:
        """The name of the build in use; a store elsewhere stays what it was at start."""
        if self._link is not None:
            with suppress(OSError):
                return os.readlink(self._link).rpartition("/")[2]  # noqa: PTH115 (asked at every request)
        return self._name

    def tag(self, lookup: Lookup, media_type: str) -> str:
        """The entity tag of what this version answers from this build in this form."""
        return f"{lookup.store.build_id}-{__version__}-{media_type.partition('/')[2]}"

    def _take(self, lookup: Lookup) -> None:
        self._lookup, self._name = lookup, lookup.store.path.name

    def _opened(self) -> Lookup:
        lookup = Lookup.open(self._location)
        Thread(target=lookup.warm, daemon=True).start()
        return lookup
