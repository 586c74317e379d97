"""Any RDF file → a store of its own, as it is: to query what others made, or an export of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg import resources, search
from kg.errors import DataError
from kg.identity import identifier
from kg.ontology import Ontology
from kg.settings import Settings
from kg.store import builds
from kg.store.files import Database, literals, load_rdf


def load(paths: Sequence[Path], store: Path, *, ontology: Path | None = None, settings: Settings | None = None) -> int:
    """Put the quads of RDF files (nq, trig, ttl, nt, each also .gz) into a new build of `store`, unchecked.

    Returns their number. Raises DataError, and leaves the store as it was, for a file that cannot be read.
    """
    settings = settings or Settings.from_environment()
    ontology_dir = ontology or resources.ontology_dir()
    with builds.draft(store) as draft, ThreadPoolExecutor(1) as beside:
        beside.submit(search.prepare)
        database = load_rdf(draft, paths)
        if not (quads := len(database)):
            raise DataError(
                "there is no statement in it", where=", ".join(map(str, paths)), hint="give a file with RDF in it"
            )
        search.write_index(draft.path / "names", _names(database, settings.base_iri, Ontology.load(ontology_dir)))
        draft.keep_ontology(ontology_dir)
        counts = {"quads": quads, "documents": {}}
        meta = {"base_iri": settings.base_iri, "counts": counts, "statistics": draft.statistics}
        del database
        builds.commit(store, draft, meta)
    return quads


def _names(database: Database, base_iri: str, ontology: Ontology) -> Iterator[search.IndexedName]:
    """The names of the entities whose IRIs have our shape."""
    labels: dict[str, str] = {}
    for entity_id, name in _named(database, "rdfs:label", base_iri):
        if entity_id.partition(":")[0] in ontology.entity_types:
            labels[entity_id] = min(name, labels.get(entity_id, name))
    for entity_id, name in labels.items():
        yield search.IndexedName(entity_id, entity_id.partition(":")[0], name, name, "name", 0)
    for entity_id, alias in _named(database, "skos:altLabel", base_iri):
        if entity_id in labels:
            yield search.IndexedName(entity_id, entity_id.partition(":")[0], alias, labels[entity_id], "alias", 0)


def _named(database: Database, predicate: str, base_iri: str) -> Iterator[tuple[str, str]]:
    found = ((identifier(base_iri, iri), name) for iri, name in literals(database, predicate))
    return ((entity_id, name) for entity_id, name in found if entity_id)
