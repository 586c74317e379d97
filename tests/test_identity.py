"""Keys of entities, and IRIs that lead back to them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import identity

BASE = "https://parkgraph.example/"
KEYS = st.text(min_size=1)


@given(st.from_regex(r"\A[A-Z][A-Za-z]{1,15}\Z"), KEYS)
def test_an_iri_leads_back_to_its_id(kind: str, key: str) -> None:
    given_id = identity.entity_id(kind, key)
    assert identity.identifier(BASE, identity.iri(BASE, given_id)) == given_id


@given(KEYS)
def test_an_iri_holds_only_what_an_iri_may_hold(key: str) -> None:
    made = identity.iri(BASE, f"Firm:{key}")
    assert not re.search(r"[\x00-\x20<>\"{}|\\^`]", made)
    assert not re.search(r"%(?![0-9A-F]{2})", made)
    assert made.count("#") == made.count("?") == 0


@given(KEYS, KEYS)
def test_two_ids_have_two_iris(one: str, other: str) -> None:
    same = identity.iri(BASE, f"Firm:{one}") == identity.iri(BASE, f"Firm:{other}")
    assert same == (one == other)


@pytest.mark.parametrize(
    ("given_id", "path"),
    [
        ("Park:G322017", "id/Park/G322017"),
        ("Firm:青岚药业", "id/Firm/青岚药业"),
        ("Goal:100%国产@G322017", "id/Goal/100%25国产@G322017"),
        ("Firm:甲/乙 丙?#", "id/Firm/甲%2F乙%20丙%3F%23"),
        ("Firm:a:b", "id/Firm/a:b"),
    ],
)
def test_iris_stay_readable(given_id: str, path: str) -> None:
    assert identity.iri(BASE, given_id) == BASE + path


@pytest.mark.parametrize(
    "other", ["", BASE, f"{BASE}id/", f"{BASE}id/Park", f"{BASE}id/Park/", f"{BASE}ontology#Park", "urn:x"]
)
def test_an_iri_of_something_else_has_no_id(other: str) -> None:
    assert identity.identifier(BASE, other) is None


@pytest.mark.parametrize(
    ("kind", "name", "scope", "made"),
    [
        ("Firm", "青岚药业", "G322017", "Firm:青岚药业"),
        ("Title", "“小巨人”企业", "", "Title:小巨人企业"),
        ("Platform", "检测中心", "G322017", "Platform:检测中心@G322017"),
        ("Project", "二期", "news#3", "Project:二期@news#3"),
        ("Park", "云栈科技园", "G322017", "Park:云栈科技园@G322017"),
        ("Industry", "光伏产业", "", "Industry:光伏"),
        ("Industry", "光伏", "", "Industry:光伏"),
        ("Industry", "产业", "", "Industry:产业"),
        ("IndustryChain", "光伏产业链", "G322017", "IndustryChain:光伏产业链"),
    ],
)
def test_a_name_is_a_key_within_its_scope_where_the_kind_needs_one(kind: str, name: str, scope: str, made: str) -> None:
    assert identity.named_id(kind, name, scope) == made


def test_things_of_two_parks_are_never_one() -> None:
    assert identity.named_id("Platform", "创新中心", "G1") != identity.named_id("Platform", "创新中心", "G2")


def test_empty_parts_of_a_key_leave_no_mark() -> None:
    assert identity.entity_id("Park", "S377018", "") == "Park:S377018"
    assert identity.entity_id("Park", "S377018", "某开发区") == "Park:S377018@某开发区"
