"""The shorter names under which people write about a development zone, derived from its registered name.

A registered name is [province] [prefecture] place kind: 山东 · 嘉祥 · 经济开发区. Short names leave out the province,
then the prefecture, and shorten the kind.
"""

from __future__ import annotations

import re

from gazetteers.regions import Region

_KINDS = {
    "农业高新技术产业示范区": ("农高区",),
    "高新技术产业开发区": ("高新区", "高新技术开发区"),
    "高技术产业开发区": ("高新区", "高技术开发区", "高新技术产业开发区"),
    "高新技术产业园区": ("高新区", "高新园区", "高新技术园区", "高新技术产业园", "高新技术产业开发区"),
    "经济技术开发区": ("经开区", "经济开发区", "开发区"),
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
} | dict.fromkeys(
    ("出口加工区", "保税港区", "保税物流园区", "保税区", "经济合作区", "工业示范基地", "台商投资区", "台商投资开发区",
     "台商投资工业园区", "互市贸易区", "开发区", "工业集中发展区", "产业示范园", "工业区", "工业园", "产业园", "经济区", "投资区"),
    (),
)  # fmt: skip
_KIND = re.compile(rf"^(.*?)({'|'.join(_KINDS)})$")
_NATIONAL = {"高新技术产业开发区": ("国家高新技术产业开发区", "国家高新区", "国家级高新区"),
             "经济技术开发区": ("国家级经济技术开发区", "国家级经开区")}  # fmt: skip
_ADDITION = re.compile(r"（[^）]*）$|及.区$|A区、B区$|及双流园区$|龙潭片及江宁片$")
_VAGUE = re.compile(
    "工业|产业|经济|科技|高新|国际|综合|生态|循环|化工|石化|化学|汽车|轴承|材料|能源|农业|金融|民营|特色|转型|承接|临空|临港|空港|"
    "环保|城[东西南北]|现代|绿色|医药|药物|食品|农产品|物流|电子|信息|计算|光电|台商|海峡|中俄|再就业|加工|金属|不锈钢|五金|铝|陶瓷|石材|"
    "林产|纺织|服务|口岸|创新|示范|投资|保税|园|煤|苹果|华侨|国家"
    "|^(?:[东西南北][区城部]|新区|沿[江海]|临江|中国|大桥|新港|大路|利民|新城|老城|河口)$"
)


def split_kind(name: str) -> tuple[str, str]:
    """(what stands before the kind, the kind); the kind is "" when the name ends in no known one."""
    match = _KIND.match(name)
    return (match[1], match[2]) if match else (name, "")


def without_province(name: str, province: Region) -> str:
    """The name without the province before it, unless nothing or a kind alone would remain."""
    rest = re.sub(rf"^(?:新疆生产建设兵团|新疆兵团|兵团|{province.name}|{province.stem})", "", name)
    return rest if len(split_kind(rest)[0]) >= 2 else name


def short_names(name: str, *, national: bool, province: Region, places: list[Region]) -> list[str]:
    """Other names of a zone, the registered one left out. places: its county and prefecture, as far as known."""
    plain = _ADDITION.sub("", name)
    found = [plain]
    for base in dict.fromkeys((plain, without_province(plain, province))):
        if base != plain and _is_vague(split_kind(base)[0], places):
            continue
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
            rest = place.removeprefix(region.name if place.startswith(region.name) else region.stem)
            rest = re.sub("^[县市区州旗](?=..)", "", rest)
            if rest[:1] in "—·":
                continue
            found.append(region.stem + rest)
            others = [other for other in regions if other is not region]
            if len(rest) >= 2 and not _is_vague(rest, others):
                found += _places(rest, others)
    return [one for one in dict.fromkeys(found) if one]


def _is_vague(place: str, regions: list[Region]) -> bool:
    """Whether the words say what kind of zone it is, not where: 不锈钢, 专用汽车; they name no zone by themselves."""
    known = any(place.startswith(region.stem) for region in regions if region.stem)
    return place[:1] in "—·" or (not known and _VAGUE.search(place) is not None)
