"""Chains under the lens of a park, a region, or of all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from kg.errors import EntityNotFoundError, KgError
from kg.lookup import Lookup
from tests import chain_store as small


@pytest.fixture(scope="module")
def lookup(tmp_path_factory: pytest.TempPathFactory) -> Lookup:
    directory = tmp_path_factory.mktemp("chains")
    small.write(directory)
    return Lookup.open(directory)


def boxes(answer: Any) -> dict[str, Any]:
    return {box["id"]: box for band in answer["bands"] for box in band["segments"]}


def ids(members: list[Any]) -> list[str]:
    return [member["id"] for member in members]


def test_chains_are_listed_with_counts(lookup: Lookup) -> None:
    (chain,) = lookup.chains()["results"]
    assert (chain["id"], chain["segments"]) == (small.CHAIN, 5)
    assert chain["stages"] == {"上游": 2, "中游": 1, "下游": 1}
    assert [chain[count] for count in ("recorded", "firms", "parks", "policies")] == [3, 4, 1, 2]
    (there,) = lookup.chains(small.WEST)["results"]
    assert [there[count] for count in ("recorded", "firms", "parks", "policies")] == [1, 1, 1, 2]


def test_bands_hold_every_segment_suppliers_first_and_one_for_those_without_a_stage(lookup: Lookup) -> None:
    answer = lookup.chain(small.CHAIN)
    assert [(band["stage"], ids(band["segments"])) for band in answer["bands"]] == [
        ("上游", [small.POLYSILICON, small.WAFER]),
        ("中游", [small.PANEL]),
        ("下游", [small.PLANT]),
        (None, [small.LOOSE]),
    ]
    assert [(s["from"], s["to"]) for s in answer["supplies"]] == [
        (small.PANEL, small.PLANT),
        (small.POLYSILICON, small.WAFER),
        (small.WAFER, small.PANEL),
    ]
    orjson.dumps(answer)


def test_background_and_reported_are_told_apart(lookup: Lookup) -> None:
    answer = lookup.chain(small.CHAIN)
    reported = {segment for segment, box in boxes(answer).items() if box["reported"]}
    assert reported == {small.PANEL, small.LOOSE}
    assert not any(supply["reported"] for supply in answer["supplies"])
    assert [(park["id"], park["said"][0]["reported"]) for park in answer["parks"]] == [(small.WEST, False)]


def test_a_park_has_its_firms_with_titles_those_of_its_parts_too(lookup: Lookup) -> None:
    answer = lookup.chain(small.CHAIN, small.EAST)
    assert answer["lens"]["name"] == "东洲高新区"
    (maker,) = boxes(answer)[small.PANEL]["firms"]
    assert (maker["id"], maker["planned"], ids(maker["parks"])) == (small.MAKER, False, [small.PART])
    assert ids(maker["titles"]) == [small.CHAMPION, small.ADVANCED]
    assert [said["relation"] for said in maker["said"]] == ["produces"]
    assert lookup.statement(maker["said"][0]["statement"])["subject"]["id"] == small.MAKER
    assert ids(answer["firms"]) == [small.GENERAL]
    assert answer["counts"] == {"segments": 5, "recorded": 2, "firms": 2, "planned": 1}
    assert [(title["id"], title["firms"]) for title in answer["titles"]] == [(small.CHAMPION, 1), (small.ADVANCED, 1)]


def test_a_gap_names_those_who_have_it_elsewhere(lookup: Lookup) -> None:
    gap = boxes(lookup.chain(small.CHAIN, small.EAST))[small.POLYSILICON]
    assert (gap["firms"], gap["parks"], gap["elsewhere"]["count"]) == ([], [], 1)
    (other,) = gap["elsewhere"]["results"]
    assert (other["id"], ids(other["parks"]), other["parks"][0]["inside"]) == (small.SILICON, [small.WEST], False)
    nobody = boxes(lookup.chain(small.CHAIN, small.EAST))[small.PLANT]
    assert nobody["elsewhere"] == {"count": 0, "results": []}


def test_what_is_planned_is_marked(lookup: Lookup) -> None:
    (coming,) = boxes(lookup.chain(small.CHAIN, small.EAST))[small.WAFER]["firms"]
    assert (coming["id"], coming["planned"], coming["said"][0]["modality"]) == (small.COMING, True, "planned")


@pytest.mark.parametrize(
    ("place", "makers"),
    [(small.JIAXING, [small.MAKER]), (small.ZHEJIANG, [small.MAKER]), (small.SICHUAN, []), (None, [small.MAKER])],
)
def test_a_region_holds_all_that_lies_in_it(lookup: Lookup, place: str | None, makers: list[str]) -> None:
    assert ids(boxes(lookup.chain(small.CHAIN, place))[small.PANEL]["firms"]) == makers


def test_policies_for_the_place_come_first(lookup: Lookup) -> None:
    def policies(place: str | None) -> list[tuple[str, bool | None]]:
        return [(policy["id"], policy["applies"]) for policy in lookup.chain(small.CHAIN, place)["policies"]]

    assert policies(small.EAST) == [(small.LOCAL_POLICY, True), (small.FAR_POLICY, False)]
    assert policies(small.SICHUAN) == [(small.FAR_POLICY, True), (small.LOCAL_POLICY, False)]
    assert {applies for _, applies in policies(None)} == {None}


def test_what_is_no_chain_or_no_place_is_refused(lookup: Lookup) -> None:
    with pytest.raises(EntityNotFoundError):
        lookup.chain("IndustryChain:无")
    with pytest.raises(EntityNotFoundError):
        lookup.chain(small.CHAIN, "Park:无")
    with pytest.raises(KgError, match="no industry chain"):
        lookup.chain(small.EAST)
    with pytest.raises(KgError, match="no park or region"):
        lookup.chain(small.CHAIN, small.MAKER)


def test_a_ring_of_suppliers_is_drawn_too(tmp_path: Path) -> None:
    small.write(tmp_path, [(small.PLANT, "upstreamOf", small.POLYSILICON)])
    assert len(boxes(Lookup.open(tmp_path).chain(small.CHAIN))) == 5
