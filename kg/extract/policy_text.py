"""Texts that are themselves a policy: their title is the subject of what they grant, to whom and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.article import Article
from kg.extract.draft import Draft
from kg.extract.frames import Placed
from kg.extract.linker import Thing
from kg.extract.sentences import Sentence

GRANT = re.compile(r"奖励|给予|资助|补贴|补助|支持|扶持|鼓励|配套|优先|贴息|减免|适用")
# The articles of a policy define whom it is for; what it is based on names others.
_BASIS = re.compile(r"^(?:为|根据|依据|按照)[^。]{0,80}(?:精神|规定|要求|制定)|政策依据")
_FOR_WHOM = frozenset({"Title", "Industry", "IndustryChain", "ChainSegment"})
_ISSUED = re.compile(r"印发|发布|制定|来源|颁布|出台|发文|办公室$")


def title_policy(article: Article, things: Sequence[Thing]) -> Thing | None:
    """The policy that the document's own title names, if the text is that policy and no news of it."""
    title = article.document.title
    if not title:
        return None
    end = article.text.find("\n")
    return next(
        (t for t in things if t.type == "Policy" and any(a < end and b - a >= 0.6 * end for a, b in t.places())), None
    )


def read(policy: Thing, draft: Draft, sentence: Sentence, here: Sequence[Placed]) -> None:
    """Take what one sentence says of the policy: whom it is for, where, by whom, to what end."""
    span = [(sentence.start, sentence.end)]
    grants = GRANT.search(sentence.text)
    for mention in here:
        kind = mention.thing.type
        if (grants or kind in {"Title", "Industry"}) and kind in _FOR_WHOM and not _BASIS.search(sentence.text):
            draft.add("targets", policy, mention.thing, span, "granted by the policy", 0.65)
        elif kind == "Goal":
            draft.add("hasGoal", policy, mention.thing, span, "goal of the policy", 0.65)
        elif kind == "Organization" and _ISSUED.search(sentence.text):
            draft.add("issuedBy", policy, mention.thing, span, "issuer named in the text", 0.6)
        elif kind in {"Park", "Region"} and sentence.paragraph == 0:
            draft.add("appliesIn", policy, mention.thing, span, "place in the policy's title", 0.75)


def grant(text: str, start: int, end: int, floor: int) -> str:
    """What the amount at [start, end) is for: the words since `floor`, and the kind of grant after it."""
    words = _FILLER.sub("", text[floor:start])
    kind = _GRANTED.match(text[end : end + 14])
    return (words[-24:] + (kind.group("kind") if kind else "")) or "金额"


_FILLER = re.compile(
    r"第[一二三四五六七八九十]+条|[，。；：、（）]|对于?|给予|可按?|最高|每家|每年|一次性|不超过|达到|按照|的$"
)
_GRANTED = re.compile(r"(?:人民币)?的?(?:一次性)?(?P<kind>[一-鿿]{0,4}(?:奖励|资助|补贴|补助|支持|配套|贴息|运行费))")
