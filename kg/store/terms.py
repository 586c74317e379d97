"""RDF terms in their N-Quads form, escaped the canonical way, so that one term has one spelling."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kg.prefixes import PREFIXES

_ESCAPED = re.compile(r"[\x00-\x1f\"\\\x7f]")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LONG = {short[1]: character for character, short in _SHORT.items()}


@lru_cache(maxsize=512)
def name(curie: str) -> str:
    """The IRI of a prefixed name.

    >>> name("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    prefix, _, local = curie.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(value: str, language: str = "") -> str:
    """A string, with a language where one is given.

    >>> text('a "b"', "zh")
    '"a \\\\"b\\\\""@zh'
    """
    return f'"{_ESCAPED.sub(_escape, value)}"' + (f"@{language}" if language else "")


def typed(value: str, datatype: str) -> str:
    """A literal of an XML Schema datatype, given by its local name. A string stays plain."""
    return text(value) if datatype == "string" else f"{text(value)}^^{name(f'xsd:{datatype}')}"


def decimal(number: float) -> str:
    """A number as xsd:decimal, without exponent and without needless zeros.

    >>> decimal(180.50)
    '"180.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    digits = format(Decimal(repr(number)), "f")
    return typed(digits.rstrip("0").rstrip(".") if "." in digits else digits, "decimal")


def date(value: str) -> str:
    """A date, month or year by the precision in which it is written (ISO 8601)."""
    return typed(value, {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(value), "string"))


def statement(line: str) -> tuple[str, str, str]:
    """Subject, predicate and object of a line of N-Quads, its graph left out.

    >>> statement('<http://a> <http://b> "c d"@en <http://g> .\\n')
    ('<http://a>', '<http://b>', '"c d"@en')
    """
    subject, predicate, rest = line.split(" ", 2)
    closing = rest.rfind('"') if rest.startswith('"') else 0
    return subject, predicate, rest[: rest.index(" ", closing)]


def graph(line: str) -> str:
    """The graph of a line of N-Quads; empty for the default graph.

    >>> graph('<http://a> <http://b> "c d"@en <http://g> .\\n'), graph('<http://a> <http://b> <http://c> .\\n')
    ('<http://g>', '')
    """
    rest = line[len(" ".join(statement(line))) :]
    return rest.strip(" .\n")


def value(literal: str) -> str:
    """The characters of a literal, without its language or datatype.

    >>> value('"a \\\\"b\\\\""@zh')
    'a "b"'
    """
    return _ESCAPE.sub(_unescape, literal[1 : literal.rindex('"')])


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def _unescape(match: re.Match[str]) -> str:
    code, long_code, character = match.groups()
    return _LONG.get(character, character) if character else chr(int(code or long_code, 16))
