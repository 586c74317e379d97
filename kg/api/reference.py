"""The API page: OpenAPI as plain HTML, made here, so that it needs no script and nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

_STYLE = """
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; color: #1d2733; background: #fff; }
body { font-family: system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
body { line-height: 1.6; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; margin: 0; }
section { border: 1px solid #d8e0ea; border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-size: .85rem; }
pre { background: #f4f7fb; border-radius: .375rem; padding: .75rem; max-height: 24rem; overflow: auto; }
.method { display: inline-block; min-width: 2.6rem; padding: 0 .4rem; border-radius: .25rem; font-size: .8rem; }
.method { color: #fff; background: #1f6f54; text-align: center; } .method.post { background: #8a4b08; }
dl { margin: .5rem 0; } dt { border-top: 1px solid #e6ecf3; padding-top: .3rem; } dt small { color: #56657a; }
dd { margin: 0 0 .3rem; } dd:empty { display: none; }
summary { cursor: pointer; } a { color: #1b5fc1; } p { margin: .4rem 0; }
nav a { margin-right: 1rem; white-space: nowrap; }
"""
Schema = Mapping[str, Any]


def reference_page(openapi: Schema, root_path: str) -> str:
    """The page. openapi: the app's description; root_path: the prefix of all addresses."""
    info = openapi["info"]
    routes = "".join(_routes(openapi, root_path))
    text = "".join(f"<p>{escape(part)}</p>" for part in info["description"].split("\n\n"))
    return f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="{escape(root_path)}/static/icon.svg">
<title>接口文档 · parkgraph API</title><style>{_STYLE}</style></head>
<body><header><h1>接口文档 <small lang="en">parkgraph API {escape(info["version"])}</small></h1>{text}
<nav><a href="{escape(root_path)}/">图谱浏览</a> <a href="{escape(root_path)}/openapi.json">openapi.json</a>
<a href="{escape(root_path)}/#/sparql">SPARQL 查询</a></nav></header>
<main>{routes}</main></body></html>
"""


def _routes(openapi: Schema, root_path: str) -> Iterator[str]:
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            yield f"""<section id="{escape(operation["operationId"])}">
<h2><span class="method {method}">{method.upper()}</span> <code>{escape(path)}</code></h2>
<p><strong>{escape(operation.get("summary", ""))}</strong></p><p>{escape(operation.get("description", ""))}</p>
{_parameters(operation)}{_body(operation)}{_trial(path, method, operation, root_path)}{_answers(operation)}</section>
"""


def _parameters(operation: Schema) -> str:
    items = "".join(
        f"<dt><code>{escape(p['name'])}</code>{' 必填' if p.get('required') else ''} "
        f"<small>{escape(_type(p['schema']))}</small></dt><dd>{escape(p.get('description', ''))}</dd>"
        for p in operation.get("parameters", [])
    )
    return f"<dl>{items}</dl>" if items else ""


def _type(schema: Schema) -> str:
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if "items" in schema:
        return f"[{_type(schema['items'])}]"
    if "anyOf" in schema:
        return next(_type(s) for s in schema["anyOf"] if s.get("type") != "null")
    bounds = [
        f"{sign}{schema[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤"), ("default", "=")) if key in schema
    ]
    return " ".join([schema.get("type", ""), *bounds])


def _body(operation: Schema) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    return "".join(
        f"<p>正文 <code>{escape(kind)}</code></p>{_shown(item.get('example'))}" for kind, item in content.items()
    )


def _trial(path: str, method: str, operation: Schema, root_path: str) -> str:
    """A link that asks the route with the examples of its parameters, where these are enough."""
    required = [
        p
        for p in operation.get("parameters", [])
        if p.get("required") or p.get("examples") or "examples" in p["schema"]
    ]
    values = {p["name"]: _example(p) for p in required}
    if method != "get" or not all(values.values()):
        return ""
    query = "&".join(f"{name}={quote(value)}" for name, value in values.items() if f"{{{name}}}" not in path)
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", quote(value))
    address = f"{root_path}{path}{'?' + query if query else ''}"
    return f'<p>试一试：<a href="{escape(address)}"><code>{escape(address)}</code></a></p>'


def _example(parameter: Schema) -> str:
    schema = parameter["schema"]
    options = [schema, *schema.get("anyOf", [])]
    return next((str(option["examples"][0]) for option in options if option.get("examples")), "")


def _answers(operation: Schema) -> str:
    statuses = "、".join(
        f"{status} {escape(answer['description'])}" for status, answer in operation["responses"].items()
    )
    content = operation["responses"].get("200", {}).get("content", {})
    shown = "".join(_shown(item["example"]) for item in content.values() if "example" in item)
    example = f"<details><summary>返回示例</summary>{shown}</details>" if shown else ""
    return f"<p>状态：{statuses}</p>{example}"


def _shown(example: Any) -> str:
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
    return f"<pre>{escape(text)}</pre>"
