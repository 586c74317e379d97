"""How /sparql describes itself in OpenAPI."""

from __future__ import annotations

from typing import Any

from kg.api.described import Described
from kg.query.answers import GRAPH_TYPES, SOLUTION_TYPES
from kg.settings import Settings

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_GET = """按 Accept 返回。浏览器不带 query 时打开查询页；都没有时返回服务描述。

The answer comes by Accept; a browser without a query gets the query page, others the service description."""
_POST = "表单或 application/sparql-query 正文。 A form, or the query as the body."
_EXAMPLE = "SELECT ?firm ?park WHERE { ?firm kg:locatedInPark ?park } LIMIT 10"
_RESULT = {"head": {"vars": ["firm", "park"]}, "results": {"bindings": []}}
_STATUSES = {
    400: "syntax error",
    403: "not allowed",
    413: "too large",
    503: "busy",
    504: "over the time limit",
}
_DESCRIBED: dict[str, Any] = {
    "description": "SPARQL Results JSON (default), XML, CSV, TSV; Turtle (default), N-Triples, JSON-LD, RDF/XML, TriG, N-Quads",
    "content": {media_type: {} for media_type in (*SOLUTION_TYPES, *GRAPH_TYPES)}
    | {"application/sparql-results+json": {"example": _RESULT}},
}
RESPONSES: Described = {200: _DESCRIBED}
RESPONSES |= {
    status: {"description": text, "content": {"text/plain": {"example": f"{text} …"}}}
    for status, text in _STATUSES.items()
}
_IRIS = {"type": "array", "items": {"type": "string", "format": "iri", "minLength": 1}}
_GRAPHS = {"default-graph-uri": _IRIS, "named-graph-uri": _IRIS}
PARAMETERS = {
    "parameters": [
        {
            "name": "query",
            "in": "query",
            "schema": {"type": "string", "examples": [_EXAMPLE]},
            "description": "SPARQL 1.1",
        },
        {
            "name": "default-graph-uri",
            "in": "query",
            "schema": _IRIS,
            "description": "默认图 · graphs of the default graph",
        },
        {"name": "named-graph-uri", "in": "query", "schema": _IRIS, "description": "命名图 · named graphs"},
    ]
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": {"type": "string", "minLength": 1}, "example": _EXAMPLE},
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"query": {"type": "string", "minLength": 1}, **_GRAPHS},
                    "required": ["query"],
                },
                "example": {"query": _EXAMPLE},
            },
        },
    }
}


def get_text(settings: Settings) -> str:
    """What GET does, and its limits."""
    return f"{_GET}\n\n{_limits(settings)}"


def post_text(settings: Settings) -> str:
    """What POST does, and its limits."""
    return f"{_POST}\n\n{_limits(settings)}"


def _limits(settings: Settings) -> str:
    length, seconds, size = settings.query_max_length, settings.query_timeout, settings.query_max_bytes
    chinese = f"查询至多 {length} 字符，限时 {seconds:g} 秒，结果至多 {size} 字节。"
    return f"{chinese} At most {length} characters, {seconds:g} s, {size} bytes of answer."
