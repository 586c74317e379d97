"""A synthetic graph in our own shape (docs/graph.md), as N-Quads: the same seed and size give the same bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import digest
from kg.settings import Settings
from kg.store import terms

SMALLEST = 20_000  # below that there is no firm in it
BASE = Settings().base_iri
SUPERNODES, SUPER_SHARE, USUAL_SHARE = 5, 0.3, 0.4  # the usual parks have some 60 firms each, the others few
_TYPE, _LABEL, _ALIAS = (terms.name(curie) for curie in ("rdf:type", "rdfs:label", "skos:altLabel"))
_HANDS = "华泰鼎盛恒瑞宏远中科博新天海金诚安达创元明德通联云智启航星辰海川百利同兴嘉禾永昌东方正大"
_TRADES = (
    "光电 软件 生物 材料 机械 医药 环保 电子 能源 装备 通信 航空 化工 食品 物流 仪器 芯片 储能 机器人 光伏".split()
)
_CITIES = "济宁 福州 合肥 苏州 武汉 成都 西安 长沙 广州 南京 青岛 宁波 厦门 郑州 重庆 天津 沈阳 大连 昆明 贵阳".split()
_INDICATORS = (("地区生产总值", "亿元"), ("工业增加值", "亿元"), ("进出口总额", "亿美元"), ("核准面积", "公顷"))
_TITLES = "单项冠军 专精特新小巨人 瞪羚企业 独角兽企业 高新技术企业 规模以上企业 制造业百强 绿色工厂".split()
_STAGES = ("上游", "中游", "下游")


@dataclass(slots=True)
class Samples:
    """What the queries ask for, as IRIs and names. supernodes: parks with most firms; usual: with some 60."""

    firms: list[str] = field(default_factory=list)
    firm_names: list[str] = field(default_factory=list)
    parks: list[str] = field(default_factory=list)
    supernodes: list[str] = field(default_factory=list)
    usual: list[str] = field(default_factory=list)
    chains: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)


def write(path: Path, quads: int, seed: int = 7) -> Samples:
    """Write at least so many quads (a few more: the last firm is whole) and say what there is to ask for."""
    made = _Graph(quads, random.Random(seed))
    with path.open("w", encoding="utf-8") as file:
        for lines in made.parts():
            file.write("".join(lines))
    return made.samples


def iri(kind: str, key: str) -> str:
    """The IRI of an entity in angle brackets."""
    return f"<{BASE}id/{kind}/{key}>"


def _kg(local: str) -> str:
    return terms.name(f"kg:{local}")


class _Graph:
    def __init__(self, quads: int, chance: random.Random) -> None:
        self.quads, self.chance, self.samples = quads, chance, Samples()
        self.written = 0
        self.lines: list[str] = []
        self.document, self.rows = "", 0

    def parts(self) -> Iterator[list[str]]:
        """The lines, some thousands at a time."""
        unit = self.quads // 1000
        for make in (self._regions, self._industries, self._parks, self._chains, self._titles, self._articles):
            make(unit)
            yield self._taken()
        number = 0
        while self.written < self.quads:
            if number % 2000 == 0:
                self._open(f"table/firms-{number // 2000}", f"企业名录{number // 2000}", "table")
            self._firm(number)
            number += 1
            if len(self.lines) > 20_000:
                yield self._taken()
        yield self._taken()

    def _taken(self) -> list[str]:
        lines, self.lines = self.lines, []
        return lines

    def _put(self, subject: str, predicate: str, value: str, graph: str = "") -> None:
        self.lines.append(f"{subject} {predicate} {value} {graph}.\n")
        self.written += 1

    def _open(self, key: str, title: str, kind: str) -> None:
        """Begin a document: the reasons that follow stand in its graph."""
        node = iri("Document", key.replace("/", "%2F"))
        self._name(node, "Document", title)
        self._put(node, _kg("documentKind"), terms.text(kind))
        self._put(node, terms.name("dcterms:source"), terms.text(f"{key}.csv" if kind == "table" else f"{key}.txt"))
        self.document, self.rows = f"{node} ", 1

    def _name(self, node: str, kind: str, name: str, *aliases: str) -> None:
        self._put(node, _TYPE, _kg(kind))
        self._put(node, _LABEL, terms.text(name, "zh"))
        for alias in aliases:
            self._put(node, _ALIAS, terms.text(alias, "zh"))

    def _row(self, facts: list[tuple[str, str, str]], quote: str = "") -> None:
        """Facts that one row of a table or, with a quote, one sentence of an article gives, with their evidence."""
        self.rows += 1
        graph, key = self.document, digest(self.document, str(self.rows))
        evidence, selector = f"<{BASE}evidence/{key}>", f"<{BASE}selector/{key}>"
        for subject, predicate, value in facts:
            self._put(subject, predicate, value)
            node = f"<{BASE}statement/{digest(subject[1:-1], predicate[1:-1], value)}>"
            self._put(node, _TYPE, terms.name("rdf:Statement"), graph)
            self._put(node, terms.name("rdf:subject"), subject, graph)
            self._put(node, terms.name("rdf:predicate"), predicate, graph)
            self._put(node, terms.name("rdf:object"), value, graph)
            self._put(node, _kg("evidence"), evidence, graph)
        self._put(evidence, _TYPE, _kg("Evidence"), graph)
        self._put(evidence, terms.name("oa:hasSource"), graph.strip(), graph)
        self._put(evidence, _kg("rule"), terms.text("frame H落户T" if quote else "row"), graph)
        self._put(evidence, _kg("confidence"), terms.decimal(0.8 if quote else 1.0), graph)
        self._put(evidence, _kg("modality"), terms.text("done"), graph)
        self._put(evidence, terms.name("oa:hasSelector"), selector, graph)
        if quote:
            start = self.rows * 50
            self._put(evidence, _kg("quote"), terms.text(quote), graph)
            self._put(selector, _TYPE, terms.name("oa:TextPositionSelector"), graph)
            self._put(selector, terms.name("oa:start"), terms.typed(str(start), "integer"), graph)
            self._put(selector, terms.name("oa:end"), terms.typed(str(start + len(quote)), "integer"), graph)
            self._put(selector, terms.name("oa:exact"), terms.text(quote), graph)
        else:
            self._put(selector, _TYPE, terms.name("oa:FragmentSelector"), graph)
            self._put(selector, terms.name("rdf:value"), terms.text(f"row={self.rows}"), graph)
            self._put(selector, terms.name("dcterms:conformsTo"), "<http://tools.ietf.org/rfc/rfc7111>", graph)

    def _regions(self, unit: int) -> None:
        self._open("gazetteer/regions", "行政区划", "gazetteer")
        above: list[str] = []
        for number in range(31 + 2 * unit):
            city = _CITIES[number % len(_CITIES)]
            node = iri("Region", f"{110000 + number}")
            self._name(node, "Region", f"{city}{self._word(number)}区" if number >= 31 else f"{self._word(number)}省")
            facts = [(node, _kg("code"), terms.text(str(110000 + number)))]
            if number >= 31:
                facts.append((node, _kg("partOf"), iri("Region", above[(number - 31) // 9])))
            self._row(facts)
            above.append(f"{110000 + number}")
            self.samples.regions.append(node)

    def _industries(self, unit: int) -> None:
        self._open("gazetteer/industries", "国民经济行业分类", "gazetteer")
        for number in range(20 + unit):
            node = iri("Industry", f"C{number:04}")
            self._name(node, "Industry", f"{self._word(number)}{_TRADES[number % 20]}制造")
            facts = [(node, _kg("code"), terms.text(f"C{number:04}"))]
            if number >= 20:
                facts.append((node, _kg("partOf"), iri("Industry", f"C{(number - 20) // 6:04}")))
            self._row(facts)
            self.samples.industries.append(node)

    def _parks(self, unit: int) -> None:
        self._open("gazetteer/parks", "开发区目录", "gazetteer")
        levels = [terms.text("national"), terms.text("provincial")]
        for number in range(20 + unit):
            code, city = f"G{350000 + number}", _CITIES[number % len(_CITIES)]
            node = iri("Park", code)
            name = f"{city}{self._word(number)}"
            self._name(node, "Park", f"{name}高新技术产业开发区", f"{name}高新区", f"{name}开发区")
            industries = self.chance.sample(self.samples.industries, 3)
            self._row(
                [
                    (node, _kg("code"), terms.text(code)),
                    (node, _kg("level"), levels[number % 3 > 0]),
                    (node, _kg("approvedOn"), terms.date(f"{1991 + number % 30}-03")),
                    (node, _kg("inRegion"), self.chance.choice(self.samples.regions)),
                    *((node, _kg("developsIndustry"), industry) for industry in industries),
                ]
            )
            self.samples.parks.append(node)
            for year in range(2019, 2022):
                self._observe(node, number % len(_INDICATORS), year)
        self.samples.supernodes = self.samples.parks[:SUPERNODES]
        self.samples.usual = self.samples.parks[SUPERNODES : SUPERNODES + max(unit // 10, 1)]

    def _observe(self, park: str, which: int, year: int) -> None:
        indicator, unit = _INDICATORS[which]
        value = round(self.chance.uniform(1, 2000), 2)
        node = iri("Observation", digest(park, indicator, str(year)))
        self._put(node, _TYPE, _kg("Observation"))
        self._put(node, _kg("indicator"), iri("Indicator", indicator))
        self._put(node, _kg("value"), terms.decimal(value))
        self._put(node, _kg("valueText"), terms.text(f"{value}"))
        self._put(node, _kg("unit"), terms.text(unit))
        self._put(node, _kg("period"), terms.text(str(year)))
        self._row([(park, _kg("hasObservation"), node)])

    def _chains(self, unit: int) -> None:
        self._open("gazetteer/chains", "产业链", "gazetteer")
        for indicator, _ in _INDICATORS:
            self._name(iri("Indicator", indicator), "Indicator", indicator)
        for number in range(10 + unit // 20):
            chain_name = f"{self._word(number)}{_TRADES[number % 20]}产业链"
            chain = iri("IndustryChain", chain_name)
            self._name(chain, "IndustryChain", chain_name)
            before = ""
            for place in range(20):
                name = f"{chain_name[:-3]}{_HANDS[place]}件"
                segment, position = iri("ChainSegment", name), iri("ChainPosition", f"{chain_name}@{name}")
                self._name(segment, "ChainSegment", name)
                self._put(position, _TYPE, _kg("ChainPosition"))
                self._put(position, _kg("inChain"), chain)
                self._put(position, _kg("ofSegment"), segment)
                self._put(position, _kg("stage"), terms.text(_STAGES[place // 7]))
                facts = [(chain, _kg("hasSegment"), segment)]
                self._row([*facts, (before, _kg("upstreamOf"), segment)] if before else facts)
                before = segment
            self.samples.chains.append(chain)

    def _titles(self, unit: int) -> None:
        for title in _TITLES:
            self._name(iri("Title", title), "Title", title)

    def _articles(self, unit: int) -> None:
        """Articles on policies: what each targets and where it applies, with the words that say so."""
        for number in range(10 + unit):
            self._open(f"news-{number}%231", f"园区政策报道{number}", "document")
            self.samples.articles.append(self.document.strip())
            park = self.chance.choice(self.samples.parks)
            name = f"{self._word(number)}园区惠企政策"
            policy = iri("Policy", f"{name}@{number}")
            self._name(policy, "Policy", f"《{name}》")
            self._row([(policy, _kg("issuedBy"), park)], f"管委会发布《{name}》，自发布之日起施行。")
            chain = self.chance.choice(self.samples.chains)
            self._row([(policy, _kg("targets"), chain)], f"《{name}》支持产业链上下游企业协同创新。")
            for industry in self.chance.sample(self.samples.industries, 3):
                self._row(
                    [(policy, _kg("targets"), industry)], f"对新引进的项目给予最高{number}万元奖励，第{self.rows}条。"
                )
            self._row([(policy, _kg("appliesIn"), park)], "本办法适用于园区内注册的独立法人企业。")
            self.samples.policies.append(policy)

    def _firm(self, number: int) -> None:
        code, trade = f"91{370800000000000 + number * 7919}", _TRADES[number % len(_TRADES)]
        node, word = iri("Firm", code), self._word(number)
        name = f"{_CITIES[number % 19]}{word}{trade}科技有限公司"
        self._name(node, "Firm", name, *([f"{word}{trade}"] if number % 2 else []))
        draw = self.chance.random()
        usual = self.samples.usual if draw < SUPER_SHARE + USUAL_SHARE else self.samples.parks
        park = self.chance.choice(self.samples.supernodes if draw < SUPER_SHARE else usual)
        facts = [
            (node, _kg("creditCode"), terms.text(code)),
            (node, _kg("foundedOn"), terms.date(f"{1990 + number % 33}-{1 + number % 12:02}-{1 + number % 28:02}")),
            (node, _kg("locatedInPark"), park),
            (node, _kg("operatesIn"), self.chance.choice(self.samples.industries)),
        ]
        if number % 4 == 0:
            chain = self.chance.choice(self.samples.chains)[:-1].rpartition("/")[2]
            facts.append((node, _kg("produces"), iri("ChainSegment", f"{chain[:-3]}{_HANDS[number % 20]}件")))
        if number % 10 == 0:
            facts.append((node, _kg("holdsTitle"), iri("Title", _TITLES[number // 10 % len(_TITLES)])))
        self._row(facts)
        if number % 7 == 0 and len(self.samples.firms) < 500:
            self.samples.firms.append(node)
            self.samples.firm_names.append(name)

    def _word(self, number: int) -> str:
        """Three characters, another three for each number."""
        size = len(_HANDS)
        return _HANDS[number % size] + _HANDS[number // size % size] + _HANDS[number // size**2 % size]
