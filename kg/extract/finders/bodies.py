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
    for match in _NATIONAL.finditer(article.text):
        if not _NOT_A_BODY.search(match.group()):
            yield Span("Organization", *match.span(), "national body", 0.75)
