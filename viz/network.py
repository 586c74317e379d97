"""One self-contained page of a network: opens in any browser without a network. The only user of pyvis."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pyvis.network

from kg.export import Reason
from kg.neighborhood import Neighborhood, kind_of
from kg.stored import StoredStatement

MAX_ENTITIES = 1500
_MODALITY = {"done": "已实现", "planned": "计划", "aim": "目标"}
_REASONS = 3
_LABEL = 14
_OPTIONS: dict[str, Any] = {
    "layout": {"randomSeed": 7, "improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"bindToWindow": False}, "hideEdgesOnDrag": True},
    "physics": {
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"avoidOverlap": 0.6, "springLength": 110},
        "stabilization": {"iterations": 250},
    },
    "nodes": {"font": {"size": 14}, "borderWidth": 1},
    "edges": {"font": {"size": 11, "color": "#52606d"}, "smooth": {"type": "dynamic"}},
}


class NetworkPage(pyvis.network.Network):  # type: ignore[misc]
    """A pyvis network whose page is our own: every name is text, every file inside, all nodes filled in at once."""

    def __init__(self, heading: str, note: str, near: Neighborhood) -> None:
        super().__init__(height="100%", width="100%", directed=True, heading=heading, cdn_resources="in_line")
        self.note, self.near = note, near
        self.options = _OPTIONS

    def fill(self, entities: Iterable[str], statements: Iterable[StoredStatement], reasons: Iterable[Reason]) -> None:
        """Draw these entities, the statements between them and the best reasons for each."""
        known = defaultdict[str, list[Reason]](list)
        for reason in reasons:
            known[reason.statement].append(reason)
        degrees = Counter[str]()
        for statement in statements:
            degrees.update((statement.subject, statement.object))
            self.edges.append(self._edge(statement, known[statement.id]))
        self.nodes.extend(self._node(entity_id, degrees[entity_id]) for entity_id in entities)
        self.node_ids.extend(node["id"] for node in self.nodes)
        self.node_map.update((node["id"], node) for node in self.nodes)
        self.sources = sorted({reason.source for edge in self.edges for reason in known[edge["id"]]})

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as HTML (pyvis' parameters change nothing)."""
        template = self.templateEnv.overlay(autoescape=True).from_string(_beside("network.html"))
        graph = {"nodes": self.nodes, "edges": self.edges, "options": self.options}
        self.html = template.render(
            heading=self.heading,
            note=self.note,
            legend=self._legend(),
            sources=self.sources,
            graph=json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
            library=_library(),
            script=_beside("network_page.js"),
        )
        return str(self.html)

    def _node(self, entity_id: str, degree: int) -> dict[str, Any]:
        kind, name = self.near.ontology.types[kind_of(entity_id)], self.near.names[entity_id]
        return {
            "id": entity_id,
            "name": name,
            "label": name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…",
            "title": f"{name}\n{kind.label['zh']}",
            "color": kind.color,
            "shape": kind.display_shape,
            "size": 10 + min(degree, 20),
        }

    def _edge(self, statement: StoredStatement, reasons: list[Reason]) -> dict[str, Any]:
        relation = self.near.ontology.relations[statement.relation]
        best = [
            {"modality": _MODALITY[r.modality], "source": r.source, "quote": r.quote, "row": r.row}
            for r in reasons[:_REASONS]
        ]
        quote = next((f"\n“{reason['quote']}”" for reason in best if reason["quote"]), "")
        return {
            "id": statement.id,
            "from": statement.subject,
            "to": statement.object,
            "label": relation.label["zh"],
            "title": f"{relation.label['zh']}（{_MODALITY[statement.modality]}）{quote}",
            "color": relation.color,
            "arrows": "to",
            "dashes": statement.modality != "done",
            "reasons": best,
        }

    def _legend(self) -> list[dict[str, Any]]:
        counts = Counter(kind_of(entity_id) for entity_id in self.node_ids)
        types = self.near.ontology.types.values()
        return [{"label": t.label["zh"], "color": t.color, "count": counts[t.name]} for t in types if counts[t.name]]


def network_page(
    near: Neighborhood, heading: str, reasons: Iterable[Reason], chosen: Collection[str] | None = None
) -> str:
    """The page of the `chosen` entities (default: the best of all, see `most_told`)."""
    shown = most_told(near) if chosen is None else chosen
    total = near.graph.number_of_nodes() if chosen is None else len(chosen)
    statements = sorted((s for _, _, s in near.subgraph(shown).edges(data="statement")), key=lambda s: s.id)
    count = f"{len(shown)} 个实体" if len(shown) == total else f"{total} 个实体中的 {len(shown)} 个"
    page = NetworkPage(heading, f"{count}，{len(statements)} 条陈述", near)
    page.fill(sorted(shown), statements, reasons)
    return page.generate_html()


def most_told(near: Neighborhood, limit: int = MAX_ENTITIES) -> list[str]:
    """At most `limit` entities: those that documents and tables speak of first, then those with most statements."""
    told = Counter[str]()
    for statement in near.statements():
        if statement.reported:
            told.update((statement.subject, statement.object))
    shown = [entity_id for entity_id in near.graph if near.is_shown(entity_id)]
    return sorted(shown, key=lambda e: (-told[e], -near.graph.degree(e), e))[:limit]


def _library() -> str:
    """vis-network as pyvis ships it, with nothing in it that would end the script element."""
    path = Path(pyvis.network.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return path.read_text(encoding="utf-8").replace("</script", "<\\/script")


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
