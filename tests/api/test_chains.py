"""The routes about chains and the comparison of parks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from kg.api import examples_of_chains as examples
from kg.api.examples_of_comparison import COMPARISON
from tests import chain_store as small
from tests.api.shapes import differences
from tests.servers import serving


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    directory = tmp_path_factory.mktemp("chains")
    small.write(directory)
    with serving(directory) as server, httpx.Client(base_url=f"{server.url}api/v1/", timeout=30) as client:
        yield client


@pytest.mark.parametrize(
    ("address", "example"),
    [
        ("chains", examples.CHAINS),
        (f"chains/{small.CHAIN}?lens={small.SICHUAN}", examples.CHAIN),
        (f"compare?id={small.EAST}&id={small.WEST}", COMPARISON),
    ],
)
def test_the_documented_examples_have_the_shape_of_real_answers(
    chains: httpx.Client, address: str, example: Any
) -> None:
    assert list(differences(example, chains.get(address).json(), "")) == []


def test_an_unchanged_graph_is_not_sent_twice(chains: httpx.Client) -> None:
    address = f"chains/{small.CHAIN}"
    tag = chains.get(address).headers["etag"]
    assert chains.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("chains/IndustryChain:none", 404),
        (f"chains/{small.CHAIN}?lens=Park:none", 404),
        (f"chains/{small.EAST}", 400),
        ("compare", 422),
        (f"compare?id={small.EAST}", 400),
        (f"compare?id={small.EAST}&id={small.CHAIN}", 400),
        (f"compare?id={small.EAST}&id=Park:none", 404),
        (f"chains/{small.CHAIN}?lens={small.MAKER}", 400),
    ],
)
def test_refusals_are_problem_details(chains: httpx.Client, address: str, status: int) -> None:
    answer = chains.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["hint"]
