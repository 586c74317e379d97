from __future__ import annotations

import pytest

from kg.api.negotiation import choose, prefers_html

OFFERED = ("application/sparql-results+json", "text/csv", "application/xml")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", OFFERED[0]),
        ("*/*", OFFERED[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; q=0.5, application/xml;q=0.9", "application/xml"),
        ("text/*, application/xml;q=0.2", "text/csv"),
        ("text/csv;q=0, */*;q=0.1", OFFERED[0]),
        ("image/png", OFFERED[0]),
        ("nonsense;;;, text/csv;q=x", OFFERED[0]),
    ],
)
def test_chooses_by_quality_then_by_order(accept: str, chosen: str) -> None:
    assert choose(accept, OFFERED) == chosen


@pytest.mark.parametrize(
    ("accept", "html"),
    [(BROWSER, True), ("", False), ("*/*", False), ("text/turtle", False), ("text/html;q=0.3, text/turtle", False)],
)
def test_tells_browsers_from_programs(accept: str, html: bool) -> None:
    assert prefers_html(accept) is html
