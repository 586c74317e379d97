"""The shorter names under which people write about a development zone, derived from its registered name.

A registered name is [province] [prefecture] place kind: 山东 · 嘉祥 · 经济开发区. Short names leave out the province,
then the prefecture, and shorten the kind.
"""

from __future__ import annotations

import re

from gazetteers.regions import Region

_KINDS = {
    "农业高新技术产业示范区": ("农高区",),
    "高新技术产业开发区": ("高新区", "高新技术开发区", "高新产业开发区"),
    "高技术产业开发区": ("高新区", "高技术开发区", "高新技术产业开发区", "高技术产业区"),
    "高新技术产业园区": ("高新区", "高新园区", "高新技术园区", "高新技术产业园", "高新技术产业开发区"),
    "经济技术开发区": ("经开区", "经济开发区", "技术开发区", "开发区"),
    "新兴技术开发区": ("开发区",),
    "新技术开发区": ("开发区", "高新区", "新技术产业开发区"),
    "经济开发区": ("经开区", "开发区"),
    "综合保税区": ("综保区",),
    "边境经济合作区": ("边合区",),
    "产业转移工业园区": ("产业转移工业园", "产业转移园"),
    "化学工业园区": ("化工园区", "化工园", "化学工业园"),
    "化工工业园区": ("化工园区", "化工园"),
    "化工产业园区": ("化工园区", "化工园", "化工产业园"),
    "国家旅游度假区": ("旅游度假区", "度假区"),
    "科技产业园区": ("科技产业园",),
    "产业集聚区": ("集聚区",),
    "工业集中区": ("工业园区",),
    "工业园区": ("工业园",),
    "产业园区": ("产业园",),
}
_KIND = re.compile(rf"^(.*?)({'|'.join(_KINDS)})$")
_NATIONAL = {"高新技术产业开发区": ("国家高新技术产业开发区", "国家高新区", "国家级高新区"),
             "经济技术开发区": ("国家级经济技术开发区", "国家级经开区")}  # fmt: skip
_ADDITION = re.compile(r"（[^）]*）$|及.区$|A区、B区$|及双流园区$|龙潭片及江宁片$")
_VAGUE = re.compile(r"^(?:工业|科技|产业|经济|新区|高新|中国|国际|综合|生态|循环|化工|汽车|新材料|新能源|农业|金融|民营|特色|承接|临空|临港|空港|临江|沿江|沿海|环保|石化|东区|西区|南区|北区|城东|城西|城南|城北|东部|西部|南部|北部|城关|现代|绿色|医药|食品|物流|电子|光电|专用|台商|海峡|农产品|清洁能源|煤化工|能源|金属)+(?:技术|港|循环|深加工|加工)*$")  # fmt: skip


def split_kind(name: str) -> tuple[str, str]:
    """(what stands before the kind, the kind); the kind is "" when the name ends in no known one."""
    match = _KIND.match(name)
    return (match[1], match[2]) if match else (name, "")


def without_province(name: str, province: Region) -> str:
    """The name without the province before it, unless nothing or a kind alone would remain."""
    rest = re.sub(rf"^(?:新疆生产建设兵团|兵团|{province.name}|{province.stem})", "", name)
    return rest if len(split_kind(rest)[0]) >= 2 else name


def short_names(name: str, *, national: bool, province: Region, places: list[Region]) -> list[str]:
    """Other names of a zone, the registered one left out. places: its county and prefecture, as far as known."""
    plain = _ADDITION.sub("", name)
    found = [plain]
    for base in dict.fromkeys((plain, without_province(plain, province))):
        place, kind = split_kind(base)
        for stem in _places(place, places):
            kinds = (*((kind,) if kind else ()), *_KINDS.get(kind, ()))
            kinds += _NATIONAL.get(kind, ()) if national else ()
            found += [stem + one for one in kinds] if kinds else [stem]
    return [one for one in dict.fromkeys(found) if one != name and len(one) >= 4]


def _places(place: str, regions: list[Region]) -> list[str]:
    """The ways to say where the zone is: as registered, with 市/县/区, without it, without the prefecture before it."""
    found = [place]
    for region in regions:
        if place == region.stem:
            found.append(region.name)
        elif place == region.name:
            found.append(region.stem)
        elif place.startswith((region.stem, region.name)) and region.stem:
            rest = place.removeprefix(region.name) if place.startswith(region.name) else place.removeprefix(region.stem)
            found.append(region.stem + rest)
            if len(rest) >= 2 and not _VAGUE.match(rest):
                found += _places(rest, [other for other in regions if other is not region])
    return [one for one in dict.fromkeys(found) if one]
