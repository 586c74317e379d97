"""A file of the gallery, read and checked: a header of comment lines, then the query."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from types import MappingProxyType

from kg.errors import DataError
from kg.questions.question import MARKER, Parameter, Question

_WORDS = ("zh", "en", "why-zh", "why-en")
_HEADER = re.compile(r"# ([a-z-]+): *(.*)")
_HINT = "docs/questions.md shows a whole file"


def read_text(path: Path) -> str:
    """The file's text. Raises DataError when it is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError("the file is no UTF-8 text", where=path.name, hint="save it as UTF-8") from error


def read_question(path: Path, kinds: Collection[str], options: Collection[str]) -> Question:
    """The question of a file; kinds and options are the names that its parameters may use. Raises DataError with file and line."""
    lines = read_text(path).splitlines(keepends=True)
    length = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    words: dict[str, str] = {}
    parameters: list[Parameter] = []
    for place, key, value in _header(path.name, lines[:length]):
        if key == "param":
            parameters.append(_parameter(place, value, kinds, options))
        elif key not in _WORDS or key in words or not value:
            raise DataError(f"{key!r} is unknown, twice or empty", where=place, hint=_HINT)
        else:
            words[key] = value
    for key in _WORDS:
        if key not in words:
            raise DataError(f"the header has no line `# {key}: …`", where=f"{path.name}, line 1", hint=_HINT)
    query = "".join(lines[length:])
    _check(f"{path.name}, line {length + 1}", query, parameters)
    title, why = ({language: words[f"{prefix}{language}"] for language in ("zh", "en")} for prefix in ("", "why-"))
    return Question(path.stem, MappingProxyType(title), MappingProxyType(why), tuple(parameters), query)


def _header(name: str, lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Place, key and value of each line."""
    for number, line in enumerate(lines, start=1):
        place = f"{name}, line {number}"
        match = _HEADER.fullmatch(line.strip())
        if match is None:
            raise DataError("a line of the header is `# key: value`", where=place, hint=_HINT)
        yield place, match[1], match[2].strip()


def _parameter(place: str, value: str, kinds: Collection[str], options: Collection[str]) -> Parameter:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != 4 or not re.fullmatch(r"[a-z][A-Za-z]*", parts[0]) or not parts[2]:
        raise DataError("a parameter is `variable | kind | default | options`", where=place, hint=_HINT)
    parameter = Parameter(*parts)
    if parameter.kind not in kinds:
        raise DataError(
            f"{parameter.kind!r} is no type of the ontology, `text` or `number`",
            where=place,
            hint="kg ontology lists the types",
        )
    if parameter.options not in options:
        raise DataError(
            f"there is no options/{parameter.options}.rq", where=place, hint="write the query of the drop-down"
        )
    try:
        parameter.term(parameter.default, "")
    except DataError as error:
        raise DataError(f"the default does not fit: {error.what}", where=place, hint=error.hint) from error
    return parameter


def _check(place: str, query: str, parameters: list[Parameter]) -> None:
    """The query has its marker at the start of its outermost group when there is something to fill in, and only then."""
    if re.search(r"^\s*(PREFIX|BASE)\b", query, re.MULTILINE | re.IGNORECASE):
        raise DataError("a question declares no prefixes", where=place, hint="those of docs/graph.md are known")
    before, *others = MARKER.split(query)
    if len(others) != bool(parameters) or (others and not (before.count("{") == 1 and before.rstrip().endswith("{"))):
        raise DataError(
            "the line `# values` stands once, right behind the first {, where there are parameters",
            where=place,
            hint=_HINT,
        )
    for parameter in parameters:
        if not re.search(rf"\?{parameter.name}\b", query):
            raise DataError(f"the query does not use ?{parameter.name}", where=place, hint="use it, or leave it out")
