"""The page of ways between two entities: found by keyboard, every step with its evidence, nothing claimed beyond it."""

from __future__ import annotations

from urllib.parse import quote, unquote

from tests.viz.browsers import Watched
from tests.viz.test_explorer import get

PARK, INDUSTRY = "Park:G352021", "Industry:光电"
BETWEEN = f"#/path?from={PARK}&to={quote('Industry:光伏')}"


def test_two_ends_chosen_by_keyboard_lead_to_ways_with_evidence(desktop: Watched, server_url: str) -> None:
    page = desktop.open(f"#/entity/{PARK}")
    page.wait_for_selector(".entity-panel")
    page.locator(".entity-panel a", has_text="关系路径").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".path-end .lens-now")
    page.locator(".path-end input").nth(1).focus()
    page.keyboard.type("光电产业")
    page.keyboard.press("Enter")
    page.wait_for_selector(".way")
    assert f"to={INDUSTRY}" in unquote(page.url)
    expected = get(f"{server_url}api/v1/paths", **{"from": PARK, "to": INDUSTRY, "k": "6", "max_length": "5"})[
        "results"
    ]
    said = ["".join(line.split()) for line in page.locator(".way-line").all_inner_texts()]
    assert len(said) == len(expected)
    for line, way in zip(said, expected, strict=True):
        assert all(step["to"]["name"] in line for step in way["steps"])
    page.locator(".way button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel .excerpt mark.quote, .panel .row-label")
    assert f"st={expected[0]['steps'][0]['statement']}" in page.url
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.querySelector('.panel').hidden")
    assert desktop.faults == []


def test_the_picture_holds_just_the_steps_of_the_ways(desktop: Watched) -> None:
    page = desktop.open(BETWEEN)
    page.wait_for_selector(".path-net canvas")
    drawn = page.evaluate("document.querySelector('.canvas').networkView.edges.length")
    assert drawn == page.locator(".way-step").evaluate_all(
        "(steps) => new Set(steps.map((s) => s.querySelector('button').getAttribute('aria-label'))).size"
    )
    page.locator("button", has_text="对调").click()
    page.wait_for_function("() => document.querySelector('.path-end .lens-now strong').textContent === '光伏'")
    assert desktop.faults == []


def test_no_way_is_not_called_none(desktop: Watched, server_url: str) -> None:
    query = "SELECT ?e { ?e a kg:Region ; rdfs:label ?n FILTER NOT EXISTS { ?e ?p ?o . ?o a ?t } FILTER NOT EXISTS { ?x kg:inRegion ?e } FILTER NOT EXISTS { ?x kg:partOf ?e } } LIMIT 1"
    rows = get(f"{server_url}sparql", query=query)["results"]["bindings"]
    lonely = rows[0]["e"]["value"].split("/id/")[1].replace("/", ":", 1) if rows else "Title:不存在"
    page = desktop.open(f"#/path?from={PARK}&to={quote(lonely)}")
    page.wait_for_selector(".state-empty")
    assert "这只说明" in page.locator("main").inner_text()


def test_what_is_similar_says_why(desktop: Watched, server_url: str) -> None:
    page = desktop.open(f"#/entity/{PARK}")
    page.wait_for_selector(".similar-fold")
    page.locator(".similar-fold summary").click()
    page.wait_for_selector(".similar li")
    first = get(f"{server_url}api/v1/entities/{PARK}/similar", limit="1")["results"][0]
    shown = page.locator(".similar li").first.inner_text()
    assert first["name"] in shown and first["words"]["zh"] in shown
    assert desktop.faults == []


def test_the_page_is_plain_text(desktop: Watched) -> None:
    page = desktop.open(f"#/path?from={quote('<img src=x onerror=alert(1)>')}&to={PARK}")
    page.wait_for_selector("main .state-error")
    assert page.locator("main img").count() == 0
