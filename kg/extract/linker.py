"""From mentions to entities: one entity per real thing in an article, known things under their registered id."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg import identity
from kg.extract import shortforms
from kg.extract.article import Article
from kg.extract.lexicon import Entry
from kg.extract.spans import Span

_CALLED = re.compile(r"[（(](?:以下简称|下称|简称|以下统称)(?:为|：)?[“\"]?(?P<name>[^“”\"（）()]{2,16})[”\"]?[）)]")
_BARE_PARK = re.compile(r"高新技术产业开发区|高新区块|高新区|经开区|开发区|自贸试验区|自贸区|园区")
_LEVELS = {"country": 0, "macro": 0, "province": 1, "prefecture": 2, "county": 3, "abroad": 4}


@dataclass(slots=True, eq=False)
class Thing:
    """An entity while its article is being read. forms: every surface it was named by, with the places; rules: who found it."""

    type: str
    id: str
    forms: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    confidence: float = 0.0
    entry: Entry | None = None
    rules: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest form in the article."""
        return max(self.forms, key=lambda form: (len(form), form))

    def places(self) -> list[tuple[int, int]]:
        """All spans in reading order."""
        return sorted(place for places in self.forms.values() for place in places)


class Linker:
    """Links the mentions of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.things: list[Thing] = []
        self.main_park: Thing | None = None

    def link(self, spans: Iterable[Span]) -> list[Thing]:
        """The article's entities. Sets `main_park`, the park the article is about, if there is one."""
        grouped: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for span in spans:
            grouped[span.type, _group_key(span.type, self._surface(span))].append(span)
        self._parts = dict(grouped)
        regions = self._regions()
        for (kind, key), group in sorted(
            self._parts.items(), key=lambda item: (item[0][0] != "Region", item[1][0].start)
        ):
            self.things.append(self._thing(kind, key, group, regions))
        self._merge_same_id()
        self.main_park = self._find_main_park()
        self._name_bare_parks()
        self._merge_short_forms()
        self._merge_called()
        self._merge_bracketed()
        self._merge_product_classes()
        self._scope()
        self._merge_same_id()
        return self.things

    def _surface(self, span: Span) -> str:
        return self.article.text[span.start : span.end]

    def _regions(self) -> set[str]:
        """Codes of the regions that the article names without doubt, with their ancestors."""
        codes: set[str] = set()
        for (kind, _), group in self._parts.items():
            entries = group[0].entries
            if kind in {"Region", "Park"} and len({e.id for e in entries}) == 1:
                row = entries[0].row
                codes.update({row["code"], row["parent"]} if kind == "Region" else {row["region"], row["province"]})
        return codes | {code[:2] + "0000" for code in codes} | {code[:4] + "00" for code in codes}

    def _thing(self, kind: str, key: str, group: list[Span], regions: set[str]) -> Thing:
        entries = {e.id: e for span in group for e in span.entries}
        entry = self._settle(kind, list(entries.values()), regions)
        if kind == "Park" and entry is None and not entries:
            entry = self._under_its_region(self._surface(group[0]))
        thing = Thing(kind, entry.id if entry else identity.entity_id(kind, key), entry=entry)
        for span in group:
            thing.forms[self._surface(span)].append((span.start, span.end))
            thing.confidence = max(thing.confidence, span.confidence)
            thing.rules.add(span.rule)
        return thing

    def _under_its_region(self, name: str) -> Entry | None:
        """上海市金桥经开区 is the zone 金桥经开区 of that region."""
        lexicon = self.article.lexicon
        for length in range(len(name) - 3, 1, -1):
            codes = {c for e in lexicon.lookup(name[:length]) if e.type == "Region" for c in _region_codes(e)}
            parks = {e.id: e for e in lexicon.lookup(name[length:]) if e.type == "Park" and _region_codes(e) & codes}
            if len(parks) == 1:
                return next(iter(parks.values()))
        return None

    def _settle(self, kind: str, entries: list[Entry], regions: set[str]) -> Entry | None:
        """The row that a name means: the only one, the only one whose region the text names, else none."""
        if len(entries) <= 1:
            return entries[0] if entries else None
        if kind not in {"Region", "Park"}:
            return min(entries, key=lambda e: (e.short, e.id))
        fitting = [e for e in entries if _region_codes(e) & regions]
        if len(fitting) > 1 and kind == "Park":
            exact = [e for e in fitting if e.row["region"] in regions]
            fitting = exact or fitting
        if len(fitting) == 1:
            return fitting[0]
        if kind == "Region":
            best = min(_LEVELS[e.row["kind"]] for e in entries)
            highest = [e for e in entries if _LEVELS[e.row["kind"]] == best]
            return highest[0] if len(highest) == 1 and best < 3 else None
        full = [e for e in entries if not e.short]
        return full[0] if len(full) == 1 else None

    def _merge_same_id(self) -> None:
        by_id: dict[str, Thing] = {}
        for thing in self.things:
            kept = by_id.setdefault(thing.id, thing)
            if kept is not thing:
                self._absorb(kept, thing)
        self.things = list(by_id.values())

    def _absorb(self, kept: Thing, other: Thing) -> None:
        """Make `other` a form of `kept`; it is no entity of its own any more."""
        for form, places in other.forms.items():
            kept.forms[form] = sorted({*kept.forms[form], *places})
        kept.confidence = max(kept.confidence, other.confidence)
        kept.rules |= other.rules
        if kept.entry is None and other.entry is not None:
            kept.entry, kept.id = other.entry, other.id
        self.things = [t for t in self.things if t is not other]
        if self.main_park is other:
            self.main_park = kept

    def _find_main_park(self) -> Thing | None:
        """The park of the headline, else the one named first and most: what a report without other subject is about."""
        parks = [t for t in self.things if t.type == "Park"]
        scores: Counter[int] = Counter()
        title_end = len(self.article.document.title or "") and self.article.text.find("\n")
        for index, park in enumerate(parks):
            for start, _ in park.places():
                scores[index] += 4 if start < title_end else 1
            scores[index] += 2 * (park.entry is not None) + (min(p[0] for p in park.places()) < 200)
        if not scores:
            return None
        index, score = max(scores.items(), key=lambda item: (item[1], -item[0]))
        return parks[index] if score >= 3 else None

    def _name_bare_parks(self) -> None:
        """高新区 alone means the article's park when that is one."""
        park = self.main_park
        if park is None:
            return
        taken = {p for t in self.things for a, b in t.places() for p in range(a, b)}
        for match in _BARE_PARK.finditer(self.article.text):
            fits = any(form.endswith(match.group()) for form in park.forms) or (
                park.entry and match.group() in _kinds(park.entry)
            )
            if fits and match.start() not in taken and self.article.text[match.end() : match.end() + 1] not in "域化":
                park.forms[match.group()].append(match.span())

    def _merge_short_forms(self) -> None:
        """云岭 and 云岭重工 are one firm when the short form begins the only longer one."""
        for kind in shortforms.KINDS:
            things = [t for t in self.things if t.type == kind]
            for short, long in list(shortforms.pairs(kind, things)):
                if things[long] is not things[short]:
                    self._absorb(things[long], things[short])
                    things = [things[long] if t is things[short] else t for t in things]

    def _merge_called(self) -> None:
        """（以下简称“…”） makes the short name a form of the entity before the bracket."""
        for match in _CALLED.finditer(self.article.text):
            owner = next((t for t in self.things if any(end == match.start() for _, end in t.places())), None)
            if owner is None:
                continue
            called = match.group("name")
            for other in [t for t in self.things if t is not owner and t.type == owner.type and called in t.forms]:
                self._absorb(owner, other)
            for found in re.finditer(re.escape(called), self.article.text):
                if not any(a <= found.start() < b for t in self.things for a, b in t.places()):
                    owner.forms[called].append(found.span())

    def _merge_bracketed(self) -> None:
        """某某实验室（甲实验室): two names of one thing, the second in brackets right after the first."""
        text = self.article.text
        ends = {end: thing for thing in self.things for _, end in thing.places() if text[end : end + 1] in {"（", "("}}
        for other in list(self.things):
            for start, end in other.places():
                owner = ends.get(start - 1)
                if (
                    owner
                    and owner is not other
                    and owner.type == other.type != "Region"
                    and text[end : end + 1] in {"）", ")"}
                ):
                    self._absorb(owner, other)
                    break

    def _merge_product_classes(self) -> None:
        """A class name that ends a product's name in the article means the product: 巡检机器人."""
        for product in [t for t in self.things if t.type == "Product"]:
            for other in [
                t
                for t in self.things
                if t.type == "ChainSegment" and len(t.name) >= 4 and product.name.endswith(t.name)
            ]:
                for form, places in other.forms.items():
                    product.forms[form] = sorted({*product.forms[form], *places})
                self.things.remove(other)

    def _scope(self) -> None:
        """Give the keys of things that are only known within a place or text their place or text."""
        scope = self.main_park.id.partition(":")[2] if self.main_park else self.article.document.id
        for thing in self.things:
            if thing.entry is None:
                thing.id = self._own_id(thing, scope)

    def _own_id(self, thing: Thing, scope: str) -> str:
        name = thing.name
        if thing.type == "Policy" and name.startswith("《"):
            return identity.named_id("Policy", name)
        placed = any(e.type == "Region" for length in (5, 4, 3, 2) for e in self.article.lexicon.lookup(name[:length]))
        if placed and thing.type in {"Organization", "Park", "Platform", "Alliance", "Event", "Project"}:
            scope = ""
        return identity.named_id(thing.type, name, "" if thing is self.main_park else scope)


def _group_key(kind: str, surface: str) -> str:
    key = identity.named_id(kind, surface).partition(":")[2]
    return key.replace("的", "") if kind == "Goal" else key


def _region_codes(entry: Entry) -> set[str]:
    if entry.type == "Region":
        return {entry.row["parent"], entry.row["code"]} - {""}
    return {entry.row["region"], entry.row["province"]} - {""}


def _kinds(entry: Entry) -> str:
    return (
        entry.row["name"]
        + ("高新区" if "高新" in entry.row["name"] else "")
        + ("经开区" if "经济" in entry.row["name"] else "")
    )


def mentions_of(things: Iterable[Thing]) -> Iterator[tuple[int, int, Thing]]:
    """Every mention of the article in reading order: start, end, entity."""
    yield from sorted(((a, b, t) for t in things for a, b in t.places()), key=lambda m: (m[0], -m[1]))
