"""Files → sources: the raw text of each item, with what the file itself says of it. One reader for each suffix."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.corpus import dates
from kg.corpus.encoding import decode
from kg.corpus.markup import html_text, markdown_shadow
from kg.corpus.source import Source, shadow
from kg.errors import DataError

Reader = Callable[[Path, str], Iterator[Source]]


def files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The files to read, each with its name as the user knows it; folders walked in sorted order.

    Raises DataError for a path that does not exist, a file of an unknown kind, and a folder without a document.
    """
    for path in paths:
        if path.is_dir():
            found = [inner for inner in sorted(path.rglob("*")) if inner.suffix.lower() in READERS and inner.is_file()]
            if not found:
                raise DataError("no document in this folder", where=str(path), hint=f"documents end in {_KINDS}")
            yield from ((inner, str(inner)) for inner in found)
        elif not path.exists():
            raise DataError("no such file", where=str(path), hint="check the path")
        elif path.suffix.lower() not in READERS:
            raise DataError(
                f"cannot read a {path.suffix or 'suffixless'} file", where=str(path), hint=f"documents end in {_KINDS}"
            )
        else:
            yield path, str(path)


def read_file(path: Path, name: str) -> Iterator[Source]:
    """The sources in one file. Raises DataError when it cannot be read."""
    return READERS[path.suffix.lower()](path, name)


def plain(text: str, name: str, stem: str) -> Source:
    """A plain text as a source."""
    return Source(text=text, shadow=shadow(text), name=name, stem=stem)


def _content(path: Path, name: str) -> str:
    try:
        return decode(path.read_bytes(), name)
    except OSError as error:
        raise DataError(error.strerror or "cannot be read", where=name, hint="check the file") from error


def _text(path: Path, name: str) -> Iterator[Source]:
    yield plain(_content(path, name), name, path.stem)


def _markdown(path: Path, name: str) -> Iterator[Source]:
    text = _content(path, name)
    blanked, fresh, titled = markdown_shadow(shadow(text))
    yield Source(text=text, shadow=blanked, name=name, stem=path.stem, fresh=fresh, titled=titled, whole=True)


def _html(path: Path, name: str) -> Iterator[Source]:
    text, titled = html_text(_content(path, name), name)
    yield Source(text=text, shadow=shadow(text), name=name, stem=path.stem, titled=titled, whole=True)


def _items(path: Path, name: str) -> Iterator[Source]:
    for number, line in enumerate(_content(path, name).split("\n"), start=1):
        if line.strip():
            yield _item(line, f"{name}, line {number}", name, f"{path.stem}#{number}")


def _item(line: str, where: str, name: str, id: str) -> Source:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"not JSON: {error.msg}", where=where, hint="write one JSON object a line") from error
    if not isinstance(item, Mapping):
        raise DataError("not a JSON object", where=where, hint='write {"title": …, "text": …}')
    title, text = (_string(item, field, where) for field in ("title", "text"))
    if not (title + text).strip():
        raise DataError("the item has neither title nor text", where=where, hint='write {"title": …, "text": …}')
    whole = f"{title}\n{text}"
    date = item.get("date")
    return Source(
        text=whole,
        shadow=shadow(whole),
        name=name,
        stem=Path(name).stem,
        id=str(item.get("id") or id),
        whole=True,
        titled=bool(title.strip()),
        published=dates.given(date, where) if date else None,
    )


def _string(item: Mapping[str, object], field: str, where: str) -> str:
    value = item.get(field)
    if value is not None and not isinstance(value, str):
        raise DataError(f"{field} is not a string", where=where, hint=f'write "{field}": "…"')
    return value or ""


READERS: Mapping[str, Reader] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".jsonl": _items,
}
_KINDS = ", ".join(READERS)
