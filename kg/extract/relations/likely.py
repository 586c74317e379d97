"""Statements that no rule reads but that look like those people annotated; what the rules read and nobody would is dropped."""

from __future__ import annotations

from kg.extract import modality
from kg.extract.context import Context
from kg.extract.learned.pairs import Pair, Pairs

RULE = "learned"
# From what probability a pair is added, and below which a rule's statement is dropped: in news, and in a park's own report,
# whose rules are surer. By cross-validation.
_NEWS, _REPORT = (0.3, 0.03), (0.35, 0.01)
_SUREST = 0.75


def read(context: Context) -> None:
    """Add the pairs that the model holds likely, and drop the rules' statements that it holds most unlikely."""
    model = context.models.pairs
    if not model.labels:
        return
    least, doubted = _REPORT if context.is_report else _NEWS
    rated = [
        (pair, relation, model.score(pair.features, relation))
        for pair in Pairs(context, model.words, model.labels)
        for relation in pair.relations
    ]
    for pair, relation, score in rated:
        taken = context.draft.has(relation, pair.head, pair.tail)
        if taken and score < doubted and not context.draft.is_sure(relation, pair.head, pair.tail):
            context.draft.drop(relation, pair.head, pair.tail)
        elif not taken and score >= least:
            _add(context, pair, relation, score)


def _add(context: Context, pair: Pair, relation: str, score: float) -> None:
    sentence = pair.sentences[0]
    places = [p for t in (pair.head, pair.tail) for p in t.places() if sentence.start <= p[0] and p[1] <= sentence.end]
    start, end = min((p[0] for p in places), default=0), max((p[1] for p in places), default=0)
    said = modality.of_span(sentence, start, end) if places else "done"
    if said is None or modality.denies(sentence, start, end):
        return
    for where in dict.fromkeys(pair.sentences):
        context.add(relation, pair.head, pair.tail, where, RULE, min(score, _SUREST), said)
