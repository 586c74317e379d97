"""An article with its entities in place: what the rules on relations and figures look at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from kg.extract import anaphora, modality, policy_text
from kg.extract.article import Article
from kg.extract.draft import Draft
from kg.extract.frames import Placed, is_subject
from kg.extract.learned import Models
from kg.extract.linker import Linker, Thing, mentions_of
from kg.extract.sentences import Sentence
from kg.model import Modality

# Between two members of a list; a member may carry its own description: 、全球第一大玻璃制造商某某.
LIST_JOIN = re.compile(r"[”）]?(?:、|和|与|及|以及)(?:[^，。；：、]{2,16}(?:企业|商|龙头|巨头|公司|领军者))?[“（]?")
_BARE = frozenset({"高新区", "经开区", "开发区", "园区", "高新区块", "自贸区", "自贸试验区", "高新技术产业开发区"})
TOPIC_TYPES = ("Industry", "IndustryChain", "ChainSegment")
_GUIDES = re.compile(r"为(?:主线|契机|抓手|统领|引领|指导|导向|重点)")


class Context:
    """The entities of one article with their places, what its sentences are about, and the draft of its statements.

    park: the park the article is about; policy: the policy that the text itself is; is_report: it is the park's own
    report, so that what it lists belongs to the park.
    """

    def __init__(self, article: Article, linker: Linker, models: Models) -> None:
        self.article, self.models = article, models
        self.things = linker.things
        self.park = linker.main_park
        self.draft = Draft(article.document, article.ontology)
        placed = (Placed(a, b, t) for a, b, t in mentions_of(self.things))
        named = [m for m in placed if not _is_guideline(article.text, m)]
        self.placed = sorted([*named, *anaphora.resolve(article, named, self.park)], key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.placed]
        self.policy = policy_text.title_policy(article, self.things)
        self.is_report = self.policy is None and self.park is not None and self._is_report(self.park)

    def mentions(self, sentence: Sentence) -> list[Placed]:
        """The mentions within a sentence, in order."""
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        return [m for m in self.placed[first:last] if m.end <= sentence.end]

    def subjects(self, sentence: Sentence) -> list[Placed]:
        """What a sentence without its own subject may be about: openings of the sentences before, then the park."""
        out: list[Placed] = []
        for before in reversed(self.article.sentences[max(0, sentence.index - 3) : sentence.index]):
            opening = next((m for m in self.mentions(before)[:1] if is_subject(before, m)), None)
            if opening and before.paragraph > 0 and (opening.thing.type != "Policy" or opening.start == before.start):
                out.append(opening)
        if self.park is not None and self.is_report:
            out.append(Placed(*self.park.places()[0], self.park))
        return out

    def groups(self, here: Sequence[Placed], types: Iterable[str]) -> list[list[Placed]]:
        """Lists of mentions of the given types joined by 、 和 and the like, in order."""
        out: list[list[Placed]] = []
        for mention in here:
            if mention.thing.type not in types:
                continue
            gap = self.article.text[out[-1][-1].end : mention.start] if out else ""
            if out and LIST_JOIN.fullmatch(gap):
                out[-1].append(mention)
            else:
                out.append([mention])
        return out

    def add(
        self,
        relation: str,
        head: Thing,
        tail: Thing,
        sentence: Sentence,
        rule: str,
        confidence: float,
        said: Modality = "done",
        role: str | None = None,
    ) -> None:
        """Take a statement with the whole sentence as its evidence."""
        span = [(sentence.start, sentence.end)]
        self.draft.add(relation, head, tail, span, rule, confidence, said, modality.speaker(sentence), role)

    def forget(self, things: Collection[Thing]) -> None:
        """Leave entities out, with their mentions and what was stated of them."""
        gone = {id(thing) for thing in things}
        self.things = [t for t in self.things if id(t) not in gone]
        self.placed = [m for m in self.placed if id(m.thing) not in gone]
        self._starts = [m.start for m in self.placed]
        self.draft.forget({thing.id for thing in things})
        if self.park is not None and id(self.park) in gone:
            self.park, self.is_report = None, False
        if self.policy is not None and id(self.policy) in gone:
            self.policy = None

    def sentence_of(self, thing: Thing) -> Sentence:
        """The sentence that first names a thing."""
        return self.article.sentence_at(thing.places()[0][0])

    def _is_report(self, park: Thing) -> bool:
        """A report is about the park: it stands in the headline, or it opens the text and comes back."""
        places = [p for form, at in park.forms.items() if form not in _BARE for p in at]
        if not places:
            return False
        places.sort()
        title_end = self.article.text.find("\n") if self.article.document.title else -1
        rivals = max((len(t.places()) for t in self.things if t.type == "Park" and t is not park), default=0)
        abroad = self._regions_outside(park)
        opens = len(places) >= 2 and len(places) > max(rivals, abroad) and places[0][0] < 300
        return opens or any(start < title_end for start, _ in places)

    def _regions_outside(self, park: Thing) -> int:
        """How often the region named most, other than those in the park's name and around it, is named."""
        inside = [t for t in self.things if t.type == "Region" and any(f in park.name for f in t.forms)]
        others = (t for t in self.things if t.type == "Region" and t not in inside)
        return max((len(t.places()) for t in others), default=0)


def _is_guideline(text: str, mention: Placed) -> bool:
    """以…为主线: a policy that only frames what is done."""
    return text[mention.start - 1 : mention.start] == "以" and bool(_GUIDES.match(text, mention.end))


def inside(inner: Placed, outer: Placed) -> bool:
    """Whether a mention lies within another one."""
    return outer.start <= inner.start and inner.end <= outer.end
