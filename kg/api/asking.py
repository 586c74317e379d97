"""A query of a stranger → its answer: from those kept, or from a query process; zipped where the client likes it."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from kg.api import responses
from kg.api.cache import AnswerCache, Kept
from kg.api.jobs import QueryJob
from kg.api.journal import BUILD
from kg.api.leaving import unless_gone
from kg.api.negotiation import accepts_gzip, choose
from kg.api.packing import ZIPPED
from kg.api.sending import Outbox
from kg.api.served import Served
from kg.api.tally import KEPT, Ending, Outcomes
from kg.api.workers import Pool
from kg.prefixes import PREFIXES
from kg.query.answers import GRAPH_TYPES, SOLUTION_TYPES
from kg.query.guard import Checked, check_query
from kg.settings import Settings
from kg.store import LocalStore

NOTE = "X-Parkgraph-Note"
_SMALL = 1 << 16
_NOTED, _NOTE = 5, 1000
_SHORT = 4000


class Asking:
    """Answers queries over the build that is served. Made for the server's one event loop."""

    def __init__(self, served: Served, settings: Settings, pool: Pool, outcomes: Outcomes) -> None:
        self._served, self._settings, self._pool, self._outcomes = served, settings, pool, outcomes
        self._kept = AnswerCache(settings.query_cache_bytes)
        self._outbox = Outbox(settings.query_sending_bytes, settings.query_sending_patience)

    async def answer(
        self, request: Request, query: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]
    ) -> Response:
        """The whole answer, or 304 when the client has it. Raises QueryError of the kind that fits."""
        with self._outcomes.counted() as ending:
            return await self._answer(request, query, default_graphs, named_graphs, ending)

    async def _answer(
        self,
        request: Request,
        query: str,
        default_graphs: tuple[str, ...],
        named_graphs: tuple[str, ...],
        ending: Ending,
    ) -> Response:
        lookup = await responses.current(self._served)  # held while the query runs, and with it the build
        request.state.query = query  # for the log
        store, accept = lookup.store, ", ".join(request.headers.getlist("accept"))
        forms = choose(accept, tuple(SOLUTION_TYPES)), choose(accept, tuple(GRAPH_TYPES))
        key = store.build_id, query, default_graphs, named_graphs, forms
        kept, steady = self._kept.get(key), True
        if kept is None:
            checked = await self._checked(query, store.base_iri)
            job = QueryJob(
                *(str(store.path), query, self._settings.query_max_bytes, accept, default_graphs, named_graphs),
                *(store.base_iri, checked.graphs),
            )
            answer = await unless_gone(request, self._pool.answer(job))
            kept = Kept(answer, _tag(key, answer.media_type))
            steady = checked.steady and isinstance(store, LocalStore)  # a store elsewhere may change any time
            if steady:
                self._kept.put(key, kept)
        else:
            ending.name = KEPT
        return await self._response(request, kept, steady, store.build_id)

    async def _checked(self, query: str, base: str) -> Checked:
        """The guard's word, for a long query without holding up the event loop."""

        def check() -> Checked:
            return check_query(query, max_length=self._settings.query_max_length, prefixes=PREFIXES, base=base)

        return check() if len(query) <= _SHORT else await run_in_threadpool(check)

    async def _response(self, request: Request, kept: Kept, steady: bool, build: str) -> Response:
        headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache" if steady else "no-store"}
        headers[BUILD] = build
        if kept.answer.empty_graphs:
            shown = " ".join(f"<{quote(iri, safe=':/#?=&%@')}>" for iri in kept.answer.empty_graphs[:_NOTED])
            headers[NOTE] = f"not in this store and taken as empty: {shown}"[:_NOTE]
        if steady:
            had = responses.known(request, kept.tag)
            headers["ETag"] = f'"{had or kept.tag}"'
            if had is not None:
                return Response(status_code=304, headers=headers)
        body = kept.answer.body
        if accepts_gzip(request.headers.get("accept-encoding", "")):
            zipped = kept.zipped if len(body) < _SMALL else await run_in_threadpool(lambda: kept.zipped)
            if zipped is not None:
                body, headers["Content-Encoding"] = zipped, "gzip"
                if steady:
                    headers["ETag"] = f'"{kept.tag}{ZIPPED}"'
        return self._outbox.response(body, kept.answer.media_type, headers)


def _tag(key: object, media_type: str) -> str:
    return hashlib.sha256(f"{key!r} {media_type}".encode(errors="surrogatepass")).hexdigest()[:20]
