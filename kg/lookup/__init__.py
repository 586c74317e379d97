"""The look-ups that the API, the command line and the explorer share: answers as plain dicts."""

from kg.lookup.lookup import Lookup

__all__ = ["Lookup"]
