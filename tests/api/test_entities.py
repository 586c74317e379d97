from __future__ import annotations

from typing import Any

import httpx
import pytest

from kg.api import examples
from tests.api.shapes import differences
from tests.small_store import PARK, QINGHE, YUNLING

PROBLEM = "application/problem+json"


def get(client: httpx.Client, address: str, **parameters: str | int) -> Any:
    answer = client.get(f"/api/v1/{address}", params=parameters or None)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def test_search_finds_names_and_pages_through_them(client: httpx.Client) -> None:
    first = get(client, "search", q="经济开发区", limit=1)
    second = get(client, "search", q="经济开发区", limit=1, cursor=first["next"])
    assert [first["results"][0]["type"], second["next"]] == ["Park", None]
    assert first["results"][0]["id"] != second["results"][0]["id"]
    assert get(client, "search", q="jnsgx", type="Firm")["results"] == []


def test_an_entity_shows_its_facts_with_the_planned_marked(client: httpx.Client) -> None:
    park = get(client, f"entities/{PARK}")
    located = next(group for group in park["facts"] if group["relation"] == "locatedInPark")
    assert {fact["entity"]["id"]: fact["modality"] for fact in located["results"]} == {
        YUNLING: "done",
        QINGHE: "planned",
    }
    assert located["count"] == 2
    limited = get(client, f"entities/{PARK}", per_group=1)
    assert [len(group["results"]) for group in limited["facts"] if group["relation"] == "locatedInPark"] == [1]


def test_related_entities_come_with_reason_and_evidence(client: httpx.Client) -> None:
    found = get(client, f"entities/{PARK}/related", relation="locatedInPark", direction="in", type="Firm")["results"]
    assert [related["id"] for related in found] == [YUNLING, QINGHE]
    assert found[0]["reason"][0]["to"]["id"] == YUNLING
    assert found[0]["evidence"][0]["quote"] == "济宁高新区引进云岭重工"


def test_a_statement_leads_to_the_characters_in_its_document(client: httpx.Client) -> None:
    park = get(client, f"entities/{PARK}")
    fact = next(group for group in park["facts"] if group["relation"] == "locatedInPark")["results"][0]
    evidence = get(client, f"statements/{fact['statement']}")["evidence"][0]
    text = get(client, f"documents/{evidence['document']['id'].replace('#', '%23')}")["text"]
    assert evidence["pieces"]
    assert all(text[piece["start"] : piece["end"]] == piece["quote"] for piece in evidence["pieces"])


def test_ids_with_a_slash_are_whole_ids(client: httpx.Client) -> None:
    assert get(client, "documents/gazetteer/parks")["kind"] == "gazetteer"
    assert client.get("/api/v1/entities/Park:no/such/related").status_code == 404


@pytest.mark.parametrize(
    ("address", "example"),
    [
        ("search?q=济宁高新区", examples.SEARCH),
        (f"entities/{PARK}", examples.ENTITY),
        (f"entities/{PARK}/related?type=Firm", examples.RELATED),
        ("documents/report%231", examples.DOCUMENT),
        ("ontology", examples.ONTOLOGY),
        ("stats", examples.STATS),
        ("queries", examples.QUESTIONS),
        ("queries/firms-of-park", examples.QUESTION),
        ("queries/options/parks-with-firms", examples.OPTIONS),
    ],
)
def test_the_documented_examples_have_the_shape_of_real_answers(
    client: httpx.Client, address: str, example: Any
) -> None:
    assert list(differences(example, get(client, address), "")) == []


def test_the_documented_statement_has_the_shape_of_a_real_one(client: httpx.Client) -> None:
    park = get(client, f"entities/{PARK}")
    statement = get(client, f"statements/{park['facts'][0]['results'][0]['statement']}")
    assert list(differences(examples.STATEMENT, statement, "")) == []


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("entities/Park:none", 404, "Park:none"),
        ("entities/Park:none/related", 404, "Park:none"),
        ("entities/nonsense", 404, "nonsense"),
        ("statements/00000000000000000000", 404, "00000000000000000000"),
        ("documents/none", 404, "none"),
        ("search", 422, "q: Field required"),
        ("search?q=", 422, "q"),
        ("search?q=x&limit=0", 422, "limit"),
        ("search?q=x&type=Nothing", 400, "Nothing"),
        ("search?q=x&cursor=abc", 400, "abc"),
        (f"entities/{PARK}/related?relation=nothing", 400, "nothing"),
        (f"entities/{PARK}/related?direction=up", 422, "direction"),
        (f"entities/{PARK}/related?depth=9", 422, "depth"),
        ("nowhere", 404, "/api/v1/nowhere"),
    ],
)
def test_refusals_are_problem_details(client: httpx.Client, address: str, status: int, says: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    problem = answer.json()
    assert problem["status"] == status
    assert says in problem["detail"]
    assert problem["hint"]


def test_another_method_is_refused_as_a_problem(client: httpx.Client) -> None:
    answer = client.delete(f"/api/v1/entities/{PARK}")
    assert (answer.status_code, answer.headers["content-type"], answer.headers["allow"]) == (405, PROBLEM, "GET, HEAD")


def test_an_unchanged_graph_is_not_sent_twice(client: httpx.Client) -> None:
    first = client.get(f"/api/v1/entities/{PARK}")
    tag = first.headers["etag"]
    again = client.get(f"/api/v1/entities/{PARK}", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/api/v1/entities/{PARK}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_answers_like_get_without_a_body(client: httpx.Client) -> None:
    answer = client.head(f"/api/v1/entities/{PARK}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 100


def test_other_sites_may_read_but_not_post(client: httpx.Client) -> None:
    assert client.get("/api/v1/stats").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.post("/api/v1/extract", content="x").headers
