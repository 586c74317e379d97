"""A small store in which things are tied in several ways: a hub, parts of regions and industries, a policy, dates."""

from __future__ import annotations

from pathlib import Path

from kg.model import Document, Evidence, Reading, Statement
from kg.store import Store
from tests import small_store as small

TEXT = "甲重工生产推土机，获评单项冠军。五条措施面向单项冠军，也支持济宁高新区。甲重工计划迁入济宁高新区。"
FIRM, TITLE, POLICY, PART = "Firm:甲重工", "Title:单项冠军", "Policy:五条措施", "Industry:土方机械"
PROVINCE, HUB, LONELY, THING = "Region:370000", "Park:G373", "Firm:孤岛", "Product:孤品"
ROW = (Evidence(row=3),)
TENANTS = tuple(f"Firm:企业{number:02}" for number in range(30))


def because(quote: str, modality: str = "done", confidence: float = 0.7) -> tuple[Evidence, ...]:
    """Evidence of the second report."""
    return (Evidence(pieces=(small.piece(quote, TEXT),), rule="verb", confidence=confidence, modality=modality),)  # type: ignore[arg-type]


def second_report() -> Reading:
    """A firm of another park, its title, and a policy for holders of the title."""
    return Reading(
        Document("report#2", "in/second.txt", TEXT, TEXT, tuple(range(len(TEXT))), "企业专刊", "2023-05-01"),
        (
            small.entity(FIRM, "甲重工"),
            small.entity(TITLE, "单项冠军"),
            small.entity(POLICY, "五条措施"),
            small.entity(small.PARK, "济宁高新区"),
            small.entity(small.DIGGER, "推土机"),
        ),
        (
            Statement(FIRM, "produces", small.DIGGER, because("甲重工生产推土机")),
            Statement(FIRM, "holdsTitle", TITLE, because("获评单项冠军")),
            Statement(POLICY, "targets", TITLE, because("五条措施面向单项冠军")),
            Statement(POLICY, "targets", small.PARK, because("也支持济宁高新区", confidence=0.6)),
            Statement(FIRM, "locatedInPark", small.PARK, because("甲重工计划迁入济宁高新区", "planned")),
        ),
    )


def lists() -> Reading:
    """A gazetteer: thirty firms of one park, parts of a region and an industry, dates, and two things apart from all others."""
    return Reading(
        Document("gazetteer/lists", "gazetteer/lists.tsv", "key\n", "", (), kind="gazetteer"),
        (
            small.entity(FIRM, "甲重工"),
            small.entity(PART, "土方机械"),
            small.entity(small.INDUSTRY, "工程机械"),
            small.entity(PROVINCE, "山东省"),
            small.entity(small.REGION, "济宁市"),
            small.entity(HUB, "邹城经济开发区"),
            small.entity("Park:G372", "兖州经济开发区"),
            small.entity(POLICY, "五条措施"),
            small.entity(LONELY, "孤岛"),
            small.entity(THING, "孤品"),
            *(small.entity(firm, firm[5:]) for firm in TENANTS),
        ),
        (
            Statement(FIRM, "foundedOn", "1999-01-02", ROW),
            Statement(POLICY, "issuedOn", "2023-04-01", ROW),
            Statement(FIRM, "operatesIn", PART, ROW),
            Statement(PART, "partOf", small.INDUSTRY, ROW),
            Statement(small.REGION, "partOf", PROVINCE, ROW),
            Statement(FIRM, "locatedInPark", "Park:G372", ROW),
            Statement(LONELY, "produces", THING, ROW),
            *(Statement(firm, "locatedInPark", HUB, ROW) for firm in TENANTS),
            *(Statement(firm, "operatesIn", PART, ROW) for firm in TENANTS[:2]),
        ),
    )


def write(directory: Path) -> Store:
    """The store in this folder."""
    return small.write_store(directory, [small.report(), small.catalogue(), second_report(), lists()])
