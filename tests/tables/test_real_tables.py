"""The shipped mappings on the tables of others that they are for. Rows are named by number: nothing of these tables is ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.build import build
from kg.store import Store
from kg.tables import BadRows

MAPPINGS = Path(__file__).resolve().parents[2] / "data" / "mappings"
soak = pytest.mark.soak
# Facts by predicate; a row, a predicate and what it leads to, as read from the table by a person.
TABLES: list[tuple[str, Mapping[str, int], list[tuple[int, str, str]]]] = [
    (
        "firms/gongshang_5k.csv",
        {"foundedOn": 4930, "creditCode": 4925, "hasObservation": 4993},
        [
            (2, "foundedOn", "2014-03-12"),
            (2, "hasObservation", "500万元"),
            (3, "locatedInPark", "深圳市高新技术产业园区"),
            (3, "hasObservation", "222.2222万元"),
            (4, "locatedInPark", "乌鲁木齐经济技术开发区"),
            (4, "creditCode", "91650100MA7754CJ63"),
        ],
    ),
    (
        "firms/nansha_sample_1k.csv",
        {"foundedOn": 1000, "operatesIn": 994},
        [(2, "foundedOn", "2017-06-06"), (2, "operatesIn", "纺织服装、服饰业"), (2, "hasObservation", "200.0万元")],
    ),
    (
        "firms/ashare_cics_industry.csv",
        {"operatesIn": 3900},
        [(2, "operatesIn", "综合性银行"), (3, "operatesIn", "房地产开发")],
    ),
    ("chainkg/company.jsonl", {}, []),
    ("chainkg/company_industry.jsonl", {"operatesIn": 4429}, [(1, "operatesIn", "大众出版")]),
    ("chainkg/industry.jsonl", {}, []),
    ("chainkg/industry_up.jsonl", {}, []),
    ("chainkg/industry_industry.jsonl", {"partOf": 480}, [(1, "partOf", "农林牧渔"), (2, "partOf", "种植业")]),
]
LARGE: list[tuple[str, Mapping[str, int], list[tuple[int, str, str]]]] = [
    ("chainkg/company_product.csv", {"produces": 53100}, [(2, "produces", "特种气体")]),
    ("chainkg/product.jsonl", {}, []),
    (
        "chainkg/product_product.csv",
        {"upstreamOf": 109900},
        [(2, "upstreamOf", "红豆薏米仁汤"), (3, "upstreamOf", "香菇鸭粥")],
    ),
]
FACT = """SELECT ?v {{ GRAPH ?d {{ ?s rdf:predicate kg:{predicate} ; rdf:object ?o ; kg:evidence/oa:hasSelector/rdf:value "row={row}" }}
  OPTIONAL {{ ?o rdfs:label ?label }} OPTIONAL {{ ?o kg:valueText ?n ; kg:unit ?u }}
  BIND(COALESCE(?label, CONCAT(?n, ?u), STR(?o)) AS ?v) }}"""


def values(store: Store, query: str) -> set[str]:
    return {row["v"].value for row in store.query(query)}  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize(
    ("table", "counts", "facts"),
    [
        *(pytest.param(*row, id=row[0]) for row in TABLES),
        *(pytest.param(*row, id=row[0], marks=soak) for row in LARGE),
    ],
)
def test_a_real_table_is_built_by_its_mapping(
    table: str, counts: Mapping[str, int], facts: list[tuple[int, str, str]], shared: Path, tmp_path: Path
) -> None:
    bad = BadRows()
    build([shared / "data" / table], tmp_path, gazetteer=False, mappings=[MAPPINGS], bad_rows=bad)
    store = Store.open(tmp_path)
    assert bad.rows == 0
    for predicate, least in counts.items():
        (found,) = values(store, f"SELECT (COUNT(*) AS ?v) {{ ?s kg:{predicate} ?o }}")
        assert least <= int(found) <= least * 1.01, predicate
    for row, predicate, value in facts:
        assert value in values(store, FACT.format(predicate=predicate, row=row)), (row, predicate)


def test_hundreds_of_addresses_name_a_park(shared: Path, tmp_path: Path) -> None:
    build([shared / "data/firms/gongshang_5k.csv"], tmp_path, gazetteer=False, mappings=[MAPPINGS])
    (found,) = values(Store.open(tmp_path), "SELECT (COUNT(DISTINCT ?f) AS ?v) { ?f kg:locatedInPark ?p }")
    assert int(found) > 800
