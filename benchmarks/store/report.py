"""Plain tables for a terminal and for the docs."""

from __future__ import annotations

from collections.abc import Sequence


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table under a heading."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    print(f"\n## {title}\n")
    for cells in (head, ["-" * width for width in widths], *rows):
        first, *others = zip(cells, widths, strict=True)
        print(f"| {first[0]:{first[1]}} | {' | '.join(f'{cell:>{width}}' for cell, width in others)} |", flush=True)


def number(value: float | None, missing: str = "–") -> str:
    """Three significant digits, thousands with commas."""
    if value is None:
        return missing
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(value: float | None) -> str:
    """A ratio."""
    return "–" if value is None else f"{number(value)}×"


def ratio(above: float | None, below: float | None) -> float | None:
    """above / below where both are known."""
    return above / below if above is not None and below else None
