"""Which media type a client gets: the Accept header against what is offered (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=512)
def choose(accept: str, offered: tuple[str, ...]) -> str:
    """The offered type with the highest quality, the earliest of several; the first one where none is acceptable."""
    ranges = _ranges(accept)
    return max(offered, key=lambda media_type: _quality(ranges, media_type)) if ranges else offered[0]


def prefers_html(accept: str) -> bool:
    """Whether a browser asks: it names text/html and likes nothing that is data better."""
    qualities = dict(_ranges(accept))
    html = qualities.get("text/html", 0.0)
    return html > 0 and html >= max(q for kind, q in qualities.items() if not kind.endswith("/*"))


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether gzip is named with a quality above 0, by itself or by `*`."""
    qualities = dict(_weighted(accept_encoding))
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


def _ranges(accept: str) -> list[tuple[str, float]]:
    """Media ranges with their quality."""
    return [(name, quality) for name, quality in _weighted(accept) if "/" in name]


def _weighted(accept: str) -> list[tuple[str, float]]:
    """The parts of the header with their quality; one that cannot be read is left out."""
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            continue
        if 0 <= quality <= 1:
            found.append((name, quality))
    return found


def _quality(ranges: Sequence[tuple[str, float]], media_type: str) -> float:
    """The quality of the most specific range that covers the type; 0 for none."""
    family = media_type.partition("/")[0]
    for candidate in (media_type, f"{family}/*", "*/*"):
        matching = [quality for name, quality in ranges if name == candidate]
        if matching:
            return max(matching)
    return 0.0
