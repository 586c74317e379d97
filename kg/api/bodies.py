"""Bodies of requests: read up to a limit, decoded as UTF-8."""

from __future__ import annotations

import asyncio

from fastapi import Request

from kg.api.errors import BadRequestError, BodyTooLargeError, SlowBodyError, UnsupportedTypeError

_SECONDS = 30


def media_type(request: Request) -> str:
    """The media type of the body, without parameters; empty when none is given."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def require_plain(request: Request) -> None:
    """Raises UnsupportedTypeError when the body is declared to be packed or in another encoding: a query is UTF-8."""
    if (packed := request.headers.get("content-encoding", "identity").lower()) != "identity":
        raise UnsupportedTypeError(f"a body packed with {packed} is not read here", hint="send it as it is")
    parameters = request.headers.get("content-type", "").split(";")[1:]
    for name, _, value in (parameter.strip().partition("=") for parameter in parameters):
        if name.strip().lower() == "charset" and value.strip("\"' ").lower() not in {"utf-8", "utf8", "us-ascii"}:
            raise UnsupportedTypeError(f"charset {value} is not read here", hint="send the text as UTF-8")


async def read_body(request: Request, limit: int) -> bytes:
    """The body. Raises BodyTooLargeError as soon as it is over `limit` bytes, SlowBodyError when it does not come."""
    chunks, size = [], 0
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > limit:
                    raise BodyTooLargeError(f"the body is over {limit} bytes", hint="send a shorter one")
                chunks.append(chunk)
    except TimeoutError as error:
        raise SlowBodyError(f"the body did not come within {_SECONDS} s", hint="send it faster") from error
    return b"".join(chunks)


def decoded(body: bytes) -> str:
    """The text. Raises BadRequestError when it is no UTF-8."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequestError(f"byte {error.start} is no UTF-8", where="body", hint="send the text as UTF-8") from error
