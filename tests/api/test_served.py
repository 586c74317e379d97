from __future__ import annotations

import shutil
from pathlib import Path

import httpx

from tests.servers import serving
from tests.small_store import PARK, catalogue, report, write_store

FIRMS = "ASK { ?f kg:locatedInPark ?p }"


def test_a_new_build_is_taken_over_by_all_doors(tmp_path: Path) -> None:
    write_store(tmp_path, [catalogue()])
    with serving(tmp_path) as server, httpx.Client(base_url=server.url) as client:
        old = client.get(f"/api/v1/entities/{PARK}")
        assert client.get("/sparql", params={"query": FIRMS}).json()["boolean"] is False
        write_store(tmp_path, [catalogue(), report()])
        new = client.get(f"/api/v1/entities/{PARK}", headers={"If-None-Match": old.headers["etag"]})
        assert new.status_code == 200
        assert "locatedInPark" in new.text and "locatedInPark" not in old.text
        assert client.get("/sparql", params={"query": FIRMS}).json()["boolean"] is True
        assert client.get("/readyz").json()["build"] != old.headers["etag"].strip('"').partition("-")[0]


def test_a_broken_new_build_leaves_the_old_one_served(tmp_path: Path) -> None:
    write_store(tmp_path, [catalogue()])
    with serving(tmp_path) as server, httpx.Client(base_url=server.url) as client:
        before = client.get("/api/v1/stats").json()
        broken = tmp_path / "builds" / "broken"
        shutil.copytree((tmp_path / "current").resolve(), broken)
        (broken / "meta.json").write_text("{")
        (tmp_path / "next").symlink_to(broken)
        (tmp_path / "next").replace(tmp_path / "current")
        assert client.get("/api/v1/stats").json() == before
        assert "cannot be served" in server.log.read_text()
