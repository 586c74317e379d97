"""Answers as bytes: JSON by orjson, with the build as entity tag so that an unchanged graph costs nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from fastapi import Request, Response

from kg.api.served import Served
from kg.lookup import Lookup


def json(content: Any) -> Response:
    """Any value as JSON, UTF-8."""
    return Response(orjson.dumps(content), media_type="application/json", headers={"Cache-Control": "no-store"})


def looked_up(request: Request, served: Served, look_up: Callable[[Lookup], Any]) -> Response:
    """The look-up's answer over the current build, or 304 when the client has this build's answer already."""
    return tagged(request, served, lambda lookup: orjson.dumps(look_up(lookup)))


def tagged(
    request: Request, served: Served, make: Callable[[Lookup], bytes], media_type: str = "application/json"
) -> Response:
    """The bytes that `make` gives, with the build and the media type as entity tag, and 304 where it is known."""
    lookup = served.lookup()
    headers = {"Cache-Control": "no-cache", "ETag": served.etag(lookup, media_type), "Vary": "Accept"}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if headers["ETag"] in known:
        return Response(status_code=304, headers=headers)
    return Response(make(lookup), media_type=media_type, headers=headers)
