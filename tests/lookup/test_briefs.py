"""Briefs and timelines as plain data."""

from __future__ import annotations

import orjson
import pytest

from kg.errors import EntityNotFoundError
from kg.lookup import Lookup
from tests import small_store as small
from tests.ties_store import FIRM, LONELY, POLICY, TITLE


def test_a_brief_holds_facts_figures_and_sources(lookup: Lookup) -> None:
    brief = lookup.brief(small.PARK)
    assert orjson.dumps(brief)
    assert [(s["indicator"], s["unit"], [p["value"] for p in s["points"]]) for s in brief["series"]] == [
        ("企业数", "家", [500.0]),
        ("固定资产投资", "亿元", [76.2]),
    ]
    assert brief["series"][0]["points"][0]["modality"] == "planned"
    assert brief["facts"] == lookup.entity(small.PARK, 10)["facts"]
    assert [source["id"] for source in brief["sources"]][:2] == ["report#1", "report#2"]
    assert brief["neighbors"][0]["words"]["zh"].startswith("济宁高新技术产业开发区 —")


def test_policies_are_found_directly_and_by_title(lookup: Lookup) -> None:
    (direct,) = lookup.brief(small.PARK)["policies"]
    assert (direct["policy"]["id"], direct["via"], len(direct["statements"])) == (POLICY, None, 1)
    firm = lookup.brief(FIRM)
    (by_title,) = firm["policies"]
    assert (by_title["policy"]["id"], by_title["via"]["id"]) == (POLICY, TITLE)
    assert by_title["words"]["zh"] == "甲重工 —获得称号→ 单项冠军 —适用政策→ 五条措施"
    assert [title["title"]["id"] for title in firm["titles"]] == [TITLE]
    assert lookup.brief(LONELY)["policies"] == lookup.brief(POLICY)["policies"] == []


def test_gaps_say_what_is_not_in_the_graph_and_never_that_there_is_none(lookup: Lookup) -> None:
    gaps = {(gap["kind"], gap["name"], gap["direction"]): gap["words"] for gap in lookup.brief(FIRM)["gaps"]}
    assert ("attribute", "creditCode", None) in gaps
    assert ("attribute", "foundedOn", None) not in gaps
    assert ("relation", "memberOf", "out") in gaps
    assert ("relation", "targets", "in") in gaps
    assert not gaps.keys() & {("relation", "locatedInPark", "out"), ("relation", "holdsTitle", "out")}
    assert ("observations", "hasObservation", "out") in gaps
    for words in gaps.values():
        assert words["zh"].startswith("图中未见记录") and words["en"].startswith("not in the graph")
    assert ("observations", "hasObservation", "out") not in {
        (gap["kind"], gap["name"], gap["direction"]) for gap in lookup.brief(small.PARK)["gaps"]
    }


def test_every_entity_has_a_brief_and_a_timeline(lookup: Lookup) -> None:
    for entity_id in lookup.near.names:
        assert lookup.brief(entity_id)["id"] == entity_id
        assert lookup.timeline(entity_id)["next"] is None
    for ask in (lookup.brief, lookup.timeline):
        with pytest.raises(EntityNotFoundError):
            ask("Park:0")


def test_a_timeline_goes_from_the_earliest_to_the_latest(lookup: Lookup) -> None:
    events = lookup.timeline(FIRM)["results"]
    assert [(e["date"], e["kind"]) for e in events] == [
        ("1999-01-02", "attribute"),
        *[("2023-05-01", "statement")] * 3,
    ]
    assert events[0]["words"] == {"zh": "成立日期：1999-01-02", "en": "founded on: 1999-01-02"}
    assert events[0]["source"]["id"] == "gazetteer/lists"
    assert {e["modality"] for e in events[1:]} == {"done", "planned"}


def test_figures_stand_at_the_end_of_their_period(lookup: Lookup) -> None:
    figures = [e for e in lookup.timeline(small.PARK)["results"] if e["kind"] == "observation"]
    assert [(e["date"], e["period"], e["words"]["zh"]) for e in figures] == [
        ("2021-07", "2021-01/2021-07", "固定资产投资 76.2亿元（2021-01/2021-07）"),
        ("2025", "2025", "企业数 500家（2025）"),
    ]


def test_a_timeline_between_dates_in_parts(lookup: Lookup) -> None:
    whole = lookup.timeline(small.PARK, since="2021", until="2023")["results"]
    assert {e["date"] for e in whole} == {"2021-07", "2021-09-13", "2023-05-01"}
    first = lookup.timeline(small.PARK, since="2021", until="2023", limit=2)
    second = lookup.timeline(small.PARK, since="2021", until="2023", limit=100, cursor=first["next"])
    assert first["results"] + second["results"] == whole
    assert lookup.timeline(small.PARK, since="2030")["results"] == []
