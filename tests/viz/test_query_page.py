"""The query page in a real Chromium: questions with fields, completion, bars, faults in their line."""

from __future__ import annotations

import urllib.parse

import pytest

from tests.viz.attacks import ATTACKS
from tests.viz.browsers import WAIT_IDLE, Watched
from tests.viz.test_looks import violations

ROWS = ".sparql-result tbody tr"


def test_a_question_is_filled_in_by_its_drop_downs_with_the_keyboard_only(desktop: Watched) -> None:
    page = desktop.open("#/sparql?question=firms-of-park")
    page.wait_for_selector(ROWS)
    before = page.locator(".sparql-result").inner_text()
    query = page.locator("#query").input_value()
    page.wait_for_selector("#parameter-park:enabled")
    page.locator("#parameter-park").focus()
    page.keyboard.press("Home")
    page.wait_for_function("(before) => document.querySelector('#query').value !== before", arg=query)
    page.wait_for_function(WAIT_IDLE)
    assert page.locator(".sparql-result").inner_text() != before
    park = page.locator("#parameter-park").input_value()
    assert park in urllib.parse.unquote(page.url)
    page.reload()
    page.wait_for_selector("#parameter-park:enabled")
    assert page.locator("#parameter-park").input_value() == park
    assert park.removeprefix("Park:") in page.locator("#query").input_value()
    assert violations(page) == []
    assert desktop.faults == []


def test_the_gallery_is_narrowed_by_a_word(desktop: Watched) -> None:
    page = desktop.open("#/sparql")
    page.wait_for_selector(ROWS)
    page.locator(".find").fill("来源")
    shown = page.locator(".questions li:visible")
    assert 0 < shown.count() < page.locator(".questions li").count()


@pytest.mark.parametrize(("typed", "written"), [("kg:locatedI", "kg:locatedInPark"), ("园区", "kg:Park")])
def test_terms_are_completed_by_name_and_by_chinese_label(desktop: Watched, typed: str, written: str) -> None:
    page = desktop.open("#/sparql")
    page.wait_for_selector(ROWS)
    page.locator("#query").fill("SELECT ?x WHERE { ?x a|")
    page.keyboard.type(typed)
    page.wait_for_selector(".completions [role=option]")
    assert page.locator("#query").get_attribute("aria-activedescendant") == "completion-0"
    assert violations(page) == []
    page.keyboard.press("Enter")
    value = page.locator("#query").input_value()
    assert value.startswith("PREFIX kg: <")
    assert value.endswith(f"a|{written}")
    assert not page.locator(".completions").is_visible()


def test_completion_keeps_out_of_strings_and_variables_and_escape_ends_it(desktop: Watched) -> None:
    page = desktop.open("#/sparql")
    page.wait_for_selector(ROWS)
    area = page.locator("#query")
    for text in ('FILTER(?x = "kg:Pa', "SELECT ?kg", "# kg:Pa", "<http://kg:Pa"):
        area.fill("")
        area.press_sequentially(text)
        assert not page.locator(".completions").is_visible(), text
    area.fill("")
    area.press_sequentially("kg:Pa")
    assert page.locator(".completions").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".completions").is_visible()


def test_text_and_number_become_bars(desktop: Watched) -> None:
    page = desktop.open("#/sparql?question=documents-by-year")
    page.wait_for_selector(ROWS)
    rows = page.locator(ROWS).count()
    page.locator(".sparql-result .tab").nth(1).click()
    assert page.locator(".bars li").count() == rows
    assert page.locator(".bars rect").first.bounding_box()["width"] > 10  # type: ignore[index]
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_a_fault_marks_its_line(phone: Watched) -> None:
    page = phone.open("#/sparql")
    page.wait_for_selector(ROWS)
    page.locator("#query").fill("SELECT ?x\nWHERE { ?x a }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".state-error")
    assert page.locator(".line-mark").is_visible()
    assert page.locator("#query").get_attribute("aria-invalid") == "true"
    assert violations(page) == []
    page.locator("#query").press("a")
    assert not page.locator(".line-mark").is_visible()


def test_markup_in_parameters_and_results_stays_text(desktop: Watched) -> None:
    for attack in ATTACKS:
        page = desktop.open(f"#/sparql?question=firms-of-park&park={urllib.parse.quote('Park:' + attack)}")
        page.wait_for_selector(".sparql-result > *")
        page.wait_for_function(WAIT_IDLE)
    for attack in ATTACKS:
        words = attack.replace("\0", "").replace("\\", "\\\\").replace('"', '\\"')
        query = f'SELECT ?word ?n {{ VALUES (?word ?n) {{ ("{words}" 3) ("b" 2) }} }}'
        page = desktop.open(f"#/sparql?query={urllib.parse.quote(query)}")
        page.locator(".sparql-result .tab").nth(1).click()
        assert page.locator(".bar-label").first.evaluate("(e) => e.children.length") == 0
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    assert [fault for fault in desktop.faults if "400" not in fault and "404" not in fault] == []
