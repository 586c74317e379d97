"""A question with its parameters, and its query filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kg import identity
from kg.errors import DataError
from kg.prefixes import PREFIXES
from kg.store import terms

PLAIN_KINDS = ("text", "number")
MARKER = re.compile(r"^ *# values *\n", re.MULTILINE)
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable to be given. kind: `text`, `number` or a type of the ontology; options: the query of its drop-down."""

    name: str
    kind: str
    default: str
    options: str

    def term(self, value: str, base_iri: str) -> str:
        """The value as it stands in a query: an id (`Type:key`) as IRI, text and number as literals.

        Raises DataError when it is no number or no id of the parameter's type.
        """
        if self.kind == "text":
            return terms.text(value)
        if self.kind == "number":
            if not _NUMBER.fullmatch(value):
                raise DataError(f"{value!r} is no number", where=self.name, hint="write digits, such as 0.7")
            return terms.typed(value, "decimal")
        if not value.startswith(f"{self.kind}:") or value == f"{self.kind}:":
            raise DataError(f"{value!r} is no id of a {self.kind}", where=self.name, hint=f"write {self.kind}:key")
        return f"<{identity.iri(base_iri, value)}>"


@dataclass(frozen=True, slots=True)
class Question:
    """A question. title, why: by language (zh, en); query: SPARQL without prefixes and values."""

    name: str
    title: Mapping[str, str]
    why: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    query: str

    def text(self, values: Mapping[str, str], base_iri: str) -> str:
        """The whole query with its prefixes; parameters that `values` (ids, text, numbers) leaves out have their default.

        Raises DataError for a parameter that the question does not have and for a value that does not fit.
        """
        self.require(values)
        lines = (
            f"  VALUES ?{p.name} {{ {p.term(values.get(p.name, p.default), base_iri)} }}\n" for p in self.parameters
        )
        filled = "".join(lines)
        query = MARKER.sub(lambda _: filled, self.query)
        return f"# {self.title['zh']}\n# {self.title['en']}\n{_prefixes(self.query)}{query}"

    def require(self, names: Collection[str]) -> None:
        """Raises DataError when one of these is no parameter of the question."""
        known = [parameter.name for parameter in self.parameters]
        for name in names:
            if name not in known:
                hint = f"it has: {', '.join(known)}" if known else "it has none"
                raise DataError(f"the question has no parameter {name!r}", where=self.name, hint=hint)


def _prefixes(query: str) -> str:
    used = set(re.findall(r"(?<![\w<])([a-z]+):", query))
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if prefix in used)
