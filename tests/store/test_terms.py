"""Terms against a real N-Quads parser."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg import identity
from kg.store import terms

BASE = "https://parkgraph.example/"
characters = st.text(st.characters(exclude_categories=["Cs"]))


def parsed(subject: str, value: str) -> ox.Quad:
    (quad,) = ox.parse(f"{subject} {terms.name('rdfs:label')} {value} <http://g> .\n", format=ox.RdfFormat.N_QUADS)
    return quad


@given(characters)
def test_any_text_comes_back(text: str) -> None:
    for written in (terms.text(text), terms.text(text, "zh")):
        literal = parsed("<http://s>", written).object
        assert isinstance(literal, ox.Literal)
        assert literal.value == text == terms.value(written)


@given(characters)
def test_a_line_is_taken_apart_where_its_terms_end(text: str) -> None:
    value = terms.text(text, "zh")
    for graph in ("", "<http://g> "):
        line = f"<http://s> <http://p> {value} {graph}.\n"
        assert terms.statement(line) == ("<http://s>", "<http://p>", value)
    assert terms.statement("<http://s> <http://p> <http://o> <http://g> .\n")[2] == "<http://o>"


@given(characters.filter(lambda key: key.strip()))
def test_any_key_makes_an_iri_that_leads_back_to_it(key: str) -> None:
    iri = identity.iri(BASE, f"Firm:{key}")
    subject = parsed(f"<{iri}>", '"x"').subject
    assert isinstance(subject, ox.NamedNode)
    assert identity.identifier(BASE, subject.value) == f"Firm:{key}"


def test_numbers_are_decimals_without_exponent() -> None:
    written = {number: terms.value(terms.decimal(number)) for number in (180.5, 180.0, -0.25, 1e16, 1.5e-7, 0.0)}
    assert list(written.values()) == ["180.5", "180", "-0.25", "10000000000000000", "0.00000015", "0"]


def test_dates_keep_their_precision() -> None:
    kinds = {text: terms.date(text).rpartition("#")[2].rstrip(">") for text in ("2021", "2021-09", "2021-09-13")}
    assert kinds == {"2021": "gYear", "2021-09": "gYearMonth", "2021-09-13": "date"}
