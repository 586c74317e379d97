from __future__ import annotations

from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from tests.small_store import PARK, YUNLING

NAME = quote("Firm/云岭重工")
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def test_a_browser_is_led_to_the_explorer(client: httpx.Client) -> None:
    answer = client.get(f"/id/{NAME}", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/#/entity/{quote(YUNLING, safe='')}")
    assert client.get("/id/Firm/none", headers=BROWSER).status_code == 404


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_program_gets_the_same_facts_in_every_form(client: httpx.Client, media_type: str) -> None:
    expected = set(ox.parse(client.get(f"/id/{NAME}").content, format=ox.RdfFormat.TURTLE))
    answer = client.get(f"/id/{NAME}", headers={"Accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert set(ox.parse(answer.content, format=FORMATS[media_type])) == expected
    assert len(expected) > 3


def test_the_description_holds_facts_figures_and_names(client: httpx.Client) -> None:
    text = client.get(f"/id/{PARK.replace(':', '/')}").text
    assert 'kg:code "G371"' in text
    assert "kg:hasObservation" in text and "76.2" in text
    assert '"济宁市"@zh' in text  # the name of what it points to


def test_each_form_has_its_own_entity_tag(client: httpx.Client) -> None:
    turtle = client.get(f"/id/{NAME}").headers["etag"]
    same = client.get(f"/id/{NAME}", headers={"If-None-Match": turtle})
    other = client.get(f"/id/{NAME}", headers={"If-None-Match": turtle, "Accept": "application/ld+json"})
    assert (same.status_code, other.status_code) == (304, 200)


def test_an_unknown_entity_is_not_found(client: httpx.Client) -> None:
    answer = client.get("/id/Park/none")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("kind", ["<x>", "Pa rk", "\x00", "^`|", "\uffff"])
def test_a_type_that_no_iri_may_hold_is_not_found(client: httpx.Client, kind: str) -> None:
    assert client.get(f"/id/{quote(kind, safe='')}/y").status_code == 404
