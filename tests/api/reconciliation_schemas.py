"""What answers of a reconciliation service look like, as JSON Schemas.

Written in our own words after the specification and the schemas of its appendix
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/, "JSON Schemas"): the same required
fields, types, patterns and choices. Where the official ones leave fields open, these are closed, so that a misspelt
field fails.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
DESCRIPTION: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
_DATE_TIME = (
    r"^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"
)


def record(required: Schema, **optional: Schema) -> Schema:
    """An object with these fields and no others."""
    properties = {**required, **optional}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def by_key(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


TYPE = record({"id": TEXT, "name": TEXT}, description=DESCRIPTION)
_URL: Schema = {"type": "string", "pattern": r"^https?://[^<>\"\s]+$"}
_TEMPLATE: Schema = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
_SERVICE: Schema = {"service_url": _URL, "service_path": {"type": "string", "pattern": "^/"}}
_SETTING: Schema = {
    "oneOf": [
        record({"type": {"const": kind}, "label": TEXT, "name": TEXT}, default=default, help_text=TEXT)
        for kind, default in (("number", NUMBER), ("text", TEXT), ("checkbox", {"type": "boolean"}))
    ]
}
MANIFEST = record(
    {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": _URL,
        "schemaSpace": _URL,
    },
    documentation=_URL,
    logo=_URL,
    serviceVersion=TEXT,
    defaultTypes={**list_of(TYPE), "uniqueItems": True},
    view=record({"url": _TEMPLATE}),
    preview=record({"url": _TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
    suggest=record(
        {},
        entity=record(_SERVICE, flyout_service_path={"type": "string", "pattern": r"\$\{id\}"}),
        type=record(_SERVICE),
        property=record(_SERVICE),
    ),
    extend=record({}, propose_properties=record(_SERVICE), property_settings=list_of(_SETTING)),
    batchSize={"type": "integer", "minimum": 1},
)

_PLAIN: Schema = {"oneOf": [{"type": "string"}, NUMBER, {"type": "boolean"}, record({"id": TEXT}, name=TEXT)]}
_ASKED = record(
    {},
    query={"type": "string"},
    type={"oneOf": [TEXT, list_of(TEXT)]},
    limit=NUMBER,
    properties=list_of(record({"pid": TEXT, "v": {"oneOf": [_PLAIN, list_of(_PLAIN)]}})),
    type_strict={"enum": ["any", "should", "all"]},
)
QUERIES = by_key({**_ASKED, "anyOf": [{"required": ["query"]}, {"required": ["properties"]}]})

_FEATURE = record({"id": TEXT, "value": {"type": ["number", "boolean"]}})
_CANDIDATE = record(
    {"id": TEXT, "name": TEXT, "score": {"type": "number", "minimum": 0, "maximum": 100}},
    description=DESCRIPTION,
    features=list_of(_FEATURE),
    match={"type": "boolean"},
    type=list_of(TYPE),
)
RESULTS = by_key(record({"result": list_of(_CANDIDATE)}))

ENTITIES = record(
    {"result": list_of(record({"id": TEXT, "name": TEXT}, description=DESCRIPTION, notable=list_of(TYPE)))}
)
PROPERTIES = record({"result": list_of(TYPE)})
TYPES = PROPERTIES
PROPOSAL = record({"properties": list_of(TYPE)}, type=TEXT, limit=NUMBER)
FLYOUT = record({"id": TEXT, "html": TEXT})

EXTEND = record({"ids": list_of(TEXT), "properties": list_of(record({"id": TEXT}, settings={"type": "object"}))})
_VALUE: Schema = {
    "oneOf": [
        record({}),
        record({"id": TEXT, "name": TEXT}, description=DESCRIPTION),
        record({"str": {"type": "string"}}),
        record({"float": NUMBER}),
        record({"int": {"type": "integer"}}),
        record({"date": {"type": "string", "pattern": _DATE_TIME}}),
    ]
}
EXTENDED = record(
    {
        "meta": list_of(record({"id": TEXT, "name": TEXT}, type=record({"id": TEXT}, name=TEXT), service=_URL)),
        "rows": by_key(by_key(list_of(_VALUE))),
    }
)
