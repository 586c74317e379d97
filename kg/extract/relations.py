"""Statements of an article: the ontology's frames, and rules on lists, names, offices and the park a report is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.extract import anaphora, modality, policy_text
from kg.extract.article import Article
from kg.extract.draft import Draft
from kg.extract.finders.people import ROLES
from kg.extract.frames import Placed, is_subject, matcher_of
from kg.extract.linker import Linker, Thing, mentions_of
from kg.extract.sentences import Sentence
from kg.model import Modality

TOPIC_TYPES = ("Industry", "IndustryChain", "ChainSegment")
_LIST_CLASS = re.compile(r"^(?:、|等|以及|和)?等?[^，。；：]{0,30}$")
_LEADING = re.compile(r"龙头|领军|领先|链主|骨干")
_ROLE_TAIL = re.compile(rf"^(?P<role>[一-鿿、（）]{{0,14}}(?:{ROLES}))$")
_NOT_THERE = re.compile(r"^[^。；]{0,24}(?:不在|不位于|未在|没有落户|迁出|撤出)")
_OTHER_PLACE = re.compile(r"(?:总部位于|总部在|来自|远在)")


class Reader:
    """Reads the statements of one article, once its entities are linked."""

    def __init__(self, article: Article, linker: Linker) -> None:
        self.article, self.linker = article, linker
        self.things = linker.things
        self.park = linker.main_park
        self.draft = Draft(article.document, article.ontology)
        named = [
            m for m in (Placed(a, b, t) for a, b, t in mentions_of(self.things)) if not _is_guideline(article.text, m)
        ]
        self.placed = sorted([*named, *anaphora.resolve(article, named, self.park)], key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.placed]
        self.policy = policy_text.title_policy(article, self.things)
        self.is_report = self.policy is None and self.park is not None and self._is_report(self.park)

    def read(self) -> Draft:
        """All statements of the article."""
        for sentence in self.article.sentences:
            here = self.mentions(sentence)
            self._frames(sentence, here)
            self._list_classes(sentence, here)
            self._purposes(sentence, here)
            self._offices(sentence, here)
            self._in_one_sentence(sentence, here)
            self._topics(sentence, here)
            if self.policy is not None:
                policy_text.read(self.article, self.policy, self.draft, sentence, here)
        self._names()
        if self.is_report and self.park is not None:
            self._park_report(self.park)
        return self.draft

    def mentions(self, sentence: Sentence) -> list[Placed]:
        """The mentions within a sentence, in order."""
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        return [m for m in self.placed[first:last] if m.end <= sentence.end]

    def subjects(self, sentence: Sentence) -> list[Placed]:
        """Entities a sentence without its own subject may be about: the openings of the sentences before, then the park."""
        out: list[Placed] = []
        for before in reversed(self.article.sentences[max(0, sentence.index - 3) : sentence.index]):
            opening = self._opening(before)
            if opening and before.paragraph > 0 and (opening.thing.type != "Policy" or opening.start == before.start):
                out.append(opening)
        if self.park is not None and self.is_report:
            place = self.park.places()[0]
            out.append(Placed(*place, self.park))
        return out

    def _opening(self, sentence: Sentence) -> Placed | None:
        return next((m for m in self.mentions(sentence)[:1] if is_subject(sentence, m)), None)

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
            if match.carried and relation == "operatedBy":
                continue
            for head in match.heads:
                for tail in match.tails:
                    name = "issuedBy" if relation == "appliesIn" and not _from_above(head.thing) else relation
                    self._add(name, head.thing, tail.thing, sentence, f"frame {match.frame.text}", confidence, said)

    def _add(
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
        span = [(sentence.start, sentence.end)]
        self.draft.add(relation, head, tail, span, rule, confidence, said, modality.speaker(sentence), role)

    def groups(self, here: Sequence[Placed], types: Iterable[str]) -> list[list[Placed]]:
        """Lists of mentions of the given types joined by 、 和 and the like, in order."""
        out: list[list[Placed]] = []
        for mention in here:
            if mention.thing.type not in types:
                continue
            gap = self.article.text[out[-1][-1].end : mention.start] if out else ""
            if out and re.fullmatch(r"[”）]?(?:、|和|与|及|以及)[“（]?", gap):
                out[-1].append(mention)
            else:
                out.append([mention])
        return out

    def _list_classes(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """A、B等17家瞪羚企业: every member has the titles and works in the industries that the class names."""
        text = self.article.text
        for group in self.groups(here, {"Firm"}):
            end = group[-1].end
            clause_end = sentence.clause_of(end - 1)[1]
            tail = text[end:clause_end]
            head = re.match(
                r"等?(?:\d+|[一二三四五六七八九十两]+|一批|多)?(?:余|多)?[家个户名]?(?P<class>[^，。；]{0,45}?(?:企业|公司|集团|厂商))",
                tail,
            )
            if (
                not head
                or not (tail.startswith("等") or re.match(r"[是为]|[两二三四五六七八九十\d]+家", tail))
                or re.search(r"申报|申请|争创|推荐|入选|获", tail[: head.end()])
            ):
                continue
            inside = [m for m in here if end <= m.start and m.end <= end + head.end() + 2]
            for member in group:
                for mention in inside:
                    self._classify(sentence, member.thing, mention.thing, text[mention.start : end + head.end() + 8])

    def _classify(self, sentence: Sentence, firm: Thing, kind: Thing, words: str) -> None:
        if kind.type == "Title":
            self._add("holdsTitle", firm, kind, sentence, "class of a list", 0.8)
            industry = next(
                (t for t in self.things if t.type == "Industry" and any(f in kind.name for f in t.forms)), None
            )
            if industry and _LEADING.search(kind.name):
                self._add("leads", firm, industry, sentence, "class of a list", 0.7)
        elif kind.type in TOPIC_TYPES:
            self._add(
                "leads" if _LEADING.search(words) else "operatesIn", firm, kind, sentence, "class of a list", 0.75
            )

    def _purposes(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """A policy's goals and targets in its own sentence: 政策…，为A、B等营造; 实施…战略，实现…转变."""
        policies = [m for m in here if m.thing.type == "Policy"]
        for goal in (
            m for m in here if m.thing.type == "Goal" and not _AIM_NOUN.match(self.article.text[m.end : m.end + 44])
        ):
            owners = [p for p in policies if p.end <= goal.start]
            if owners:
                self._add("hasGoal", owners[0].thing, goal.thing, sentence, "goal after policy", 0.6)
        for policy in (p for p in policies if _from_above(p.thing) and p.start - sentence.start <= 30):
            for mention in here:
                if mention.thing.type == "Industry" and mention.start >= policy.end and not _inside(mention, policy):
                    self._add("targets", policy.thing, mention.thing, sentence, "industries under a strategy", 0.5)
        for match in re.finditer(r"为[^，。；]{3,80}?(?:营造|提供|注入|创造)", sentence.text):
            owners = [p for p in policies if p.end <= sentence.start + match.start()]
            for mention in here:
                inside = sentence.start + match.start() <= mention.start and mention.end <= sentence.start + match.end()
                if owners and inside and mention.thing.type in TOPIC_TYPES:
                    self._add("targets", owners[-1].thing, mention.thing, sentence, "purpose of policy", 0.6)

    def _offices(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """某公司总经理某某: the body right before the office employs the person."""
        for person in (m for m in here if m.thing.type == "Person"):
            bodies = [
                m
                for m in here
                if m.end <= person.start
                and m.thing.type in {"Firm", "Organization", "Park"}
                and person.start - m.end <= 40
            ]
            until = person.start
            for body in sorted(bodies, key=lambda m: (m.end, m.end - m.start), reverse=True):
                role = _ROLE_TAIL.match(self.article.text[body.end : until].rstrip("、"))
                if role and body.end <= until:
                    self._add(
                        "worksFor", person.thing, body.thing, sentence, "office and name", 0.85, role=role.group("role")
                    )
                    until = body.start

    def _in_one_sentence(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """集A、B于一体的X; X由A、B构成: parts of an industry or chain."""
        text = sentence.text
        for match in re.finditer(r"[集融](?P<parts>[^，。；]{4,60}?)(?:于|为)一体的?", text):
            whole = next(
                (
                    m
                    for m in here
                    if m.start >= sentence.start + match.end()
                    and m.thing.type in {"Industry", "IndustryChain"}
                    and m.start - sentence.start - match.end() <= 16
                ),
                None,
            )
            for mention in here:
                if (
                    whole
                    and sentence.start + match.start() <= mention.start
                    and mention.end <= sentence.start + match.end()
                ):
                    self._add("hasSegment", whole.thing, mention.thing, sentence, "parts of one body", 0.8)

    def _topics(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """What a sentence is about by its opening: 在X产业方面，引进A; X类企业…，扶持A; X产业…，实施P; 形成Y产业链."""
        text = self.article.text
        firms = [m for m in here if m.thing.type in {"Firm", "Platform"}]
        fields = [m for m in here if m.thing.type in TOPIC_TYPES]
        opening = fields[0] if fields and fields[0].start - sentence.start <= 3 else None
        for field in fields:
            about = _ABOUT.match(text[field.end : field.end + 8])
            if not about or (about.group() in {"方面", "领域"} and field is not opening):
                continue
            for member in (
                m for m in firms if m.start > field.end and not re.search(r"[。；]", text[field.end : m.start])
            ):
                self._add("operatesIn", member.thing, field.thing, sentence, "field named before", 0.6)
        if opening and opening.thing.type != "ChainSegment":
            for policy in (m for m in here if m.thing.type == "Policy" and m.start > opening.end):
                self._add("targets", policy.thing, opening.thing, sentence, "sentence about the industry", 0.55)
        formed = re.search(r"形成|构建|打造", sentence.text)
        industries = [
            m for m in fields if m.thing.type == "Industry" and formed and m.end <= sentence.start + formed.start()
        ]
        for chain in (
            m for m in fields if m.thing.type == "IndustryChain" and industries and m.start > industries[-1].end
        ):
            self._add("hasSegment", industries[-1].thing, chain.thing, sentence, "formed within the industry", 0.6)
        self._carried_topic(sentence, here)
        for product in (
            m for m in here if m.thing.type == "Product" and _OWN.search(text[max(0, m.start - 10) : m.start])
        ):
            makers = [m for m in here if m.thing.type == "Firm" and m.end <= product.start]
            if makers:
                self._add("produces", makers[-1].thing, product.thing, sentence, "product of the company", 0.7)

    def _carried_topic(self, sentence: Sentence, here: Sequence[Placed]) -> None:
        """A list of firms or fields with no class of its own belongs to the industry that the sentence before speaks of."""
        listed = re.search(
            r"(?:聚集|集聚|汇聚|引进|培育|拥有|形成)了?[^，。；]{2,60}?等?\d*家?[^，。；]{0,10}企业", sentence.text
        )
        focus = re.search(r"(?:聚焦|围绕|涵盖|布局|突破)[^，。；]{4,60}?(?:领域|方向|赛道|环节)", sentence.text)
        own = any(m.thing.type in {"Industry", "IndustryChain"} for m in here)
        before = self.article.sentences[sentence.index - 1] if sentence.index else None
        if not (listed or focus) or own or before is None:
            return
        topics = [m for m in self.mentions(before) if m.thing.type == "Industry"]
        if not topics:
            return
        for mention in here:
            if (
                listed
                and mention.thing.type == "Firm"
                and sentence.start + listed.start() <= mention.start < sentence.start + listed.end()
            ):
                self._add(
                    "operatesIn", mention.thing, topics[-1].thing, sentence, "industry of the sentence before", 0.5
                )
            if (
                focus
                and mention.thing.type == "ChainSegment"
                and sentence.start + focus.start() <= mention.start < sentence.start + focus.end()
            ):
                self._add(
                    "hasSegment", topics[-1].thing, mention.thing, sentence, "industry of the sentence before", 0.55
                )

    def _names(self) -> None:
        """What names say by themselves: the region in a park's name, the chain in an alliance's, the firm in a platform's."""
        for mention in self.placed:
            if mention.start not in {a for a, _ in mention.thing.places()}:
                continue
            sentence = self.article.sentence_at(mention.start)
            here = self.mentions(sentence)
            around = [
                o for o in here if o.start <= mention.start and mention.end <= o.end and o.thing is not mention.thing
            ]
            for platform in here:
                if mention.thing.type == "Firm" and platform.thing.type == "Platform" and platform.start == mention.end:
                    self._add("operatedBy", platform.thing, mention.thing, sentence, "firm before the platform", 0.7)
            for outer in around:
                if outer.thing.type == "Policy" and mention.thing.type in {*TOPIC_TYPES, "Title"}:
                    self._add("targets", outer.thing, mention.thing, sentence, "named in the policy's name", 0.75)
                if (
                    outer.thing.type == "Policy"
                    and mention.thing.type in {"Park", "Region"}
                    and outer.thing.name.startswith("《")
                ):
                    self._add("appliesIn", outer.thing, mention.thing, sentence, "named in the policy's name", 0.7)
                between = [
                    o
                    for o in around
                    if o is not outer and o.end - o.start < outer.end - outer.start and o.thing.type == outer.thing.type
                ]
                if between:
                    continue
                if mention.thing.type == "Region" and outer.thing.type == "Park":
                    self._add("inRegion", outer.thing, mention.thing, sentence, "place in the park's name", 0.9)
                if mention.thing.type == "Park" and outer.thing.type == "Organization" and mention.start == outer.start:
                    self._add("locatedInPark", outer.thing, mention.thing, sentence, "park in the name", 0.7)
                if (
                    mention.thing.type == "Park"
                    and outer.thing.type == "Alliance"
                    and not _in_longer_park(here, mention, outer)
                ):
                    self._add("locatedInPark", outer.thing, mention.thing, sentence, "park in the name", 0.8)
                    self._add("covers", outer.thing, mention.thing, sentence, "park in the name", 0.75)
        for thing in self.things:
            self._inside_name(thing)
            self._registered_region(thing)

    def _inside_name(self, thing: Thing) -> None:
        start = thing.places()[0][0]
        sentence = self.article.sentence_at(start)
        if thing.type in {"Alliance", "Platform"}:
            for other in self.things:
                if (
                    other.type in {"IndustryChain", "Industry"}
                    and thing.type == "Alliance"
                    and any(len(f) > 2 and f in thing.name for f in other.forms)
                ):
                    self._add("covers", thing, other, sentence, "name inside the name", 0.75)
                if (
                    other.type == "ChainSegment"
                    and thing.type == "Platform"
                    and any(len(f) >= 4 and f in thing.name for f in other.forms)
                ):
                    self._add("operatesIn", thing, other, sentence, "name inside the name", 0.6)
                if (
                    other.type == "Firm"
                    and thing.type == "Platform"
                    and any(len(f) >= 2 and f.removesuffix("中国") in thing.name for f in other.forms)
                ):
                    self._add("operatedBy", thing, other, sentence, "name inside the name", 0.7)
        if thing.type in {"Platform", "Park", "Organization"}:
            wholes = [t for t in self.things if t.type == thing.type and _is_branch(thing, t)]
            if wholes:
                self._add(
                    "partOf", thing, max(wholes, key=lambda t: len(t.name)), sentence, "name inside the name", 0.75
                )

    def _registered_region(self, thing: Thing) -> None:
        """A registered zone lies in its catalogue region, when the article names that region."""
        if thing.type != "Park" or thing.entry is None or self.draft.objects("inRegion", thing):
            return
        codes = {thing.entry.row["region"], thing.entry.row["region"][:4] + "00"}
        region = next((t for t in self.things if t.type == "Region" and t.entry and t.entry.row["code"] in codes), None)
        if region:
            self._add(
                "inRegion",
                thing,
                region,
                self.article.sentence_at(thing.places()[0][0]),
                "catalogue region named in the text",
                0.7,
            )

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
            elif (
                thing.type == "Policy"
                and not self.draft.objects("issuedBy", thing)
                and not thing.name.startswith("《")
                and thing.entry is None
            ):
                self._add("issuedBy", thing, park, sentence, "named in the park's report", 0.45)
            elif (
                thing.type == "Park"
                and thing.entry is None
                and thing is not park
                and not (
                    self.draft.objects("partOf", thing)
                    or self.draft.objects("inRegion", thing) - self.draft.objects("inRegion", park)
                )
            ):
                self._add("partOf", thing, park, sentence, "named in the park's report", 0.5)
            elif thing.type == "Goal" and not self.draft.subjects("hasGoal", thing):
                self._add("hasGoal", park, thing, sentence, "named in the park's report", 0.45)

    def _elsewhere(self, thing: Thing, park: Thing) -> bool:
        located = self.draft.objects("locatedInPark", thing)
        return (
            bool(located)
            or self._denied(thing)
            or any(
                _OTHER_PLACE.search(self.article.sentence_at(a).text[: a - self.article.sentence_at(a).start][-8:])
                for a, _ in thing.places()
            )
        )

    def _denied(self, thing: Thing) -> bool:
        """总部并不在…: some sentence says that it is not there."""
        return any(_NOT_THERE.search(self.article.text[b : self.article.sentence_at(a).end]) for a, b in thing.places())

    def _modality_near(self, thing: Thing) -> Modality | None:
        """Modality of the clauses that name the thing: done as soon as one says so."""
        found = [modality.of_span(self.article.sentence_at(a), a, b) for a, b in thing.places()]
        return "done" if "done" in found else next((m for m in found if m), None)


def _from_above(policy: Thing) -> bool:
    """A national strategy or a titled document: who carries it out did not issue it."""
    return policy.entry is not None or policy.name.startswith("《")


def _is_guideline(text: str, mention: Placed) -> bool:
    """以…为主线: a policy that only frames what is done."""
    return text[mention.start - 1 : mention.start] == "以" and bool(
        re.match(r"为(?:主线|契机|抓手|统领|引领|指导|导向|重点)", text[mention.end : mention.end + 4])
    )


_AIM_NOUN = re.compile(r"[^，。；“]{0,30}”的?[一-鿿]{0,4}(?:定位|目标|愿景)|(?:为|作为)[一-鿿]{0,4}目标")
_ABOUT = re.compile(r"类?企业|产业方面|方面|领域")
_OWN = re.compile(r"(?:公司|企业|集团|自己|自家)的[^，。；]{0,6}$")


def _inside(inner: Placed, outer: Placed) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _in_longer_park(here: Sequence[Placed], mention: Placed, outer: Placed) -> bool:
    longer = (o for o in here if o.thing.type == "Park" and o.end - o.start > mention.end - mention.start)
    return any(o.start <= mention.start and mention.end <= o.end < outer.end for o in longer)


def _is_branch(part: Thing, whole: Thing) -> bool:
    """某中心福州分中心 is part of 某中心; …合肥片区高新区块 of …合肥片区 when nothing longer lies between."""
    return part is not whole and any(
        part.name.startswith(f) and len(part.name) > len(f) + 1 and len(f) >= 5 for f in whole.forms
    )
