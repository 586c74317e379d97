"""What a query may ask: a lexer for SPARQL 1.1 that tells words from comments, strings, IRIs and names.

The engine would follow SERVICE to any address, also where it is glued to other text (`trueSERVICE<…>`), so the words
are judged here before it sees them. Where `<` could begin an IRI or be "less than" and the reading matters (a `#`
follows), the query is refused, so that guard and engine never read it differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from kg.errors import QueryForbiddenError, QuerySyntaxError, QueryTooLargeError
from kg.text import line_and_column

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
# The word where an engine could begin to fetch, whatever comes before it: the lock behind the lexer.
_GAP = r"(?:\s|#[^\r\n]*+(?:[\r\n]|$))"
_NAMED = rf"{_GAP}++(?:silent{_GAP}++)?[\w-]*:[^\s{{]*+"
_OTHER = rf"{_GAP}*+(?:silent{_GAP}*+)?(?:<[^>]*+>|[?$]\w++)"
_SERVICE = re.compile(rf"(?<![?$:\w-])service(?:{_NAMED}|{_OTHER}){_GAP}*+\{{", re.IGNORECASE)
_HIDING = re.compile("[#'()]")
_DEEPEST = 256
_LONGEST_IRI = 4096
_MOST_GRAPHS = 2000
_CHANGING = frozenset({"RAND", "NOW", "UUID", "STRUUID"})
_TELLING = (*_UPDATES, *_CHANGING, "SERVICE", "FROM")
_PLAIN_LENGTH, _PLAIN_MARKS = 2000, 100
_OPERANDS = frozenset({"iri", "string", "variable", "language", "prefixed", "word"})
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>'''(?:'{0,2}(?:[^'\\]|ESCAPE))*''' | \"""(?:"{0,2}(?:[^"\\]|ESCAPE))*\"""
               | '(?!'')(?:[^'\\\r\n]|ESCAPE)*' | "(?!"")(?:[^"\\\r\n]|ESCAPE)*")
    | (?P<quote>['"])
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<prefixed>(?:[^\W\d][\w.-]*)?:(?:LOCAL(?:-|LOCAL)*(?:\.+(?:-|LOCAL)+)?)?)
    | (?P<word>[^\W\d][\w.-]*)
    | (?P<mark>.)""".replace("LOCAL", r"(?:[\w:%]|[^\x00-\x7f]|\\.)").replace(
        "ESCAPE", r"\\(?:[tbnrf\\\"']|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
    ),
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, name, string or mark of a query. start: offset in the text."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a query before it is parsed.

    graphs: the IRIs that its FROM and FROM NAMED clauses name, written out; steady: asked twice of the same graph it
    gives the same answer (no RAND, NOW, UUID).
    """

    graphs: tuple[str, ...]
    steady: bool


def check_query(
    text: str, *, max_length: int | None = None, prefixes: Mapping[str, str] | None = None, base: str = ""
) -> Checked:
    """Let pass what only reads this store; the engine then judges the syntax.

    prefixes, base: those that hold before the query declares its own. Raises QueryTooLargeError (more than max_length
    characters), QueryForbiddenError (update, SERVICE, FROM a file), QuerySyntaxError (a string without end, an
    ambiguous `<`).
    """
    if max_length is not None and len(text) > max_length:
        hint = "ask a shorter question, or set KG_QUERY_MAX_LENGTH"
        raise QueryTooLargeError(f"the query has {len(text)} characters, the limit is {max_length}", hint=hint)
    if _is_plain(text):
        return Checked((), True)
    if found := _SERVICE.search(text) or _SERVICE.search(_unescaped(text)):
        raise _no_service(text, found.start())
    tokens = list(_tokens(text))
    form = next((t for t in _after_prologue(tokens)), None)
    if form and form.kind == "word" and form.text.upper() in _UPDATES:
        raise QueryForbiddenError(
            f"{form.text.upper()} would change the graph",
            where=_where(text, form.start),
            hint="this store only answers questions",
        )
    for index, token in enumerate(tokens):
        if _is_service(tokens, index, token):
            raise _no_service(text, token.start)
    graphs = tuple(_source_graphs(text, tokens, dict(prefixes or {}), base))
    return Checked(graphs, not any(token.kind == "word" and token.text.upper() in _CHANGING for token in tokens))


def _is_plain(text: str) -> bool:
    """Whether a query is so short and simple that nothing of what is judged here can be in it, however it is read."""
    if len(text) > _PLAIN_LENGTH or sum(map(text.count, "([{!-+")) > _PLAIN_MARKS or "\\" in text:
        return False
    if any(text.count(quote) % 2 for quote in "\"'"):  # a string may have no end
        return False
    words = text.upper()
    return not any(word in words for word in _TELLING)


def _no_service(text: str, offset: int) -> QueryForbiddenError:
    hint = "ask this store alone, and the other one by a query of its own"
    return QueryForbiddenError("SERVICE is not allowed", where=_where(text, min(offset, len(text))), hint=hint)


def check_graph(iri: str, where: str = "") -> None:
    """Let pass the IRI of a graph: one that this store does not have is empty. Raises QueryForbiddenError for a file."""
    if iri.strip().lower().startswith("file:"):
        hint = "no file is read; a document's graph has the IRI of the document"
        raise QueryForbiddenError(f"<{iri}> is no graph of this store", where=where, hint=hint)


def _source_graphs(text: str, tokens: list[Token], known: dict[str, str], base: str) -> Iterator[str]:
    words, named = [token.text.upper() if token.kind == "word" else "" for token in tokens], 0
    for index, token in enumerate(tokens):
        before = words[max(0, index - 2) : index]
        if token.kind == "iri" and before[-1:] == ["BASE"]:
            base = _joined(base, token)
        elif token.kind == "iri" and before[:1] == ["PREFIX"]:
            known[tokens[index - 1].text.removesuffix(":")] = _joined(base, token)
        elif token.kind in {"iri", "prefixed"} and (before[-1:] == ["FROM"] or before == ["FROM", "NAMED"]):
            named += 1
            if named > _MOST_GRAPHS:
                raise QueryTooLargeError(f"more than {_MOST_GRAPHS} graphs are named", hint="name fewer")
            iri = _written_out(token, known, base)
            check_graph(iri, _where(text, token.start) if iri[:5].lower() == "file:" else "")
            yield iri


def with_values(text: str, values: Mapping[str, str]) -> str:
    """A query of ours with some of its variables given: VALUES stand first in its WHERE group.

    values: variable → term in N-Triples form.
    """
    if not values:
        return text
    tokens = list(_tokens(text))
    where = next(index for index, token in enumerate(tokens) if token.kind == "word" and token.text.upper() == "WHERE")
    start = next(token.start for token in tokens[where:] if token.text == "{") + 1
    clauses = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in values.items())
    return f"{text[:start]}{clauses} {text[start:]}"


def syntax_error(text: str, error: SyntaxError) -> QuerySyntaxError:
    """What the engine says of a query that is not SPARQL 1.1, in one line with line and column."""
    place = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if place is None:
        return QuerySyntaxError(" ".join(str(error).split())[:200], hint="correct the query")
    line, column = int(place.group(1)), int(place.group(2))
    lines = text.split("\n")
    around = lines[line - 1] if line <= len(lines) else ""
    near = around[max(0, column - 20) : column + 20].strip()
    usual = "correct the query there" if around[column - 1 :].strip() else "the query ends too early"
    advice = _advice(place.group(3)) or usual
    return QuerySyntaxError(f"not SPARQL 1.1 near {near!r}", where=f"line {line}, column {column}", hint=advice)


def _tokens(text: str) -> Iterator[Token]:
    """The tokens without white space and comments. Raises QuerySyntaxError."""
    brackets, previous, signs = [""], Token("mark", "", 0), 0
    for match in _TOKEN.finditer(text):
        token = Token(str(match.lastgroup), match.group(), match.start())
        if token.kind in {"space", "comment"}:
            continue
        if token.kind == "quote":
            raise QuerySyntaxError(
                "a string without end", where=_where(text, token.start), hint="close the quotation mark"
            )
        if token.kind == "iri" and len(token.text) > _LONGEST_IRI:
            raise QueryTooLargeError(f"an IRI has more than {_LONGEST_IRI} characters", hint="shorten it")
        if token.kind == "iri" and _could_be_less_than(token, previous, brackets[-1]):
            hint = "write a space behind < where it compares, an absolute IRI where it names"
            raise QuerySyntaxError("'<' can be read in two ways", where=_where(text, token.start), hint=hint)
        signs = signs + 1 if token.text in {"!", "-", "+"} else 0
        if len(brackets) + signs > _DEEPEST:
            raise QueryTooLargeError(
                f"nesting over {_DEEPEST} levels", where=_where(text, token.start), hint="nest less"
            )
        if token.text in {"(", "[", "{"}:
            brackets.append(token.text)
        elif token.text in {")", "]", "}"} and len(brackets) > 1:
            brackets.pop()
        yield token
        previous = token


def _could_be_less_than(token: Token, previous: Token, bracket: str) -> bool:
    """Whether `<` may compare here, and what follows it up to `>` would then hide or end something."""
    if not _HIDING.search(token.text) or re.match(r"<[A-Za-z][A-Za-z0-9+.-]*://", token.text):
        return False
    operand = previous.kind in _OPERANDS or previous.text == ")" or previous.text.isalnum()
    return previous.text == "<" or (bracket == "(" and operand)


def _after_prologue(tokens: list[Token]) -> Iterator[Token]:
    position = 0
    while position < len(tokens) and tokens[position].text.upper() in {"BASE", "PREFIX"}:
        position += 2 if tokens[position].text.upper() == "BASE" else 3
    yield from tokens[position:]


def _is_service(tokens: list[Token], index: int, token: Token) -> bool:
    if token.kind == "word":
        return "service" in token.text.lower()
    if token.kind != "prefixed" or "service" not in token.text.partition(":")[0].lower():
        return False
    before = tokens[index - 1].text.upper() if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return after == "{" and before not in {"GRAPH", "FROM", "NAMED"}


def _written_out(token: Token, prefixes: Mapping[str, str], base: str) -> str:
    if token.kind == "iri":
        return _joined(base, token)
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + local.replace("\\", "")


def _joined(base: str, token: Token) -> str:
    """The IRI of a token against a base; one that cannot be joined stays as it is, for the engine to judge."""
    iri = _unescaped(token.text[1:-1])
    try:
        joined = urljoin(base, iri)
    except ValueError:
        return iri
    return f"{joined}#" if iri.endswith("#") and not joined.endswith("#") else joined  # urljoin leaves it out


def _unescaped(text: str) -> str:
    """The text with its \\u0041 and \\U00000041 written out."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _advice(message: str) -> str:
    if "Prefix not found" in message:
        return "declare the prefix with PREFIX"
    if "variable that is unbound" in message:
        return "every variable of SELECT must be grouped or aggregated"
    return ""


def _where(text: str, offset: int) -> str:
    line, column = line_and_column(text, offset)
    return f"line {line}, column {column}"
