"""Talking to a SPARQL 1.1 server elsewhere: one request a query, an honest error for whatever goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import httpx

from kg.errors import QueryError, QuerySyntaxError, QueryTimeoutError, QueryTooLargeError, StoreError
from kg.prefixes import PREFIXES
from kg.query.answers import GRAPH_TYPES, SOLUTION_TYPES, Answer, Choose

_DECLARED = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
_SAID = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The query address of a server. default_graphs, named_graphs: the dataset that every query is asked over.

    Both empty: the server's own. A server whose default graph is not the one with the facts gets them from the address:
    `http://host/sparql?default-graph-uri=…`.
    """

    url: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = field(default=(), repr=False)

    @property
    def shown(self) -> str:
        """The address without what is secret in it."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

    @classmethod
    def parse(cls, address: str) -> Endpoint:
        """The endpoint of an address. Raises StoreError for one that is none."""
        parts = urlsplit(address)
        fields = parse_qsl(parts.query)
        graphs = tuple(value for name, value in fields if name == "default-graph-uri")
        if not parts.hostname or any(name != "default-graph-uri" for name, _ in fields):
            hint = "give it as http://host:port/query, if need be with ?default-graph-uri=IRI"
            raise StoreError("this is no address of a SPARQL endpoint", where=address.rpartition("@")[2], hint=hint)
        return cls(urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")), graphs)

    def request(
        self, query: str, choose: Choose, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Request:
        """The request for a query; graphs given go before the endpoint's own.

        choose: picks one of the media types that fit the query's form, as for `kg.query.answers.answer`.
        """
        given = bool(default_graphs or named_graphs)
        default, named = (default_graphs, named_graphs) if given else (self.default_graphs, self.named_graphs)
        form: dict[str, str | list[str]] = {
            "query": f"{_DECLARED} {query}",
            "default-graph-uri": list(default),
            "named-graph-uri": list(named),
        }
        types = ((choose(tuple(offered)), offered) for offered in (SOLUTION_TYPES, GRAPH_TYPES))
        return Request(self, form, {offered[chosen].media_type.partition(";")[0]: chosen for chosen, offered in types})


@dataclass(frozen=True, slots=True)
class Request:
    """A query on its way. form: the fields of the POST; types: media type as the server names it → as the client does."""

    endpoint: Endpoint
    form: dict[str, str | list[str]]
    types: dict[str, str]

    @property
    def headers(self) -> dict[str, str]:
        """What the request accepts."""
        return {"Accept": ", ".join(self.types)}

    def answer(self, status: int, content_type: str, body: bytes) -> Answer:
        """What came back. Raises QueryError or StoreError for what is no answer."""
        if status != httpx.codes.OK:
            raise _refused(self.endpoint, status, body)
        given = content_type.partition(";")[0].strip().lower()
        if given not in self.types:
            hint = "is this the query address of a SPARQL 1.1 server?"
            raise StoreError(
                f"the server answers with {given or 'no media type'}", where=self.endpoint.shown, hint=hint
            )
        return Answer(self.types[given], body)


def _refused(endpoint: Endpoint, status: int, body: bytes) -> QueryError | StoreError:
    """What an answer that is none means."""
    said = " ".join(body.decode("utf-8", "replace").split())[:_SAID]
    if status in (httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY):
        return QuerySyntaxError(f"the server does not read the query: {said}", hint="correct the query")
    if status in (httpx.codes.GATEWAY_TIMEOUT, httpx.codes.REQUEST_TIMEOUT):
        return QueryTimeoutError(f"the server ended the query: {said}", hint="narrow the pattern or add a LIMIT")
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        return QueryTooLargeError(f"the server ended the query: {said}", hint="add a LIMIT")
    return StoreError(f"status {status} {said}".strip(), where=endpoint.shown, hint="look at the server")


def silent(endpoint: Endpoint, error: httpx.HTTPError) -> StoreError:
    """A server that cannot be reached or breaks off."""
    what = f"the server does not answer: {error or type(error).__name__}"
    return StoreError(what, where=endpoint.shown, hint="is it running, and is this its query address?")
