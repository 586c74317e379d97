"""Related and similar entities, paths, briefs, timelines and changes over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.api import examples, examples_of_briefs, examples_of_ties
from tests import small_store as small
from tests import ties_store
from tests.api.shapes import differences
from tests.api.test_entities import PROBLEM
from tests.servers import serving
from tests.ties_store import FIRM, HUB, LONELY, POLICY, PROVINCE


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    small.write_store(directory, [small.report(), small.catalogue()])
    ties_store.write(directory)
    return directory


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[httpx.Client]:
    with serving(store) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


def get(client: httpx.Client, address: str, **parameters: Any) -> Any:
    answer = client.get(f"/api/v1/{address}", params=parameters or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("address", "example"),
    [
        (f"entities/{small.PARK}/related?type=Firm", examples.RELATED),
        (f"entities/{FIRM}/similar", examples_of_ties.SIMILAR),
        (f"paths?from={small.YUNLING}&to={FIRM}", examples_of_ties.PATHS),
        (f"entities/{small.PARK}/brief", examples_of_briefs.BRIEF),
        (f"entities/{FIRM}/brief", {"titles": examples_of_briefs.BRIEF["titles"]}),
        (f"entities/{FIRM}/timeline", examples_of_briefs.TIMELINE),
        ("changes", examples_of_briefs.CHANGES),
    ],
)
def test_the_documented_examples_have_the_shape_of_real_answers(
    client: httpx.Client, address: str, example: Any
) -> None:
    real = get(client, address)
    assert list(differences(example, {key: real[key] for key in example}, "")) == []
    assert len(example) in (1, len(real))


def test_relations_are_repeated_or_separated_by_commas(client: httpx.Client) -> None:
    repeated = get(client, f"entities/{FIRM}/related", relation=["produces", "holdsTitle"])
    assert repeated == get(client, f"entities/{FIRM}/related", relation="produces,holdsTitle")
    assert len(repeated["results"]) == 2


def test_filters_and_rankings(client: httpx.Client) -> None:
    found = get(client, f"entities/{ties_store.TITLE}/related", region=PROVINCE, industry=small.INDUSTRY, type="Firm")
    assert [one["id"] for one in found["results"]] == [FIRM]
    assert get(client, f"entities/{small.PARK}/related", since="2023", modality="planned")["results"][0]["id"] == FIRM
    for rank in ("weight", "pagerank", "shared"):
        assert len(get(client, f"entities/{HUB}/related", rank=rank, depth=2, limit=5)["results"]) == 5


def test_paths_to_an_entity_and_to_a_type(client: httpx.Client) -> None:
    assert get(client, "paths", **{"from": small.YUNLING, "to": FIRM, "k": 1, "rank": "length"})["results"]
    nearest = get(client, "paths", **{"from": FIRM, "to_type": "Policy"})
    assert nearest["results"][0]["steps"][-1]["to"]["id"] == POLICY
    nothing = get(client, "paths", **{"from": FIRM, "to": LONELY, "max_length": 6})
    assert (nothing["results"], nothing["note"]["zh"]) == ([], "图中未见 6 步以内的路径")


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("entities/Park:none/similar", 404, "Park:none"),
        ("entities/Park:none/brief", 404, "Park:none"),
        ("entities/Park:none/timeline", 404, "Park:none"),
        (f"paths?from=Park:none&to={FIRM}", 404, "Park:none"),
        (f"paths?from={FIRM}&to=Park:none", 404, "Park:none"),
        (f"paths?from={FIRM}", 400, "one end"),
        (f"paths?from={FIRM}&to={HUB}&to_type=Park", 400, "one end"),
        (f"paths?from={FIRM}&to_type=Planet", 400, "Planet"),
        (f"paths?to={FIRM}", 422, "from"),
        (f"paths?from={FIRM}&to={HUB}&max_length=7", 422, "max_length"),
        (f"paths?from={FIRM}&to={HUB}&k=21", 422, "k"),
        (f"entities/{FIRM}/related?relation=produces,nothing", 400, "nothing"),
        (f"entities/{FIRM}/related?region={HUB}", 400, "no Region"),
        (f"entities/{FIRM}/related?industry=Industry:none", 404, "Industry:none"),
        (f"entities/{FIRM}/related?since=yesterday", 422, "since"),
        (f"entities/{FIRM}/related?modality=maybe", 422, "modality"),
        (f"entities/{FIRM}/related?min_confidence=2", 422, "min_confidence"),
        (f"entities/{FIRM}/related?rank=best", 422, "rank"),
        (f"entities/{FIRM}/related?cursor=20", 400, "no cursor"),
        (f"entities/{FIRM}/related?cursor=0123456789abcdef-01234567-20", 409, "rebuilt since"),
        ("changes?since_build=0123456789abcdef", 404, "not on disk"),
    ],
)
def test_refusals_are_problem_details(client: httpx.Client, address: str, status: int, says: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    assert says in answer.json()["detail"]
    assert answer.json()["hint"]


def test_a_cursor_is_of_no_use_once_the_graph_is_rebuilt(tmp_path: Path) -> None:
    small.write_store(tmp_path, [small.report(), small.catalogue()])
    with serving(tmp_path) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        address = f"entities/{small.PARK}/related"
        cursor = get(client, address, limit=1)["next"]
        assert get(client, address, limit=1, cursor=cursor)["results"]
        ties_store.write(tmp_path)
        answer = client.get(f"/api/v1/{address}", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["hint"]) == (409, "start again without a cursor")
        assert get(client, "changes")["new"]["count"] > 30
