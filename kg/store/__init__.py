"""The graph, here or elsewhere: readings → N-Quads → builds → Store."""

from kg.store.local import LocalStore
from kg.store.remote import RemoteStore
from kg.store.store import Store

__all__ = ["LocalStore", "RemoteStore", "Store"]
