"""The store as a whole: how much it holds, and what can be said in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.lookup.summaries import Answer
from kg.neighborhood import Neighborhood, kind_of
from kg.ontology import Ontology, Term
from kg.prefixes import PREFIXES
from kg.store import Store
from kg.store.rows import rows
from kg.stored import MODALITIES


def stats(store: Store, near: Neighborhood) -> Answer:
    """Counts in display order; what there is none of is left out, but for kinds of documents and modalities."""
    documents = Counter(source.kind for source in near.sources.values())
    entities = Counter(kind_of(entity_id) for entity_id in near.graph)
    facts, statements = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for statement in near.statements():
        facts[statement.relation] += statement.fact
        statements[statement.relation][statement.modality] += 1
    relations = near.ontology.relations
    return {
        "build": {"id": store.build_id, "built": store.meta.get("built")},
        "documents": {kind: documents[kind] for kind in ("document", "table", "gazetteer")},
        "entities": _ordered(entities, near.ontology.types),
        "facts": _ordered(facts, relations),
        "statements": {
            name: {modality: statements[name][modality] for modality in MODALITIES}
            for name in relations
            if name in statements
        },
        "observations": int(rows(store, "lookup_observation_count")[0]["count"]),
    }


def _ordered(counts: Counter[str], order: Iterable[str]) -> dict[str, int]:
    return {name: counts[name] for name in order if counts[name]}


def ontology(terms: Ontology) -> Answer:
    """Every type, relation and attribute with labels, definitions and display, and the prefixes of queries."""
    return {
        "types": [
            {**_term(t), "color": t.color, "shape": t.display_shape, "extracted": t.extracted}
            for t in terms.types.values()
        ],
        "relations": [
            {
                **_term(r),
                "inverse_label": dict(r.inverse_label),
                "domain": list(r.domain),
                "range": list(r.range),
                "color": r.color,
                "core": r.core,
                "structural": r.structural,
            }
            for r in terms.relations.values()
        ],
        "attributes": [
            {**_term(a), "domain": list(a.domain), "datatype": a.datatype} for a in terms.attributes.values()
        ],
        "prefixes": dict(PREFIXES),
    }


def _term(term: Term) -> Answer:
    return {"name": term.name, "label": dict(term.label), "definition": dict(term.definition), "order": term.order}
