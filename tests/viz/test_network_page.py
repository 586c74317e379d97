"""The network of an entity in a real Chromium: undo, files of what is shown, labels with room, filters by state."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from tests.viz.attacks import ATTACKS
from tests.viz.browsers import WAIT_IDLE, Watched
from tests.viz.test_explorer import park
from tests.viz.test_looks import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

__all__ = ["park"]

VIEW = "document.querySelector('.net .canvas').networkView"
NOTE = "document.querySelector('.net-note').textContent"
LABELS = f"""(scale) => {{
  const view = {VIEW};
  view.zoom(scale / view.network.getScale());
  view.network.redraw();
  const {{ clientWidth: x, clientHeight: y }} = view.element;
  const [from, to] = [{{ x: 0, y: 0 }}, {{ x, y }}].map((at) => view.network.DOMtoCanvas(at));
  const drawn = ({{ x, y }}) => x > from.x && x < to.x && y > from.y && y < to.y; // the size of others is not kept up
  const nodes = Object.values(view.network.body.nodes).filter((node) => node.options.font.size > 0);
  const written = nodes.length;
  return nodes.filter(drawn).map((node) => {{
    const {{ left, top, width, height }} = node.labelModule.size;
    return {{ id: node.id, left, top, right: left + width, bottom: top + height, px: node.options.font.size * scale, written }};
  }});
}}"""


def opened(watched: Watched, address: str) -> Page:
    """The page of an entity, drawn."""
    page = watched.open(address)
    page.wait_for_selector(".entity-panel")
    page.wait_for_function(WAIT_IDLE)
    return page


def test_steps_are_undone_and_done_again_with_the_keyboard_only(desktop: Watched, park: str) -> None:
    page = opened(desktop, f"#/entity/{park}")
    undo, redo = page.locator(".toolbar .tool").nth(0), page.locator(".toolbar .tool").nth(1)
    assert undo.is_disabled()
    first = page.evaluate(NOTE)
    for key in ("r:locatedInPark", "t:Industry"):
        before = page.evaluate(NOTE)
        page.locator(f"input[data-key='{key}']").focus()
        page.keyboard.press("Space")
        page.wait_for_function(f"(before) => {NOTE} !== before", arg=before)
    last = page.evaluate(NOTE)
    page.keyboard.press("Control+z")
    page.wait_for_function(f"(before) => {NOTE} !== before", arg=last)
    undo.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"(first) => {NOTE} === first", arg=first)
    assert undo.is_disabled()
    redo.focus()
    page.keyboard.press("Enter")
    page.locator(".tab").first.focus()
    page.keyboard.press("Control+y")
    page.wait_for_function(f"(last) => {NOTE} === last", arg=last)
    assert redo.is_disabled()
    assert violations(page) == []
    assert desktop.faults == []


def graphml(page: Page, folder: Path) -> nx.MultiDiGraph[str]:
    """The network shown, as its GraphML file says."""
    with page.expect_download() as download:
        page.get_by_role("button", name="下载所显示的网络").click()
    download.value.save_as(folder / "shown.graphml")
    return nx.read_graphml(folder / "shown.graphml", force_multigraph=True)


def test_files_hold_exactly_what_is_shown(desktop: Watched, park: str, tmp_path: Path) -> None:
    page = opened(desktop, f"#/entity/{park}?off=t:Industry")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载所显示的关系").click()
    download.value.save_as(tmp_path / "shown.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "shown.csv").read_text("utf-8-sig"))))
    assert {row["statement"] for row in rows} == set(page.evaluate(f"{VIEW}.edges.getIds()"))
    assert not any(row["subject_id"].startswith("Industry:") for row in rows)
    graph = graphml(page, tmp_path)
    assert {key for _, _, key in graph.edges(keys=True)} == {row["statement"] for row in rows}
    assert set(graph) == set(page.evaluate(f"{VIEW}.nodes.getIds()"))
    assert graph.nodes[park]["type"] == "Park" and graph.nodes[park]["label"].startswith("福州")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载图片").click()
    download.value.save_as(tmp_path / "shown.png")
    data = (tmp_path / "shown.png").read_bytes()
    size = page.evaluate("(({ width, height }) => [width, height])(document.querySelector('.net canvas'))")
    assert data.startswith(b"\x89PNG")
    assert [int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")] == size


@pytest.mark.parametrize("attack", ["=1+1", "@SUM(A1)", 'a","b\nc', *ATTACKS[:3]])
def test_names_stay_text_in_the_picture_and_in_the_file(
    desktop: Watched, park: str, tmp_path: Path, attack: str
) -> None:
    def poisoned(route: Route) -> None:
        answer = route.fetch()
        entity = answer.json()
        for group in entity["facts"]:
            for fact in group["results"]:
                fact["entity"]["name"] = attack + fact["entity"]["name"]
        route.fulfill(response=answer, json=entity)

    desktop.page.route("**/api/v1/entities/*", poisoned)
    page = opened(desktop, f"#/entity/{park}")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载所显示的关系").click()
    download.value.save_as(tmp_path / "shown.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "shown.csv").read_text("utf-8-sig"), newline="")))
    assert rows
    for row in rows:
        assert any(attack in row[end] for end in ("subject", "object"))
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())
    labels = [label for _, label in graphml(page, tmp_path).nodes(data="label")]
    assert any(label.replace("\r\n", "\n").startswith(attack) for label in labels)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    assert desktop.faults == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_labels_can_be_read_and_do_not_run_into_each_other_at_any_zoom(
    size: str, request: pytest.FixtureRequest
) -> None:
    region = "Region:350000"
    page = opened(
        request.getfixturevalue(size), f"#/entity/{region}?open=1|{region}&open=1|Region:350100&open=1|Park:G352021"
    )
    counts = []
    for scale in (1.5, 0.7, 0.4, 0.2):
        labels = page.evaluate(LABELS, scale)
        counts.append(labels[0]["written"])
        assert all(label["px"] >= 10.5 for label in labels)
        for i, one in enumerate(labels):
            for other in labels[i + 1 :]:
                across = min(one["right"], other["right"]) - max(one["left"], other["left"])
                down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                assert min(across, down) * scale <= 3, (scale, one["id"], other["id"])
    assert region in {label["id"] for label in labels}
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0]


def test_what_is_planned_can_be_switched_off(desktop: Watched) -> None:
    page = opened(desktop, "#/entity/Park:中国郑州(国际)工程机械产业园")
    planned = page.locator("label.chip", has=page.locator("input[data-key='m:planned']"))
    said = int(planned.locator(".count").inner_text())
    before = page.evaluate(f"{VIEW}.edges.length")
    planned.locator("input").uncheck()
    page.wait_for_function(f"(n) => {VIEW}.edges.length === n", arg=before - said)
    assert "off=m:planned" in page.url
    assert desktop.faults == []
