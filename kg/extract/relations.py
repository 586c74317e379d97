"""Statements of an article: the ontology's frames, and rules on lists, names, offices and the park a report is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.extract import modality
from kg.extract.article import Article
from kg.extract.draft import Draft
from kg.extract.finders.people import ROLES
from kg.extract.frames import Placed, matcher_of
from kg.extract.linker import Linker, Thing, mentions_of
from kg.extract.sentences import Sentence

TOPIC_TYPES = ("Industry", "IndustryChain", "ChainSegment")
_LIST_CLASS = re.compile(r"^(?:、|等|以及|和)?等?[^，。；：]{0,30}$")
_LEADING = re.compile(r"龙头|领军|领先|链主|骨干")
_ROLE_TAIL = re.compile(rf"^(?P<role>[一-鿿、（）]{{0,14}}(?:{ROLES}))$")
_OTHER_PLACE = re.compile(r"(?:总部位于|总部在|来自|远在)")


class Reader:
    """Reads the statements of one article, once its entities are linked."""

    def __init__(self, article: Article, linker: Linker) -> None:
        self.article, self.linker = article, linker
        self.things = linker.things
        self.park = linker.main_park
        self.draft = Draft(article.document, article.ontology)
        self.placed = [Placed(a, b, t) for a, b, t in mentions_of(self.things)]
        self._starts = [m.start for m in self.placed]
        self.is_report = self.park is not None and self._is_report(self.park)

    def read(self) -> Draft:
        """All statements of the article."""
        for sentence in self.article.sentences:
            here = self.mentions(sentence)
            self._frames(sentence, here)
            self._list_classes(sentence, here)
            self._purposes(sentence, here)
            self._offices(sentence, here)
            self._in_one_sentence(sentence, here)
        self._names()
        if self.is_report and self.park is not None:
            self._park_report(self.park)
        return self.draft

    def mentions(self, sentence: Sentence) -> list[Placed]:
        """The mentions within a sentence, in order."""
        first = bisect_left(self._starts, sentence.start)
        out = []
        for mention in self.placed[first:]:
            if mention.start >= sentence.end:
                break
            if mention.end <= sentence.end:
                out.append(mention)
        return out

    def subjects(self, sentence: Sentence) -> list[Placed]:
        """Entities a sentence without its own subject may be about: the openings of the sentences before, then the park."""
        out: list[Placed] = []
        for before in reversed(self.article.sentences[max(0, sentence.index - 3) : sentence.index]):
            opening = self._opening(before)
            if opening and before.paragraph > 0:
                out.append(opening)
        if self.park is not None and self.is_report:
            place = self.park.places()[0]
            out.append(Placed(*place, self.park))
        return out

    def _opening(self, sentence: Sentence) -> Placed | None:
        mentions = [m for m in self.mentions(sentence) if m.start - sentence.start <= 18]
        return mentions[0] if mentions else None

    def _is_report(self, park: Thing) -> bool:
        """A report is about the park: it stands in the headline, or it opens the text and comes back."""
        places = park.places()
        title_end = self.article.text.find("\n") if self.article.document.title else -1
        in_title = any(start < title_end for start, _ in places)
        rivals = max((len(t.places()) for t in self.things if t.type == "Park" and t is not park), default=0)
        return in_title or (len(places) >= 2 and len(places) > rivals and places[0][0] < 300)

    def _frames(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        for match in matcher_of(self.article.ontology).matches(sentence, here, self.subjects(sentence)):
            said = modality.of_span(sentence, *match.anchor)
            if said is None:
                continue
            confidence = 0.6 if match.carried else 0.8
            relation = match.frame.relation.name
            for head in match.heads:
                for tail in match.tails:
                    self._add(relation, head.thing, tail.thing, sentence, f"frame {match.frame.text}", confidence, said)

    def _add(
        self, relation: str, head: Thing, tail: Thing, sentence: Sentence, rule: str, confidence: float, said: modality.Modality = "done", role: str | None = None
    ) -> None:
        span = [(sentence.start, sentence.end)]
        self.draft.add(relation, head, tail, span, rule, confidence, said, modality.speaker(sentence), role)

    def _groups(self, here: Sequence[Placed], sentence: Sentence, types: Iterable[str]) -> Iterator[list[Placed]]:
        """Lists of mentions of the given types joined by 、 和 and the like."""
        group: list[Placed] = []
        for mention in here:
            if mention.thing.type not in types:
                continue
            gap = self.article.text[group[-1].end : mention.start] if group else ""
            if group and not re.fullmatch(r"[”）]?(?:、|和|与|及|以及)[“（]?", gap):
                yield group
                group = []
            group.append(mention)
        if group:
            yield group

    def _list_classes(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """A、B等17家瞪羚企业: every member has the titles and works in the industries that the class names."""
        text = self.article.text
        for group in self._groups(here, sentence, {"Firm"}):
            end = group[-1].end
            clause_end = sentence.clause_of(end - 1)[1]
            tail = text[end:clause_end]
            head = re.match(r"等?(?:\d+|[一二三四五六七八九十]+|一批|多)?(?:余|多)?[家个户名]?(?P<class>[^，。；]{0,45}?(?:企业|公司|集团|厂商))", tail)
            if not head or not (tail.startswith("等") or re.match(r"[是为]", tail)) or re.search(r"申报|申请|争创|推荐|入选|获", tail[: head.end()]):
                continue
            inside = [m for m in here if end <= m.start and m.end <= end + head.end() + 2]
            for member in group:
                for mention in inside:
                    self._classify(sentence, member.thing, mention.thing, text[mention.start : end + head.end() + 8])

    def _classify(self, sentence: Sentence, firm: Thing, kind: Thing, words: str) -> None:
        if kind.type == "Title":
            self._add("holdsTitle", firm, kind, sentence, "class of a list", 0.8)
            industry = next((t for t in self.things if t.type == "Industry" and any(f in kind.name for f in t.forms)), None)
            if industry and _LEADING.search(kind.name):
                self._add("leads", firm, industry, sentence, "class of a list", 0.7)
        elif kind.type in TOPIC_TYPES:
            self._add("leads" if _LEADING.search(words) else "operatesIn", firm, kind, sentence, "class of a list", 0.75)

    def _purposes(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """A policy's goals and targets in its own sentence: 政策…，为A、B等营造; 实施…战略，实现…转变."""
        policies = [m for m in here if m.thing.type == "Policy"]
        for goal in (m for m in here if m.thing.type == "Goal"):
            owners = [p for p in policies if p.end <= goal.start]
            if owners:
                self._add("hasGoal", owners[-1].thing, goal.thing, sentence, "goal after policy", 0.6)
        for match in re.finditer(r"为[^，。；]{3,80}?(?:营造|提供|注入|创造)", sentence.text):
            owners = [p for p in policies if p.end <= sentence.start + match.start()]
            for mention in here:
                inside = sentence.start + match.start() <= mention.start and mention.end <= sentence.start + match.end()
                if owners and inside and mention.thing.type in TOPIC_TYPES:
                    self._add("targets", owners[-1].thing, mention.thing, sentence, "purpose of policy", 0.6)

    def _offices(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """某公司总经理某某: the body right before the office employs the person."""
        for person in (m for m in here if m.thing.type == "Person"):
            bodies = [m for m in here if m.end <= person.start and m.thing.type in {"Firm", "Organization", "Park"} and person.start - m.end <= 22]
            for body in reversed(bodies):
                role = _ROLE_TAIL.match(self.article.text[body.end : person.start])
                if role:
                    self._add("worksFor", person.thing, body.thing, sentence, "office and name", 0.85, role=role.group("role"))
                    break

    def _in_one_sentence(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """集A、B于一体的X; X由A、B构成: parts of an industry or chain."""
        text = sentence.text
        for match in re.finditer(r"[集融](?P<parts>[^，。；]{4,60}?)(?:于|为)一体的?", text):
            whole = next((m for m in here if m.start >= sentence.start + match.end() and m.thing.type in {"Industry", "IndustryChain"} and m.start - sentence.start - match.end() <= 16), None)
            for mention in here:
                if whole and sentence.start + match.start() <= mention.start and mention.end <= sentence.start + match.end():
                    self._add("hasSegment", whole.thing, mention.thing, sentence, "parts of one body", 0.8)

    def _names(self) -> None:
        """What names say by themselves: the region in a park's name, the chain in an alliance's, the firm in a platform's."""
        for mention in self.placed:
            around = [o for o in self.placed if o.start <= mention.start and mention.end <= o.end and o.thing is not mention.thing]
            sentence = self.article.sentence_at(mention.start)
            for outer in around:
                if mention.thing.type == "Region" and outer.thing.type == "Park" and mention.start - outer.start <= 4:
                    self._add("inRegion", outer.thing, mention.thing, sentence, "place in the park's name", 0.9)
                if mention.thing.type == "Park" and outer.thing.type == "Alliance":
                    self._add("locatedInPark", outer.thing, mention.thing, sentence, "park in the name", 0.8)
        for thing in self.things:
            self._inside_name(thing)
            self._registered_region(thing)

    def _inside_name(self, thing: Thing) -> None:
        start, end = thing.places()[0]
        sentence = self.article.sentence_at(start)
        if thing.type in {"Alliance", "Platform"}:
            for other in self.things:
                if other.type in {"IndustryChain", "Industry", "Park"} and thing.type == "Alliance" and any(len(f) > 2 and f in thing.name for f in other.forms):
                    self._add("covers", thing, other, sentence, "name inside the name", 0.75)
                if other.type == "ChainSegment" and thing.type == "Platform" and any(len(f) >= 4 and f in thing.name for f in other.forms):
                    self._add("operatesIn", thing, other, sentence, "name inside the name", 0.6)
                if other.type == "Firm" and thing.type == "Platform" and any(len(f) >= 2 and f in thing.name for f in other.forms):
                    self._add("operatedBy", thing, other, sentence, "name inside the name", 0.7)
        for other in self.things:
            if other.type == thing.type and thing.type in {"Platform", "Park", "Organization"} and _is_branch(thing, other):
                self._add("partOf", thing, other, sentence, "name inside the name", 0.75)

    def _registered_region(self, thing: Thing) -> None:
        """A registered zone lies in its catalogue region, when the article names that region."""
        if thing.type != "Park" or thing.entry is None or self.draft.objects("inRegion", thing):
            return
        codes = {thing.entry.row["region"], thing.entry.row["region"][:4] + "00"}
        region = next((t for t in self.things if t.type == "Region" and t.entry and t.entry.row["code"] in codes), None)
        if region:
            self._add("inRegion", thing, region, self.article.sentence_at(thing.places()[0][0]), "catalogue region named in the text", 0.7)

    def _park_report(self, park: Thing) -> None:
        """A park's own report: the firms and bodies it lists are in the park, its industries are the park's."""
        for thing in self.things:
            start, _ = thing.places()[-1]
            sentence = self.article.sentence_at(start)
            if thing.type in {"Firm", "Platform", "Alliance", "Project"} and not self._elsewhere(thing, park):
                said = self._modality_near(thing)
                if said is not None:
                    self._add("locatedInPark", thing, park, sentence, "named in the park's report", 0.55, said)
            elif thing.type in {"Industry", "IndustryChain"} and not self.draft.has("developsIndustry", park, thing):
                self._add("developsIndustry", park, thing, sentence, "named in the park's report", 0.5)
            elif thing.type == "Policy" and not self.draft.objects("issuedBy", thing) and not thing.name.startswith("《") and thing.entry is None:
                self._add("issuedBy", thing, park, sentence, "named in the park's report", 0.45)
            elif thing.type == "Park" and thing.entry is None and thing is not park and not self.draft.objects("partOf", thing):
                self._add("partOf", thing, park, sentence, "named in the park's report", 0.5)
            elif thing.type == "Goal" and not self.draft.subjects("hasGoal", thing):
                self._add("hasGoal", park, thing, sentence, "named in the park's report", 0.45)

    def _elsewhere(self, thing: Thing, park: Thing) -> bool:
        located = self.draft.objects("locatedInPark", thing)
        return bool(located) or any(
            _OTHER_PLACE.search(self.article.sentence_at(a).text[: a - self.article.sentence_at(a).start][-8:]) for a, _ in thing.places()
        )

    def _modality_near(self, thing: Thing) -> modality.Modality | None:
        """Modality of the clauses that name the thing: done as soon as one says so."""
        found = [modality.of_span(self.article.sentence_at(a), a, b) for a, b in thing.places()]
        return "done" if "done" in found else next((m for m in found if m), None)


def _is_branch(part: Thing, whole: Thing) -> bool:
    """某中心福州分中心 is part of 某中心; …合肥片区高新区块 of …合肥片区 when nothing longer lies between."""
    return part is not whole and any(part.name.startswith(f) and len(part.name) > len(f) + 1 and len(f) >= 5 for f in whole.forms)
