"""The self-contained page of a network, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.export import reasons
from kg.model import Document, Evidence, Reading, Statement
from kg.neighborhood import Neighborhood
from kg.store import Store
from tests import small_store as small
from viz.network import most_told, network_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "</script><img src=x onerror=alert(1)><b>甲&乙</b>"


@dataclass
class Page:
    """A page that was opened, with all that it asked for, said and raised."""

    page: Any
    seen: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    row = (Evidence(row=1, rule=HOSTILE),)
    hostile = Reading(
        Document("odd#1", "odd.txt", "甲", "甲", (0,), HOSTILE),
        (small.entity("Firm:odd", HOSTILE), small.entity(small.PARK, "济宁高新区")),
        (Statement("Firm:odd", "locatedInPark", small.PARK, row),),
    )
    return small.write_store(tmp_path_factory.mktemp("store"), [small.report(), small.catalogue(), hostile])


@pytest.fixture(scope="module")
def near(store: Store) -> Neighborhood:
    return Neighborhood.of(store)


@pytest.fixture(scope="module")
def html(store: Store, near: Neighborhood) -> str:
    return network_page(near, f"济宁{HOSTILE}", reasons(store, near))


@pytest.fixture(scope="module")
def opened(html: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page opened from a file, without a network."""
    path = tmp_path_factory.mktemp("page") / "network.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    found = Page(page)
    page.on("request", lambda request: found.seen.append(request.url))
    page.on("console", lambda message: found.seen.append(message.text))
    page.on("pageerror", lambda error: found.seen.append(str(error)))
    page.on("dialog", lambda dialog: (found.seen.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    page.wait_for_function("() => window.parkgraph?.network.physics.stabilized")
    found.seen.remove(path.as_uri())
    yield found
    page.close()


def test_everything_is_inside(html: str) -> None:
    assert re.findall(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"'](?!data:)", html) == []
    assert html.count("</script>") == 3
    assert HOSTILE not in html


def test_the_legend_speaks_chinese_and_counts(html: str) -> None:
    words = re.sub(r"<[^>]+>", "", html.split("<aside>")[1].split("</aside>")[0])
    assert re.search(r"园区 3\b", words)
    assert re.search(r"企业 3\b", words)
    assert "园区快报" in words


def test_it_opens_quietly(opened: Page) -> None:
    assert opened.seen == []


def test_plans_are_dashed_and_facts_are_not(opened: Page) -> None:
    dashes = opened.page.evaluate(
        "() => Object.fromEntries(window.parkgraph.edges.get().filter(e => e.to === 'Park:G371').map(e => [e.from, e.dashes]))"
    )
    assert dashes == {small.QINGHE: True, small.YUNLING: False, "Firm:odd": False}


def test_a_chosen_entity_shows_its_evidence_as_text(opened: Page) -> None:
    for entity_id, expected in ((small.YUNLING, "龙头企业云岭重工"), ("Firm:odd", HOSTILE)):
        opened.page.evaluate(
            """id => { const { network } = window.parkgraph;
            network.body.emitter.emit('click', { nodes: [id], edges: network.getConnectedEdges(id) }); }""",
            entity_id,
        )
        assert expected in opened.page.inner_text("#chosen")
    assert opened.page.query_selector("#chosen img") is None
    assert opened.seen == []


def test_what_documents_speak_of_is_drawn_first(near: Neighborhood) -> None:
    told = most_told(near, limit=5)
    assert told[0] in {small.PARK, small.YUNLING}
    assert small.REGION not in told
    assert len(most_told(near)) == near.graph.number_of_nodes()


def test_a_page_of_chosen_entities_holds_only_them(store: Store, near: Neighborhood) -> None:
    page = network_page(near, "云岭", reasons(store, near), near.around(small.DIGGER, 1))
    assert "2 个实体，1 条陈述" in page
    assert "济宁市" not in page


def test_the_same_store_gives_the_same_page(store: Store, near: Neighborhood, html: str) -> None:
    assert network_page(near, f"济宁{HOSTILE}", reasons(store, near)) == html


def test_no_file_is_left_behind(
    tmp_path: Path, store: Store, near: Neighborhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    network_page(near, "云岭", reasons(store, near))
    assert list(tmp_path.iterdir()) == []
