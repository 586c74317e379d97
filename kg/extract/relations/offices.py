"""Who holds which office where: 某公司总经理某某, 某学会副会长、某集团董事长某某."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.finders.people import ROLES
from kg.extract.frames import Placed
from kg.extract.sentences import Sentence

_ROLE = re.compile(rf"^(?P<role>[一-鿿、（）]{{0,14}}(?:{ROLES}))$")
_REACH = 40
_BODIES = {"Firm", "Organization", "Park"}


def read(context: Context, sentence: Sentence, here: Sequence[Placed]) -> None:
    """The body right before an office employs the person after it; several offices in a row count each."""
    text = context.article.text
    for person in (m for m in here if m.thing.type == "Person"):
        bodies = [m for m in here if m.thing.type in _BODIES and 0 <= person.start - m.end <= _REACH]
        until = person.start
        for body in sorted(bodies, key=lambda m: (m.end, m.end - m.start), reverse=True):
            others = [m.end for m in here if m.thing.type == "Person" and body.end <= m.start and m.end < person.start]
            words = text[max([body.end, *others]) : until].strip("、")
            role = _ROLE.match(words) if body.end <= until else None
            if role:
                office = role.group("role")
                context.add("worksFor", person.thing, body.thing, sentence, "office and name", 0.85, role=office)
                until = body.start
