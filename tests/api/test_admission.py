"""Keys and limits: off unless a setting names them; then nobody gets round them, and the health routes stay open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.api.keys import Keys
from kg.api.throttle import counted_as
from kg.errors import KgError
from tests.servers import Server, serving

PROBLEM = "application/problem+json"
LINES = f"# who may ask\n\nalpha-key alpha\nsha256:{hashlib.sha256(b'beta-key').hexdigest()} beta\n"


@pytest.fixture(scope="module")
def guarded(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that knows two keys and allows three requests an hour to each; a proxy is trusted."""
    file = tmp_path_factory.mktemp("keys") / "keys"
    file.write_text(LINES)
    limits = {"KG_RATE_LIMIT": "3/hour", "KG_TRUSTED_PROXIES": "127.0.0.1"}
    with serving(small_store, environment={"KG_API_KEYS": str(file), **limits}) as server:
        yield server


def get(server: Server, path: str = "api/v1/stats", **headers: str) -> httpx.Response:
    return httpx.get(f"{server.url}{path}", headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_keys_open_each_in_its_own_limit(guarded: Server) -> None:
    allowed = [
        get(guarded, Authorization="Bearer alpha-key"),
        get(guarded, X_API_Key="alpha-key"),
        get(guarded, "sparql?query=ASK{}", Authorization="bearer alpha-key"),
    ]
    assert [answer.status_code for answer in allowed] == [200, 200, 200]
    assert allowed[0].headers["ratelimit-policy"] == '"default";q=3;w=3600'
    assert allowed[1].headers["ratelimit"].startswith('"default";r=1;t=')
    refused = get(guarded, X_API_Key="alpha-key")
    assert (refused.status_code, refused.headers["content-type"]) == (429, PROBLEM)
    assert 0 < int(refused.headers["retry-after"]) <= 3600 and refused.json()["hint"]
    assert get(guarded, "sparql?query=ASK{}", X_API_Key="alpha-key").headers["content-type"].startswith("text/plain")
    assert get(guarded, X_API_Key="beta-key").status_code == 200


@pytest.mark.parametrize("key", ["-", "beta", "beta-key2", hashlib.sha256(b"beta-key").hexdigest(), "é", "k" * 9000])
def test_who_has_no_key_is_refused(guarded: Server, key: str) -> None:
    address = f"192.0.2.{len(key) % 250}"
    for name, value in (("x-api-key", key), ("authorization", f"Bearer {key}"), ("authorization", f"Basic {key}")):
        answer = httpx.get(
            f"{guarded.url}api/v1/stats", headers={name: value.encode(), "x-forwarded-for": address.encode()}
        )
        assert answer.status_code in (401, 429)
    fresh = get(guarded, X_Forwarded_For=f"198.51.100.{len(key) % 250}")
    assert (fresh.status_code, fresh.headers["content-type"]) == (401, PROBLEM)
    assert fresh.headers["www-authenticate"].startswith("Bearer")


def test_a_wrong_key_counts_for_its_address(guarded: Server) -> None:
    answers = [get(guarded, X_API_Key=f"guess-{n}", X_Forwarded_For="203.0.113.7").status_code for n in range(5)]
    assert answers == [401, 401, 401, 429, 429]
    assert get(guarded, X_API_Key="guess", X_Forwarded_For="203.0.113.8").status_code == 401


def test_the_health_routes_stay_open(guarded: Server) -> None:
    for path in ("healthz", "readyz", "metrics"):
        assert [get(guarded, path).status_code for _ in range(5)] == [200] * 5
    preflight = httpx.options(f"{guarded.url}sparql")
    assert preflight.status_code == 204
    assert "Authorization" in preflight.headers["access-control-allow-headers"]


def test_without_a_trusted_proxy_nobody_changes_his_address(small_store: Path) -> None:
    with serving(small_store, environment={"KG_RATE_LIMIT": "2/hour"}) as server:
        answers = [get(server, X_Forwarded_For=f"192.0.2.{n}", X_Forwarded_Proto="https") for n in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert [get(server, "static/app.js").status_code for _ in range(3)] == [200] * 3


def test_a_trusted_proxy_says_how_the_client_came(small_store: Path) -> None:
    with serving(small_store, environment={"KG_TRUSTED_PROXIES": "127.0.0.0/8"}) as server:
        assert "sd:endpoint <https://" in get(server, "sparql", X_Forwarded_Proto="https").text
    with serving(small_store) as server:
        assert "sd:endpoint <http://" in get(server, "sparql", X_Forwarded_Proto="https").text


@pytest.mark.parametrize("text", ["", "# none\n", "key-without-name\n", "a one\nb one\n"])
def test_a_file_that_names_no_keys_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys").write_text(text)
    with pytest.raises(KgError, match="KEY NAME"):
        Keys(str(tmp_path / "keys"))


def test_addresses_of_one_network_count_as_one() -> None:
    assert counted_as("2001:db8:1:2::9") == counted_as("2001:db8:1:2:ffff::1") != counted_as("2001:db8:1:3::9")
    assert counted_as("192.0.2.1") != counted_as("192.0.2.2")
    assert len(counted_as("nonsense" * 100)) <= 64
