"""A small store made from readings written by hand, for the tests of look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg import resources
from kg.assembly import Assembly
from kg.model import Document, Entity, Evidence, Mention, Modality, Observation, Piece, Reading, Statement
from kg.store import Store, builds

BASE = "https://parkgraph.example/"
TEXT = "济宁高新区引进云岭重工，龙头企业云岭重工生产推土机。\r\n青禾药业计划入驻济宁高新区。固定资产投资76.2亿元，增长9.3%。"
PARK, YUNLING, QINGHE = "Park:G371", "Firm:云岭重工", "Firm:青禾药业"
INDUSTRY, REGION, DIGGER = "Industry:工程机械", "Region:370800", "Product:推土机"


def piece(quote: str, text: str = TEXT) -> Piece:
    """The first place of a quote."""
    start = text.index(quote)
    return Piece(start, start + len(quote), quote)


def because(quote: str, modality: Modality = "done", confidence: float = 0.9) -> tuple[Evidence, ...]:
    """Evidence by one quote of the report."""
    return (
        Evidence(pieces=(piece(quote),), rule="verb", confidence=confidence, modality=modality, attributed_to="管委会"),
    )


def entity(identifier: str, name: str, *aliases: str, named: str = "") -> Entity:
    """An entity, mentioned where the report says `named`."""
    found = piece(named) if named else None
    mentions = (Mention(found.start, found.end, found.quote),) if found else ()
    return Entity(identifier, identifier.partition(":")[0], name, aliases, mentions)


def report() -> Reading:
    """A report about a park with a firm in it and one that is only expected."""
    return Reading(
        Document("report#1", "in/report.txt", TEXT, TEXT, tuple(range(len(TEXT))), "园区快报", "2021-09-13", "张三"),
        (
            entity(PARK, "济宁高新区", named="济宁高新区"),
            entity(YUNLING, "云岭重工", "云岭", named="云岭重工"),
            entity(QINGHE, "青禾药业", named="青禾药业"),
            entity(INDUSTRY, "工程机械"),
            entity(DIGGER, "推土机", named="推土机"),
            entity("Person:李四@report#1", "李四"),
        ),
        (
            Statement(YUNLING, "locatedInPark", PARK, because("济宁高新区引进云岭重工")),
            Statement(QINGHE, "locatedInPark", PARK, because("青禾药业计划入驻济宁高新区", "planned")),
            Statement(YUNLING, "leads", INDUSTRY, because("龙头企业云岭重工")),
            Statement(YUNLING, "produces", DIGGER, because("云岭重工生产推土机", confidence=0.8)),
            Statement("Person:李四@report#1", "worksFor", YUNLING, because("云岭重工"), role="总经理"),
        ),
        (
            Observation(
                *(PARK, "固定资产投资", 76.2, "76.2", "亿元"),
                *(because("固定资产投资76.2亿元"), "2021-01/2021-07", 18.4),
            ),
            Observation(PARK, "企业数", 500.0, "500", "家", because("济宁高新区", "planned"), "2025"),
        ),
    )


def catalogue() -> Reading:
    """A gazetteer with three parks of one region and industry; two have the same short name."""
    row = (Evidence(row=2, rule="catalogue"),)
    parks = {PARK: "济宁高新技术产业开发区", "Park:G372": "兖州经济开发区", "Park:G373": "邹城经济开发区"}
    return Reading(
        Document("gazetteer/parks", "gazetteer/parks.tsv", "key\tname\n", "", (), kind="gazetteer"),
        (
            *(
                Entity(key, "Park", name, ("云谷", "济宁高新区") if key == PARK else ("云谷",))
                for key, name in parks.items()
            ),
            Entity(REGION, "Region", "济宁市", ("济宁",)),
            Entity(INDUSTRY, "Industry", "工程机械产业", ("工程机械",)),
        ),
        (
            Statement(PARK, "code", "G371", row),
            Statement(PARK, "approvedOn", "2010-09", row),
            *(Statement(key, "inRegion", REGION, row) for key in parks),
            *(Statement(key, "developsIndustry", INDUSTRY, row) for key in parks),
        ),
    )


def write_store(directory: Path, readings: Iterable[Reading]) -> Store:
    """The readings as a store, as `kg build` writes it, without reading files."""
    with builds.draft(directory) as draft:
        assembly = Assembly(draft, resources.ontology_dir(), BASE)
        for reading in readings:
            assembly.add(reading)
        assembly.commit(directory, {})
    return Store.open(directory)
