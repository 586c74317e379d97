"""The same articles with other names: firms get coined stems, zones the names of other cities, in text and gold alike."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from typing import Any

from kg.evaluate.gold import Article
from kg.extract.lexicon import lexicon
from kg.extract.segmenter import segmenter
from kg.text import narrow
from tests.extract.reading import extractor

_ZONE = "高新区"
_KEPT = re.compile(r"[（(][^（）()]*[）)]|中国|东南|四大|产业|片区|自贸试验区|自由贸易试验区|[^一-鿿]")


class Mask:
    """Invented names for the Firms and Parks of some articles, the same for the same seed."""

    def __init__(self, articles: Sequence[Article], seed: int) -> None:
        self._chance = random.Random(seed)
        self._pool = self._rare_characters()
        self._stems: dict[str, str] = {}
        entities = [entity for article in articles for entity in article["entities"]]
        self.words = self._cities(entities)
        for kind in ("Firm", "Park"):
            for name in sorted(_names(entities, kind), key=lambda n: (-len(n), n)):
                self.words.setdefault(name, self._invented(kind, name))
        self.words = {old: new for old, new in self.words.items() if old != new}
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(r"\s*".join(map(re.escape, narrow(word))) for word in longest_first))

    def text(self, text: str) -> str:
        """A text with the invented names; line breaks inside a name stay where they are, so its length stays too."""
        out = list(text)
        for match in self._pattern.finditer(narrow(text)):
            places = [i for i in range(*match.span()) if not text[i].isspace()]
            new = self.words["".join(narrow(text)[i] for i in places)]
            for place, character in zip(places, new, strict=True):
                out[place] = character
        return "".join(out)

    def article(self, value: Any) -> Any:
        """A gold article (or a part of one) with the invented names in all its words."""
        if isinstance(value, dict):
            return {key: self.article(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.article(part) for part in value]
        return self.text(value) if isinstance(value, str) else value

    def _rare_characters(self) -> list[str]:
        """Characters that texts seldom use and that are no surname, shuffled."""
        surnames = {row["surname"] for row in extractor().gazetteer["surnames"]}
        every = (chr(code) for code in range(0x4E00, 0x9FA6))
        pool = [c for c in every if 1 <= segmenter().frequency(c) <= 60 and c not in surnames]
        self._chance.shuffle(pool)
        return pool

    def _cities(self, entities: Iterable[dict[str, Any]]) -> dict[str, str]:
        """City → another city of the same province whose high-tech zone is in the catalogue and that no article names."""
        named = {name for entity in entities for name in (entity["name"], *entity["aliases"])}
        zones = {name: row for row in extractor().gazetteer["parks"] for name in row.list("short") if len(name) == 5}
        places = {zone.removesuffix(_ZONE): row["province"] for zone, row in zones.items() if zone.endswith(_ZONE)}
        cities: dict[str, str] = {}
        for zone in sorted(name for name in named if name in zones and name.endswith(_ZONE)):
            old = zone.removesuffix(_ZONE)
            taken = {*cities.values(), *(place for place in places if any(place in name for name in named))}
            others = [p for p, province in places.items() if province == places[old] and _is_city(p) and p not in taken]
            cities[old] = self._chance.choice(sorted(others))
        return cities

    def _invented(self, kind: str, name: str) -> str:
        """A name of the same length: places, brackets and the business or park word kept, the stem coined."""
        stem, suffix = _parted(kind, name)
        known = lexicon(extractor().gazetteer)
        out, position = "", 0
        while position < len(stem):
            rest = stem[position:]
            kept = _KEPT.match(rest)
            place = next((n for n in (4, 3, 2) if any(e.type == "Region" for e in known.lookup(rest[:n]))), 0)
            length = kept.end() if kept else min(place, len(rest))
            if length:
                old = rest[:length]
                out, position = out + self.words.get(old, self._replaced_city(old)), position + length
            else:
                out, position = out + self._coined(stem[position]), position + 1
        return out + self._replaced_city(suffix)

    def _replaced_city(self, text: str) -> str:
        for old, new in self.words.items():
            text = text.replace(old, new) if len(old) == 2 else text
        return text

    def _coined(self, character: str) -> str:
        return self._stems.setdefault(character, self._pool[len(self._stems)])


def _names(entities: Iterable[dict[str, Any]], kind: str) -> set[str]:
    return {name for entity in entities if entity["type"] == kind for name in (entity["name"], *entity["aliases"])}


def _is_city(name: str) -> bool:
    entries = lexicon(extractor().gazetteer).lookup(name)
    return any(e.type == "Region" and e.row["kind"] == "prefecture" for e in entries)


def _parted(kind: str, name: str) -> tuple[str, str]:
    """Stem and suffix: legal forms and business words of firms, the park word of parks; two characters stay a stem."""
    declared = extractor().ontology.types[kind]
    words = sorted({*declared.name_suffixes, *declared.short_name_suffixes}, key=lambda word: -len(word))
    end, shortest = len(name), 2 if kind == "Firm" else 0
    while word := next((w for w in words if name[:end].endswith(w) and end - len(w) >= shortest), ""):
        end -= len(word)
    return name[:end], name[end:]
