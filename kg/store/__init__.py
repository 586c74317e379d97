"""The graph on disk: readings → N-Quads → builds → Store."""

from kg.store.store import Store

__all__ = ["Store"]
