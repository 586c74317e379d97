"""Related and similar entities and paths as OpenAPI shows them. tests/api holds the answers against real ones."""

from __future__ import annotations

from kg.api.examples import BUILD, LOCATED, PARK, SHORT_EVIDENCE, STATEMENT_ID, summary

RANK = "排序：关联强弱；个性化 PageRank；共同邻居 (Adamic–Adar) · by weight of the ways; by personalised PageRank; by shared neighbors"
PATH_RANK = "排序：绕开枢纽；步数最少 · by cost, hubs on the way costing more; by number of steps"

_INDUSTRY = summary("Industry", "新材料", "新材料")
_OTHER_PARK = summary("Park", "G352021", "福州高新技术产业开发区")
_FIRM = summary("Firm", "阿特斯阳光", "阿特斯阳光")

SIMILAR = {
    "results": [
        {
            **_OTHER_PARK,
            "score": 0.0824,
            "shared_weight": 2.1,
            "all_weight": 25.5,
            "words": {"zh": "同有新材料（权重 2.10 / 25.50）", "en": "both have 新材料 (weights 2.10 / 25.50)"},
            "shared": [
                {
                    "entity": _INDUSTRY,
                    "relation": "developsIndustry",
                    "label": {"zh": "发展产业", "en": "develops industry"},
                    "rarity": 2.1,
                    "held_by": 290,
                    "statements": [STATEMENT_ID, "b27e91c04d5f6a380e1c"],
                }
            ],
        }
    ],
    "next": f"{BUILD}-20",
}

_WORDS = {
    "zh": "阿特斯阳光 —位于园区→ 济宁高新技术产业开发区",
    "en": "阿特斯阳光 —located in park→ 济宁高新技术产业开发区",
}
PATHS = {
    "from": _FIRM,
    "to": PARK,
    "to_type": None,
    "results": [
        {
            "length": 1,
            "cost": 1.16,
            "words": _WORDS,
            "steps": [
                {
                    "relation": "locatedInPark",
                    "label": LOCATED,
                    "direction": "out",
                    "statement": STATEMENT_ID,
                    "modality": "done",
                    "from": _FIRM,
                    "to": PARK,
                    "words": _WORDS,
                    "confidence": 0.9,
                    "evidence": SHORT_EVIDENCE,
                }
            ],
        }
    ],
    "next": None,
    "note": None,
}
