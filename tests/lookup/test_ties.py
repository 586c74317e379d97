"""Related and similar entities and paths as plain data."""

from __future__ import annotations

import pytest

from kg.errors import EntityNotFoundError, KgError
from kg.lookup import Lookup
from kg.neighborhood import Filters
from tests import small_store as small
from tests.ties_store import FIRM, LONELY, POLICY, TITLE


def test_a_way_is_told_in_both_languages(lookup: Lookup) -> None:
    firm = lookup.related(small.PARK, Filters(kind="Firm", since="2023"))["results"][0]
    assert firm["words"] == {
        "zh": "济宁高新技术产业开发区 —入驻主体（计划）→ 甲重工",
        "en": "济宁高新技术产业开发区 —hosts (planned)→ 甲重工",
    }
    assert firm["evidence"][0]["quote"] == "甲重工计划迁入济宁高新区"


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        (Filters(relations=("locatedInPark", "owns")), "no relation 'owns'"),
        (Filters(kind="Planet"), "no type 'Planet'"),
        (Filters(since="12.5.2024"), "no date"),
        (Filters(until="2024-5"), "no date"),
        (Filters(region=small.PARK), "is no Region"),
        (Filters(industry=small.REGION), "is no Industry"),
        (Filters(region="Region:0"), "no entity"),
    ],
)
def test_filters_that_can_never_fit_are_refused(lookup: Lookup, filters: Filters, says: str) -> None:
    for ask in (lambda: lookup.related(small.PARK, filters), lambda: lookup.paths(small.PARK, FIRM, filters=filters)):
        with pytest.raises(KgError, match=says):
            ask()


def test_similar_entities_say_what_they_share(lookup: Lookup) -> None:
    alike = lookup.similar(FIRM)["results"][-1]
    assert (alike["id"], alike["shared"][0]["entity"]["name"]) == (small.YUNLING, "推土机")
    assert alike["words"]["zh"].startswith("同有推土机（权重")
    assert alike["score"] == pytest.approx(alike["shared_weight"] / alike["all_weight"], rel=1e-4)
    own, other = (lookup.statement(statement) for statement in alike["shared"][0]["statements"])
    assert (own["subject"]["id"], other["subject"]["id"]) == (FIRM, small.YUNLING)


def test_a_path_shows_every_step_with_words_and_evidence(lookup: Lookup) -> None:
    answer = lookup.paths(small.YUNLING, FIRM, k=1)
    assert (answer["from"]["id"], answer["to"]["id"], answer["note"]) == (small.YUNLING, FIRM, None)
    (path,) = answer["results"]
    assert path["words"]["zh"] == "云岭重工 —生产→ 推土机 —生产者→ 甲重工"
    assert [step["evidence"][0]["quote"] for step in path["steps"]] == ["云岭重工生产推土机", "甲重工生产推土机"]
    assert path["steps"][0]["to"] == path["steps"][1]["from"]
    for step in path["steps"]:
        assert lookup.statement(step["statement"])["relation"] == step["relation"]


def test_that_there_is_no_path_is_said(lookup: Lookup) -> None:
    answer = lookup.paths(small.PARK, LONELY, max_length=6)
    assert (answer["results"], answer["next"]) == ([], None)
    assert answer["note"] == {"zh": "图中未见 6 步以内的路径", "en": "no path within 6 steps is in the graph"}
    itself = lookup.paths(small.PARK, small.PARK)
    assert itself["results"] == [] and "same entity" in itself["note"]["en"]


def test_a_path_has_one_end(lookup: Lookup) -> None:
    nearest = lookup.paths(FIRM, kind="Policy")
    assert (nearest["to"], nearest["to_type"]) == (None, "Policy")
    assert nearest["results"][0]["steps"][-1]["to"]["id"] == POLICY
    for ends in ({}, {"goal": TITLE, "kind": "Title"}):
        with pytest.raises(KgError, match="to_type"):
            lookup.paths(FIRM, **ends)
    for ends in ({"start": "Firm:无", "goal": FIRM}, {"start": FIRM, "goal": "Firm:无"}):
        with pytest.raises(EntityNotFoundError):
            lookup.paths(**ends)
    with pytest.raises(KgError, match="no type"):
        lookup.paths(FIRM, kind="Planet")
