"""How routes describe their answers in OpenAPI."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from kg.api.errors import MEDIA_TYPE
from kg.errors import FIND

Described = dict[int | str, dict[str, Any]]
MERGED: Described = {308: {"description": "The id was merged into the one in Location"}}
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "出错说明（RFC 9457） · problem details; `hint` says what to do",
    "type": "object",
    "required": ["type", "title", "status", "detail", "hint"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "default": "about:blank"},
        "title": {"type": "string", "examples": ["Not Found"]},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "examples": ["no entity 'Park:nowhere' in the store"]},
        "hint": {"type": "string", "examples": [FIND]},
    },
}
_EXAMPLE = {"type": "about:blank", "title": "…", "status": 0, "detail": "…", "hint": "…"}


def found(example: Any, *failures: int) -> Described:
    """A JSON answer by its example, and the statuses of what can go wrong."""
    return {200: {"description": "OK", "content": {"application/json": {"example": example}}}, **problems(*failures)}


def problems(*statuses: int) -> Described:
    """Problem details of these statuses. What any route can answer is added by `kg.api.openapi`."""
    return {status: _problem(HTTPStatus(status)) for status in statuses}


def _problem(status: HTTPStatus) -> dict[str, Any]:
    example = {**_EXAMPLE, "title": status.phrase, "status": status.value}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
    return {"description": status.phrase, "content": content}
