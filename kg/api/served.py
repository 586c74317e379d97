"""The build that is being served: taken over as soon as a new one is in use, without a pause."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from kg import __version__
from kg.errors import StoreError
from kg.lookup import Lookup
from kg.store.builds import CURRENT

_log = logging.getLogger("kg.api")


class Served:
    """The look-ups over a store's current build, or over a store elsewhere. May be used by many threads."""

    def __init__(self, location: Path | str) -> None:
        """Open the store. Raises StoreError when there is none."""
        self._location = location
        self._changing = Lock()
        self._lookup = self._opened()
        self._refused = ""

    def lookup(self) -> Lookup:
        """The look-ups over the build in use now; over the one before while the new one is being opened."""
        if self.is_replaced and self._changing.acquire(blocking=False):
            try:
                self._lookup = self._opened()
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

    @property
    def is_replaced(self) -> bool:
        """Whether `lookup` has to open a new build, which may take some time."""
        return self._in_use() not in (self._lookup.store.path.name, self._refused)

    def _in_use(self) -> str:
        """The name of the build in use; a store elsewhere stays what it was at start."""
        with suppress(OSError):
            if isinstance(self._location, Path):
                return (self._location / CURRENT).readlink().name
        return self._lookup.store.path.name

    def tag(self, lookup: Lookup, media_type: str) -> str:
        """The entity tag of what this version answers from this build in this form."""
        return f"{lookup.store.build_id}-{__version__}-{media_type.partition('/')[2]}"

    def _opened(self) -> Lookup:
        lookup = Lookup.open(self._location)
        Thread(target=lookup.warm, daemon=True).start()
        return lookup
