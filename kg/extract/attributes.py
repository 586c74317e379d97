"""Literal properties that a text states: a policy's number, dates and validity, a firm's code, legal form, former name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.linker import Thing

_NUMBER = re.compile(r"[（(]?(?P<value>[一-鿿]{1,12}〔\d{4}〕\s*第?\d+\s*号)[）)]?")
_CODE = re.compile(r"统一社会信用代码[^0-9A-Z]{0,4}(?P<value>[0-9A-HJ-NPQRTUWXY]{18})(?![0-9A-Z])")
_FORMER = re.compile(r"[（(](?:曾用名|原名|原)[：:]?[“\"]?(?P<value>[^“”\"（）()，。]{4,30})[”\"]?[）)]")
_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|合伙企业(?:（有限合伙）)?)$")
_DATE = r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_FROM = re.compile(rf"自{_DATE}起(?:施行|实施|生效|执行)")
_UNTIL = re.compile(rf"(?:有效期至|施行至|执行至|至){_DATE}(?:止|为止|失效|。|，|；)")
_YEARS = re.compile(r"有效期(?:为)?(?P<years>\d+|[一二三四五六七八九十])年")
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)}


def read(context: Context) -> None:
    """Take the attributes of the article's firms and policies."""
    for thing in context.things:
        if thing.type == "Firm":
            _firm(context, thing)
        elif thing.type == "Policy":
            _number(context, thing)
    if context.policy is not None:
        _validity(context, context.policy)


def _firm(context: Context, firm: Thing) -> None:
    form = _FORM.search(firm.name)
    if form:
        end = firm.forms[firm.name][0][1]
        context.draft.attribute("legalForm", firm, form.group(), (end - len(form.group()), end), "end of the full name")
    for end, match in _after(context, firm, _FORMER):
        context.draft.attribute("formerName", firm, match.group("value"), (end, match.end()), "former name in brackets")
    for _, match in _after(context, firm, _CODE, reach=60):
        context.draft.attribute("creditCode", firm, match.group("value"), match.span(), "code after the name")


def _number(context: Context, policy: Thing) -> None:
    """《…办法》（某政办〔2017〕1号); for a policy's own text the number in its head."""
    found = list(_after(context, policy, _NUMBER))
    if not found and policy is context.policy:
        head = _NUMBER.search(context.article.text, 0, 400)
        found = [(head.start(), head)] if head else []
    for _, match in found[:1]:
        value = "".join(match.group("value").split())
        context.draft.attribute("documentNumber", policy, value, match.span("value"), "number of the document")


def _validity(context: Context, policy: Thing) -> None:
    text = context.article.text
    start = _FROM.search(text)
    if start:
        context.draft.attribute("validFrom", policy, _iso(start), start.span(), "day of coming into force")
    until = _UNTIL.search(text)
    years = _YEARS.search(text)
    if until:
        context.draft.attribute("validUntil", policy, _iso(until), until.span(), "last day in force")
    elif start and years:
        number = years.group("years")
        end = int(start.group("year")) + (int(number) if number.isdigit() else _NUMERALS[number])
        value = f"{end}-{int(start.group('month')):02d}-{int(start.group('day')):02d}"
        context.draft.attribute("validUntil", policy, value, years.span(), "years in force")


def _iso(match: re.Match[str]) -> str:
    return f"{match.group('year')}-{int(match.group('month')):02d}-{int(match.group('day')):02d}"


def _after(
    context: Context, thing: Thing, pattern: re.Pattern[str], reach: int = 1
) -> Iterator[tuple[int, re.Match[str]]]:
    """Matches right after (or within `reach` characters after) a place where the thing is named."""
    text = context.article.text
    for _, end in thing.places():
        match = pattern.match(text, end) if reach == 1 else pattern.search(text, end, end + reach)
        if match:
            yield end, match
