"""Bodies of requests: read up to a limit, decoded as UTF-8."""

from __future__ import annotations

from fastapi import Request

from kg.api.errors import BadRequestError, BodyTooLargeError


def media_type(request: Request) -> str:
    """The media type of the body, without parameters; empty when none is given."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_body(request: Request, limit: int) -> bytes:
    """The body. Raises BodyTooLargeError as soon as it is over `limit` bytes."""
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise BodyTooLargeError(f"the body is over {limit} bytes", hint="send a shorter one")
        chunks.append(chunk)
    return b"".join(chunks)


def decoded(body: bytes) -> str:
    """The text. Raises BadRequestError when it is no UTF-8."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequestError(f"byte {error.start} is no UTF-8", where="body", hint="send the text as UTF-8") from error
