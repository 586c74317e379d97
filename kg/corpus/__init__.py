"""Files → Documents: reading, repair of wrapped lines, splitting a page into its articles."""

from __future__ import annotations

from kg.corpus.documents import read, read_text

__all__ = ["read", "read_text"]
