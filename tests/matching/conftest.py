"""A store with namesakes, a group, branches and firms with codes, to be told apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.lookup import Lookup
from kg.matching import Candidate, MatchQuery, Property
from kg.model import Document, Entity, Evidence, Reading, Statement
from tests.small_store import catalogue, report, write_store

CODE, OTHER_CODE = "91330200704805464Q", "91340100726317672P"
HAIQING_A, HAIQING_B = "Firm:haiqing-a", "Firm:haiqing-b"
PARK_SH = "Park:G310"


def firms() -> Reading:
    """Two firms of one name in two cities, a group and its member, a firm with a code, one with a place in its name."""
    row = (Evidence(row=2, rule="catalogue"),)
    names = {
        "Firm:group": "北岭重工集团有限公司",
        "Firm:member": "北岭重工机械有限公司",
        HAIQING_A: "海青药业有限公司",
        HAIQING_B: "海青药业有限公司",
        f"Firm:{CODE}": "思远智能装备股份有限公司",
        "Firm:jining": "济宁长青科技有限公司",
        "Firm:bracket": "德普材料（上海）有限公司",
        "Firm:group2": "南山控股（集团）有限公司",
        "Firm:bank": "丰和银行股份有限公司济宁分行",
    }
    aliases = {f"Firm:{CODE}": ("思远智能", "思远")}
    return Reading(
        Document("gazetteer/firms", "gazetteer/firms.tsv", "name\n", "", (), kind="gazetteer"),
        (
            *(Entity(key, "Firm", name, aliases.get(key, ())) for key, name in names.items()),
            Entity("Region:310000", "Region", "上海市", ("上海",)),
            Entity("Region:370000", "Region", "山东省", ("山东",)),
            Entity(PARK_SH, "Park", "上海东岸高新区"),
        ),
        (
            Statement(f"Firm:{CODE}", "creditCode", CODE, row),
            Statement("Firm:member", "creditCode", OTHER_CODE, row),
            Statement("Region:370800", "partOf", "Region:370000", row),
            Statement(PARK_SH, "inRegion", "Region:310000", row),
            Statement(HAIQING_A, "locatedInPark", "Park:G371", row),
            Statement(HAIQING_B, "locatedInPark", PARK_SH, row),
            Statement(f"Firm:{CODE}", "locatedInPark", "Park:G371", row),
        ),
    )


@pytest.fixture(scope="session")
def matching_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the store."""
    directory = tmp_path_factory.mktemp("matching")
    write_store(directory, [catalogue(), report(), firms()])
    return directory


@pytest.fixture(scope="session")
def lookup(matching_store: Path) -> Lookup:
    return Lookup.open(matching_store)


Match = Callable[..., list[Candidate]]


@pytest.fixture(scope="session")
def match(lookup: Lookup) -> Match:
    """match(name, "Firm", inRegion="济宁") → the candidates."""

    def found(name: str, *types: str, preferred: bool = False, **known: str) -> list[Candidate]:
        properties = tuple(Property(pid, (value,)) for pid, value in known.items())
        return lookup.reconciliation.matcher.match(MatchQuery(name, types, properties, preferred))

    return found
