"""Government bodies named by their place and business: 某某市市场监管局, 某某省科技厅, 国家能源局."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.spans import Span

_KIND = (
    r"(?P<name>[一-鿿]{0,10}?(?:监督管理局|管理局|监管局|监管委|工信局|科技局|财政局|商务局|税务局|统计局|海关|发改委|经信委|商务委|国资委|工信委|"
    r"(?<=[一-鿿])厅|[一-鿿]{2}局|委员会|组织部|宣传部|统战部|工作部|投资促进局|工信部门|住建部门|[一-鿿]{2}部门))(?!长|级)"
)
_AFTER_PLACE = re.compile(_KIND)
_NATIONAL = re.compile(r"国家[一-鿿]{2,8}?(?:局|委|办公室|总局|委员会)(?!长)")
_MINISTRY = re.compile(
    r"(?:外交|国防|财政|商务|经济|内政|卫生|教育|能源|农业|交通|贸易|司法|工业|环境|科技|劳工)[一-鿿]{0,6}?(?:部|署|省)(?!长|门|分)|(?:政府|议会|国会|央行|中央银行)"
)
# 《国务院关于…》, 《中共某市委 某市人民政府关于…》: a title begins with who issued it.
_IN_A_TITLE = re.compile(r"《(?P<issuers>[一-鿿 　]{2,30}?)(?=关于|印发)")
_ISSUER = re.compile(
    r"中共中央办公厅|中共中央|国务院办公厅|国务院|中共[一-鿿]{2,6}?[省市区县]委|[一-鿿]{2,8}?(?:人民政府办公厅|人民政府办公室|人民政府|委员会|办公厅|管委会)|[一-鿿]{2,10}?(?:部|局|厅|委)(?=$|[ 　])"
)
# 市政府, 区检察院, 省科技厅 where the text has no place before them.
_UNPLACED = re.compile(
    r"(?<![一-鿿])(?P<name>(?:自治区|省|市|区|县|州)(?:党委|纪委|监委|委|政府|人民政府|政协|人大常委会|检察院|法院|[一-鿿]{2,7}(?:局|厅|委|办)))(?![一-鿿]?(?:长室|员会议))"
)
_NOT_A_BODY = re.compile(
    r"[在和与的了对将由被为向从到及、是有等]|开局|布局|格局|结局|大局|全局|有关部门|相关部门|各部门|个部门|两部门|多部门|客厅|餐厅|大厅"
)


def find(article: Article) -> Iterator[Span]:
    """Organization mentions that begin with a known place or with 国家."""
    for hit in article.hits:
        if not any(e.type in {"Region", "Park"} for e in hit.entries):
            continue
        match = _AFTER_PLACE.match(article.text, hit.end)
        if match and not _NOT_A_BODY.search(match.group("name")):
            yield Span("Organization", hit.start, match.end(), "body of a place", 0.75)
        ministry = _MINISTRY.match(article.text, hit.end)
        if ministry and any(e.type == "Region" and e.row["kind"] == "country" for e in hit.entries):
            yield Span("Organization", hit.start, ministry.end(), "ministry of a country", 0.8, 1)
    for match in _IN_A_TITLE.finditer(article.text):
        for issuer in _ISSUER.finditer(match.group("issuers")):
            start = match.start("issuers") + issuer.start()
            yield Span("Organization", start, start + len(issuer.group()), "issuer in a title", 0.85, 1)
    for match in _UNPLACED.finditer(article.text):
        if not _NOT_A_BODY.search(match.group("name")):
            yield Span("Organization", *match.span("name"), "body without its place", 0.45, -2)
    for match in _NATIONAL.finditer(article.text):
        if not _NOT_A_BODY.search(match.group()):
            yield Span("Organization", *match.span(), "national body", 0.75)
