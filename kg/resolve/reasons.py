"""The reasons of links in words."""

from __future__ import annotations

from kg.resolve.links import Reason

FORMER = Reason("一方的曾用名是另一方的名称", "the one was called as the other is")
ALIAS = Reason("一方的别名是另一方的名称", "the one is also called as the other is")
EQUAL = Reason("全称相同", "equal full names")
LEGAL_FORM = Reason("全称只差组织形式的写法", "the full names differ in how the legal form is written")
OTHER_FORM = Reason("全称只差组织形式（有限、股份）", "the full names differ in legal form")
REGION_LEFT_OUT = Reason("全称相同，一方未写地区", "the full names are equal but that one leaves out the region")
NEARBY = Reason("全称只差地区，一地在另一地之内", "the full names differ in region, the one lying in the other")
GROUP = Reason("一方是集团，另一方可能是其下属企业", "the one is a group, the other may be a firm of it")
EXACT = Reason("简称是全称去掉地区和组织形式", "the short name is the full one without region and legal form")
BRACKETED = Reason(
    "简称是全称去掉括号中的地区和组织形式", "the short name is the full one without the place in brackets"
)
BEGINNING = Reason("简称是全称的开头", "the short name begins the full one")
OTHER_BUSINESS = Reason(
    "全称是地区、简称加另一业务，常见于子公司",
    "the full name is region, short name and another business, as of subsidiaries",
)
WORDS = Reason("简称取自全称的字号和行业", "the short name is made of the brand and a word of the full one")
END = Reason("简称是全称的结尾", "the short name ends the full one")
SAME_PLACE = Reason("地点一致", "both are in one place")
ELSEWHERE = Reason("地点不同", "they are in different places")
SEVERAL = Reason("简称对得上不止一家", "the short name fits several")
TOGETHER = Reason("同一篇文章把两者分开写", "one text names both apart")
CATALOGUE = Reason("名称和地区只对得上目录中这一园区", "name and region leave this park of the catalogue alone")
FULL_CATALOGUE = Reason("名称只对得上目录中这一园区", "the name is that of this park of the catalogue alone")
SAME_NAME_NEARBY = Reason("名称相同，在同一城市", "equal names in one city")
SAME_NAME_PARK = Reason("名称相同，在同一园区", "equal names in one park")
SAME_NAME = Reason("名称相同，地点不明", "equal names, the place is not known")
SAME_REGION = Reason("名称只对得上这一行政区域", "the name is that of this region alone")
NUMBER = Reason("文号相同", "equal document numbers")
SAME_ISSUER = Reason("标题相同，发文机关相同", "equal titles of one issuer")
SAME_APPLIES = Reason("标题相同，适用地区相同", "equal titles for one region")
SAME_EMPLOYER = Reason("姓名相同，单位相同", "equal names at one employer")
SAME_PRODUCER = Reason("名称相同，生产者相同", "equal names of one maker")


def code(value: str) -> Reason:
    """Both bear a credit code."""
    return Reason(f"统一社会信用代码相同（{value}）", f"equal credit codes ({value})")


def decided(who: str, why: str) -> Reason:
    """Somebody said so."""
    by, because = who or "?", f"：{why}" if why else ""
    return Reason(f"人工判定（{by}）{because}", f"decided by {by}{': ' + why if why else ''}")
