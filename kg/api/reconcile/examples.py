"""Questions and answers of /reconcile as OpenAPI shows them; tests/api holds them against real ones."""

from __future__ import annotations

from typing import Any

from kg.api.described import Described, problems
from kg.api.forms import FORM
from kg.api.reconcile.manifest import HEIGHT, MAX_QUERIES, WIDTH

QUERIES = '{"q0": {"query": "济宁高新区", "type": "Park", "limit": 3}}'
EXTEND = '{"ids": ["Park:G372108"], "properties": [{"id": "inRegion"}]}'
QUERIES_TEXT = "一批查询（JSON）· a batch of queries"
EXTEND_TEXT = "取值的请求（JSON）· ids and properties whose values are wanted"
CALLBACK = "JSONP 函数名，仅供不支持 CORS 的旧客户端 · name of a function, for clients without CORS"

_ROOT = "http://127.0.0.1:8000"
_TYPE = {"id": "Park", "name": "园区"}
_DESCRIPTION = "园区 · 济宁市 · G372108"
_PROPERTY = {"id": "inRegion", "name": "所在区域", "description": "in region"}


def _service(path: str) -> dict[str, str]:
    return {"service_url": _ROOT, "service_path": f"/reconcile{path}"}


MANIFEST: dict[str, Any] = {
    "versions": ["0.1", "0.2"],
    "name": "parkgraph 园区知识图谱",
    "identifierSpace": "https://parkgraph.example/id/",
    "schemaSpace": "https://parkgraph.example/ontology#",
    "documentation": f"{_ROOT}/docs",
    "logo": f"{_ROOT}/static/icon.svg",
    "serviceVersion": "0.1.0",
    "defaultTypes": [_TYPE],
    "view": {"url": f"{_ROOT}/#/entity/{{{{id}}}}"},
    "preview": {"url": f"{_ROOT}/reconcile/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
    "suggest": {
        "entity": {**_service("/suggest/entity"), "flyout_service_path": "/reconcile/flyout?id=${id}"},
        "type": _service("/suggest/type"),
        "property": _service("/suggest/property"),
    },
    "extend": {
        "propose_properties": _service("/properties"),
        "property_settings": [
            {"name": "limit", "label": "最多几个值", "type": "number", "default": 10, "help_text": "…"},
        ],
    },
    "batchSize": MAX_QUERIES,
}
RESULTS = {
    "q0": {
        "result": [
            {
                "id": "Park:G372108",
                "name": "济宁高新技术产业开发区",
                "description": _DESCRIPTION,
                "type": [_TYPE],
                "score": 95.0,
                "features": [{"id": "name_score", "value": 100.0}, {"id": "name_equal", "value": True}],
                "match": True,
            }
        ]
    }
}
ENTITIES = {
    "result": [
        {
            "id": "Park:G372108",
            "name": "济宁高新技术产业开发区",
            "description": _DESCRIPTION,
            "notable": [_TYPE],
        }
    ]
}
TYPES = {"result": [{**_TYPE, "description": "…"}]}
PROPERTIES = {"result": [_PROPERTY]}
PROPOSAL = {"type": "Park", "properties": [_PROPERTY], "limit": 100}
EXTENDED = {
    "meta": [{"id": "inRegion", "name": "所在区域", "type": {"id": "Region", "name": "行政区域"}}],
    "rows": {"Park:G372108": {"inRegion": [{"id": "Region:370800", "name": "济宁市"}]}},
}
FLYOUT = {"id": "Park:G372108", "html": "<h1>济宁高新技术产业开发区</h1>…"}
PREVIEW: Described = {
    200: {"description": "HTML", "content": {"text/html": {"example": "<!doctype html>…"}}},
    **problems(404),
}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                },
                "example": {"queries": QUERIES},
            }
        },
    }
}
