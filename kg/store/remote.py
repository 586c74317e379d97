"""A graph in a SPARQL 1.1 server elsewhere: its names are read at start, everything else when it is asked for."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox

from kg import identity, resources
from kg.errors import EntityNotFoundError, QueryTooLargeError, StoreError
from kg.ontology import Ontology
from kg.prefixes import PREFIXES
from kg.query.answers import GRAPH_TYPES, SOLUTION_TYPES, Answer, Choose
from kg.query.guard import check_query, with_values
from kg.settings import Settings
from kg.store.protocol import Endpoint, silent
from kg.store.statistics import statistics
from kg.store.store import Found, Store, Term

_PATIENCE, _AT_START = 15.0, 600.0
_SOLUTIONS, _GRAPH = "application/sparql-results+json", "application/n-triples"
_OURS = {next(iter(SOLUTION_TYPES)): _SOLUTIONS, next(iter(GRAPH_TYPES)): _GRAPH}
_ANY_SIZE = 1 << 40


class RemoteStore(Store):
    """What a server holds. `kg build` and `kg export --format nq` made it; the server has its facts in the default graph.

    path: a folder of this process for the index of names, gone with it; ontology: the shipped one; build_id: a hash of
    how much the server held at start.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._client = httpx.Client(timeout=_AT_START, trust_env=False)
        weakref.finalize(self, self._client.close)
        self.endpoint = endpoint
        self.path = Path(tempfile.mkdtemp(prefix="parkgraph-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        self.ontology_dir = resources.ontology_dir()
        self.ontology = Ontology.load(self.ontology_dir)
        self.base_iri = self._base() or Settings.from_environment().base_iri

    @classmethod
    def connect(cls, address: str) -> RemoteStore:
        """The graph behind an address. Raises StoreError when the server is silent or holds nothing."""
        endpoint = Endpoint.parse(address)
        if endpoint.default_graphs:
            endpoint = replace(endpoint, named_graphs=tuple(cls(replace(endpoint, default_graphs=())).graphs()))
        store = cls(endpoint)
        counted = store.statistics
        if not counted["statements"]:
            hint = "facts belong in the default graph; or name their graph: …?default-graph-uri=IRI"
            raise StoreError("the default graph is empty", where=endpoint.shown, hint=hint)
        store.build_id = hashlib.sha256(repr(counted).encode()).hexdigest()[:16]
        store.meta = {"id": store.build_id, "built": None, "counts": {"quads": len(store), "documents": {}}}
        return store

    @cached_property
    def statistics(self) -> Mapping[str, Any]:
        return statistics(self.query)

    def serve(self) -> None:
        """From now on a stranger may be waiting for the answer, so that the server gets less time for it."""
        self._client.timeout = httpx.Timeout(_PATIENCE)

    def _base(self) -> str | None:
        """What stands before id/ in the IRIs of the server's documents."""
        found = [row["document"] for row in self.select("remote_document")]
        iri = found[0].value if found and isinstance(found[0], ox.NamedNode) else ""
        return iri.partition("id/Document/")[0] if "id/Document/" in iri else None

    def graphs(self) -> Iterator[str]:
        """The names of the server's graphs."""
        return (row["graph"].value for row in self.select("remote_graphs") if not isinstance(row["graph"], ox.Triple))

    def __len__(self) -> int:
        return int(self.statistics["statements"] + self.statistics["named"]["statements"])

    def query(self, sparql: str, substitutions: Mapping[ox.Variable, Term] | None = None) -> Found:
        values = {variable.value: str(term) for variable, term in (substitutions or {}).items()}
        found = self.answer(with_values(sparql, values), lambda offered: _OURS[offered[0]], _ANY_SIZE)
        try:
            if found.media_type == _GRAPH:
                return [quad.triple for quad in ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES)]
            return ox.parse_query_results(found.body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError("the server's answer cannot be read", where=self.endpoint.shown) from error

    def answer(self, query: str, choose: Choose, max_bytes: int) -> Answer:
        """The server's answer to a query, as `kg.query.answers.answer` gives that of a build."""
        check_query(query, prefixes=PREFIXES)
        request = self.endpoint.request(query, choose)
        try:
            came = self._client.post(self.endpoint.url, data=request.form, headers=request.headers)
        except httpx.HTTPError as error:
            raise silent(self.endpoint, error) from error
        if len(came.content) > max_bytes:
            raise QueryTooLargeError("the answer is over the size limit", hint="add a LIMIT, or set KG_QUERY_MAX_BYTES")
        return request.answer(came.status_code, came.headers.get("content-type", ""), came.content)

    def document(self, document_id: str) -> dict[str, Any]:
        """What the graph says of a document. Its text is not in the graph: text is empty, and so is pieces."""
        node = ox.NamedNode(identity.iri(self.base_iri, f"Document:{document_id}"))
        rows = self.select("lookup_literals", entity=node)
        if not rows:
            raise EntityNotFoundError(
                f"no document {document_id} is in the store", hint="an entity's sources name them"
            )
        return {"id": document_id, "text": "", "pieces": []}
