"""A policy's goals and targets in its own sentence: 政策…，为A、B等营造环境; 实施…战略，实现…转变."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import TOPIC_TYPES, Context, inside
from kg.extract.frames import Placed
from kg.extract.relations.framed import from_above
from kg.extract.sentences import Sentence

# “…”的战略定位 is an aim of who acts, not of a policy named beside it.
_AIM_NOUN = re.compile(r"[^，。；“]{0,30}”的?[一-鿿]{0,4}(?:定位|目标|愿景)|(?:为|作为)[一-鿿]{0,4}目标")
_PURPOSE = re.compile(r"为[^，。；]{3,80}?(?:营造|提供|注入|创造)")


def read(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """Goals after a policy, industries under a strategy, and what a policy serves."""
    policies = [m for m in here if m.thing.type == "Policy"]
    if not policies:
        return
    for goal in (m for m in here if m.thing.type == "Goal" and not _AIM_NOUN.match(context.article.text, m.end)):
        owners = [p for p in policies if p.end <= goal.start]
        if owners:
            context.add("hasGoal", owners[0].thing, goal.thing, sentence, "goal after policy", 0.6)
    for policy in (p for p in policies if from_above(p.thing) and p.start - sentence.start <= 30):
        for mention in here:
            if mention.thing.type == "Industry" and mention.start >= policy.end and not inside(mention, policy):
                context.add("targets", policy.thing, mention.thing, sentence, "industries under a strategy", 0.5)
    for match in _PURPOSE.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        owners = [p for p in policies if p.end <= start]
        for mention in here:
            if owners and start <= mention.start and mention.end <= end and mention.thing.type in TOPIC_TYPES:
                context.add("targets", owners[-1].thing, mention.thing, sentence, "purpose of policy", 0.6)
