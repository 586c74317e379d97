"""An entity on a small page that other sites may show in a frame (Reconciliation Service API 0.2, section 5)."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""OpenRefine shows the preview in a frame from its own address, so any site may frame this page, and this page only:
it has no script, no form and nothing to press but one link to the explorer, so there is no click to be stolen."""
_STYLE = """
body { margin: 0; padding: .6rem .8rem; color: #1d2733; background: #fff; overflow-wrap: anywhere; }
body { font: .85rem/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1rem; margin: 0; } small, dt { color: #56657a; } a { color: #1b5fc1; }
dl { margin: .4rem 0; display: grid; grid-template-columns: max-content 1fr; gap: .1rem .6rem; } dd { margin: 0; }
"""
_FACTS, _NAMES, _SOURCES = 5, 4, 3
Answer = dict[str, Any]


def preview_page(entity: Answer, type_label: str, link: str) -> bytes:
    """The page. entity: as the API answers it; link: address of the explorer's page."""
    name = escape(entity["name"])
    page = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{name}</title><style>{_STYLE}</style></head>
<body>{card(entity, type_label)}
<p><a href="{escape(link)}" target="_blank" rel="noopener noreferrer">在图谱中打开</a></p></body></html>
"""
    return page.encode()


def card(entity: Answer, type_label: str) -> str:
    """Name, type, other names, attributes, main facts and sources as HTML; all text is escaped."""
    rows = [("又名", entity["names"][1 : _NAMES + 1])]
    rows += [(found["label"]["zh"], found["values"]) for found in entity["attributes"]]
    rows += [(group["label"]["zh"], [_fact(f) for f in group["results"]]) for group in entity["facts"][:_FACTS]]
    rows.append(("来源", [source["title"] for source in entity["sources"][:_SOURCES]]))
    items = "".join(f"<dt>{escape(label)}</dt><dd>{escape('、'.join(said))}</dd>" for label, said in rows if said)
    head = f"<h1>{escape(entity['name'])}</h1><small>{escape(type_label)} · {escape(entity['id'])}</small>"
    return f"{head}<dl>{items}</dl>"


def explorer_link(root_path: str, entity_id: str) -> str:
    """The address of an entity's page in the explorer."""
    return f"{root_path}/#/entity/{quote(entity_id, safe='')}"


def _fact(fact: Answer) -> str:
    """The other end of a fact, marked when it is not done yet."""
    name: str = fact["entity"]["name"]
    return name if fact["modality"] == "done" else f"{name}（计划）"
