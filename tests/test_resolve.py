"""One thing, one entity: what merges, what never does, and what people decide."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.gazetteer import Gazetteer
from kg.lookup import Lookup
from kg.model import Document, Entity, Evidence, Reading, Statement
from kg.resolve import Decision, Resolution, resolve
from kg.resolve.decisions import COLUMNS, FILE, load, settle
from kg.resolve.record import candidates
from kg.store import Store
from kg.tables import read_gazetteer
from tests.documents import ROOT
from tests.resolution_gold import judge, load_pairs
from tests.small_store import write_store

CODE, OTHER = "91330200704805464Q", "91340100726317672P"
WHY = (Evidence(row=2),)
REGIONS = {"990000": ("某省", "某"), "990100": ("某某市", "某某"), "980100": ("远远市", "远远")}


def gazetteer() -> Reading:
    """Three regions and two parks."""
    parks = (
        Entity("Park:G1", "Park", "某某高新技术产业开发区", ("某某高新区",)),
        Entity("Park:G2", "Park", "远远高新区"),
    )
    regions = (Entity(f"Region:{code}", "Region", name, (short,)) for code, (name, short) in REGIONS.items())
    inside = (
        Statement("Park:G1", "inRegion", "Region:990100", WHY),
        Statement("Park:G2", "inRegion", "Region:980100", WHY),
    )
    return Reading(Document("places", "places.tsv", "", "", (), kind="gazetteer"), (*parks, *regions), inside)


def named(name: str, document: str, *said: tuple[str, str], key: str = "", aliases: tuple[str, ...] = ()) -> Reading:
    """A document that names a firm and says something of it."""
    subject = f"Firm:{key or name}"
    ends = tuple(Entity(value, value.partition(":")[0], value.partition(":")[2]) for _, value in said if ":" in value)
    statements = tuple(Statement(subject, predicate, value, WHY) for predicate, value in said)
    entities = (Entity(subject, "Firm", name, aliases), *ends)
    return Reading(Document(document, f"{document}.txt", "", "", ()), entities, statements)


def merged(*readings: Reading, decisions: tuple[Decision, ...] = ()) -> dict[str, str]:
    found = resolve([gazetteer(), *readings], decisions)
    return {merge.merged.partition(":")[2]: merge.into.partition(":")[2] for merge in found.merges.values()}


IN_PARK, ELSEWHERE = ("locatedInPark", "Park:G1"), ("locatedInPark", "Park:G2")
FULL = "某某甲山光电有限公司"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("甲山光电", FULL),
        ("甲山光电", "甲山光电（某某）有限公司"),
        ("甲山光电股份有限公司", "甲山光电有限公司"),
        ("某某市甲山光电有限责任公司", FULL),
        ("甲山光电", "某某甲山光电信息技术有限公司"),
        ("甲山集团", "甲山集团有限公司"),
        ("Acme Robotics", "Acme Robotics Co., Ltd."),
    ],
)
def test_names_of_one_firm_merge(short: str, full: str) -> None:
    found = resolve([gazetteer(), named(short, "a"), named(full, "b")])
    (merge,) = found.merges.values()
    assert {merge.merged, merge.into} == {f"Firm:{short}", f"Firm:{full}"}
    assert merge.score >= 0.75 and merge.reason.zh and merge.reason.en


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲山集团", "甲山重工股份有限公司"),
        ("甲山集团有限公司", "甲山有限公司"),
        ("甲山银行", "甲山银行某某分行"),
        (FULL, f"{FULL}远远分公司"),
        (FULL, "远远甲山光电有限公司"),
        ("甲山光电有限公司", FULL),
        ("甲山光电", "甲山材料有限公司"),
        ("甲山股份", "甲山光电有限公司"),
        ("甲山重工", "某某甲山重工环境工程服务有限公司"),
        ("某某钢铁集团", "钢铁集团有限公司"),
        ("中国公司", "中国股份有限公司"),
    ],
)
def test_near_names_stay_apart(one: str, other: str) -> None:
    assert merged(named(one, "a"), named(other, "b")) == {}


def test_place_tells_firms_together_and_apart() -> None:
    assert merged(named("甲山光电", "a", IN_PARK), named(FULL, "b")) == {"甲山光电": FULL}
    assert merged(named("甲山光电", "a", ELSEWHERE), named(FULL, "b")) == {}
    assert merged(named("甲山光电有限公司", "a", IN_PARK), named(FULL, "b", IN_PARK)) == {"甲山光电有限公司": FULL}


def test_a_short_name_that_fits_two_means_neither_and_is_a_candidate() -> None:
    readings = [named("甲山光电", "a"), named(FULL, "b"), named("远远甲山光电有限公司", "c")]
    assert merged(*readings) == {}
    found = resolve([gazetteer(), *readings]).candidates
    assert [(c.merged, "不止一家" in c.reason.zh) for c in found if "甲山光电" in (c.a_name, c.b_name)] == [
        (False, True)
    ] * 2
    assert merged(named("甲山光电", "a", IN_PARK), *readings[1:]) == {"甲山光电": FULL}


def test_codes_decide() -> None:
    one, other = named("甲山", "a", key=CODE), named("乙水光电有限公司", "b", ("creditCode", CODE))
    assert merged(one, other) == {"乙水光电有限公司": CODE}
    assert (
        merged(named("甲山光电有限公司", "a", key=CODE), named("甲山光电有限责任公司", "b", ("creditCode", OTHER)))
        == {}
    )
    wrong = CODE[:-1] + "A"
    assert (
        merged(named("甲山光电有限公司", "a", key=CODE), named("甲山光电有限责任公司", "b", ("creditCode", wrong)))
        != {}
    )


def test_former_names_and_aliases() -> None:
    now = named("乙水新材料股份有限公司", "a", ("formerName", "甲山化纤有限公司"))
    assert merged(now, named("甲山化纤有限公司", "b")) == {"甲山化纤有限公司": "乙水新材料股份有限公司"}
    called = named("乙水新材料股份有限公司", "a", aliases=("铁山山",))
    assert merged(called, named("铁山山", "b")) == {"铁山山": "乙水新材料股份有限公司"}


def test_what_is_related_is_two() -> None:
    whole = Entity("Organization:甲山研究院某某分院", "Organization", "甲山研究院某某分院")
    again = Entity("Organization:甲山研究院某某分院@G1", "Organization", "甲山研究院某某分院")
    place = Statement(whole.id, "locatedInPark", "Park:G1", WHY)
    document = Document("a", "a.txt", "", "", ())
    apart = Statement(again.id, "partOf", whole.id, WHY)
    park = Entity("Park:G1", "Park", "某某高新区")
    assert (
        len(resolve([gazetteer(), Reading(document, (whole, again, park), (place,))]).merges) == 0
    )  # one text names both
    texts = [
        Reading(Document(d, d, "", "", ()), (e, park), s) for d, e, s in (("a", whole, (place,)), ("b", again, ()))
    ]
    assert len(resolve([gazetteer(), *texts]).merges) == 1
    both = Reading(Document("c", "c", "", "", (), kind="table"), (whole, again), (apart,))
    assert len(resolve([gazetteer(), *texts, both]).merges) == 0


def test_parks_are_those_of_the_catalogue() -> None:
    def park(name: str, region: str, document: str) -> Reading:
        entities = (Entity(f"Park:{name}@{document}", "Park", name), Entity(f"Region:{region}", "Region", "x"))
        said = (Statement(entities[0].id, "inRegion", entities[1].id, WHY),)
        return Reading(Document(document, document, "", "", ()), entities, said)

    assert merged(park("高新技术产业开发区", "990100", "a")) == {}
    assert merged(park("某某国家高新区", "990100", "a")) == {}
    assert merged(park("某某高新技术开发区", "990100", "a")) == {"某某高新技术开发区@a": "G1"}
    assert merged(park("某某高新区", "980100", "a")) == {}
    together = merged(park("光谷产业园", "990100", "a"), park("光谷产业园", "990100", "b"))
    assert together == {"光谷产业园@b": "光谷产业园@a"}
    assert merged(park("光谷产业园", "990100", "a"), park("光谷产业园", "980100", "b")) == {}


def test_goals_and_events_are_of_one_text() -> None:
    things = [
        Reading(Document(d, d, "", "", ()), (Entity(f"{kind}:同一名称同一名称@{d}", kind, "同一名称同一名称"),))
        for kind in ("Goal", "Event")
        for d in (f"{kind}a", f"{kind}b")
    ]
    assert merged(*things) == {}


def test_decisions_override_the_rules(tmp_path: Path) -> None:
    readings = [named("甲山光电", "a"), named(FULL, "b"), named("乙水材料", "c")]
    apart = (Decision("Firm:甲山光电", f"Firm:{FULL}", "different"),)
    assert merged(*readings, decisions=apart) == {}
    assert merged(*readings, decisions=(*apart, Decision(f"Firm:{FULL}", "Firm:甲山光电", "same"))) == {
        "甲山光电": FULL
    }
    chain = (Decision("Firm:甲山光电", "Firm:无人", "same"), Decision("Firm:无人", "Firm:乙水材料", "same"))
    assert merged(*readings, decisions=chain) == {"甲山光电": FULL, "乙水材料": FULL}
    unsure = (Decision("Firm:甲山光电", f"Firm:{FULL}", "unsure", "李", "", "再查"),)
    found = resolve([gazetteer(), *readings], unsure)
    assert not found.merges and "再查" in found.candidates[0].reason.zh


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Firm:a\tFirm:b", "2 cells"),
        ("Firm:a\tFirm:b\tmaybe", "no decision.*same, different, unsure"),
        ("Firm:a\tPark:b\tsame", "no two ids of one type"),
    ],
)
def test_a_bad_decision_is_named_by_file_and_line(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / FILE
    path.write_text("\t".join(COLUMNS) + f"\nFirm:x\tFirm:y\tsame\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"decisions.tsv, line 3: .*{fault}"):
        load(path)
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 1: this is no header"):
        load(path)


def test_a_contradiction_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / FILE
    lines = ("Firm:a\tFirm:b\tsame", "Firm:b\tFirm:c\tsame", "Firm:c\tFirm:a\tdifferent")
    path.write_text("\n".join(["\t".join(COLUMNS), *lines]), encoding="utf-8")
    with pytest.raises(DataError, match=r"line 4: Firm:c and Firm:a are different here"):
        settle(load(path))


NAMES = st.sampled_from(
    ["甲山", "甲山光电", FULL, "某某甲山光电股份有限公司", "远远甲山光电有限公司", "甲山集团", "甲山光电有限公司"]
)
SAID = st.lists(
    st.sampled_from([IN_PARK, ELSEWHERE, ("creditCode", CODE), ("formerName", "甲山光电有限公司")]), max_size=2
)
DECISIONS = st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["same", "different", "unsure"])), max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, SAID), max_size=6), DECISIONS, st.randoms())
def test_the_order_of_readings_does_not_matter(
    things: list[tuple[str, list[tuple[str, str]]]], decided: list[tuple[str, str, str]], chance: random.Random
) -> None:
    readings = [gazetteer(), *(named(name, f"d{n}", *said) for n, (name, said) in enumerate(things))]
    decisions = [Decision(f"Firm:{a}", f"Firm:{b}", verdict) for a, b, verdict in decided if a != b]  # type: ignore[arg-type]
    try:
        first = resolve(readings, decisions)
    except DataError:
        return
    chance.shuffle(readings)
    assert resolve(readings, decisions) == first
    _holds(first, settle(decisions), {e.id for reading in readings for e in reading.entities})


def _holds(found: Resolution, decisions: list[Decision], known: set[str]) -> None:
    """Decisions hold, and what stands for others is itself merged into nothing."""
    assert not {merge.into for merge in found.merges.values()} & found.merges.keys()
    for decision in decisions:
        if {decision.a, decision.b} <= known:
            one = found.canonical(decision.a) == found.canonical(decision.b)
            assert one or decision.decision != "same"
            assert not one or decision.decision != "different"


def test_a_store_keeps_all_names_facts_and_the_reasons(tmp_path: Path) -> None:
    store = write_store(
        tmp_path, [gazetteer(), named("甲山光电", "a", IN_PARK), named(FULL, "b", ("foundedOn", "2001-02-03"))]
    )
    lookup = Lookup(store)
    card = lookup.entity(f"Firm:{FULL}")
    assert (
        card["names"] == [FULL, "甲山光电"] and card["attributes"] and card["facts"][0]["relation"] == "locatedInPark"
    )
    assert [hit["id"] for hit in lookup.search("甲山光电")["results"]] == [f"Firm:{FULL}"]
    assert lookup.resolve("Firm:甲山光电") == f"Firm:{FULL}"
    asked = "SELECT ?old ?new ?score ?why { GRAPH ?g { ?old kg:mergedInto ?new ; kg:mergeScore ?score ; rdfs:comment ?why } }"
    assert len(list(store.query(asked))) == 2  # type: ignore[arg-type]
    assert candidates(store.path) == []
    assert Store.open(tmp_path).build_id == store.build_id


@pytest.fixture(scope="module")
def places() -> list[Reading]:
    """The shipped regions and parks."""
    known = read_gazetteer(Gazetteer.load(ROOT / "data/gazetteer"))
    return [reading for reading in known if reading.document.id in {"gazetteer/regions", "gazetteer/parks"}]


def test_the_gold(places: list[Reading]) -> None:
    pairs = load_pairs(ROOT / "data/gold/resolution.tsv")
    assert len(pairs) >= 400 and 2 * sum(not pair.same for pair in pairs) > 0.95 * len(pairs)
    figures = judge(pairs, places)
    wrong = "; ".join(f"{pair.a} = {pair.b} ({pair.kind})" for pair in figures.wrong)
    assert figures.precision >= 0.98, wrong
    assert figures.recall >= 0.92, [(pair.a, pair.b) for pair in figures.missed]


def test_a_hundred_thousand_firms_take_seconds(places: list[Reading]) -> None:
    chance = random.Random(1)
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]
    cities, kinds = ("北京", "上海", "福州市", "江苏", ""), ("科技", "信息技术", "光电", "生物医药")
    forms = ("有限公司", "有限公司", "股份有限公司", "")
    names = {
        chance.choice(cities)
        + "".join(chance.choices(signs, k=chance.choice((2, 3))))
        + chance.choice(kinds)
        + chance.choice(forms)
        for _ in range(100_000)
    }
    table = Reading(
        Document("t", "t", "", "", (), kind="table"), tuple(Entity(f"Firm:{n}", "Firm", n) for n in sorted(names))
    )
    started = time.process_time()
    resolve([places[0], table])
    assert time.process_time() - started < 30  # some 5 s on a quiet machine
