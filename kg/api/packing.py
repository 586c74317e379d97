"""gzip, quickly made."""

from __future__ import annotations

import zlib

ZIPPED = "-gzip"
"""What the entity tag of a zipped answer ends with."""
_FAST, _GZIP_WINDOW, _WORTH_IT = 1, 31, 1000


def zipped(body: bytes) -> bytes | None:
    """The body as gzip, quickly made; None for one so short that it gains nothing."""
    if len(body) < _WORTH_IT:
        return None
    packer = zlib.compressobj(_FAST, zlib.DEFLATED, _GZIP_WINDOW)
    return packer.compress(body) + packer.flush()
