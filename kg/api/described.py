"""How routes describe their answers in OpenAPI."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from kg.api.errors import MEDIA_TYPE

Described = dict[int | str, dict[str, Any]]
MERGED: Described = {308: {"description": "The id was merged into the one in Location"}}
_PROBLEM = {"type": "about:blank", "title": "…", "status": 0, "detail": "…", "hint": "…"}


def found(example: Any, *failures: int) -> Described:
    """A JSON answer by its example, and the statuses of what can go wrong."""
    return {200: {"description": "OK", "content": {"application/json": {"example": example}}}, **problems(*failures)}


def problems(*statuses: int) -> Described:
    """Problem details of these statuses."""
    return {status: _problem(HTTPStatus(status)) for status in statuses}


def _problem(status: HTTPStatus) -> dict[str, Any]:
    example = {**_PROBLEM, "title": status.phrase, "status": status.value}
    return {"description": status.phrase, "content": {MEDIA_TYPE: {"example": example}}}
