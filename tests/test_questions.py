"""The question gallery: every question is well formed, answers on the shipped graph, and cannot be broken by a value."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from rdflib.plugins.sparql import prepareQuery

from kg import resources
from kg.errors import DataError, EntityNotFoundError, KgError
from kg.lookup import Lookup
from kg.model import Document, Entity, Evidence, Observation, Reading
from kg.ontology import Ontology
from kg.query.answers import answer, open_read_only
from kg.questions import Gallery, Question
from kg.settings import Settings
from kg.store import terms
from kg.store.rows import rows_of_text
from tests.documents import ROOT, spans
from tests.small_store import PARK, write_store

GALLERY = Gallery.load(Ontology.load().types)
BASE = "https://parkgraph.example/"
WHOLE = """# zh: 哪些企业在某园区？
# en: Which firms are in a park?
# why-zh: 招商。
# why-en: Promotion.
# param: park | Park | Park:1 | parks
SELECT ?firm
WHERE {
  # values
  ?firm kg:locatedInPark ?park .
}
ORDER BY ?firm
"""
HOSTILE = ['x" } DROP ALL #', "x> } SELECT * {", "}{}\n# values\n", "a\\", "\\u0022 } #", "'''", "$1 \\g<0> \\1"]


@pytest.fixture(scope="module")
def lookup(shipped_store: Path) -> Lookup:
    return Lookup.open(shipped_store)


def test_there_are_enough_questions() -> None:
    assert len(GALLERY.questions) >= 36


@pytest.mark.parametrize("name", GALLERY.questions)
def test_every_question_answers_by_its_defaults_in_one_order(name: str, lookup: Lookup) -> None:
    text = lookup.question(name, {})["text"]
    limit = Settings().query_max_bytes
    database = open_read_only(lookup.store.path)
    first, second = (answer(database, text, lambda _: "text/csv", limit).body for _ in range(2))
    lines = first.decode().splitlines()
    assert len(lines) > 1, "no answer"
    assert first == second
    assert len(rows_of_text(lookup.store, text)) == len(set(map(str, rows_of_text(lookup.store, text)))), "equal rows"


@pytest.mark.parametrize("name", GALLERY.questions)
def test_every_question_orders_its_rows_and_asks_in_both_languages(name: str) -> None:
    question = GALLERY.questions[name]
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name)
    assert re.search(r"^ORDER BY ", question.query, re.MULTILINE)
    assert re.search(r"[一-鿿]", question.title["zh"]) and re.search(r"[一-鿿]", question.why["zh"])
    assert question.title["en"].isascii() and question.why["en"].isascii()


@pytest.mark.parametrize("name", GALLERY.questions)
def test_every_question_is_sparql_to_another_engine_too(name: str) -> None:
    prepareQuery(GALLERY.questions[name].text({}, BASE))


@pytest.mark.parametrize("name", GALLERY.options)
def test_every_drop_down_has_values_and_holds_the_defaults(name: str, lookup: Lookup) -> None:
    found = lookup.options(name)["results"]
    values = [option["value"] for option in found]
    assert values and len(values) == len(set(values))
    assert all(option["label"] for option in found)
    users = [p for q in GALLERY.questions.values() for p in q.parameters if p.options == name]
    assert users, "no question uses it"
    assert {parameter.default for parameter in users} <= set(values)
    for value in (values[0], values[-1]):
        for parameter in users:
            parameter.term(value, BASE)


def test_a_parameter_chooses_what_is_answered(lookup: Lookup) -> None:
    def firms(park: str) -> set[str]:
        return {
            row["firm"] for row in rows_of_text(lookup.store, lookup.question("firms-of-park", {"park": park})["text"])
        }

    assert firms("福州高新区") == firms("Park:G352021") != firms("济宁高新区")
    assert "泰丰" in firms("济宁高新区")


def test_missing_segments_are_those_without_a_recorded_firm(lookup: Lookup) -> None:
    values = {"park": "Park:G332086", "chain": "IndustryChain:光伏产业链"}
    missing = rows_of_text(lookup.store, lookup.question("missing-segments-of-park", values)["text"])
    names = {row["segment"] for row in missing}
    assert "光伏组件" in names and "光伏玻璃" not in names
    assert {row["inPark"] for row in missing} == {"图中未见记录"}
    elsewhere = rows_of_text(
        lookup.store, lookup.question("missing-segments-of-park", values | {"park": "Park:G372108"})["text"]
    )
    assert {r["segment"]: r.get("firmsElsewhere", "") for r in elsewhere}["光伏玻璃"].startswith("福莱特")


def test_a_document_is_credited_only_with_what_no_other_says(lookup: Lookup) -> None:
    text = lookup.question("only-in-document", {"document": "park-page-2021#3"})["text"]
    added = {(row["subject"], row["object"]) for row in rows_of_text(lookup.store, text)}
    assert ("福莱特玻璃集团股份有限公司", "光伏新能源产业链党建联盟") in added
    assert ("光伏产业链", "光伏玻璃") not in added  # the gazetteer of segments says so too


def test_quotes_stand_where_the_answer_says(lookup: Lookup) -> None:
    rows = rows_of_text(
        lookup.store, lookup.question("evidence-of-firm", {"firm": "Firm:福莱特玻璃集团股份有限公司"})["text"]
    )
    text = lookup.document("park-page-2021#3")["text"]
    quoted = [row for row in rows if "quote" in row]  # a table gives its row and no quote
    assert quoted
    for row in quoted:
        part = text[int(row["start"]) : int(row["end"])]
        assert re.sub(r"\s", "", part) == re.sub(r"\s", "", row["quote"])


def test_what_is_planned_is_no_fact(lookup: Lookup) -> None:
    planned = rows_of_text(lookup.store, lookup.question("planned-not-done", {})["text"])
    assert any(row["subject"] == "徐工" for row in planned)
    tenants = rows_of_text(lookup.store, "SELECT ?name { ?firm kg:locatedInPark ?park ; rdfs:label ?name }")
    assert "徐工" not in {row["name"] for row in tenants}


def test_figures_that_differ_are_found_whatever_their_unit_is(tmp_path: Path) -> None:
    def stated(source: str, *figures: tuple[str, float, str, str, Literal["min"] | None]) -> Reading:
        row = (Evidence(row=2, rule="row"),)
        return Reading(
            Document(source, f"{source}.csv", "", "", (), source, kind="table"),
            (Entity(PARK, "Park", "济宁高新区"),),
            observations=tuple(
                Observation(PARK, i, v, str(v), u, row, period, bound=bound) for i, v, u, period, bound in figures
            ),
        )

    one = stated(
        "one",
        ("产值", 1.0, "亿元", "2021", None),
        ("企业", 430, "家", "2021-06-30", "min"),
        ("税收", 1.0, "亿元", "2021", None),
    )
    two = stated(
        "two",
        ("产值", 12000.0, "万元", "2021", None),
        ("企业", 431, "家", "2021-01/2021-06", None),
        ("税收", 10000.0, "万元", "2021", None),
    )
    write_store(tmp_path, [one, two, stated("three", ("产值", 3.0, "亿元", "2022", None))])
    lookup = Lookup.open(tmp_path)
    rows = rows_of_text(lookup.store, lookup.question("conflicting-figures", {})["text"])
    found = [(r["indicator"], r["verdict"], r["value"], r["source"], r["otherValue"], r["otherSource"]) for r in rows]
    assert found == [
        ("产值", "不一致", "100000000", "one", "120000000", "two"),
        ("企业", "与界限相容", "430", "one", "431", "two"),
    ]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_stays_one_value(value: str, lookup: Lookup) -> None:
    text = GALLERY.question("figures-of-period").text({"period": value}, BASE)
    assert f"  VALUES ?period {{ {terms.text(value)} }}\n" in text
    assert rows_of_text(lookup.store, text) == []
    probe = text[: text.index("\nSELECT")] + f"\nSELECT ?period {{ VALUES ?period {{ {terms.text(value)} }} }}"
    assert rows_of_text(lookup.store, probe) == [{"period": value}]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_id_stays_one_iri(value: str, lookup: Lookup) -> None:
    text = GALLERY.question("firms-of-park").text({"park": f"Park:{value}"}, BASE)
    (line,) = (line for line in text.splitlines() if "VALUES" in line)
    assert re.fullmatch(r"  VALUES \?park \{ <[^<>\"{}|^`\\\s]+> \}", line)
    assert rows_of_text(lookup.store, text) == []


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("firms-of-park", {"town": "x"}, "firms-of-park: the question has no parameter 'town' (it has: park)"),
        ("title-holders", {"park": "x"}, "(it has none)"),
        ("firms-of-park", {"park": "Firm:x"}, "park: 'Firm:x' is no id of a Park"),
        ("firms-of-park", {"park": "Park:"}, "is no id of a Park"),
        ("statements-to-check", {"below": "1e5"}, "below: '1e5' is no number"),
        ("statements-to-check", {"below": "０"}, "is no number"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name: str, values: dict[str, str], says: str) -> None:
    with pytest.raises(DataError) as refused:
        GALLERY.question(name).text(values, BASE)
    assert says in str(refused.value)


def test_names_are_looked_for_among_the_entities_of_the_type(lookup: Lookup) -> None:
    assert lookup.question("firms-of-park", {"park": "济宁高新区"})["parameters"][0]["value"] == "Park:G372108"
    found = lookup.question("only-in-document", {"document": "park-page-2021#1"})
    assert found["parameters"][0]["value"] == "Document:park-page-2021#1"
    for value in ("Firm:泰丰", "Park:none", "没有这个园区"):
        with pytest.raises(EntityNotFoundError):
            lookup.question("firms-of-park", {"park": value})


def test_an_unknown_question_or_drop_down_is_refused(lookup: Lookup) -> None:
    with pytest.raises(EntityNotFoundError, match="no question 'none' in the gallery"):
        lookup.question("none", {})
    with pytest.raises(EntityNotFoundError, match="no drop-down 'none'"):
        lookup.options("none")


def load(directory: Path, text: str) -> Question:
    (directory / "options").mkdir(exist_ok=True)
    (directory / "options" / "parks.rq").write_text("SELECT ?value ?label { }", encoding="utf-8")
    (directory / "one.rq").write_text(text, encoding="utf-8")
    return Gallery.load(["Park"], directory).question("one")


def test_a_file_becomes_a_question_that_runs_anywhere(tmp_path: Path) -> None:
    question = load(tmp_path, WHOLE)
    assert question.title == {"zh": "哪些企业在某园区？", "en": "Which firms are in a park?"}
    text = question.text({"park": "Park:济宁 高新区"}, BASE)
    assert text.splitlines()[2:] == [
        "PREFIX kg: <https://parkgraph.example/ontology#>",
        "SELECT ?firm",
        "WHERE {",
        "  VALUES ?park { <https://parkgraph.example/id/Park/济宁%20高新区> }",
        "  ?firm kg:locatedInPark ?park .",
        "}",
        "ORDER BY ?firm",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# zh: 哪些企业在某园区？\n", "", "one.rq, line 1: the header has no line `# zh: …`"),
        ("# why-en: Promotion.", "# why-en:", "one.rq, line 4: 'why-en' is unknown, twice or empty"),
        ("# why-zh: 招商。", "# zh: 又一个", "one.rq, line 3: 'zh' is unknown, twice or empty"),
        ("# why-zh: 招商。", "# wy-zh: 招商。", "one.rq, line 3: 'wy-zh' is unknown"),
        ("# why-zh: 招商。", "# 招商", "one.rq, line 3: a line of the header is"),
        ("| Park | Park:1", "| Town | Park:1", "one.rq, line 5: 'Town' is no type of the ontology"),
        ("| Park:1 | parks", "| Park:1", "one.rq, line 5: a parameter is `variable"),
        ("| Park:1 |", "| Firm:1 |", "one.rq, line 5: the default does not fit"),
        ("| parks", "| towns", "one.rq, line 5: there is no options/towns.rq"),
        ("park | Park |", "place | Park |", "one.rq, line 6: the query does not use ?place"),
        ("  # values\n", "", "one.rq, line 6: the line `# values` stands once"),
        ("  # values\n", "  OPTIONAL {\n  # values\n", "one.rq, line 6: the line `# values` stands once"),
        ("SELECT", "PREFIX x: <http://x/>\nSELECT", "one.rq, line 6: a question declares no prefixes"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in WHOLE
    with pytest.raises(KgError) as refused:
        load(tmp_path, WHOLE.replace(old, new))
    assert says in str(refused.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    load(tmp_path, WHOLE)
    (tmp_path / "one.rq").write_bytes(b"# zh: \xff\xfe")
    with pytest.raises(DataError, match=r"one\.rq: the file is no UTF-8 text"):
        Gallery.load(["Park"], tmp_path)


def test_the_documentation_lists_every_question_as_it_is() -> None:
    page = ROOT / "docs" / "questions.md"
    rows = {
        line.split("|")[1].strip(" `"): line for line in page.read_text("utf-8").splitlines() if line.startswith("| `")
    }
    assert rows.keys() == GALLERY.questions.keys()
    for name, question in GALLERY.questions.items():
        expected: list[Any] = [f"`{name}`", question.title["zh"], question.title["en"]]
        expected.append(", ".join(parameter.name for parameter in question.parameters))
        assert [cell.strip() for cell in rows[name].strip("|\n").split("|")] == expected
    assert "data/questions/" in spans(page)


def test_the_documented_file_is_a_question(tmp_path: Path) -> None:
    (block,) = re.findall(r"```rq\n(.*?)```", (ROOT / "docs" / "questions.md").read_text("utf-8"), re.DOTALL)
    options = tmp_path / "options"
    options.mkdir()
    for path in (resources.questions_dir() / "options").glob("*.rq"):
        (options / path.name).write_bytes(path.read_bytes())
    (tmp_path / "shown.rq").write_text(re.sub(r"^ {3}", "", block, flags=re.MULTILINE), encoding="utf-8")
    assert [p.name for p in Gallery.load(Ontology.load().types, tmp_path).question("shown").parameters] == [
        "park",
        "title",
    ]
