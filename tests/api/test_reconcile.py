"""/reconcile as the Reconciliation Service API 0.2 wants it, and as strangers may misuse it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema
import pytest

from kg.api.reconcile import examples
from kg.api.reconcile.manifest import MAX_IDS, MAX_QUERIES
from kg.model import Document, Entity, Evidence, Reading, Statement
from tests.api import reconciliation_schemas as schemas
from tests.api.shapes import differences
from tests.api.test_entities import PROBLEM
from tests.servers import serving
from tests.small_store import PARK, QINGHE, REGION, YUNLING, catalogue, report, write_store

EVIL = "</title><script>alert(1)</script>\"'&甲公司"
EVIL_ID = f"Firm:{EVIL}"


def ask(client: httpx.Client, parameter: str, content: Any, schema: schemas.Schema, method: str = "POST") -> Any:
    fields = {parameter: json.dumps(content, ensure_ascii=False)}
    answer = client.post("/reconcile", data=fields) if method == "POST" else client.get("/reconcile", params=fields)
    return checked(answer, schema)


def checked(answer: httpx.Response, schema: schemas.Schema) -> Any:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    jsonschema.validate(answer.json(), schema)
    return answer.json()


def queries(client: httpx.Client, content: dict[str, Any], method: str = "POST") -> Any:
    jsonschema.validate(content, schemas.QUERIES)
    return ask(client, "queries", content, schemas.RESULTS, method)


def test_the_manifest_says_what_is_offered_and_where(client: httpx.Client) -> None:
    manifest = checked(client.get("/reconcile"), schemas.MANIFEST)
    assert (manifest["versions"], manifest["batchSize"]) == (["0.1", "0.2"], MAX_QUERIES)
    root = str(client.base_url).rstrip("/")
    for name, service in manifest["suggest"].items():
        assert service["service_url"] == root
        assert client.get(service["service_path"], params={"prefix": "园"}).status_code == 200, name
    propose = manifest["extend"]["propose_properties"]
    assert client.get(propose["service_path"], params={"type": "Park"}).status_code == 200
    preview = manifest["preview"]["url"].replace("{{id}}", quote(PARK, safe=""))
    assert client.get(preview).headers["content-type"] == "text/html; charset=utf-8"
    assert client.get(manifest["view"]["url"].replace("{{id}}", quote(PARK, safe=""))).status_code == 200
    assert client.get(manifest["documentation"]).status_code == client.get(manifest["logo"]).status_code == 200


def test_addresses_of_the_manifest_carry_the_prefix_of_a_proxy(small_store: Path) -> None:
    with serving(small_store, "--root-path", "/parks") as server:
        manifest = httpx.get(f"{server.url}reconcile").json()
        assert manifest["suggest"]["entity"]["service_url"] == server.url.rstrip("/")
        assert "/parks/reconcile/preview?id=" in manifest["preview"]["url"]
        page = httpx.get(manifest["preview"]["url"].replace("{{id}}", PARK)).text
        assert f'href="/parks/#/entity/{quote(PARK, safe="")}"' in page


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_answered_query_by_query(client: httpx.Client, method: str) -> None:
    asked = {
        "q0": {"query": "济宁高新区", "type": "Park", "limit": 2},
        "q1": {"query": "云岭重工有限公司", "properties": [{"pid": "locatedInPark", "v": {"id": PARK, "name": "x"}}]},
        "甲": {"query": "绝无此名之物"},
        "q3": {"properties": [{"pid": "produces", "v": ["推土机", 3, True]}]},
    }
    found = queries(client, asked, method)
    assert list(found) == list(asked)
    best = found["q0"]["result"][0]
    assert (best["id"], best["match"], best["type"]) == (PARK, True, [{"id": "Park", "name": "园区"}])
    assert best["description"].startswith("园区 · 济宁市")
    assert len(found["q0"]["result"]) <= 2
    assert found["q1"]["result"][0]["id"] == YUNLING
    assert {"id": "locatedInPark_agrees", "value": True} in found["q1"]["result"][0]["features"]
    assert found["甲"]["result"] == []
    assert [(c["id"], c["match"]) for c in found["q3"]["result"]] == [(YUNLING, False)]


def test_an_id_finds_its_entity(client: httpx.Client) -> None:
    assert queries(client, {"q": {"query": YUNLING}})["q"]["result"][0]["id"] == YUNLING


def test_types_are_demanded_or_preferred(client: httpx.Client) -> None:
    def kinds(**query: Any) -> set[str]:
        return {c["type"][0]["id"] for c in queries(client, {"q": {"query": "济宁", **query}})["q"]["result"]}

    assert kinds(type="Region") == kinds(type=["Region", "Person"]) == {"Region"}
    assert kinds(type=["Region", "Park"], type_strict="all") == set()
    assert {"Region", "Park"} <= kinds(type="Region", type_strict="should")


def test_a_single_query_is_a_name_or_json(client: httpx.Client) -> None:
    for given in ("云岭重工", '{"query": "云岭重工", "limit": 1}'):
        answer = client.get("/reconcile", params={"query": given})
        assert checked(answer, schemas.RESULTS["additionalProperties"])["result"][0]["id"] == YUNLING


def test_suggestions(client: httpx.Client) -> None:
    def suggest(kind: str, schema: schemas.Schema, **given: str | int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = checked(client.get(f"/reconcile/suggest/{kind}", params=given), schema)["result"]
        return found

    assert suggest("entity", schemas.ENTITIES, prefix="云岭")[0]["id"] == YUNLING
    assert suggest("entity", schemas.ENTITIES, prefix=PARK)[0]["id"] == PARK
    assert suggest("entity", schemas.ENTITIES, prefix="济宁", type="Region")[0]["id"] == REGION
    assert suggest("entity", schemas.ENTITIES, prefix="") == []
    parks = suggest("entity", schemas.ENTITIES, prefix="开发区")
    assert [p["id"] for p in suggest("entity", schemas.ENTITIES, prefix="开发区", cursor=1)] == [
        p["id"] for p in parks[1:]
    ]
    assert suggest("type", schemas.TYPES, prefix="园")[0]["id"] == "Park"
    assert len(suggest("type", schemas.TYPES)) - 1 == len(suggest("type", schemas.TYPES, cursor=1))
    assert {p["id"] for p in suggest("property", schemas.PROPERTIES, prefix="信用代码")} == {"creditCode"}
    assert suggest("property", schemas.PROPERTIES, prefix="^locatedInPark")[0]["name"] == "入驻主体"


def test_values_are_fetched_for_many_entities(client: httpx.Client) -> None:
    wanted = ["code", "approvedOn", "inRegion", "^locatedInPark"]
    asked = {"ids": [PARK, "Park:none"], "properties": [{"id": pid} for pid in wanted]}
    jsonschema.validate(asked, schemas.EXTEND)
    found = ask(client, "extend", asked, schemas.EXTENDED)
    assert [prop["id"] for prop in found["meta"]] == wanted
    assert found["meta"][2]["type"] == {"id": "Region", "name": "行政区域"}
    assert found["rows"][PARK] == {
        "code": [{"str": "G371"}],
        "approvedOn": [{"str": "2010-09"}],
        "inRegion": [{"id": REGION, "name": "济宁市"}],
        "^locatedInPark": [{"id": YUNLING, "name": "云岭重工"}],
    }
    assert found["rows"]["Park:none"] == {pid: [] for pid in wanted}


def test_settings_of_fetched_values(client: httpx.Client) -> None:
    def tenants(**settings: Any) -> list[str]:
        asked = {"ids": [PARK], "properties": [{"id": "^locatedInPark", "settings": settings}]}
        found = ask(client, "extend", asked, schemas.EXTENDED, "GET")
        return [value["id"] for value in found["rows"][PARK]["^locatedInPark"]]

    assert tenants(planned=True) == [YUNLING, QINGHE]
    assert tenants(planned="true", limit="1") == [YUNLING]


def test_properties_are_proposed_by_type(client: httpx.Client) -> None:
    found = checked(client.get("/reconcile/properties", params={"type": "Firm", "limit": 5}), schemas.PROPOSAL)
    assert len(found["properties"]) == 5
    every = checked(client.get("/reconcile/properties", params={"type": "Firm"}), schemas.PROPOSAL)["properties"]
    checked(client.get("/reconcile/properties"), schemas.PROPOSAL)
    ids = {prop["id"] for prop in every}
    assert {"creditCode", "locatedInPark", "^worksFor"} <= ids
    assert not {"approvedOn", "hasObservation"} & ids


def test_every_documented_example_has_the_shape_of_a_real_answer(client: httpx.Client) -> None:
    real = {
        "MANIFEST": client.get("/reconcile").json(),
        "RESULTS": queries(client, {"q0": {"query": "济宁高新区"}}),
        "ENTITIES": client.get("/reconcile/suggest/entity?prefix=济宁高新区").json(),
        "TYPES": client.get("/reconcile/suggest/type").json(),
        "PROPERTIES": client.get("/reconcile/suggest/property").json(),
        "PROPOSAL": client.get("/reconcile/properties?type=Park").json(),
        "FLYOUT": client.get(f"/reconcile/flyout?id={PARK}").json(),
    }
    for name, answer in real.items():
        assert list(differences(getattr(examples, name), answer, "")) == [], name
    extended = ask(client, "extend", {"ids": [PARK], "properties": [{"id": "inRegion"}]}, schemas.EXTENDED)
    assert examples.EXTENDED["meta"] == extended["meta"]


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"queries": "{"}, 400, "queries: no JSON"),
        ({"queries": "[" * 5000}, 400, "queries: no JSON"),
        ({"queries": "[]"}, 400, "no JSON object"),
        ({"queries": '{"q0": "x"}'}, 400, "queries, q0"),
        ({"queries": '{"q0": {}}'}, 400, "neither query nor properties"),
        ({"queries": '{"q0": {"query": 3}}'}, 400, "queries, q0"),
        ({"queries": '{"q0": {"query": "x", "type": "Nothing"}}'}, 400, "Nothing"),
        ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, 400, "limit"),
        ({"queries": '{"q0": {"query": "x", "limit": true}}'}, 400, "limit"),
        ({"queries": '{"q0": {"query": "x", "type_strict": "never"}}'}, 400, "type_strict"),
        ({"queries": '{"q0": {"query": "x", "properties": {}}}'}, 400, "no list"),
        ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "nothing", "v": "x"}]}}'}, 400, "nothing"),
        ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "code"}]}}'}, 400, "code has no v"),
        ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "code", "v": [["x"]]}]}}'}, 400, "code"),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(MAX_QUERIES + 1)})}, 413, "51 queries"),
        ({"extend": '{"ids": []}'}, 400, "extend, properties"),
        ({"extend": '{"ids": [1], "properties": []}'}, 400, "extend, ids"),
        ({"extend": '{"ids": [], "properties": [{"id": "nothing"}]}'}, 400, "nothing"),
        ({"extend": '{"ids": [], "properties": [{"id": "code", "settings": {"limit": -1}}]}'}, 400, "limit"),
        ({"extend": json.dumps({"ids": ["x"] * (MAX_IDS + 1), "properties": []})}, 413, f"{MAX_IDS + 1} ids"),
        ({"extend": '{"ids": [], "properties": []}', "queries": "{}"}, 400, "queries and extend"),
        ({"queries": "x" * 1_000_001}, 413, "1000000 bytes"),
        ({}, 400, "neither queries nor extend"),
    ],
)
def test_what_is_malformed_or_too_much_is_refused(
    client: httpx.Client, fields: dict[str, str], status: int, says: str
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/reconcile", content=str(httpx.QueryParams(fields)), headers=form)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    assert says in answer.json()["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_other_bodies_and_doubled_fields_are_refused(client: httpx.Client) -> None:
    assert client.post("/reconcile", json={"q0": {"query": "x"}}).status_code == 415
    assert client.get("/reconcile?queries={}&queries={}").status_code == 400
    assert client.get("/reconcile/suggest/entity?prefix=x&type=Nothing").status_code == 400
    assert client.get("/reconcile/suggest/entity?prefix=x&cursor=-1").status_code == 422


def test_a_callback_is_a_plain_name_or_refused(client: httpx.Client) -> None:
    answer = client.get("/reconcile", params={"query": "云岭重工", "callback": "jQuery_1.done"})
    assert answer.headers["content-type"].startswith("application/javascript")
    assert answer.headers["x-content-type-options"] == "nosniff"
    match = re.fullmatch(r"/\*\*/jQuery_1\.done\((.*)\);", answer.text, re.DOTALL)
    assert match and json.loads(match[1])["result"][0]["id"] == YUNLING
    evil = ["alert(1)", "a;b", "a\r\nX: y", "a<b", "", "é", "a" * 300, "a..b", "//x", "a.b.c.d.e.f", "[x]", "a\u2028b"]
    for callback in evil:
        for path in ("", "/suggest/type", "/flyout?id=" + PARK):
            refused = client.get(f"/reconcile{path}", params={"id": PARK, "callback": callback})
            assert (refused.status_code, refused.headers["content-type"]) == (400, PROBLEM), (path, callback)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server whose names, ids and titles are markup."""
    row = (Evidence(row=2, rule="catalogue"),)
    reading = Reading(
        Document("evil#1", "in/evil.txt", "x", "x", (0,), f"标题{EVIL}", "2021-09-13", EVIL),
        (Entity(EVIL_ID, "Firm", EVIL, ("<img src=x onerror=alert(1)>",)), Entity(PARK, "Park", "济宁高新区")),
        (
            Statement(EVIL_ID, "locatedInPark", PARK, row),
            Statement(EVIL_ID, "legalForm", '"><svg onload=alert(1)>', row),
        ),
    )
    directory = tmp_path_factory.mktemp("evil")
    write_store(directory, [catalogue(), report(), reading])
    with serving(directory) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


def test_the_preview_runs_nothing_and_may_be_framed_by_anyone(evil: httpx.Client) -> None:
    answer = evil.get("/reconcile/preview", params={"id": EVIL_ID})
    assert answer.status_code == 200
    for markup in ("<script", "<img", "<svg", "onerror=alert(1)>", 'href="javascript'):
        assert markup not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "济宁高新技术产业开发区" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors *" in policy and "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    framed = evil.get("/").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in framed
    assert (
        evil.get(
            "/reconcile/preview", params={"id": EVIL_ID}, headers={"If-None-Match": answer.headers["etag"]}
        ).status_code
        == 304
    )


def test_flyouts_suggestions_and_callbacks_carry_no_markup_that_runs(evil: httpx.Client) -> None:
    html = evil.get("/reconcile/flyout", params={"id": EVIL_ID}).json()["html"]
    assert "<script" not in html and "<img" not in html
    script = evil.get("/reconcile/suggest/entity", params={"prefix": "甲公司", "callback": "f"})
    assert "<" not in script.text and "script" in script.text


def test_unknown_entities_are_refused_without_an_echo_of_markup(evil: httpx.Client) -> None:
    for path in ("preview", "flyout"):
        answer = evil.get(f"/reconcile/{path}", params={"id": "Firm:<script>"})
        assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


@pytest.mark.parametrize("parameter", ["prefix", "type", "id", "callback", "queries"])
def test_line_breaks_in_parameters_reach_no_header(client: httpx.Client, parameter: str) -> None:
    for path in ("", "/suggest/entity", "/preview", "/flyout", "/properties"):
        answer = client.get(f"/reconcile{path}", params={parameter: "x\r\nSet-Cookie: a=b\r\n\r\n<script>"})
        assert "set-cookie" not in answer.headers
        assert "html" not in answer.headers["content-type"]


def test_a_host_that_makes_no_address_is_never_in_the_manifest(client: httpx.Client) -> None:
    for host in ('x"><script>', "x y", "é"):
        assert host not in client.get("/reconcile", headers={"Host": host.encode()}).text


def test_a_preflight_opens_the_endpoint_to_other_sites(client: httpx.Client) -> None:
    answer = client.options("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")


def test_a_blank_cell_spoils_no_batch(client: httpx.Client) -> None:
    batch = {"q0": {"query": "", "limit": 3}, "q1": {"query": " \u3000"}, "q2": {"query": "甲重工"}}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200
    assert answer.json()["q0"] == answer.json()["q1"] == {"result": []}
    assert client.post("/reconcile/", data={"queries": json.dumps(batch)}).json() == answer.json()


@pytest.mark.parametrize(("limit", "most"), [("", 10), (0, 100), (5000, 100), ("2.0", 2)])
def test_a_limit_of_values_is_brought_into_its_range(client: httpx.Client, limit: object, most: int) -> None:
    asked = {"ids": [PARK], "properties": [{"id": "^locatedInPark", "settings": {"limit": limit}}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
    assert answer.status_code == 200
    assert 1 <= len(answer.json()["rows"][PARK]["^locatedInPark"]) <= most
