"""Progress of long work: a bar on a terminal's stderr, nothing in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def track(items: Iterable[_T], description: str, total: int | None = None) -> Iterator[_T]:
    """The items, one by one, with a progress bar while they are taken."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    with Progress(console=console, transient=True) as progress:
        yield from progress.track(items, total=total, description=description)
