"""What makes two names one thing: the keys of entities (DESIGN.md, "Identity") and their IRIs."""

from __future__ import annotations

import re
from urllib.parse import unquote

from kg.text import name_key

_PLANE_ENDS = "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
_UNSAFE = re.compile(
    r"[\x00-\x20<>\"{}|\\^`\[\]#?/%\x7f-\xa0\u2000-\u200f\u2028-\u202f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    rf"{_PLANE_ENDS}\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
SCOPED = frozenset({"Goal", "Event", "Project", "Platform", "Organization", "Person", "Product", "Policy", "Alliance"})


def entity_id(kind: str, *key: str) -> str:
    """`Type:key`; several parts of a key (a name within a park, a zone code with a name) are joined by `@`."""
    return f"{kind}:{'@'.join(part for part in key if part)}"


def named_id(kind: str, name: str, scope: str = "") -> str:
    """The id of a thing known by its name: within `scope` (a key of a park, region or document) for kinds that need one."""
    key = name_key(name)
    if kind == "Industry" and len(key) > 2:
        key = key.removesuffix("产业")
    return entity_id(kind, key, scope if kind in SCOPED or kind in {"Park", "Region"} else "")


def iri(base: str, identifier: str) -> str:
    """base + id/Type/key with characters that no IRI may hold percent-encoded (UTF-8).

    >>> iri("https://x.example/", "Park:济宁 高新区")
    'https://x.example/id/Park/济宁%20高新区'
    """
    kind, _, key = identifier.partition(":")
    return f"{base}id/{_UNSAFE.sub(_percent, kind)}/{_UNSAFE.sub(_percent, key)}"


def identifier(base: str, entity_iri: str) -> str | None:
    """The id whose IRI this is; None for an IRI of another kind."""
    if not entity_iri.startswith(f"{base}id/"):
        return None
    kind, _, key = entity_iri.removeprefix(f"{base}id/").partition("/")
    return f"{kind}:{unquote(key)}" if key else None


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))
