"""Products of firms: models with a number or Latin letters, and what a firm presents as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.extract.spans import Span

_MODEL = re.compile(
    r"(?P<name>(?:[A-Za-z][A-Za-z0-9\-]{0,12}|[一-鿿]{2,4}[A-Z]?\d{1,4})(?:\s?(?:系列|型|号)) ?[一-鿿]{2,10}?"
    r"(?:无人机|机器人|芯片|发动机|卫星|汽车|客车|轿车|电池|组件|设备|系统|飞机|挖掘机|起重机|机床|手机|终端|车型|疫苗|注射液|火箭))"
)
_OWN = re.compile(
    r"(?:推出|研制|研发|发布|下线|生产)(?:了|出|的)?(?:[^，。；“”\n]{0,12})“(?P<name>[^“”\n]{2,16})”(?![^，。]{0,3}(?:计划|行动|工程|政策|模式|平台|机制))"
)


def find(article: Article) -> Iterator[Span]:
    """Product mentions."""
    for pattern in (_MODEL, _OWN):
        for match in pattern.finditer(article.text):
            yield Span("Product", *match.span("name"), "model or own product", 0.6, 1)
