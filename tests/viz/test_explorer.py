"""The explorer in a real Chromium against a real server over the shipped data."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from typing import Any

import pytest

from tests.viz.browsers import WAIT_IDLE, Watched, beyond

PARK = "福州高新区"
PAGES = (
    "",
    f"#/search/{PARK}",
    "#/entity/{park}",
    "#/entity/{park}?view=table",
    "#/document/{document}",
    "#/sparql",
    "#/path",
    "#/path?from={park}&to=Industry:光伏",
    "#/data",
    "#/extract",
)
MARKED = "mark.quote"

NODE_AT = r"""(type) => {
  const view = document.querySelector(".net .canvas").networkView;
  const id = view.nodes.getIds().find((one) => one.startsWith(`${type}:`));
  const at = view.network.canvasToDOM(view.network.getPositions([id])[id]);
  const box = view.element.getBoundingClientRect();
  return { name: view.nodes.get(id).label.split("\n")[0], x: box.x + at.x, y: box.y + at.y };
}"""

GLYPHS = """(characters) => {
  const draw = (character) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 48;
    const pen = canvas.getContext("2d");
    pen.font = `36px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(character, 4, 40);
    return canvas.toDataURL();
  };
  return characters.map(draw);
}"""


def get(url: str, **parameters: str) -> Any:
    """The JSON answer of an address."""
    query = f"?{urllib.parse.urlencode(parameters)}" if parameters else ""
    wanted = {"Accept": "application/sparql-results+json, application/json"}
    request = urllib.request.Request(url + query, headers=wanted)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def park(server_url: str) -> str:
    """The id of a park that the shipped documents speak of."""
    return str(get(f"{server_url}api/v1/search", q=PARK, type="Park")["results"][0]["id"])


@pytest.fixture(scope="module")
def document(server_url: str, park: str) -> str:
    """The id of a document about it."""
    sources = get(f"{server_url}api/v1/entities/{urllib.parse.quote(park)}")["sources"]
    return next(str(source["id"]) for source in sources if source["kind"] == "document")


def addresses(park: str, document: str) -> list[str]:
    """The addresses of all pages after the server's."""
    return [page.format(park=park, document=urllib.parse.quote(document, safe="")) for page in PAGES]


def test_from_search_to_the_words_in_the_source(desktop: Watched) -> None:
    page = desktop.open("")
    page.wait_for_selector(".picture canvas")
    page.locator(".hero .search-input").press_sequentially(PARK)
    page.wait_for_selector(".hero [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".entity-panel")
    assert page.locator(".net .canvas canvas").is_visible()

    shown = page.locator(".net-note").inner_text()
    node = page.evaluate(NODE_AT, "Industry")
    page.mouse.dblclick(node["x"], node["y"])
    page.wait_for_function("(before) => document.querySelector('.net-note').textContent !== before", arg=shown)
    page.wait_for_function("(name) => document.querySelector('.panel h2')?.textContent === name", arg=node["name"])
    assert "open=" in page.url

    page.go_back()
    page.go_back()
    page.wait_for_function("(before) => document.querySelector('.net-note').textContent === before", arg=shown)
    page.wait_for_function("(name) => document.querySelector('.panel h2')?.textContent !== name", arg=node["name"])

    quoted = page.locator(".fact-group[data-relation=developsIndustry] .facts .small")
    for fact in range(quoted.count()):
        quoted.nth(fact).click()
        page.wait_for_selector(".evidence")
        page.wait_for_function(WAIT_IDLE)
        if page.locator(f".excerpt {MARKED}").count():
            break
        page.go_back()
        page.wait_for_selector(".entity-panel")
    words = page.locator(f".excerpt {MARKED}").first.inner_text()
    page.locator(".evidence-source a").first.click()
    page.wait_for_selector(f".source-text {MARKED}")
    assert "".join(words.split()) in "".join("".join(page.locator(f".source-text {MARKED}").all_inner_texts()).split())
    assert desktop.faults == []


def test_types_and_relations_switch_off_and_on(desktop: Watched, park: str) -> None:
    page = desktop.open(f"#/entity/{park}")
    page.wait_for_selector(".entity-panel")
    before = page.locator(".net-note").inner_text()
    page.locator("input[data-key='r:locatedInPark']").uncheck()
    page.wait_for_function("(before) => document.querySelector('.net-note').textContent !== before", arg=before)
    relations = "document.querySelector('.net .canvas').networkView.edges.map(({ label }) => label)"
    assert not any("位于园区" in label for label in page.evaluate(relations))
    page.reload()
    page.wait_for_selector(".entity-panel")
    assert not page.locator("input[data-key='r:locatedInPark']").is_checked()
    page.locator("input[data-key='r:locatedInPark']").check()
    page.wait_for_function("(before) => document.querySelector('.net-note').textContent === before", arg=before)
    assert desktop.faults == []


def test_table_says_what_the_network_shows(desktop: Watched, park: str) -> None:
    page = desktop.open(f"#/entity/{park}?view=table")
    page.wait_for_selector(".facts-table tbody tr")
    facts = page.evaluate("document.querySelector('.net .canvas').networkView.edges.length")
    assert page.locator(".facts-table tbody tr").count() == facts
    page.locator("button.tab").first.click()
    assert page.locator(".net .canvas canvas").is_visible()


def test_planned_statement_is_marked(desktop: Watched, server_url: str) -> None:
    query = """SELECT ?s ?f WHERE { GRAPH ?d { ?s rdf:subject ?f ; rdf:predicate ?p ; kg:evidence ?e . ?e kg:modality "planned"
        FILTER(?p != kg:hasObservation) }
        FILTER NOT EXISTS { GRAPH ?g { ?s kg:evidence ?o . ?o kg:modality "done" } } ?f rdfs:label ?n } LIMIT 1"""
    rows = get(f"{server_url}sparql", query=query)["results"]["bindings"]
    assert rows, "the shipped documents state no plan"
    statement = rows[0]["s"]["value"].rsplit("/", 1)[1]
    subject = get(f"{server_url}api/v1/statements/{statement}")["subject"]["id"]
    page = desktop.open(f"#/entity/{urllib.parse.quote(subject)}")
    page.wait_for_selector(f"li[data-statement='{statement}'] .modality-planned")
    drawn = page.evaluate("(id) => document.querySelector('.net .canvas').networkView.edges.get(id)", statement)
    assert drawn["dashes"]
    assert "计划" in drawn["label"]


def test_every_page_fits_a_phone_without_a_fault(phone: Watched, park: str, document: str) -> None:
    for address in addresses(park, document):
        page = phone.open(address)
        page.wait_for_selector("main .card, main .result")
        page.wait_for_function(WAIT_IDLE)
        assert beyond(page) <= 0, address
    assert phone.faults == []


def test_every_page_in_english_too(desktop: Watched, park: str, document: str) -> None:
    desktop.open("").locator(".language").click()
    for address in addresses(park, document):
        page = desktop.open(address)
        page.wait_for_selector("main .card, main .result")
        page.wait_for_function(WAIT_IDLE)
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.locator("header nav a").first.inner_text() == "Home"
    assert desktop.faults == []


def test_own_report_is_read_and_its_markup_stays_text(desktop: Watched) -> None:
    page = desktop.open("#/extract")
    attack = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    page.locator("#report").fill(
        f"{attack}\n{PARK}的福建{attack}科技有限公司发展光伏产业。福建晨阳科技有限公司计划落户{PARK}。"
    )
    page.locator("main button[type=submit]").click()
    page.wait_for_selector(".extract-result .mention", timeout=60_000)
    assert attack in page.locator(".source-text").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    page.locator(".extract-result .facts .small").first.click()
    assert page.locator(f".source-text {MARKED}").count() > 0
    assert desktop.faults == []


def test_marks_stay_in_place_after_a_character_outside_the_basic_plane(desktop: Watched) -> None:
    page = desktop.open("#/extract")
    page.locator("#report").fill(
        f"𠮷𠮷𠮷公告😀\n{PARK}发展光伏产业。福建晨阳科技有限公司计划落户{PARK}，生产光伏组件。"
    )
    page.locator("main button[type=submit]").click()
    page.wait_for_selector(".extract-result .mention", timeout=60_000)
    marked = [mention.inner_text() for mention in page.locator(f".mention[title='园区：{PARK}']").all()]
    assert marked
    assert set("".join(marked)) <= set(PARK)


def test_markup_in_a_search_is_answered_in_words(desktop: Watched) -> None:
    page = desktop.open("#/search/" + urllib.parse.quote("<img src=x onerror=window.hacked=1>"))
    page.wait_for_selector("h1")
    page.wait_for_function(WAIT_IDLE)
    assert "<img" in page.locator("h1").inner_text()
    assert page.evaluate("window.hacked") is None
    assert desktop.faults == []


def test_query_page_answers_questions_of_the_gallery_and_names_the_line_of_a_fault(
    desktop: Watched, server_url: str
) -> None:
    page = desktop.open("#/sparql")
    page.wait_for_selector(".sparql-result tbody tr")
    questions = page.locator(".questions button")
    assert questions.count() == len(get(f"{server_url}api/v1/queries")["results"])
    for number in range(0, questions.count(), 8):
        questions.nth(number).focus()
        page.keyboard.press("Enter")
        page.wait_for_function(WAIT_IDLE)
        assert page.locator(".sparql-result tbody tr").count() > 0, questions.nth(number).inner_text()
    assert desktop.faults == []
    page.locator("#query").fill("SELECT ?x\nWHERE { ?x a }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".state-error")
    assert "第 2 行" in page.locator(".state-error").inner_text()


def test_unknown_entity_and_page_are_said_in_words(desktop: Watched) -> None:
    page = desktop.open("#/entity/Park:没有这个园区")
    page.wait_for_selector(".state-error")
    assert "图谱里没有“Park:没有这个园区”" in page.locator(".state-error").inner_text()
    page = desktop.open("#/nothing")
    page.wait_for_selector(".state-error")
    assert "没有这个页面" in page.locator(".state-error").inner_text()


def test_chinese_is_drawn_with_a_real_font(desktop: Watched) -> None:
    page = desktop.open("")
    page.wait_for_selector(".hero")
    one, other, missing = page.evaluate(GLYPHS, ["园", "区", "\U0010fffd"])
    assert len({one, other, missing}) == 3


def test_rules_of_the_shipped_documents_have_chinese_words(desktop: Watched, server_url: str) -> None:
    query = "SELECT DISTINCT ?r WHERE { GRAPH ?g { ?e kg:rule ?r } }"
    rows = get(f"{server_url}sparql", query=query)["results"]["bindings"]
    page = desktop.open("")
    page.wait_for_selector(".hero")
    call = "async (rules) => { const { ruleWords } = await import('./static/rule-words.js'); return rules.map(ruleWords); }"
    words = page.evaluate(call, [row["r"]["value"] for row in rows])
    assert [word for word in words if word.isascii()] == []
