"""This server's addresses as the client knows it."""

from __future__ import annotations

from fastapi import Request

from kg.api.errors import BadRequestError


def address(request: Request, path: str) -> str:
    """The whole address of a path, below the prefix of a proxy. Raises BadRequestError for a Host that is none."""
    root = request.scope.get("root_path", "")
    found = str(request.url.replace(path=f"{root}{path}", query=""))
    if not found.isascii() or any(character in found for character in '<>"{}|\\^` '):
        raise BadRequestError("the Host header makes no address", hint="send the server's name and port")
    return found
