"""Answers as OpenAPI shows them: short, in the shapes that the routes give. tests/api holds them against real ones."""

from __future__ import annotations

from typing import Any

Q = "名称或其一部分、拼音 · a name, a part of it, or pinyin"
REGION = "只要在此区域内的 · only what lies in this region (id)"
INDUSTRY = "只要此产业（含细分）的 · only of this industry or its parts (id)"
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"  # ISO, or its beginning
CURSOR = "上一页的 next；图重建后作废 (409) · `next` of the page before; of no use (409) once the graph is rebuilt"

BUILD = "0123456789abcdef"
_BASE = "https://parkgraph.example/id/"
LOCATED = {"zh": "位于园区", "en": "located in park"}
HOSTS = {"zh": "入驻主体", "en": "hosts"}


def summary(type: str, key: str, name: str) -> dict[str, str]:
    return {"id": f"{type}:{key}", "iri": f"{_BASE}{type}/{key}", "type": type, "name": name}


PARK = summary("Park", "G372108", "济宁高新技术产业开发区")
FIRM = summary("Firm", "山推工程机械股份有限公司", "山推工程机械股份有限公司")
SOURCE = {"id": "park-page-2021#1", "title": "济宁高新区聚链成群", "published": "2021-09-13", "kind": "document"}
STATEMENT_ID = "3f0c6a1d2b9e4f7a8c5d"
_EVIDENCE: dict[str, Any] = {
    "document": {**SOURCE, "source": "documents/park-page-2021.txt"},
    "quote": "济宁高新区聚集了山推股份等企业",
    "pieces": [{"start": 120, "end": 135, "quote": "济宁高新区聚集了山推股份等企业"}],
    "row": None,
    "rule": "located.frame",
    "confidence": 0.9,
    "modality": "done",
    "attributed_to": None,
}

SHORT_EVIDENCE = [{key: _EVIDENCE[key] for key in ("document", "quote", "row", "confidence", "modality")}]

SEARCH = {"results": [{**PARK, "matched": "济宁高新区", "score": 0.97}], "next": None, "facets": {"Park": 1}}

LISTED = {"results": [FIRM], "next": None, "count": 1}

RELATED = {
    "results": [
        {
            **FIRM,
            "score": 0.9,
            "depth": 1,
            "words": {
                "zh": "济宁高新技术产业开发区 —入驻主体→ 山推工程机械股份有限公司",
                "en": "济宁高新技术产业开发区 —hosts→ 山推工程机械股份有限公司",
            },
            "reason": [
                {
                    "relation": "locatedInPark",
                    "label": HOSTS,
                    "direction": "in",
                    "statement": STATEMENT_ID,
                    "modality": "done",
                    "from": PARK,
                    "to": FIRM,
                }
            ],
            "evidence": SHORT_EVIDENCE,
        }
    ],
    "next": f"{BUILD}-20",
}

ENTITY: dict[str, Any] = {
    **PARK,
    "names": ["济宁高新技术产业开发区", "济宁高新区"],
    "attributes": [{"name": "code", "label": {"zh": "代码", "en": "code"}, "values": ["G372108"]}],
    "facts": [
        {
            "relation": "locatedInPark",
            "label": LOCATED,
            "direction": "in",
            "count": 1,
            "results": [
                {
                    "statement": STATEMENT_ID,
                    "entity": FIRM,
                    "modality": "done",
                    "confidence": 0.9,
                    "sources": 1,
                    "role": None,
                    "inferred": False,
                }
            ],
        }
    ],
    "observations": [
        {
            "id": "Observation:9c41d0e7a52b8f36",
            "indicator": "固定资产投资",
            "value": 180.5,
            "value_text": "180.5",
            "unit": "亿元",
            "normalized_value": 18050000000.0,
            "normalized_unit": "元",
            "period": "2021-01/2021-07",
            "change": 18.4,
            "earlier": None,
            "completion": None,
            "bound": None,
            "modality": "done",
            "statement": "b27e91c04d5f6a380e1c",
            "document": {"id": SOURCE["id"], "title": SOURCE["title"]},
        }
    ],
    "sources": [SOURCE],
}

STATEMENT = {
    "id": STATEMENT_ID,
    "subject": FIRM,
    "relation": "locatedInPark",
    "label": LOCATED,
    "object": PARK,
    "role": None,
    "inferred_from": None,
    "evidence": [_EVIDENCE],
}

DOCUMENT = {
    **SOURCE,
    "byline": None,
    "source": "documents/park-page-2021.txt",
    "text": "…济宁高新区聚集了山推股份等企业…",
    "pieces": [{"start": 118, "end": 137}],
    "mentions": [{"start": 120, "end": 125, "text": "济宁高新区", "entity": PARK}],
    "statement_count": 1,
    "statements": [
        {
            "statement": STATEMENT_ID,
            "relation": "locatedInPark",
            "label": LOCATED,
            "subject": FIRM,
            "object": PARK,
            "modality": "done",
        }
    ],
}

EXTRACT = [
    {
        "document": {"id": "text#1", "title": None, "source": "text", "published": "2021-09-13", "byline": None},
        "entities": [
            {
                "id": "e1",
                "type": "Park",
                "name": "济宁高新区",
                "aliases": [],
                "iri": PARK["iri"],
                "attributes": {},
                "mentions": [{"start": 0, "end": 5, "text": "济宁高新区"}],
            }
        ],
        "relations": [],
        "observations": [
            {
                "subject": "e1",
                "indicator": "固定资产投资",
                "value": 180.5,
                "unit": "亿元",
                "value_text": "180.5",
                "normalized_value": 18050000000.0,
                "normalized_unit": "元",
                "evidence": [{"start": 0, "end": 18, "quote": "济宁高新区完成固定资产投资180.5亿元"}],
                "rule": "observation",
                "confidence": 0.8,
                "modality": "done",
            }
        ],
    }
]
REPORT = "济宁高新区完成固定资产投资180.5亿元。"

_TERM = {"name": "Park", "label": {"zh": "园区", "en": "Park"}, "definition": {"zh": "…", "en": "…"}, "order": 1}
ONTOLOGY = {
    "types": [{**_TERM, "color": "#2f6fde", "shape": "dot", "extracted": True}],
    "relations": [
        {
            **_TERM,
            "name": "locatedInPark",
            "label": LOCATED,
            "inverse_label": {"zh": "园内企业", "en": "has tenant"},
            "domain": ["Firm"],
            "range": ["Park"],
            "color": "#2f6fde",
            "core": True,
            "structural": False,
        }
    ],
    "attributes": [
        {**_TERM, "name": "code", "label": {"zh": "代码", "en": "code"}, "domain": ["Park"], "datatype": "string"}
    ],
    "prefixes": {"kg": "https://parkgraph.example/ontology#"},
}

STATS = {
    "build": {"id": BUILD, "built": "2026-01-01T00:00:00+00:00"},
    "documents": {"document": 12, "table": 2, "gazetteer": 9},
    "entities": {"Park": 2550, "Firm": 60},
    "facts": {"locatedInPark": 40},
    "statements": {"locatedInPark": {"done": 40, "planned": 2, "aim": 0}},
    "observations": 2600,
}

QUESTION: dict[str, Any] = {
    "name": "firms-of-park",
    "title": {"zh": "某园区有哪些企业，做什么？", "en": "Which firms are in a park, and what do they do?"},
    "why": {"zh": "招商和企业服务的底册。", "en": "The list that services start from."},
    "parameters": [
        {
            "name": "park",
            "kind": "Park",
            "default": "Park:G372108",
            "value": "Park:G372108",
            "options": "/api/v1/queries/options/parks-with-firms",
        }
    ],
    "text": "PREFIX kg: <https://parkgraph.example/ontology#>\nSELECT …",
    "run": "/sparql?query=PREFIX%20kg%3A…",
}
QUESTIONS = {"results": [QUESTION], "next": None}
OPTIONS = {"results": [{"value": "Park:G372108", "label": "济宁高新技术产业开发区"}], "next": None}
