"""What the frames of the ontology say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract import modality
from kg.extract.context import Context
from kg.extract.frames import Placed, matcher_of
from kg.extract.linker import Thing
from kg.extract.sentences import Sentence

# 有3家企业荣获…: the clause has a subject of its own, and it is not named.
_UNNAMED = re.compile(r"\d+\s?(?:余|多)?(?:家|名|个|位|人|项)|部分|一批|多家|不少")


def read(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """Take every frame that matches, with the modality of its clause; what the clause denies is left out."""
    for match in matcher_of(context.article.ontology).matches(sentence, here, context.subjects(sentence)):
        said = modality.of_span(sentence, *match.anchor)
        relation = match.frame.relation.name
        if said is None or (match.carried and relation == "operatedBy"):
            continue
        clause = sentence.clause_of(match.anchor[0])[0]
        if relation == "produces" and sentence.text[: match.anchor[0] - sentence.start].endswith("用于"):
            continue  # what goods are used for, no firm's doing
        if match.carried and _UNNAMED.search(sentence.text, clause - sentence.start, match.anchor[0] - sentence.start):
            continue
        for head in match.heads:
            for tail in match.tails:
                name = "issuedBy" if relation == "appliesIn" and not from_above(head.thing) else relation
                rule, confidence = f"frame {match.frame.text}", 0.6 if match.carried else 0.8
                context.add(name, head.thing, tail.thing, sentence, rule, confidence, said)


def from_above(policy: Thing) -> bool:
    """A national strategy or a titled document: who carries it out did not issue it."""
    return policy.entry is not None or policy.name.startswith("《")
