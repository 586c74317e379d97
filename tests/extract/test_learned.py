"""The learned models: what they may know, what they do, and that they are what their file says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg import resources
from kg.extract import Extractor
from kg.extract.learned import Models, shipped
from kg.extract.learned.linear import BIAS, Model, load, shown
from tests.extract.reading import document

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
NAMES = ("worth", "pairs", "owners")
# Words of the language that some article uses as the whole name of a policy or platform.
ORDINARY = {
    "决定",
    "意见",
    "改革开放",
    "创新平台",
    "创新中心",
    "联盟",
    "农产品",
    "负面清单",
    "减税降费",
    "优惠政策",
    "十二五",
    "对口援疆",
}


@pytest.mark.parametrize("name", NAMES)
def test_no_weight_holds_the_name_of_an_annotated_thing(name: str) -> None:
    annotated = set()
    for path in GOLD.rglob("*.json"):
        for entity in json.loads(path.read_text(encoding="utf-8")).get("entities", ()):
            if entity["type"] in {"Firm", "Project", "Policy", "Platform", "Product", "Alliance"}:
                annotated |= {re.sub("[“”《》]", "", one) for one in (entity["name"], *entity.get("aliases", ()))}
    lines = (resources.models_dir() / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    words = {word for line in lines for word in re.findall(r"[一-鿿]{3,}", line.split("\t")[1])}
    assert (words & annotated) - ORDINARY == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_weights_are_small(name: str) -> None:
    assert (resources.models_dir() / f"{name}.tsv").stat().st_size < 5_000_000 / len(NAMES)
    assert getattr(shipped(), name).labels


def test_a_model_is_what_its_file_says(tmp_path: Path) -> None:
    path = tmp_path / "model.tsv"
    path.write_text("label\tfeature\tweight\nlikely\tbias\t-1.000\nlikely\tx:w:落户\t3.000\n", encoding="utf-8")
    model = load(path)
    assert model.labels == {"likely"}
    assert model.score((), "likely") == pytest.approx(0.2689, abs=1e-4)
    assert model.score(("x:w:落户", "unknown"), "likely") == pytest.approx(0.8808, abs=1e-4)
    assert model.score(("x:w:落户",), "another") == 0.0
    assert model.words("某某落户园区") == [(2, 4, "落户")]


def test_an_absent_file_is_a_model_that_knows_nothing(tmp_path: Path) -> None:
    model = load(tmp_path / "absent.tsv")
    assert not model.labels and model.words("落户") == [] and model.score((), "likely") == 0.0


def test_white_space_cannot_break_the_file() -> None:
    assert shown("一\n二\u3000三\u2028") == "一¶二¶三¶"


def test_a_model_leaves_out_what_it_holds_unlikely_and_adds_what_it_holds_likely() -> None:
    """With weights of one feature each, so that what decides is plain."""
    text = "昆山高新区新闻\n昆山高新区与青岚药业股份有限公司同时在沐岚镇公布消息。"
    nothing = Model({})
    plain = Extractor(models=Models(nothing, nothing, nothing)).extract(document(text))
    assert {"青岚药业股份有限公司", "沐岚镇"} <= {e.name for e in plain.entities}
    assert not [s for s in plain.statements if s.predicate == "locatedInPark" and s.evidence[0].rule == "learned"]
    none_counts = Model({"kept": {BIAS: -9.0}})
    left = {e.name for e in Extractor(models=Models(none_counts, nothing, nothing)).extract(document(text)).entities}
    assert "沐岚镇" not in left, "what only a guess finds is left to the model"
    assert "青岚药业股份有限公司" in left, "what a rule is sure of stays"
    located = Model({"locatedInPark": {BIAS: 9.0}})
    found = Extractor(models=Models(nothing, located, nothing)).extract(document(text)).statements
    learned = [s for s in found if s.predicate == "locatedInPark"]
    assert learned and all(e.confidence <= 0.75 for s in learned for e in s.evidence if e.rule == "learned")


@pytest.mark.parametrize(
    "text", ["昆山高新区没有引进青岚药业股份有限公司。", "青岚药业股份有限公司并未入驻昆山高新区。"]
)
def test_what_a_text_denies_is_not_learned(text: str) -> None:
    nothing = Model({})
    located = Models(nothing, Model({"locatedInPark": {BIAS: 9.0}}), nothing)
    found = Extractor(models=located).extract(document(text)).statements
    assert not [s for s in found if s.predicate == "locatedInPark" and s.evidence[0].rule == "learned"]
