"""Fields of a request: of its address, or of a form in its body."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request

from kg.api.bodies import decoded, media_type, read_body, require_plain
from kg.api.errors import BadRequestError, UnsupportedTypeError

FORM = "application/x-www-form-urlencoded"


async def posted(request: Request, limit: int) -> dict[str, str]:
    """The fields of a form of at most `limit` bytes. Raises UnsupportedTypeError for another body."""
    if media_type(request) != FORM:
        raise UnsupportedTypeError(f"{media_type(request) or 'this body'} is not read here", hint=f"send {FORM}")
    require_plain(request)
    body = decoded(await read_body(request, limit))
    try:
        return once(parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=100))
    except ValueError as error:
        raise BadRequestError(f"the form cannot be read: {error}", hint="encode it as UTF-8") from error


def once(fields: list[tuple[str, str]]) -> dict[str, str]:
    """The fields by name. Raises BadRequestError for one that is given twice."""
    found = dict(fields)
    if len(found) < len(fields):
        raise BadRequestError("a parameter is given twice", hint="give each parameter once")
    return found
