"""Figures in one unit each: 亿元 → 元, 万亩 → 公顷, MW → 千瓦, so that they can be compared and added up.

Magnitudes (万, 亿) are multiplied out; units of one kind are turned into the kind's own. Currencies stay what they are: no rate of
exchange is known here.
"""

from __future__ import annotations

import re
from decimal import Decimal

_MAGNITUDES = {
    "十": "10", "百": "100", "千": "1000", "万": "10000", "十万": "100000", "百万": "1000000", "千万": "10000000",
    "亿": "100000000", "十亿": "1000000000", "百亿": "10000000000", "千亿": "100000000000", "万亿": "1000000000000",
}  # fmt: skip
# Land in hectares, floors in square metres: a plot of 100 亩 and a hall of 100 平方米 are not of one kind.
_UNITS = {
    "亩": ("公顷", Decimal(1) / Decimal(15)), "公顷": ("公顷", Decimal(1)), "平方公里": ("公顷", Decimal(100)),
    "平方千米": ("公顷", Decimal(100)), "平方米": ("平方米", Decimal(1)), "平米": ("平方米", Decimal(1)),
    "吨": ("吨", Decimal(1)), "公斤": ("吨", Decimal("0.001")), "千克": ("吨", Decimal("0.001")),
    "斤": ("吨", Decimal("0.0005")), "克": ("吨", Decimal("0.000001")),
    "公里": ("米", Decimal(1000)), "千米": ("米", Decimal(1000)), "米": ("米", Decimal(1)),
    "千瓦": ("千瓦", Decimal(1)), "兆瓦": ("千瓦", Decimal(1000)), "MW": ("千瓦", Decimal(1000)), "GW": ("千瓦", Decimal(1000000)),
    "千瓦时": ("千瓦时", Decimal(1)), "度": ("千瓦时", Decimal(1)), "兆瓦时": ("千瓦时", Decimal(1000)), "GWh": ("千瓦时", Decimal(1000000)),
    "标箱": ("标准箱", Decimal(1)), "标准箱": ("标准箱", Decimal(1)), "TEU": ("标准箱", Decimal(1)),
    "个百分点": ("百分点", Decimal(1)), "百分点": ("百分点", Decimal(1)),
}  # fmt: skip
_PLAIN = frozenset(
    "元 美元 欧元 日元 韩元 英镑 港元 港币 家 个 项 件 条 名 人 户 台 套 辆 架 艘 座 所 款 种 只 批 场 次 人次 家次 期 组 栋 支 颗 枚 片 块 班 列 "
    "头 株 % 倍 立方米 股 位 村 县 国".split()
)
_PARTS = re.compile(rf"(?P<magnitude>{'|'.join(sorted(_MAGNITUDES, key=len, reverse=True))})?(?P<unit>.*)")
_PLACES = Decimal("0.000001")


def normalized(value: float, unit: str) -> tuple[float, str] | None:
    """A figure in its kind's own unit, to six places; None for a unit that is not known (元/股, none at all).

    >>> normalized(180.5, "亿元"), normalized(1.5, "万亩"), normalized(9, "元/股")
    ((18050000000.0, '元'), (1000.0, '公顷'), None)
    """
    if unit in _UNITS or unit in _PLAIN:
        magnitude, rest = None, unit
    else:
        match = _PARTS.fullmatch(unit)
        magnitude, rest = (match["magnitude"], match["unit"]) if match else (None, unit)
    own, factor = _UNITS.get(rest, (rest, Decimal(1)))
    if rest not in _UNITS and rest not in _PLAIN:
        return None
    total = Decimal(str(value)) * Decimal(_MAGNITUDES[magnitude] if magnitude else 1) * factor
    return float(total.quantize(_PLACES)), own
