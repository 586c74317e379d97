"""The ontology loads, is sound, and refuses what is broken, naming file, term and fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import Ontology
from kg.resources import ontology_dir

Edit = Callable[[str, str, str], Path]
Add = Callable[[str, str], Path]
BORROWS = """
kg:borrows a owl:ObjectProperty, kg:RelationType ;
    rdfs:label "借用"@zh, "borrows"@en ;
    kg:inverseLabel "被借用"@zh, "lent to"@en ;
    skos:definition "企业借用平台。"@zh, "The firm borrows the platform."@en ;
    schema:domainIncludes kg:Firm ; schema:rangeIncludes kg:Platform ;
    kg:frame "H借用T" ;
    kg:color "#123456" ; kg:order 90 .
kg:borrowsShape a sh:NodeShape ;
    sh:targetSubjectsOf kg:borrows ; sh:class kg:Firm ;
    sh:property [ sh:path kg:borrows ; sh:class kg:Platform ] .
"""


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """The shipped ontology in a folder of its own, with one stretch of one file replaced."""
    shutil.copytree(ontology_dir(), tmp_path / "ontology")

    def change(file: str, old: str, new: str) -> Path:
        path = tmp_path / "ontology" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}: mend this test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path.parent

    return change


@pytest.fixture
def borrows(tmp_path: Path) -> Add:
    """The shipped ontology with one more relation block in firm.ttl, in which one stretch is replaced."""
    shutil.copytree(ontology_dir(), tmp_path / "ontology")

    def add(old: str, new: str) -> Path:
        assert old in BORROWS
        with (tmp_path / "ontology" / "firm.ttl").open("a", encoding="utf-8") as target:
            target.write(BORROWS.replace(old, new))
        return tmp_path / "ontology"

    return add


def fault_of(directory: Path) -> str:
    """What loading and checking the ontology of a folder says."""
    with pytest.raises(OntologyError) as caught:
        Ontology.load(directory).check()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_shipped_ontology_is_sound() -> None:
    Ontology.load().check()


def test_it_has_the_types_and_relations_of_the_guide() -> None:
    ontology = Ontology.load()
    relations = [relation for relation in ontology.relations.values() if not relation.structural]
    assert (len(ontology.entity_types), len(relations)) == (16, 20)
    assert [relation.name for relation in relations if relation.core] == (
        "locatedInPark developsIndustry operatesIn leads targets hasGoal hasSegment upstreamOf".split()
    )
    assert {relation.name for relation in relations if relation.aim_counts} == {"hasGoal", "appliesFor"}
    assert ontology.implied("leads") == ("operatesIn",)
    assert ontology.implied("noSuchRelation") == ()


def test_terms_come_in_their_order_with_both_languages() -> None:
    ontology = Ontology.load()
    for group in (ontology.types, ontology.relations, ontology.attributes):
        orders = [term.order for term in group.values()]
        assert orders == sorted(orders)
        assert all(term.label["zh"] and term.label["en"] for term in group.values())


def test_ends_that_a_relation_allows() -> None:
    relations = Ontology.load().relations
    assert relations["locatedInPark"].allows("Firm", "Park")
    assert not relations["locatedInPark"].allows("Park", "Firm")
    assert relations["partOf"].allows("Platform", "Platform")
    assert not relations["partOf"].allows("Platform", "Park")


def test_it_is_read_again_only_when_a_file_changed(edit: Edit) -> None:
    directory = edit("park.ttl", "kg:order 1 .", "kg:order 1 .")
    before = Ontology.load(directory)
    assert Ontology.load(directory) is before
    edit("park.ttl", '"Park"@en', '"Zone"@en')
    after = Ontology.load(directory)
    assert after.types["Park"].label["en"] == "Zone"
    assert after.fingerprint != before.fingerprint


def test_one_block_more_is_one_relation_more(borrows: Add) -> None:
    ontology = Ontology.load(borrows("kg:order 90", "kg:order 90"))
    ontology.check()
    assert ontology.relations["borrows"].frames == ("H借用T",)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("park.ttl", 'rdfs:label "园区"@zh, "Park"@en', 'rdfs:label "Park"@en', "kg:Park: needs rdfs:label in zh"),
        ("park.ttl", '"园区"@zh, "Park"@en', '"园区"@zh, "区"@zh, "Park"@en', "kg:Park: has two rdfs:label"),
        ("firm.ttl", "kg:order 2 .", "kg:order 2 , 3 .", "kg:Firm: needs exactly one kg:order, has 2"),
        ("firm.ttl", "#e8590c", "orange", "kg:Firm: needs one kg:color such as #1f6feb"),
        ("firm.ttl", '"dot"', '"blob"', "kg:Firm: needs one kg:displayShape"),
        ("firm.ttl", "sh:targetClass kg:Firm", "sh:targetClass kg:Form", "kg:Firm: needs a SHACL shape"),
        (
            "firm.ttl",
            '"企业"@zh, "Firm"@en',
            '"园区"@zh, "Firm"@en',
            "kg:Firm: has the label of kg:Park (园区)",
        ),
        ("industry.ttl", "rdfs:subClassOf skos:Concept ;", "", "kg:Industry: needs an alignment"),
        (
            "park.ttl",
            "rdfs:range xsd:string ;",
            "",
            "kg:code: needs exactly one rdfs:range, has 0",
        ),
        (
            "firm.ttl",
            "schema:domainIncludes kg:Firm, kg:Platform ;\n",
            "schema:domainIncludes kg:Platform ;\n",
            "kg:operatesIn: its shape allows ['Firm', 'Platform'], the block says ['Platform']",
        ),
        (
            "firm.ttl",
            "schema:domainIncludes kg:Firm, kg:Platform ;\n",
            "schema:domainIncludes kg:Platform ;\n",
            "kg:leads: implies kg:operatesIn, which does not allow the same ends",
        ),
    ],
)
def test_a_broken_block_is_named(edit: Edit, file: str, old: str, new: str, fault: str) -> None:
    assert f"{file}: {fault}" in fault_of(edit(file, old, new))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('rdfs:label "借用"@zh, "borrows"@en', 'rdfs:label "借用"@zh', "needs rdfs:label in en"),
        ('"企业借用平台。"@zh, ', "", "needs skos:definition in zh"),
        ('kg:inverseLabel "被借用"@zh, "lent to"@en ;', "", "needs kg:inverseLabel in zh"),
        ('"借用"@zh', '"位于园区"@zh', "has the label of kg:locatedInPark (位于园区)"),
        ("schema:domainIncludes kg:Firm ;", "", "needs schema:domainIncludes"),
        ("schema:domainIncludes kg:Firm", "schema:domainIncludes kg:Nowhere", "names a class that is no type"),
        ("schema:rangeIncludes kg:Platform", "schema:rangeIncludes kg:Nowhere", "names a class that is no type"),
        ("sh:class kg:Platform", "sh:class kg:Park", "its shape allows ['Park'], the block says ['Platform']"),
        ('kg:frame "H借用T" ;', "", "needs at least one kg:frame"),
        ('"H借用T"', '"H借用"', "kg:frame needs one H and one T"),
        ('"H借用T"', '"H借用T再给T"', "kg:frame needs one H and one T"),
        ("#123456", "#12345", "needs one kg:color"),
        ("kg:order 90", "kg:order 90 ; kg:implies kg:lends", "kg:implies names no relation"),
        ("kg:order 90", "kg:order 90 ; kg:implies kg:leads", "implies kg:leads, which does not allow the same ends"),
        ("sh:targetSubjectsOf kg:borrows ;", "", "needs a SHACL shape (sh:targetSubjectsOf)"),
    ],
)
def test_a_broken_relation_is_named(borrows: Add, old: str, new: str, fault: str) -> None:
    said = fault_of(borrows(old, new))
    assert "firm.ttl: kg:borrows: " in said and fault in said


def test_a_frame_of_bare_slots_is_refused(borrows: Add) -> None:
    assert "firm.ttl: kg:borrows: " in fault_of(borrows('"H借用T"', '"HT"'))


def test_an_order_that_is_no_number_is_refused(borrows: Add) -> None:
    assert "firm.ttl: kg:borrows: " in fault_of(borrows("kg:order 90", 'kg:order "last"'))


def test_all_faults_are_told_at_once(borrows: Add) -> None:
    directory = borrows('kg:frame "H借用T" ;', "")
    text = (directory / "park.ttl").read_text(encoding="utf-8")
    (directory / "park.ttl").write_text(text.replace("#1f6feb", "blue", 1), encoding="utf-8")
    said = fault_of(directory)
    assert "firm.ttl: kg:borrows: " in said and "park.ttl: kg:Park: needs one kg:color" in said


def test_broken_turtle_is_said_with_its_line(edit: Edit) -> None:
    directory = edit("park.ttl", "kg:Park a owl:Class", "kg:Park a a owl:Class")
    text = (directory / "park.ttl").read_text(encoding="utf-8")
    line = text[: text.index("kg:Park a a")].count("\n") + 1
    with pytest.raises(OntologyError, match=rf"^park\.ttl: line {line}: no valid Turtle"):
        Ontology.load(directory)


def test_a_folder_without_turtle_is_said(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"no \.ttl file found"):
        Ontology.load(tmp_path)
