"""API keys: who may ask, from a file with a key and a name a line."""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path

from starlette.datastructures import Headers

from kg.errors import KgError

_HASHED = re.compile(r"sha256:([0-9a-f]{64})")
_SETTING = "environment variable KG_API_KEYS"


class Keys:
    """The known keys, kept as SHA-256 only. Without a file there are none, and everyone may ask."""

    def __init__(self, file: str = "") -> None:
        """Read the file. Raises KgError when it cannot be read, holds no key, or a line is no key with its name.

        A line is `KEY NAME`; in place of the key may stand `sha256:` with its hash in hexadecimal digits. Empty lines
        and lines that begin with # say nothing.
        """
        self._names = _read(Path(file)) if file else {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def name(self, headers: Headers) -> str | None:
        """The name of the key in `Authorization: Bearer KEY` (RFC 6750) or `X-API-Key: KEY`; None for no known key."""
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        given = bearer.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")
        digest, found = _digest(given), None
        for known, name in self._names.items():  # all of them, so that the time says nothing
            if hmac.compare_digest(known, digest):
                found = name
        return found


def _read(file: Path) -> dict[bytes, str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"the keys cannot be read: {error}", where=_SETTING, hint="give a file of text") from error
    names: dict[bytes, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        key, name = [*line.split(), "", ""][:2]
        if not name or name in names.values():
            raise KgError("no key with a name of its own", where=f"{file}:{number}", hint="a line is: KEY NAME")
        hashed = _HASHED.fullmatch(key)
        names[bytes.fromhex(hashed[1]) if hashed else _digest(key)] = name
    if not names:
        raise KgError("the file holds no key", where=_SETTING, hint="a line is: KEY NAME")
    return names


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode(errors="surrogateescape")).digest()
