"""Any RDF file → a store of its own, as it is: to query what others made, or an export of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg import resources, search
from kg.errors import DataError
from kg.identity import identifier
from kg.ontology import Ontology
from kg.settings import Settings
from kg.store import builds, terms
from kg.store.files import read_rdf

_LABEL, _ALIAS = terms.name("rdfs:label"), terms.name("skos:altLabel")


def load(paths: Sequence[Path], store: Path, *, ontology: Path | None = None, settings: Settings | None = None) -> int:
    """Put the quads of RDF files (nq, trig, ttl, nt, each also .gz) into a new build of `store`, unchecked.

    Returns their number. Raises DataError, and leaves the store as it was, for a file that cannot be read.
    """
    settings = settings or Settings.from_environment()
    ontology_dir = ontology or resources.ontology_dir()
    with builds.draft(store) as draft:
        lines = sorted({line for path in paths for line in read_rdf(path)})
        if not lines:
            raise DataError(
                "there is no statement in it", where=", ".join(map(str, paths)), hint="give a file with RDF in it"
            )
        draft.write_quads(lines)
        search.write_index(draft.path / "names", _names(lines, settings.base_iri, Ontology.load(ontology_dir)))
        draft.keep_ontology(ontology_dir)
        draft.commit({"base_iri": settings.base_iri, "counts": {"quads": len(lines), "documents": {}}})
    return len(lines)


def _names(lines: Iterable[str], base_iri: str, ontology: Ontology) -> Iterator[search.IndexedName]:
    """The names of the entities whose IRIs have our shape."""
    labels: dict[str, str] = {}
    aliases: list[tuple[str, str]] = []
    for subject, predicate, value in map(terms.statement, lines):
        entity_id = identifier(base_iri, subject[1:-1]) if predicate in (_LABEL, _ALIAS) else None
        if entity_id is None or entity_id.partition(":")[0] not in ontology.entity_types:
            continue
        if predicate == _LABEL:
            labels.setdefault(entity_id, terms.value(value))
        else:
            aliases.append((entity_id, terms.value(value)))
    for entity_id, name in labels.items():
        yield search.IndexedName(entity_id, entity_id.partition(":")[0], name, name, "name", 0)
    for entity_id, alias in aliases:
        if entity_id in labels:
            yield search.IndexedName(entity_id, entity_id.partition(":")[0], alias, labels[entity_id], "alias", 0)
