from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.api import examples
from tests.api.shapes import differences
from tests.servers import serving, settles

TEXT = {"Content-Type": "text/plain; charset=utf-8"}


def extract(client: httpx.Client, text: str, **parameters: str) -> Any:
    answer = client.post("/api/v1/extract", content=text.encode(), headers=TEXT, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_report_gives_what_it_says_with_its_places(client: httpx.Client) -> None:
    text = "𠮷：济宁高新区完成固定资产投资180.5亿元。\r\n"
    (article,) = extract(client, text, date="2021-09-13")
    assert article["document"]["published"] == "2021-09-13"
    park = next(entity for entity in article["entities"] if entity["type"] == "Park")
    assert all(text[m["start"] : m["end"]] == m["text"] for m in park["mentions"])
    (observation,) = article["observations"]
    assert (observation["value"], observation["unit"]) == (180.5, "亿元")


def test_the_documented_example_has_the_shape_of_a_real_answer(client: httpx.Client) -> None:
    real = extract(client, examples.REPORT)
    real[0]["entities"] = [entity for entity in real[0]["entities"] if entity["type"] == "Park"]
    example = [{**examples.EXTRACT[0], "entities": [{**examples.EXTRACT[0]["entities"][0], "attributes": {}}]}]
    assert list(differences(example, real, "")) == []


def test_nothing_is_stored(client: httpx.Client) -> None:
    before = client.get("/api/v1/stats").json()
    extract(client, "无名科技有限公司落户济宁高新区。")
    assert client.get("/api/v1/stats").json() == before


@pytest.mark.parametrize(
    ("content", "headers", "status", "says"),
    [
        (b"", TEXT, 400, "text"),
        ("济宁高新区".encode("gb18030"), TEXT, 400, "UTF-8"),
        (b"x" * 200_001, TEXT, 413, "200000 bytes"),
        (b"x", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "x-www-form-urlencoded"),
    ],
)
def test_refuses_what_is_no_text(
    client: httpx.Client, content: bytes, headers: dict[str, str], status: int, says: str
) -> None:
    answer = client.post("/api/v1/extract", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"] + answer.json()["hint"]


def test_a_text_that_takes_too_long_is_ended(small_store: Path) -> None:
    with serving(small_store, environment={"KG_EXTRACT_TIMEOUT": "0.2"}) as server:
        answer = httpx.post(
            f"{server.url}api/v1/extract", content=("济宁高新区企业有限公司" * 500).encode(), headers=TEXT
        )
        assert (answer.status_code, answer.headers["content-type"]) == (504, "application/problem+json")
        assert settles(server.process.pid, 3)  # those for queries, one of them in reserve


def test_refuses_what_is_no_date(client: httpx.Client) -> None:
    answer = client.post("/api/v1/extract", content="济宁高新区。".encode(), headers=TEXT, params={"date": "someday"})
    assert answer.status_code == 400
    assert "someday" in answer.json()["detail"]
