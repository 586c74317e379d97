"""Parks side by side."""

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
    directory = tmp_path_factory.mktemp("parks")
    small.write(directory)
    return Lookup.open(directory)


@pytest.fixture(scope="module")
def answer(lookup: Lookup) -> Any:
    return lookup.compare([small.EAST, small.WEST])


def ids(cells: list[list[Any]]) -> list[list[str]]:
    return [[item["id"] for item in cell] for cell in cells]


def test_parks_come_in_the_order_given_with_their_firms(answer: Any) -> None:
    assert [(park["id"], park["firms"], park["planned"]) for park in answer["parks"]] == [
        (small.EAST, 2, 1),
        (small.WEST, 1, 0),
    ]
    assert {row["id"]: ids(row["cells"]) for row in answer["firms"]} == {
        small.MAKER: [[small.EAST], []],
        small.GENERAL: [[small.EAST], []],
        small.COMING: [[small.EAST], []],
        small.SILICON: [[], [small.WEST]],
    }
    orjson.dumps(answer)


def test_chains_have_a_row_for_each_segment_on_record(answer: Any, lookup: Lookup) -> None:
    (chain,) = answer["chains"]
    assert (chain["id"], chain["segment_count"]) == (small.CHAIN, 5)
    assert ids(chain["cells"]) == [[small.GENERAL], [small.WEST]]
    assert [(row["id"], row["stage"], ids(row["cells"])) for row in chain["segments"]] == [
        (small.POLYSILICON, "上游", [[], [small.SILICON]]),
        (small.WAFER, "上游", [[small.COMING], []]),
        (small.PANEL, "中游", [[small.MAKER], []]),
    ]
    planned = chain["segments"][1]["cells"][0][0]
    assert (planned["modality"], planned["reported"]) == ("planned", True)
    assert lookup.statement(planned["statement"])["object"]["id"] == small.WAFER


def test_the_ladder_counts_firms_and_says_what_sources_count(answer: Any) -> None:
    low, high = answer["ladder"]
    assert [title["id"] for title in low["titles"] + high["titles"]] == [small.ADVANCED, small.CHAMPION]
    assert ids([cell["firms"] for cell in low["cells"]]) == [[small.MAKER], [small.SILICON]]
    assert ids([cell["firms"] for cell in high["cells"]]) == [[small.MAKER], []]
    assert [sorted(one["value"] for one in cell["stated"]) for cell in low["cells"]] == [[430.0, 431.0], [90.0]]


def test_figures_stand_side_by_side_only_by_kind_year_and_unit(answer: Any) -> None:
    both, alone = answer["indicators"]
    assert (both["indicator"], both["year"], both["normalized_unit"]) == ("高新技术企业", "2021", "家")
    assert [sorted(one["value"] for one in cell) for cell in both["cells"]] == [[430.0, 431.0], [90.0]]
    assert (alone["indicator"], alone["year"], list(map(len, alone["cells"]))) == ("工业总产值", "2020", [0, 1])


def test_alliances_policies_and_industries(answer: Any) -> None:
    (alliance,) = answer["alliances"]
    assert ids(alliance["cells"]) == [[small.EAST], []]
    assert {row["id"]: ids(row["cells"]) for row in answer["policies"]} == {
        small.LOCAL_POLICY: [[small.JIAXING], []],
        small.FAR_POLICY: [[], [small.SICHUAN]],
    }
    assert [ids(row["cells"]) for row in answer["industries"]] == [[[], [small.WEST]]]


def test_what_cannot_be_compared_is_refused(lookup: Lookup) -> None:
    for parks in ([], [small.EAST], [small.EAST] * 2, [small.EAST, small.WEST, small.PART] * 2):
        with pytest.raises(KgError, match="parks given"):
            lookup.compare(parks)
    with pytest.raises(KgError, match="no park"):
        lookup.compare([small.EAST, small.MAKER])
    with pytest.raises(EntityNotFoundError):
        lookup.compare([small.EAST, "Park:无"])


def test_parks_of_which_little_is_known_have_empty_cells(tmp_path: Path) -> None:
    small.write(tmp_path, [("Park:新", "inRegion", small.SICHUAN)])
    answer = Lookup.open(tmp_path).compare([small.EAST, "Park:新"])
    assert answer["parks"][1]["firms"] == 0
    assert all(row["cells"][1] == [] for row in answer["firms"] + answer["chains"] + answer["indicators"])
