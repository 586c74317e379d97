"""The service manifest (Reconciliation Service API 0.2, section 3.1): what the service offers, and where."""

from __future__ import annotations

from typing import Any

from kg import __version__
from kg.lookup.vocabulary import types
from kg.ontology import Ontology
from kg.settings import ONTOLOGY_NAMESPACE

MAX_QUERIES, MAX_CANDIDATES, CANDIDATES = 50, 25, 10
MAX_IDS, MAX_PROPERTIES = 1000, 20
PATH = "/reconcile"
WIDTH, HEIGHT = 420, 300
_SETTINGS = [
    {
        "name": "limit",
        "label": "最多几个值",
        "type": "number",
        "default": 10,
        "help_text": "每个单元格最多取几个值（1 至 100）· values of a cell at most",
    },
    {
        "name": "planned",
        "label": "包括计划中的",
        "type": "checkbox",
        "default": False,
        "help_text": "也取原文只说计划、目标的关系 · also what is only planned",
    },
]


def manifest(root: str, base_iri: str, ontology: Ontology) -> dict[str, Any]:
    """The manifest of the service whose addresses begin with `root`."""
    return {
        "versions": ["0.1", "0.2"],
        "name": "parkgraph 园区知识图谱",
        "identifierSpace": f"{base_iri}id/",
        "schemaSpace": ONTOLOGY_NAMESPACE,
        "documentation": f"{root}/docs",
        "logo": f"{root}/static/icon.svg",
        "serviceVersion": __version__,
        "defaultTypes": [{"id": kind["id"], "name": kind["name"]} for kind in types(ontology)],
        "view": {"url": f"{root}/#/entity/{{{{id}}}}"},
        "preview": {"url": f"{root}{PATH}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            "entity": {**_service(root, "/suggest/entity"), "flyout_service_path": f"{PATH}/flyout?id=${{id}}"},
            "type": _service(root, "/suggest/type"),
            "property": _service(root, "/suggest/property"),
        },
        "extend": {"propose_properties": _service(root, "/properties"), "property_settings": _SETTINGS},
        "batchSize": MAX_QUERIES,
    }


def _service(root: str, path: str) -> dict[str, str]:
    return {"service_url": root, "service_path": f"{PATH}{path}"}
