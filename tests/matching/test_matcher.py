"""Which entity a name means, and when none may be taken without looking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lookup import Lookup
from kg.matching import Candidate, MatchQuery, Property
from kg.matching.matcher import MAX_NAME
from tests.matching.conftest import CODE, HAIQING_A, HAIQING_B, OTHER_CODE, Match
from tests.small_store import PARK, YUNLING

FIRM = f"Firm:{CODE}"


def chosen(candidates: list[Candidate]) -> str | None:
    matched = [candidate.id for candidate in candidates if candidate.match]
    assert len(matched) <= 1
    assert not matched or matched[0] == candidates[0].id
    return matched[0] if matched else None


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("云岭重工", YUNLING),
        ("济宁高新区", PARK),
        ("国家济宁高新技术产业开发区", PARK),
        ("Park:G371", PARK),
        ("Person:李四@report#1", "Person:李四@report#1"),
        ("思远智能装备股份有限公司", FIRM),
        ("思远智能装备股份公司", FIRM),
        ("思远智能", FIRM),
        ("德普材料(上海)有限公司", "Firm:bracket"),
        ("德普材料【上海】有限责任公司", "Firm:bracket"),
        ("济宁市长青科技有限公司", "Firm:jining"),
        ("山东济宁长青科技有限公司", "Firm:jining"),
        ("北岭重工集团有限公司", "Firm:group"),
        ("北岭重工（集团）有限公司", "Firm:group"),
        ("南山控股集团有限公司", "Firm:group2"),
        ("ＢＡＤ", None),
    ],
)
def test_spellings_of_one_name_match(match: Match, name: str, entity: str | None) -> None:
    assert chosen(match(name)) == entity


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("北岭重工有限公司", "集团"),
        ("北岭重工机械集团有限公司", "集团"),
        ("思远智能装备股份有限公司济宁分公司", "分支机构"),
        ("丰和银行股份有限公司", "分支机构"),
        ("德普材料（济宁）有限公司", "地名不同"),
        ("上海长青科技有限公司", "地名不同"),
        ("思远智能装备有限公司", "法律形式不同"),
        ("思远智能装配股份有限公司", "名称不同"),
        ("思远治能装备股份有限公司", "同音"),
        ("济宁高薪区", "同音"),
        ("思远", "太短"),
        ("长青科技有限公司", "去掉地名"),
        ("云岭重工有限公司", "去掉法律形式"),
        ("济宁云岭重工有限公司", "去掉地名和法律形式"),
        ("李四", "重名"),
    ],
)
def test_near_misses_are_candidates_with_reasons_and_no_match(match: Match, name: str, says: str) -> None:
    found = match(name)
    assert chosen(found) is None
    assert found
    assert any(says in reason for candidate in found for reason in candidate.reasons), found


def test_namesakes_are_told_apart_by_region_or_park_and_not_without(match: Match) -> None:
    assert chosen(match("海青药业有限公司")) is None
    assert {c.id for c in match("海青药业有限公司")} == {HAIQING_A, HAIQING_B}
    assert chosen(match("海青药业有限公司", inRegion="山东省济宁市")) == HAIQING_A
    assert chosen(match("海青药业有限公司", inRegion="310000")) == HAIQING_B
    assert chosen(match("海青药业有限公司", locatedInPark="济宁高新区")) == HAIQING_A
    assert chosen(match("海青药业有限公司", locatedInPark=PARK)) == HAIQING_A


def test_a_short_name_of_three_parks_means_none(match: Match) -> None:
    assert chosen(match("云谷", "Park")) is None
    assert len(match("云谷", "Park")) == 3


def test_a_firm_elsewhere_is_not_the_one_of_that_name_here(match: Match) -> None:
    (best, *_) = match("思远智能装备股份有限公司", inRegion="上海")
    assert (best.id, best.match) == (FIRM, False)
    assert any("不符" in reason and "济宁市" in reason for reason in best.reasons)
    assert best.features["inRegion_agrees"] is False


def test_what_is_left_out_is_made_up_for_by_region_or_park(match: Match) -> None:
    assert chosen(match("云岭重工有限公司", locatedInPark="济宁高新区")) == YUNLING
    assert chosen(match("云岭重工有限公司", inRegion="上海")) is None
    assert chosen(match("济宁思远智能装备股份有限公司")) is None
    assert chosen(match("济宁思远智能装备股份有限公司", inRegion="济宁")) == FIRM


def test_codes_decide(match: Match) -> None:
    assert chosen(match("思远智能装备有限公司", creditCode=f" {CODE.lower()} ")) == FIRM
    assert chosen(match("思远智能装备股份有限公司", creditCode=OTHER_CODE)) is None
    assert chosen(match("", creditCode=CODE)) == FIRM
    assert chosen(match("山水乳品厂", creditCode=CODE)) is None
    assert chosen(match("南洋药业股份有限公司", creditCode=CODE)) is None
    assert chosen(match("北岭重工集团有限公司", creditCode=CODE)) is None
    assert "校验位" in "".join(match("思远智能装备股份有限公司", creditCode=CODE[:-1] + "A")[0].reasons)


def test_other_properties_agree_or_differ(match: Match) -> None:
    (agreeing, *_), (differing, *_) = match("云岭重工", produces="推土机"), match("云岭重工", produces="济宁市")
    assert (agreeing.features["produces_agrees"], differing.features["produces_agrees"]) == (True, False)
    assert [c.id for c in match("", "Firm", produces="推土机")] == [YUNLING]
    assert chosen(match("", "Firm", produces="推土机")) is None


def test_types_restrict_or_are_preferred(match: Match) -> None:
    assert {c.type for c in match("济宁", "Region")} == {"Region"}
    preferred = match("济宁市", "Park", preferred=True)
    region = next(c for c in preferred if c.id == "Region:370800")
    assert (region.match, region.features["type_fits"]) == (False, False)


def test_the_same_query_gives_the_same_answer_and_a_limit_cuts_it(lookup: Lookup) -> None:
    query = MatchQuery("经济开发区", ("Park",))
    everything = lookup.reconciliation.matcher.match(query)
    assert lookup.reconciliation.matcher.match(query) == everything
    assert lookup.reconciliation.matcher.match(query, limit=1) == everything[:1]
    assert lookup.reconciliation.matcher.match(MatchQuery("云" * (MAX_NAME + 1))) == []
    assert lookup.reconciliation.matcher.match(MatchQuery("")) == []


@given(st.text(max_size=30), st.text(max_size=20), st.sampled_from(["inRegion", "locatedInPark", "creditCode", "code"]))
def test_whatever_is_asked_scores_fall_within_0_and_100(lookup: Lookup, name: str, value: str, pid: str) -> None:
    found = lookup.reconciliation.matcher.match(MatchQuery(name, (), (Property(pid, (value,)),)))
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert all(candidate.reasons for candidate in found)
    chosen(found)
