"""The comparison of parks as OpenAPI shows it, like the answers of examples.py."""

from __future__ import annotations

from typing import Any

from kg.api.examples import ENTITY, FIRM, LOCATED, PARK, STATEMENT_ID, summary

_OTHER = summary("Park", "G352021", "福州高新技术产业开发区")
_SAYS: dict[str, Any] = {"statement": STATEMENT_ID, "modality": "done", "reported": True}
_PRODUCES = {**_SAYS, "relation": "produces", "label": {"zh": "生产", "en": "produces"}}
_MAKER = {**FIRM, **_PRODUCES}
_OBSERVATION = ENTITY["observations"][0]


def _row(thing: dict[str, str], who: dict[str, str], relation: str, zh: str, en: str) -> dict[str, Any]:
    return {**thing, "cells": [[{**who, **_SAYS, "relation": relation, "label": {"zh": zh, "en": en}}], []]}


COMPARISON = {
    "parks": [{**PARK, "firms": 14, "planned": 1}, {**_OTHER, "firms": 11, "planned": 0}],
    "chains": [
        {
            **summary("IndustryChain", "工程机械产业链", "工程机械产业链"),
            "segment_count": 33,
            "cells": [[_MAKER], []],
            "segments": [{**summary("ChainSegment", "推土机", "推土机"), "stage": "中游", "cells": [[_MAKER], []]}],
        }
    ],
    "ladder": [
        {
            "rank": 20.0,
            "titles": [summary("Title", "高新技术企业", "高新技术企业")],
            "cells": [{"firms": [_MAKER], "stated": [_OBSERVATION]}, {"firms": [], "stated": []}],
        }
    ],
    "indicators": [
        {"indicator": "固定资产投资", "year": "2021", "normalized_unit": "元", "cells": [[_OBSERVATION], []]}
    ],
    "firms": [{**FIRM, "cells": [[{**PARK, **_SAYS, "relation": "locatedInPark", "label": LOCATED}], []]}],
    "industries": [
        _row(summary("Industry", "高端装备", "高端装备"), PARK, "developsIndustry", "发展产业", "develops industry")
    ],
    "alliances": [_row(summary("Alliance", "某联盟", "某联盟"), FIRM, "memberOf", "成员", "member of")],
    "policies": [
        _row(summary("Policy", "梯度企业培育机制", "梯度企业培育机制"), PARK, "issuedBy", "发布方", "issued by")
    ],
}
