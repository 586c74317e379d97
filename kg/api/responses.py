"""Answers as bytes: JSON by orjson, with the build as entity tag so that an unchanged graph costs nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import orjson
from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from kg.api.cache import Kept
from kg.api.journal import BUILD
from kg.api.negotiation import accepts_gzip
from kg.api.packing import ZIPPED, zipped
from kg.api.served import Served
from kg.lookup import Lookup
from kg.query.answers import Answer

_LONGEST = 4096


def json(content: Any) -> Response:
    """Any value as JSON, UTF-8."""
    return Response(orjson.dumps(content), media_type="application/json", headers={"Cache-Control": "no-store"})


async def current(served: Served) -> Lookup:
    """The look-ups over the build in use, without holding up the event loop."""
    lookup = served.current()
    return lookup if lookup is not None else await run_in_threadpool(served.lookup)


def looked_up(request: Request, served: Served, look_up: Callable[[Lookup], Any]) -> Response:
    """The look-up's answer over the current build, or 304 when the client has this build's answer already."""
    return tagged(request, served, lambda lookup: orjson.dumps(look_up(lookup)))


def tagged(
    request: Request, served: Served, make: Callable[[Lookup], bytes], media_type: str = "application/json"
) -> Response:
    """The bytes that `make` gives, with the build and the media type as entity tag, and 304 where it is known."""
    lookup = served.lookup()
    tag = served.tag(lookup, media_type)
    key = tag, request.url.path, request.url.query

    def body() -> bytes:
        kept = served.answers.get(key)
        if kept is None:
            kept = Kept(Answer(media_type, make(lookup)), tag)
            served.answers.put(key, kept)
        return kept.answer.body

    answer = _tagged(request, tag, body, media_type)
    answer.headers[BUILD] = lookup.store.build_id
    return answer


def steady(request: Request, body: bytes, media_type: str) -> Response:
    """A body that no build changes, with its hash as entity tag."""
    return _tagged(request, hashlib.sha256(body).hexdigest()[:20], lambda: body, media_type)


def _tagged(request: Request, tag: str, make: Callable[[], bytes], media_type: str) -> Response:
    had = known(request, tag)
    headers = {"Cache-Control": "no-cache", "ETag": f'"{had or tag}"', "Vary": "Accept, Accept-Encoding"}
    body = make()  # also for who has it: one tag is that of many addresses, and nobody has what is not there
    if had is not None or request.headers.get("if-none-match", "").strip() == "*":
        return Response(status_code=304, headers=headers)
    if accepts_gzip(request.headers.get("accept-encoding", "")) and (packed := zipped(body)) is not None:
        body, headers = packed, headers | {"ETag": f'"{tag}{ZIPPED}"', "Content-Encoding": "gzip"}
    return Response(body, media_type=media_type, headers=headers)


def known(request: Request, tag: str) -> str | None:
    """The tag by which the client has the answer with this tag, plain or zipped; None when it has it not."""
    given = (
        part.strip().removeprefix("W/").strip('"')
        for part in request.headers.get("if-none-match", "")[:_LONGEST].split(",")
    )
    return next((had for had in given if had.removesuffix(ZIPPED) == tag), None)
