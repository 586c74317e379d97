"""Briefs, timelines and changes as OpenAPI shows them. tests/api holds the answers against real ones."""

from __future__ import annotations

from typing import Any

from kg.api.examples import BUILD, ENTITY, FIRM, LOCATED, PARK, SOURCE, STATEMENT_ID, summary

_OBSERVATION: dict[str, Any] = ENTITY["observations"][0]
_TITLE = summary("Title", "单项冠军", "单项冠军")
_POLICY = summary("Policy", "五光十策", "五光十策")

BRIEF = {
    **{key: ENTITY[key] for key in ("id", "iri", "type", "name", "names", "attributes", "facts")},
    "series": [
        {
            "indicator": _OBSERVATION["indicator"],
            "unit": _OBSERVATION["unit"],
            "points": [{key: value for key, value in _OBSERVATION.items() if key not in ("indicator", "unit")}],
        }
    ],
    "titles": [
        {
            "title": _TITLE,
            "relation": "holdsTitle",
            "label": {"zh": "拥有称号", "en": "holds title"},
            "statement": STATEMENT_ID,
            "modality": "done",
        }
    ],
    "policies": [
        {
            "policy": _POLICY,
            "via": _TITLE,
            "words": {
                "zh": "济宁高新技术产业开发区 —拥有称号→ 单项冠军 —适用政策→ 五光十策",
                "en": "济宁高新技术产业开发区 —holds title→ 单项冠军 —targeted by→ 五光十策",
            },
            "statements": [STATEMENT_ID, "b27e91c04d5f6a380e1c"],
            "modality": "done",
        }
    ],
    "neighbors": [
        {
            **FIRM,
            "score": 0.9,
            "words": {
                "zh": "济宁高新技术产业开发区 —入驻主体→ 山推工程机械股份有限公司",
                "en": "济宁高新技术产业开发区 —hosts→ 山推工程机械股份有限公司",
            },
        }
    ],
    "sources": [SOURCE],
    "gaps": [
        {
            "kind": "relation",
            "name": "memberOf",
            "direction": "out",
            "label": {"zh": "成员", "en": "member of"},
            "words": {"zh": "图中未见记录：成员", "en": "not in the graph: member of"},
        }
    ],
}

TIMELINE = {
    "results": [
        {
            "date": "2021-09-13",
            "kind": "statement",
            "statement": STATEMENT_ID,
            "period": None,
            "words": {
                "zh": "济宁高新技术产业开发区 —入驻主体→ 山推工程机械股份有限公司",
                "en": "济宁高新技术产业开发区 —hosts→ 山推工程机械股份有限公司",
            },
            "modality": "done",
            "source": SOURCE,
        }
    ],
    "next": None,
}

_FACT = {"subject": FIRM["name"], "predicate": "locatedInPark", "label": LOCATED, "object": PARK["name"]}
CHANGES = {
    "build": {"id": BUILD, "built": "2026-01-02T00:00:00+00:00"},
    "since": {"id": "fedcba9876543210", "built": "2026-01-01T00:00:00+00:00"},
    "note": None,
    "documents": {"new": [SOURCE["id"]], "changed": [], "gone": [], "unchanged": 31},
    "new": {"count": 1, "results": [_FACT]},
    "gone": {"count": 0, "results": []},
}
