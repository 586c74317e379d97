"""Each relation type in sentences of our own: who with whom, done or planned or aimed at, said by whom, and what is denied."""

from __future__ import annotations

import pytest

from kg.ontology import Ontology
from kg.text import name_key
from tests.extract.reading import Found, extractor

FIRM, OTHER, PARK = "青岚药业股份有限公司", "澄砺精密机械有限公司", "昆山高新区"
PLAN = "《江苏省机器人产业行动方案》"
ALLIANCE = "昆山机器人产业联盟"
# fmt: off
SENTENCES = [
    ("locatedInPark", FIRM, PARK, f"{FIRM}落户{PARK}。"),
    ("locatedInPark", OTHER, PARK, f"{PARK}引进了{FIRM}、{OTHER}。"),
    ("locatedInPark", "云栈重点实验室", PARK, f"云栈重点实验室在{PARK}揭牌。"),
    ("developsIndustry", PARK, "光伏产业", f"{PARK}重点发展光伏产业和集成电路产业。"),
    ("developsIndustry", PARK, "生物医药产业", f"{PARK}以生物医药产业为主导。"),
    ("developsIndustry", PARK, "锂电池产业链", f"{PARK}打造锂电池产业链。"),
    ("targets", PLAN, "瞪羚企业", f"{PLAN}支持瞪羚企业。"),
    ("targets", "《关于扶持光伏产业的若干措施》", "光伏产业", f"{PARK}制定《关于扶持光伏产业的若干措施》。"),
    ("hasGoal", PARK, "建设长三角智造新高地", f"{PARK}以“建设长三角智造新高地”为目标。"),
    ("hasGoal", PARK, "3年内进入全国第一方阵", f"{PARK}力争3年内进入全国第一方阵。"),
    ("operatesIn", FIRM, "光伏产业", f"{FIRM}深耕光伏产业。"),
    ("operatesIn", OTHER, "功率器件", f"{FIRM}、{OTHER}主攻功率器件。"),
    ("leads", FIRM, "集成电路产业", f"{PARK}形成了以{FIRM}为龙头的集成电路产业。"),
    ("leads", FIRM, "光伏产业", f"{FIRM}是光伏产业龙头。"),
    ("hasSegment", "锂电池产业链", "负极材料", "锂电池产业链涵盖正极材料、负极材料、电解液。"),
    ("hasSegment", "光伏产业", "光伏玻璃", "园区建成集多晶硅、光伏玻璃于一体的光伏产业。"),
    ("upstreamOf", "硅片", "电池片", "硅片是电池片的上游。"),
    ("upstreamOf", "碳酸锂", "正极材料", "碳酸锂用于生产正极材料。"),
    ("issuedBy", PLAN, "江苏省科技厅", f"江苏省科技厅印发{PLAN}。"),
    ("issuedBy", "“青苗”行动", "江苏省科技厅", "“青苗”行动由江苏省科技厅发布。"),
    ("appliesIn", PLAN, PARK, f"{PLAN}在{PARK}实施。"),
    ("appliesIn", PLAN, PARK, f"{PARK}落实{PLAN}。"),
    ("inRegion", "常州高新区", "常州市", "常州高新区位于常州市。"),
    ("inRegion", "常州高新区", "常州", "常州高新区扩区。"),
    ("partOf", "云栈科技园", PARK, f"{PARK}下辖云栈科技园。"),
    ("partOf", "云栈科技园", PARK, f"云栈科技园归{PARK}管理。"),
    ("holdsTitle", FIRM, "单项冠军企业", f"{FIRM}获评单项冠军企业。"),
    ("holdsTitle", "澄砺精密", "瞪羚企业", "青岚药业、澄砺精密等12家瞪羚企业签约。"),
    ("appliesFor", FIRM, "单项冠军企业", f"{FIRM}申报单项冠军企业。"),
    ("appliesFor", PARK, "国家自主创新示范区", f"{PARK}创建国家自主创新示范区。"),
    ("produces", FIRM, "光伏玻璃", f"{FIRM}生产光伏玻璃。"),
    ("produces", FIRM, "玄砂", f"{FIRM}推出“玄砂”芯片。"),
    ("memberOf", FIRM, ALLIANCE, f"{FIRM}加入{ALLIANCE}。"),
    ("covers", ALLIANCE, "光伏产业链", f"{ALLIANCE}覆盖光伏产业链。"),
    ("covers", ALLIANCE, "光伏产业", f"{ALLIANCE}面向光伏产业。"),
    ("operatedBy", "“云麓杯”创新大赛", PARK, f"{PARK}举办“云麓杯”创新大赛。"),
    ("operatedBy", "苏州纳米检测中心", FIRM, f"苏州纳米检测中心由{FIRM}运营。"),
    ("undertakes", FIRM, "玄砂扩产项目", f"{FIRM}投资建设玄砂扩产项目。"),
    ("worksFor", "周砚秋", FIRM, f"{FIRM}总经理周砚秋出席。"),
    ("worksFor", "陆闻舟", f"{PARK}管委会", f"{PARK}管委会主任陆闻舟介绍了情况。"),
]
# fmt: on


def test_every_relation_type_has_a_sentence() -> None:
    types = {relation.name for relation in Ontology.load().relations.values() if not relation.structural}
    assert {relation for relation, *_ in SENTENCES} == types


@pytest.mark.parametrize(("relation", "head", "tail", "text"), SENTENCES)
def test_a_relation_is_read_with_the_words_it_stands_in(relation: str, head: str, tail: str, text: str) -> None:
    statement = Found(text).statement(relation, head, tail)
    evidence = statement.evidence[0]
    quote = name_key(evidence.quote)
    assert name_key(head) in quote and name_key(tail) in quote
    assert all(text[piece.start : piece.end] == piece.quote for piece in evidence.pieces)
    by_meaning = "aim" if relation in {"hasGoal", "appliesFor"} else "done"
    assert evidence.modality == by_meaning and evidence.rule and 0 < evidence.confidence <= 1


@pytest.mark.parametrize(
    ("relation", "head", "tail", "text"),
    [
        ("locatedInPark", FIRM, PARK, f"{PARK}计划引进{FIRM}。"),
        ("locatedInPark", FIRM, PARK, f"{FIRM}拟在{PARK}投产。"),
        ("locatedInPark", FIRM, PARK, f"{FIRM}将于明年入驻{PARK}。"),
        ("locatedInPark", FIRM, PARK, f"{FIRM}预计年底前落户{PARK}。"),
        ("holdsTitle", FIRM, "单项冠军企业", f"{FIRM}有望获评单项冠军企业。"),
        ("memberOf", FIRM, ALLIANCE, f"{FIRM}将加入{ALLIANCE}。"),
        ("undertakes", FIRM, "玄砂扩产项目", f"{FIRM}计划投资玄砂扩产项目。"),
        ("developsIndustry", PARK, "光伏产业", f"{PARK}将发展光伏产业。"),
    ],
)
def test_what_is_planned_is_no_fact(relation: str, head: str, tail: str, text: str) -> None:
    statement = Found(text).statement(relation, head, tail)
    assert {evidence.modality for evidence in statement.evidence} == {"planned"}


@pytest.mark.parametrize(
    ("relation", "tail", "text"),
    [
        ("developsIndustry", "光伏产业", f"{PARK}努力发展光伏产业。"),
        ("developsIndustry", "光伏产业", f"{PARK}致力于发展光伏产业。"),
    ],
)
def test_what_is_aimed_at(relation: str, tail: str, text: str) -> None:
    (evidence,) = Found(text).statement(relation, PARK, tail).evidence
    assert evidence.modality == "aim"


def test_a_plan_in_a_name_plans_nothing() -> None:
    (evidence,) = Found("“青苗”计划由江苏省科技厅发布。").statement("issuedBy", "“青苗”计划", "江苏省科技厅").evidence
    assert evidence.modality == "done"


def test_done_in_one_clause_and_planned_in_another() -> None:
    found = Found(f"{PARK}有望引进{FIRM}，引进的{OTHER}已投产。")
    assert found.statement("locatedInPark", FIRM, PARK).evidence[0].modality == "planned"
    assert found.statement("locatedInPark", OTHER, PARK).evidence[0].modality == "done"


def test_both_what_was_planned_and_what_was_done_are_kept() -> None:
    found = Found(f"{PARK}计划引进{FIRM}。{FIRM}落户{PARK}。")
    evidence = found.statement("locatedInPark", FIRM, PARK).evidence
    assert {e.modality for e in evidence} == {"planned", "done"}


@pytest.mark.parametrize("verb", ["尚未落户", "没有入驻", "并未落户", "取消落户", "未能入驻", "退出", "暂未签约"])
def test_what_is_denied_is_not_said(verb: str) -> None:
    assert Found(f"{FIRM}{verb}{PARK}。").statements("locatedInPark", FIRM, PARK) == []


@pytest.mark.parametrize(
    ("relation", "tail", "text"),
    [
        ("locatedInPark", PARK, f"{PARK}否认引进{FIRM}。"),
        ("holdsTitle", "单项冠军企业", f"{FIRM}未获评单项冠军企业。"),
        ("produces", "光伏玻璃", f"{FIRM}不再生产光伏玻璃。"),
        ("operatesIn", "光伏产业", f"{FIRM}从未涉足光伏产业。"),
    ],
)
def test_other_denials(relation: str, tail: str, text: str) -> None:
    assert Found(text).statements(relation, FIRM, tail) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"据{PARK}管委会介绍，{FIRM}落户{PARK}。", f"{PARK}管委会"),
        (f"{PARK}管委会主任陆闻舟说：“{FIRM}已入驻{PARK}。”", f"{PARK}管委会主任陆闻舟"),
        (f"陆闻舟表示，{FIRM}落户{PARK}。", "陆闻舟"),
        (f"据了解，{FIRM}落户{PARK}。", None),
        (f"{FIRM}落户{PARK}。", None),
    ],
)
def test_who_says_it(text: str, speaker: str | None) -> None:
    (evidence,) = Found(text).statement("locatedInPark", FIRM, PARK).evidence
    assert evidence.attributed_to == speaker


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        (f"{FIRM}董事长、总经理周砚秋出席。", "周砚秋", "董事长、总经理"),
        (f"{FIRM}首席科学家欧阳若澜、总裁助理司徒明远出席。", "司徒明远", "总裁助理"),
    ],
)
def test_the_office_is_the_person_s_own(text: str, person: str, role: str) -> None:
    assert Found(text).statement("worksFor", person, FIRM).role == role


def test_who_leads_an_industry_also_works_in_it_without_a_second_statement() -> None:
    found = Found(f"{FIRM}是光伏产业龙头。{FIRM}深耕光伏产业。")
    assert ("leads", FIRM, "光伏产业") in found.facts()
    assert ("operatesIn", FIRM, "光伏产业") not in found.facts()


def test_words_that_stand_for_a_firm() -> None:
    found = Found(f"{FIRM}落户{PARK}。该公司主营光伏玻璃。")
    assert found.statement("operatesIn", FIRM, "光伏玻璃").evidence[0].quote == "该公司主营光伏玻璃。"


def test_a_park_s_own_report_places_the_firms_it_lists() -> None:
    found = Found(f"{PARK}上半年产值增长\n{PARK}上半年产值达90亿元。{FIRM}产值达3亿元。总部位于苏州市的{OTHER}来访。")
    assert found.statement("locatedInPark", FIRM, PARK)
    assert found.statements("locatedInPark", OTHER, PARK) == []


def test_a_policy_text_says_whom_it_is_for() -> None:
    found = Found(
        "云麓市促进机器人产业发展办法\n第一条 为促进机器人产业发展，制定本办法。\n第二条 对瞪羚企业给予奖励20万元。"
    )
    assert found.statement("targets", "云麓市促进机器人产业发展办法", "瞪羚企业")
    assert found.statement("targets", "云麓市促进机器人产业发展办法", "机器人产业")


def test_statements_join_only_types_that_the_ontology_allows() -> None:
    relations = extractor().ontology.relations
    for *_, text in SENTENCES:
        found = Found(text)
        for statement in (s for s in found.reading.statements if s.predicate in relations):
            head, tail = found.by_id[statement.subject], found.by_id[statement.object]
            assert relations[statement.predicate].allows(head.type, tail.type)
