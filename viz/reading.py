"""What was read from documents as one self-contained page: the text with its marked mentions, statements and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from kg.model import Document
from kg.ontology import Ontology

_STYLE = """
:root { font: 16px/1.75 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1b2130 }
body { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem }
.from, .rule { color: #5b6475; font-size: .875rem }
.text { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid #d5dae3; padding-left: 1rem }
mark { background: none; border-bottom: 3px solid var(--type) ; color: inherit }
.legend span { margin-right: 1rem; white-space: nowrap } .legend i { display: inline-block; width: .8em; height: .8em; border-radius: 50% }
table { border-collapse: collapse; width: 100%; font-size: .9rem } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #e4e7ee }
.wide { overflow-x: auto } q { quotes: none }
"""
_MODALITY = {"done": "已实现", "planned": "计划", "aim": "目标"}


def reading_page(results: Sequence[tuple[Document, Mapping[str, Any]]], ontology: Ontology) -> str:
    """The page of some articles: each document with its result as `kg.extract.result.to_json` gives it."""
    used = {entity["type"] for _, article in results for entity in article["entities"]}
    legend = "".join(
        f'<span><i style="background:{kind.color}"></i> {escape(kind.label["zh"])}</span>'
        for kind in ontology.types.values()
        if kind.name in used
    )
    body = "".join(part for document, article in results for part in _article(document, article, ontology))
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>读出的内容</title><style>{_STYLE}</style></head>'
        f'<body><h1>读出的内容</h1><p class="legend">{legend}</p>{body}</body></html>\n'
    )


def _article(document: Document, article: Mapping[str, Any], ontology: Ontology) -> Iterator[str]:
    names = {entity["id"]: entity["name"] for entity in article["entities"]}
    about = " · ".join(filter(None, (document.byline, document.published, document.id)))
    yield f'<section><h2>{escape(document.title or document.id)}</h2><p class="from">{escape(about)}</p>'
    yield f'<div class="text">{_marked(document, article["entities"], ontology)}</div>'
    if article["relations"]:
        rows = (_relation(relation, names, ontology) for relation in article["relations"])
        yield _table("关系", ("主体", "关系", "客体", "情态", "依据"), rows)
    if article["observations"]:
        rows = (_observation(observation, names) for observation in article["observations"])
        yield _table("指标数据", ("主体", "指标", "数值", "期间", "情态", "依据"), rows)
    yield "</section>"


def _marked(document: Document, entities: Iterable[Mapping[str, Any]], ontology: Ontology) -> str:
    """The article's pieces of the text, headline first, mentions marked; of mentions within each other the longest."""
    spans = sorted((m["start"], -m["end"], entity["type"]) for entity in entities for m in entity["mentions"])
    pieces = document.pieces(0, len(document.clean)) if document.clean else ()
    return "\n\n".join(_marked_piece(document.text, piece.start, piece.end, spans, ontology) for piece in pieces)


def _marked_piece(text: str, first: int, last: int, spans: Sequence[tuple[int, int, str]], ontology: Ontology) -> str:
    out, position = [], first
    for start, negative_end, kind in spans:
        if start < position or -negative_end > last:
            continue
        label = ontology.types[kind]
        words = escape(text[start:-negative_end])
        out.append(escape(text[position:start]))
        out.append(f'<mark style="--type:{label.color}" title="{escape(label.label["zh"])}">{words}</mark>')
        position = -negative_end
    return "".join(out) + escape(text[position:last])


def _relation(relation: Mapping[str, Any], names: Mapping[str, str], ontology: Ontology) -> tuple[str, ...]:
    kind = ontology.relations[relation["type"]].label["zh"]
    office = f"（{relation['role']}）" if "role" in relation else ""
    return names[relation["head"]], kind + office, names[relation["tail"]], *_why(relation)


def _observation(observation: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    more = [f"同比 {observation['change']:+g}%"] if "change" in observation else []
    more += [f"此前 {observation['from']:g}"] if "from" in observation else []
    more += [f"完成 {observation['completion']:g}%"] if "completion" in observation else []
    value = f"{observation['value_text']}{observation['unit']}" + (f"（{'，'.join(more)}）" if more else "")
    return (
        names[observation["subject"]],
        observation["indicator"],
        value,
        observation.get("period", ""),
        *_why(observation),
    )


def _why(item: Mapping[str, Any]) -> tuple[str, str]:
    quote = "…".join("".join(piece["quote"].split()) for piece in item["evidence"])
    return _MODALITY[item["modality"]], f"{quote}［{item['rule']}，{item['confidence']:g}］"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<h3>{title}</h3><div class="wide"><table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>'
    )
