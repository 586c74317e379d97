"""The build that is being served: taken over as soon as a new one is in use, without a pause."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from kg import __version__
from kg.errors import StoreError
from kg.lookup import Lookup

_log = logging.getLogger("kg.api")


class Served:
    """The look-ups over a store's current build. May be used by many threads."""

    def __init__(self, directory: Path) -> None:
        """Open the store. Raises StoreError when there is none."""
        self.directory = directory
        self._lookup = Lookup.open(directory)
        self._changing = Lock()

    def lookup(self) -> Lookup:
        """The look-ups over the build in use now; over the one before while the new one is being opened."""
        if self._replaced() and self._changing.acquire(blocking=False):
            try:
                self._lookup = Lookup.open(self.directory)
            except StoreError as error:
                _log.error("the new build cannot be served: %s", error)
            finally:
                self._changing.release()
        return self._lookup

    def etag(self, lookup: Lookup, media_type: str) -> str:
        """The entity tag of what this version answers from this build in this form."""
        return f'"{lookup.store.build_id}-{__version__}-{media_type.partition("/")[2]}"'

    def _replaced(self) -> bool:
        try:
            return (self.directory / "current").resolve(strict=True) != self._lookup.store.path
        except OSError:
            return False
