"""The write side's heart: a Document in, a Reading out. A pure function of the document, the gazetteer and the ontology."""

from __future__ import annotations

from kg.extract import attributes, judgement, mentions, observations, relations
from kg.extract.article import Article
from kg.extract.context import Context
from kg.extract.learned import Models, shipped
from kg.extract.lexicon import lexicon
from kg.extract.linker import Linker, Thing
from kg.extract.relations import likely
from kg.gazetteer import Gazetteer
from kg.model import Document, Entity, Mention, Reading
from kg.ontology import Ontology

# Words of the trade that stand in any text: named only where the text says something of them.
_ONLY_WITH_STATEMENT = frozenset({"ChainSegment", "Goal"})

__all__ = ["Extractor", "finish"]


class Extractor:
    """Reads documents. Cheap to make: automata and words are shared by all extractors of a process."""

    def __init__(
        self, ontology: Ontology | None = None, gazetteer: Gazetteer | None = None, models: Models | None = None
    ) -> None:
        self.ontology = ontology or Ontology.load()
        self.gazetteer = gazetteer or Gazetteer.load()
        self.models = models or shipped()

    def extract(self, document: Document) -> Reading:
        """Entities with mentions, statements and observations with evidence, of one document."""
        return finish(self.by_rules(document))

    def by_rules(self, document: Document) -> Context:
        """What finders and rules make of a document; the models have not judged it yet."""
        article = Article(document, lexicon(self.gazetteer), self.ontology)
        linker = Linker(article)
        linker.link(mentions.find(article))
        context = Context(article, linker, self.models)
        relations.read(context)
        attributes.read(context)
        return context


def finish(context: Context) -> Reading:
    """The reading of what the rules made of a document, judged and filled up by the context's models."""
    judgement.judge(context)
    likely.read(context)
    document = context.article.document
    statements = context.draft.statements()
    figures = tuple(observations.read(context.article, context))
    used = {end for s in statements for end in (s.subject, s.object)} | {o.subject for o in figures}
    things = [t for t in context.things if t.id in used or t.type not in _ONLY_WITH_STATEMENT]
    return Reading(
        document,
        tuple(_entity(document, thing) for thing in sorted(things, key=lambda t: (t.places()[0], t.id))),
        statements,
        figures,
    )


def _entity(document: Document, thing: Thing) -> Entity:
    name = thing.name
    spans = [document.pieces(start, end) for start, end in thing.places()]
    return Entity(
        thing.id,
        thing.type,
        name,
        tuple(sorted(form for form in thing.forms if form != name)),
        tuple(Mention(p.start, p.end, p.quote) for pieces in spans for p in pieces),
    )
