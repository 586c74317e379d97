"""The question gallery over HTTP."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.servers import serving
from tests.small_store import PARK, YUNLING

QUERIES = "/api/v1/queries"


def test_every_question_is_listed_with_its_addresses(client: httpx.Client) -> None:
    answer = client.get(QUERIES).json()
    assert answer["next"] is None
    listed = {question["name"]: question for question in answer["results"]}
    assert len(listed) == len(answer["results"]) >= 36
    (parameter,) = listed["firms-of-park"]["parameters"]
    assert parameter["options"] == f"{QUERIES}/options/parks-with-firms"
    assert {"zh", "en"} == listed["firms-of-park"]["title"].keys() == listed["firms-of-park"]["why"].keys()


def test_a_question_is_filled_in_by_id_or_name_and_runs_at_its_address(client: httpx.Client) -> None:
    found = client.get(f"{QUERIES}/firms-of-park", params={"park": "济宁高新区"}).json()
    assert found == client.get(f"{QUERIES}/firms-of-park", params={"park": PARK}).json()
    assert found["parameters"][0]["value"] == PARK
    (row,) = client.get(found["run"]).json()["results"]["bindings"]
    assert row["firm"]["value"] == "云岭重工"
    posted = client.post("/sparql", data={"query": found["text"]}).json()
    assert posted["results"]["bindings"][0]["entity"]["value"].endswith(f"/id/{YUNLING.replace(':', '/')}")


def test_a_drop_down_gives_values_and_labels(client: httpx.Client) -> None:
    answer = client.get(f"{QUERIES}/options/parks-with-firms")
    assert answer.json() == {"results": [{"value": PARK, "label": "济宁高新技术产业开发区"}], "next": None}
    again = client.get(f"{QUERIES}/options/parks-with-firms", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("none", 404, "no question 'none'"),
        ("options/none", 404, "no drop-down 'none'"),
        ("firms-of-park?town=x", 400, "no parameter 'town'"),
        (f"firms-of-park?park={YUNLING}", 404, "is no Park"),
        ("firms-of-park?park=nowhere", 404, "nowhere"),
        (f"firms-of-park?park={PARK}&park={PARK}", 400, "given twice"),
        ("statements-to-check?below=abc", 400, "'abc' is no number"),
    ],
)
def test_what_does_not_fit_is_a_problem_with_a_hint(client: httpx.Client, address: str, status: int, says: str) -> None:
    answer = client.get(f"{QUERIES}/{address}")
    assert answer.status_code == status
    assert says in answer.json()["detail"] and answer.json()["hint"]


def test_a_hostile_value_is_only_a_value(client: httpx.Client) -> None:
    value = '2021" } } SELECT * { ?s ?p ?o } #'
    found = client.get(f"{QUERIES}/figures-of-period?period={quote(value)}").json()
    assert found["parameters"][0]["value"] == value
    answer = client.get(found["run"]).json()
    assert "park" in answer["head"]["vars"] and answer["results"]["bindings"] == []


def test_under_a_prefix_the_addresses_carry_it(small_store: Path) -> None:
    with serving(small_store, "--root-path", "/parks") as server, httpx.Client(base_url=server.url) as client:
        found = client.get("api/v1/queries/firms-of-park").json()
        assert found["run"].startswith("/parks/sparql?query=")
        assert found["parameters"][0]["options"].startswith("/parks/api/v1/queries/options/")
