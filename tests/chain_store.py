"""A small store with a chain, three parks and their firms, written by hand: gaps, others elsewhere, plans, policies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.model import Document, Entity, Evidence, Modality, Observation, Reading, Statement
from kg.store import Store
from tests.small_store import write_store

CHAIN, INDUSTRY = "IndustryChain:光伏产业链", "Industry:光伏"
POLYSILICON, WAFER, PANEL, PLANT, LOOSE = (
    f"ChainSegment:{name}" for name in ("多晶硅", "硅片", "光伏组件", "光伏电站", "光伏新材料")
)
EAST, WEST, PART = "Park:E1", "Park:W1", "Park:E1b"
ZHEJIANG, JIAXING, SICHUAN = "Region:330000", "Region:330400", "Region:510000"
MAKER, SILICON, COMING, GENERAL = "Firm:晶阳", "Firm:川硅", "Firm:远光", "Firm:秀光"
ADVANCED, CHAMPION = "Title:高新技术企业", "Title:单项冠军"
LOCAL_POLICY, FAR_POLICY = "Policy:光伏十条", "Policy:川光计划"
NAMES = {EAST: "东洲高新区", WEST: "西岭高新区", PART: "东洲科创园"} | {
    ZHEJIANG: "浙江省",
    JIAXING: "嘉兴市",
    SICHUAN: "四川省",
}
STAGES = {POLYSILICON: "上游", WAFER: "上游", PANEL: "中游", PLANT: "下游"}
ATTACK = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
_ROW = (Evidence(row=2, rule="catalogue"),)
_TEXT = "园区快报。"
Triple = tuple[str, str, str]


def entity(identifier: str) -> Entity:
    """An entity called by its key or by NAMES."""
    kind, _, key = identifier.partition(":")
    return Entity(identifier, kind, NAMES.get(identifier, key), ())


def catalogue() -> Reading:
    """A gazetteer: the chain with its stages and suppliers, places, titles."""
    triples: list[Triple] = [(CHAIN, "ofIndustry", INDUSTRY)]
    for segment, stage in STAGES.items():
        position = f"ChainPosition:光伏产业链@{segment.partition(':')[2]}"
        triples += [(CHAIN, "hasSegment", segment), (position, "inChain", CHAIN)]
        triples += [(position, "ofSegment", segment), (position, "stage", stage)]
    triples += [(first, "upstreamOf", then) for first, then in ((POLYSILICON, WAFER), (WAFER, PANEL), (PANEL, PLANT))]
    triples += [(EAST, "inRegion", JIAXING), (WEST, "inRegion", SICHUAN), (JIAXING, "partOf", ZHEJIANG)]
    triples += [(title, "ladder", "quality") for title in (ADVANCED, CHAMPION)]
    triples += [(ADVANCED, "rank", "20"), (CHAMPION, "rank", "50"), (WEST, "developsIndustry", INDUSTRY)]
    return _reading("gazetteer/chains", "gazetteer", triples, _ROW)


def report(extra: Iterable[Triple] = ()) -> Reading:
    """What is done: firms in parks, what they make, titles, policies, a segment that has no stage."""
    triples: list[Triple] = [
        (CHAIN, "hasSegment", LOOSE),
        (CHAIN, "hasSegment", PANEL),
        (PART, "partOf", EAST),
        (MAKER, "locatedInPark", PART),
        (MAKER, "produces", PANEL),
        (MAKER, "holdsTitle", CHAMPION),
        (MAKER, "holdsTitle", ADVANCED),
        (GENERAL, "locatedInPark", EAST),
        (GENERAL, "operatesIn", INDUSTRY),
        (SILICON, "locatedInPark", WEST),
        (SILICON, "produces", POLYSILICON),
        (SILICON, "holdsTitle", ADVANCED),
        (LOCAL_POLICY, "targets", CHAIN),
        (LOCAL_POLICY, "appliesIn", JIAXING),
        (FAR_POLICY, "targets", INDUSTRY),
        (FAR_POLICY, "appliesIn", SICHUAN),
        (EAST, "memberOf", "Alliance:光伏联盟"),
        *extra,
    ]
    return _reading("report#1", "document", triples, because("done"), observations())


def plans() -> Reading:
    """What is only planned: a firm that is to come and make wafers."""
    return _reading(
        "plan#1", "document", [(COMING, "locatedInPark", EAST), (COMING, "produces", WAFER)], because("planned")
    )


def observations() -> list[Observation]:
    """Figures of both parks; the second figure of the east contradicts the first."""
    done = because("done")
    return [
        Observation(EAST, "高新技术企业", 431.0, "431", "家", done, "2021"),
        Observation(EAST, "高新技术企业", 430.0, "430", "家", done, "2021"),
        Observation(WEST, "高新技术企业", 90.0, "90", "家", done, "2021"),
        Observation(WEST, "工业总产值", 12.5, "12.5", "亿元", done, "2020"),
    ]


def because(modality: Modality) -> tuple[Evidence, ...]:
    """Evidence read from a text without words of its own."""
    return (Evidence(row=1, rule="verb", confidence=0.9, modality=modality),)


def write(directory: Path, extra: Iterable[Triple] = ()) -> Store:
    """The store, with more that the report says."""
    return write_store(directory, [catalogue(), report(extra), plans()])


def _reading(
    identifier: str,
    kind: str,
    triples: Sequence[Triple],
    evidence: tuple[Evidence, ...],
    observed: Sequence[Observation] = (),
) -> Reading:
    ids = {end for triple in triples for end in (triple[0], triple[2]) if end.partition(":")[2] and end[0].isupper()}
    ids |= {observation.subject for observation in observed}
    document = Document(identifier, f"in/{kind}", _TEXT, _TEXT, tuple(range(len(_TEXT))), identifier, kind=kind)
    statements = tuple(Statement(*triple, evidence) for triple in triples)
    return Reading(document, tuple(entity(one) for one in sorted(ids)), statements, tuple(observed))
