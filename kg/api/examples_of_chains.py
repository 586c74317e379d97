"""The answers about chains as OpenAPI shows them, like those of examples.py."""

from __future__ import annotations

from typing import Any

from kg.api.examples import FIRM, PARK, STATEMENT_ID, summary

_SAYS: dict[str, Any] = {"statement": STATEMENT_ID, "modality": "done", "reported": True}
_NAME = "工程机械产业链"
_SEGMENT = summary("ChainSegment", "推土机", "推土机")
_POLICY = {
    **summary("Policy", "梯度企业培育机制", "梯度企业培育机制"),
    "applies": True,
    "targets": [{**summary("Title", "单项冠军", "单项冠军"), **_SAYS}],
    "places": [{**PARK, **_SAYS}],
}


def _stated(relation: str, zh: str, en: str, reported: bool) -> dict[str, Any]:
    return {**_SAYS, "relation": relation, "label": {"zh": zh, "en": en}, "reported": reported}


def _member(who: dict[str, str], relation: str, zh: str, en: str, thing: dict[str, str]) -> dict[str, Any]:
    """A firm that is in the park, or a park, with the statement that ties it to a segment or industry."""
    firm = who["type"] == "Firm"
    return {
        **who,
        "planned": False,
        "said": [{**_stated(relation, zh, en, reported=True), "object": thing}],
        "parks": [{**PARK, **_SAYS, "inside": True}] if firm else [],
        "titles": [{**summary("Title", "单项冠军", "单项冠军"), **_SAYS}] if firm else [],
    }


_INDUSTRY = summary("Industry", "工程机械", "工程机械产业")
_MAKER = _member(FIRM, "produces", "生产", "produces", _SEGMENT)
CHAINS = {
    "results": [
        {
            **summary("IndustryChain", _NAME, _NAME),
            "segments": 33,
            "stages": {"上游": 15, "中游": 13, "下游": 5},
            "recorded": 1,
            "firms": 11,
            "parks": 6,
            "policies": 1,
        }
    ],
    "next": None,
}
CHAIN = {
    **summary("IndustryChain", _NAME, _NAME),
    "lens": PARK,
    "industries": [{**_INDUSTRY, **_SAYS, "reported": False}],
    "bands": [
        {
            "stage": "中游",
            "segments": [
                {
                    **_SEGMENT,
                    **_stated("hasSegment", "包含环节", "has segment", reported=False),
                    "firms": [_MAKER],
                    "parks": [],
                    "elsewhere": {"count": 1, "results": [_MAKER]},
                    "policies": [],
                }
            ],
        }
    ],
    "supplies": [
        {
            "from": "ChainSegment:发动机",
            "to": _SEGMENT["id"],
            **_stated("upstreamOf", "供应给", "upstream of", reported=False),
        }
    ],
    "firms": [_member(FIRM, "operatesIn", "所属产业", "operates in", _INDUSTRY)],
    "parks": [_member(PARK, "developsIndustry", "发展产业", "develops industry", _INDUSTRY)],
    "policies": [_POLICY],
    "titles": [{**summary("Title", "单项冠军", "单项冠军"), "firms": 1}],
    "counts": {"segments": 33, "recorded": 1, "firms": 1, "planned": 0},
}
