"""Which of the entities that the finders propose stay, by the model of what people annotate."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.learned.worth import KEPT, Proposals

# By cross-validation; a park's own report names what it means, so its rules are trusted more.
_LEAST, _IN_A_REPORT = 0.25, 0.3
# What a rule is sure of stays; of some types too few were annotated to judge.
_SURE = 0.8
_RARE = frozenset({"Alliance", "Product", "Platform"})


def judge(context: Context) -> None:
    """Leave out the entities that the model holds unlikely; without a model all stay."""
    least = _IN_A_REPORT if context.is_report else _LEAST
    model = context.models.worth
    if model.labels:
        said = context.draft.sure()
        doubtful = [t for t in context.things if not (t.confidence >= _SURE or t.type in _RARE or t.id in said)]
        proposals = Proposals(context, model.words)
        context.forget([t for t in doubtful if model.score(proposals.features(t), KEPT) < least])
