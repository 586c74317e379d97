"""The answers of the API as plain dicts."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from kg.errors import EntityNotFoundError, KgError, StoreError
from kg.lookup import Lookup
from kg.neighborhood import Filters
from tests import small_store as small

LOCATED = Filters(relations=("locatedInPark",))


@pytest.fixture(scope="module")
def lookup(tmp_path_factory: pytest.TempPathFactory) -> Lookup:
    directory = tmp_path_factory.mktemp("store")
    small.write_store(directory, [small.report(), small.catalogue()])
    return Lookup.open(directory)


def test_an_entity_is_called_described_and_sourced(lookup: Lookup) -> None:
    card = lookup.entity(small.PARK)
    assert card["iri"] == "https://parkgraph.example/id/Park/G371"
    assert card["name"] == "济宁高新技术产业开发区"
    assert card["names"] == ["济宁高新技术产业开发区", "云谷", "济宁高新区"]
    assert [(a["name"], a["label"]["zh"], a["values"]) for a in card["attributes"]] == [
        ("code", "代码", ["G371"]),
        ("approvedOn", "批准年月", ["2010-09"]),
    ]
    assert [source["id"] for source in card["sources"]] == ["report#1", "gazetteer/parks"]
    orjson.dumps(card)


def test_facts_by_relation_out_before_in_with_counts(lookup: Lookup) -> None:
    groups = lookup.entity(small.PARK, per_group=1)["facts"]
    assert [(g["relation"], g["direction"], g["count"], len(g["results"])) for g in groups] == [
        ("inRegion", "out", 1, 1),
        ("developsIndustry", "out", 1, 1),
        ("locatedInPark", "in", 2, 1),
    ]
    assert groups[2]["label"] == {"zh": "入驻主体", "en": "hosts"}
    hosted = lookup.entity(small.PARK)["facts"][2]["results"]
    assert [(fact["entity"]["name"], fact["modality"]) for fact in hosted] == [
        ("云岭重工", "done"),
        ("青禾药业", "planned"),
    ]


def test_roles_and_inferences(lookup: Lookup) -> None:
    groups = {group["relation"]: group["results"][0] for group in lookup.entity(small.YUNLING)["facts"]}
    assert groups["worksFor"]["role"] == "总经理"
    assert groups["operatesIn"]["inferred"]
    inferred = lookup.statement(groups["operatesIn"]["statement"])
    assert inferred["inferred_from"] == groups["leads"]["statement"]
    assert lookup.statement(groups["leads"]["statement"])["inferred_from"] is None


def test_observations_with_plans_marked(lookup: Lookup) -> None:
    expected, invested = lookup.entity(small.PARK)["observations"]
    assert (expected["indicator"], expected["value"], expected["modality"]) == ("企业数", 500.0, "planned")
    figures = ("value", "value_text", "unit", "period", "change", "earlier", "completion", "bound", "modality")
    assert [invested[figure] for figure in figures] == [
        *(76.2, "76.2", "亿元", "2021-01/2021-07", 18.4, None, None, None, "done")
    ]
    assert invested["document"] == {"id": "report#1", "title": "园区快报"}
    said = lookup.statement(invested["statement"])
    assert (said["relation"], said["object"]["name"]) == ("hasObservation", "固定资产投资 76.2亿元")


def test_evidence_is_a_slice_of_the_text(lookup: Lookup) -> None:
    for statement in lookup.evidence(small.YUNLING)["results"]:
        for evidence in statement["evidence"]:
            text = lookup.document(evidence["document"]["id"])["text"]
            assert evidence["pieces"]
            for piece in evidence["pieces"]:
                assert text[piece["start"] : piece["end"]] == piece["quote"]


def test_the_evidence_of_a_gazetteer_is_its_row(lookup: Lookup) -> None:
    code = lookup.evidence(small.PARK, relation="code")["results"][0]
    assert code["object"] == {"value": "G371", "datatype": "string"}
    assert code["evidence"][0]["row"] == 2
    assert code["evidence"][0]["quote"] is None
    assert code["evidence"][0]["document"]["kind"] == "gazetteer"


def test_a_document_with_mentions_and_statements(lookup: Lookup) -> None:
    document = lookup.document("report#1")
    assert document["text"] == small.TEXT
    assert (document["title"], document["published"], document["byline"]) == ("园区快报", "2021-09-13", "张三")
    assert all(small.TEXT[m["start"] : m["end"]] == m["text"] for m in document["mentions"])
    assert [m["entity"]["id"] for m in document["mentions"]] == [small.PARK, small.YUNLING, small.DIGGER, small.QINGHE]
    said = {(s["subject"]["name"], s["relation"], s["modality"]) for s in document["statements"]}
    assert ("青禾药业", "locatedInPark", "planned") in said
    assert document["statement_count"] == len(document["statements"]) == 6


def test_related_with_reason_and_evidence(lookup: Lookup) -> None:
    first = lookup.related(small.PARK, LOCATED, limit=1)
    assert first["results"][0]["reason"][0]["from"]["id"] == small.PARK
    assert first["results"][0]["evidence"][0]["quote"] == "济宁高新区引进云岭重工"
    second = lookup.related(small.PARK, LOCATED, limit=1, cursor=first["next"])
    assert [r["id"] for r in second["results"]] == [small.QINGHE]
    assert second["next"] is None


def test_search_by_short_name(lookup: Lookup) -> None:
    answer = lookup.search("济宁", limit=1)
    assert (answer["results"][0]["id"], answer["results"][0]["matched"]) == (small.REGION, "济宁")
    assert lookup.search("济宁", cursor=answer["next"])["results"][0]["id"] == small.PARK


def test_counts(lookup: Lookup) -> None:
    stats = lookup.stats()
    assert stats["documents"] == {"document": 1, "table": 0, "gazetteer": 1}
    assert stats["entities"]["Park"] == 3
    assert stats["facts"]["locatedInPark"] == 1
    assert stats["statements"]["locatedInPark"] == {"done": 1, "planned": 1, "aim": 0}
    assert stats["observations"] == 2


def test_the_ontology_as_it_is_shown(lookup: Lookup) -> None:
    answer = lookup.ontology()
    park = next(kind for kind in answer["types"] if kind["name"] == "Park")
    assert (park["label"]["zh"], park["extracted"]) == ("园区", True)
    located = next(relation for relation in answer["relations"] if relation["name"] == "locatedInPark")
    assert (located["inverse_label"]["en"], located["core"], located["structural"]) == ("hosts", True, False)
    assert answer["prefixes"]["kg"].endswith("ontology#")


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        (small.PARK, small.PARK),
        ("济宁高新区", small.PARK),
        ("济宁", small.REGION),
        ("工程机械", small.INDUSTRY),
        ("云岭", small.YUNLING),
        ("青禾药亚", small.QINGHE),
    ],
)
def test_what_a_name_means(lookup: Lookup, name: str, entity_id: str) -> None:
    assert lookup.resolve(name) == entity_id


def test_a_name_of_several_lists_them(lookup: Lookup) -> None:
    with pytest.raises(EntityNotFoundError, match="give the id") as caught:
        lookup.resolve("云谷")
    assert all(entity_id in str(caught.value) for entity_id in (small.PARK, "Park:G372", "Park:G373"))


def test_what_is_not_there_is_said(lookup: Lookup, tmp_path: Path) -> None:
    for ask in (lookup.entity, lookup.related, lookup.evidence, lookup.document, lookup.statement, lookup.resolve):
        with pytest.raises(EntityNotFoundError):
            ask("Park:<none>")
    with pytest.raises(EntityNotFoundError):
        lookup.statement("0" * 20)
    with pytest.raises(KgError, match=r"no relation 'owns'.*kg ontology"):
        lookup.related(small.PARK, Filters(relations=("owns",)))
    with pytest.raises(KgError, match="no type"):
        lookup.search("济宁", kind="Planet")
    for cursor in ("-1", "x", "１", "9" * 20):
        with pytest.raises(KgError, match="no cursor"):
            lookup.search("济宁", cursor=cursor)
    with pytest.raises(StoreError, match="kg build"):
        Lookup.open(tmp_path)
