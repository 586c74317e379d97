"""Answers for pages of other sites: JSON, or a call of a function of theirs for clients that know no CORS (JSONP).

A callback is taken into a script, so nothing but a plain name of a function is one; what the answer holds is public,
no cookie or password is ever read, and the browser is told to take it as a script only (nosniff).
"""

from __future__ import annotations

import re
from typing import Any

import orjson
from fastapi import Request, Response

from kg.api import responses
from kg.api.errors import BadRequestError

_NAME = r"[A-Za-z_$][0-9A-Za-z_$]{0,60}"
_CALLBACK = re.compile(rf"{_NAME}(?:\.{_NAME}){{0,3}}", re.ASCII)


def answer(request: Request, content: Any) -> Response:
    """The content as JSON, or as a call of the parameter `callback`. Raises BadRequestError when that is no plain name."""
    given = request.query_params.getlist("callback")
    if request.method == "POST" or not given:
        return responses.json(content)
    if len(given) > 1 or not _CALLBACK.fullmatch(given[0]):
        raise BadRequestError("callback is no name of a function", hint="leave it out: CORS is open to everyone")
    text = orjson.dumps(content).replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    body = b"/**/" + given[0].encode() + b"(" + text.replace(b"<", b"\\u003c") + b");"
    return Response(body, media_type="application/javascript", headers={"Cache-Control": "no-store"})
