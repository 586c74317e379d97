"""Gold articles against extracted ones."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from kg import evaluate
from kg.errors import DataError
from kg.evaluate.matching import pair_entities, same_indicator
from kg.extract import Extractor
from kg.ontology import Ontology

Article = dict[str, Any]
GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"


def article(**parts: list[Any]) -> Article:
    return {
        "document": {"id": "a", "title": None, "source": "a.txt"},
        "entities": [
            {"id": "e1", "type": "Park", "name": "济宁高新区", "aliases": ["高新区"]},
            {"id": "e2", "type": "Firm", "name": "云岭重工", "aliases": ["云岭"]},
            {"id": "e3", "type": "Industry", "name": "工程机械产业", "aliases": []},
            {"id": "e4", "type": "Goal", "name": "三年内进入全国第一方阵", "aliases": []},
        ],
        "relations": [
            {"type": "locatedInPark", "head": "e2", "tail": "e1"},
            {"type": "operatesIn", "head": "e2", "tail": "e3"},
        ],
        "observations": [
            {
                "subject": "e1",
                "indicator": "固定资产投资",
                "value": 76.2,
                "unit": "亿元",
                "change": 18.4,
                "period": "2021",
            }
        ],
        **parts,
    }


def entity(kind: str, name: str, *aliases: str, identifier: str = "p1", **more: object) -> dict[str, Any]:
    return {"id": identifier, "type": kind, "name": name, "aliases": list(aliases), **more}


def score(gold: Article, predicted: Article) -> evaluate.Report:
    return evaluate.score([gold], [predicted], Ontology.load())


def test_gold_against_itself_is_perfect() -> None:
    report = score(article(), article())
    assert all(tally.f1 == 1.0 for tally in report.totals.values())
    assert all(tally.wrong == tally.missed == 0 for tally in report.observation_fields.values())
    assert report.faults == []


def test_nothing_predicted_is_all_missed() -> None:
    report = evaluate.score([article()], [], Ontology.load())
    assert [tally.missed for tally in report.totals.values()] == [4, 2, 2, 1]
    assert all(tally.precision == tally.recall == tally.f1 == 0.0 for tally in report.totals.values())


@pytest.mark.parametrize(
    ("gold", "predicted", "found"),
    [
        (entity("Firm", "云岭重工", "云岭"), entity("Firm", "云岭"), True),
        (entity("Firm", "“云岭” 重工"), entity("Firm", "云岭重工"), True),
        (entity("Firm", "ＴＣＬ"), entity("Firm", "tcl"), True),
        (entity("Firm", "云岭重工"), entity("Park", "云岭重工"), False),
        (entity("Firm", "云岭重工"), entity("Firm", "云岭重工公司"), False),
        (entity("Industry", "光伏产业"), entity("Industry", "光伏"), True),
        (entity("Industry", "光伏"), entity("Industry", "光伏产业"), True),
        (entity("IndustryChain", "光伏产业"), entity("IndustryChain", "光伏"), False),
        (entity("Goal", "三年内进入全国第一方阵"), entity("Goal", "进入全国第一方阵"), True),
        (entity("Goal", "三年内进入全国第一方阵"), entity("Goal", "第一方阵"), False),
        (entity("Policy", "《高质量发展规划》"), entity("Policy", "高质量发展规划"), True),
    ],
)
def test_when_names_are_the_same(gold: dict[str, Any], predicted: dict[str, Any], found: bool) -> None:
    assert bool(pair_entities([gold], [predicted])) is found


def test_matching_is_one_to_one_and_exact_names_go_first() -> None:
    gold = [entity("Goal", "进入全国第一方阵", identifier="g1"), entity("Goal", "进入第一方阵", identifier="g2")]
    predicted = [
        entity("Goal", "进入全国第一方阵的", identifier="p1"),
        entity("Goal", "进入全国第一方阵", identifier="p2"),
    ]
    assert pair_entities(gold, predicted) == {"p2": "g1"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("固定资产投资", "投资", True),
        ("工业固定投入", "固定工业投资", True),
        ("税收", "产值", False),
        ("", "税收", False),
    ],
)
def test_when_indicators_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_indicator(one, other) is same


def test_leading_an_industry_counts_as_working_in_it_but_not_the_reverse() -> None:
    leads = article(relations=[{"type": "leads", "head": "e2", "tail": "e3"}])
    works = article(relations=[{"type": "operatesIn", "head": "e2", "tail": "e3"}])
    assert score(works, leads).totals["relations"].f1 == 1.0
    assert score(leads, works).totals["relations"].f1 == 0.0


def test_optional_items_count_neither_way() -> None:
    gold = article()
    gold["entities"][1]["optional"] = True
    gold["observations"][0]["optional"] = True
    for predicted in (article(), article(entities=article()["entities"][:1], relations=[], observations=[])):
        report = score(gold, predicted)
        assert report.totals["relations"].wrong == report.totals["relations"].missed == 0
        assert report.totals["observations"] == evaluate.Tally()
        assert "云岭重工" not in {fault.text for fault in report.faults}


def test_faults_say_what_and_where() -> None:
    predicted = article()
    predicted["entities"][1]["name"] = predicted["entities"][1]["aliases"][0] = "徐工"
    faults = {(f.document, f.kind, f.what, f.type, f.text) for f in score(article(), predicted).faults}
    assert ("a", "missed", "entity", "Firm", "云岭重工") in faults
    assert ("a", "wrong", "entity", "Firm", "徐工") in faults
    assert ("a", "missed", "relation", "locatedInPark", "云岭重工 → 济宁高新区") in faults
    assert ("a", "wrong", "relation", "locatedInPark", "徐工 → 济宁高新区") in faults


def test_fields_are_scored_on_found_observations_only() -> None:
    predicted = article()
    predicted["observations"][0] |= {"change": 18.0, "completion": 50}
    fields = score(article(), predicted).observation_fields
    assert fields["period"] == evaluate.Tally(found=1)
    assert fields["change"] == evaluate.Tally(wrong=1, missed=1)
    assert fields["completion"] == evaluate.Tally(wrong=1)
    predicted["observations"][0]["value"] = 1
    assert all(tally == evaluate.Tally() for tally in score(article(), predicted).observation_fields.values())


def test_articles_of_other_ids_are_paired_by_their_entities() -> None:
    other = article() | {"document": {"id": "b#2", "title": None, "source": "b.txt"}}
    stranger = article(entities=[entity("Park", "别处")], relations=[], observations=[])
    stranger["document"] = {"id": "b#1", "title": None, "source": "b.txt"}
    report = evaluate.score([article()], [stranger, other], Ontology.load())
    assert report.totals["entities"].f1 == 1.0


def _reference(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_extraction", shared / "tools" / "score_extraction.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _disturbed(articles: list[Article], seed: int) -> list[Article]:
    """The articles with parts dropped, doubled, renamed and turned round."""
    chance, answers = random.Random(seed), copy.deepcopy(articles)
    for answer in answers:
        for name in ("entities", "relations", "observations"):
            kept = [item for item in answer[name] if chance.random() > 0.15]
            answer[name] = kept + [copy.deepcopy(item) for item in kept if name != "entities" and chance.random() < 0.1]
        for item in answer["entities"]:
            if chance.random() < 0.2:
                item["name"] = item["name"][: max(2, len(item["name"]) * 3 // 4)]
        for item in answer["relations"]:
            if chance.random() < 0.2:
                item["type"] = chance.choice(["leads", "operatesIn", "partOf", item["type"]])
            if chance.random() < 0.1:
                item["head"], item["tail"] = item["tail"], item["head"]
        for item in answer["observations"]:
            if chance.random() < 0.3:
                item[chance.choice(["value", "change", "period"])] = chance.choice([1, 2.5, 18.4])
    return answers


@pytest.mark.parametrize("seed", range(12))
def test_scores_are_those_of_the_shared_scorer(shared: Path, seed: int) -> None:
    gold = evaluate.load(shared / "gold" / "dev") + evaluate.load(GOLD)
    predicted = _disturbed(gold, seed)
    expected, _ = _reference(shared).score(gold, predicted)
    report = evaluate.score(gold, predicted, Ontology.load())
    groups = {"": report.totals, "entities": report.entity_types, "relations": report.relation_types}
    for group, tallies in groups.items():
        rows = expected["by_type"][group] if group else {name: expected[name] for name in tallies}
        assert {n: (t.found, t.wrong, t.missed) for n, t in tallies.items()} == {
            name: (row["tp"], row["fp"], row["fn"]) for name, row in rows.items()
        }
        assert {n: round(t.f1, 4) for n, t in tallies.items()} == {name: row["f1"] for name, row in rows.items()}


def test_sources_of_gold_are_found_and_extracted() -> None:
    path = GOLD / "changsha-machinery-2011-1.json"
    gold = evaluate.load(path)
    answers = evaluate.extracted(gold, path, Extractor(), "https://parkgraph.example/")
    assert [answer["document"]["id"] for answer in answers] == ["changsha-machinery-2011#1"]
    assert score(gold[0], answers[0]).totals["entities"].found > 0


def test_files_lists_lines_and_folders_are_read(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(article()), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps([article(), article()]), encoding="utf-8")
    (tmp_path / "three.jsonl").write_text(f"{json.dumps(article())}\n\n{json.dumps(article())}\n", encoding="utf-8")
    (tmp_path / "page.segmentation.json").write_text("{}", encoding="utf-8")
    assert len(evaluate.load(tmp_path)) == 5


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "no JSON"),
        ("[]", "no article"),
        ('{"document": {}}', "an article needs"),
        ("[1]", "an article needs"),
        ("\xff", "no JSON"),
    ],
)
def test_what_is_no_article_is_said(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "gold.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(DataError, match=rf"gold\.json.*{fault}"):
        evaluate.load(path)


def test_a_missing_file_folder_content_or_source_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        evaluate.load(tmp_path / "none.json")
    with pytest.raises(DataError, match=r"no \.json"):
        evaluate.load(tmp_path)
    with pytest.raises(DataError, match=r"a\.txt .*not found"):
        evaluate.extracted([article()], tmp_path / "gold.json", Extractor(), "https://parkgraph.example/")
