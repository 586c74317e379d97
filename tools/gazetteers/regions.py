"""Administrative divisions: names, parents, and the short names people use.

A short name is the name without its kind (市, 县, 区, 旗, 盟, 地区, 州) and, for an autonomous unit, without its
peoples. It is given only when it has two characters or more and cannot well be taken for something else; `shorts`
tells the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import jieba

from gazetteers.tsv import joined, read_csv, read_tsv

COLUMNS = ("code", "name", "kind", "parent", "short")
RANK = {"province": 0, "prefecture": 1, "county": 2}
_PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_NOT_ADMINISTRATIVE = {"中沙群岛的岛礁及其海域", "乌拉盖管理区管委会", "大柴旦行政委员会",
                       "吉林中国新加坡食品区"}  # fmt: skip
_PEOPLES = (
    "维吾尔族?|(?<!内)蒙古族?|哈萨克族?|柯尔克孜族?|塔吉克族?|锡伯族?|布依族|土家族|仡佬族|哈尼族|傈僳族|景颇族|拉祜族|"
    "布朗族|纳西族|独龙族|普米族|裕固族|保安族|东乡族|撒拉族|达斡尔族|鄂伦春族?|鄂温克族?|朝鲜族|毛南族|仫佬族|"
    "壮族|回族|藏族|苗族|侗族|彝族|满族|瑶族|畲族|黎族|羌族|白族|傣族|佤族|怒族|水族|土族|各族"
)
_AUTONOMOUS = re.compile(rf"^(.+?)(?:{_PEOPLES})*自治[区州县旗]$")
_DISTRICT_OF_A_PEOPLE = re.compile(rf"^(.{{2,}})(?:{_PEOPLES})区$")
_KIND = re.compile(r"(?:特别行政区|林区|特区|地区|[省市县区旗盟])$")
_COMMON_TAGS = {"n", "v", "a", "b", "d", "m", "s", "f", "t", "q", "r", "c", "z", "i", "vn", "ad", "an", "mq"}
_COMMON_FREQUENCY = 100


@dataclass(frozen=True)
class Region:
    """A division. stem: the name without its kind, before any rule that leaves short names out (may be empty)."""

    code: str
    name: str
    kind: str
    parent: str
    stem: str


def stem(name: str) -> str:
    """The name without kind and peoples, or "" when fewer than two characters would remain."""
    if match := _AUTONOMOUS.match(name) or _DISTRICT_OF_A_PEOPLE.match(name):
        rest = match[1]
        rest = re.sub(r"族$", "", rest) if re.fullmatch(_PEOPLES, rest) else rest
    else:
        rest = _KIND.sub("", name)
        rest = "" if rest.endswith("新") and name.endswith("新区") else rest
    return rest if len(rest) >= 2 and rest != name else ""


def read_regions(data: Path) -> list[Region]:
    """All provinces, prefectures and counties of `admin_divisions/` that are divisions in law.

    Left out: place-holder rows such as 市辖区 (their counties hang on the province) and the statistical divisions that
    are development zones (`zones/stat_division_zones.csv`): those are parks.
    """
    folder = data / "admin_divisions"
    zones = {row["code"] for row in read_csv(data / "zones" / "stat_division_zones.csv")}
    found = [Region(row["code"] + "0000", row["name"], "province", "", stem(row["name"]))
             for row in read_csv(folder / "provinces.csv")]  # fmt: skip
    prefectures = {row["code"] for row in read_csv(folder / "cities.csv") if row["name"] not in _PLACEHOLDERS}
    found += [Region(row["code"] + "00", row["name"], "prefecture", row["provinceCode"] + "0000", stem(row["name"]))
              for row in read_csv(folder / "cities.csv") if row["code"] in prefectures]  # fmt: skip
    for row in read_csv(folder / "areas.csv"):
        if row["code"] in zones or row["code"][:4] + "00" == row["code"] or row["name"] in _NOT_ADMINISTRATIVE:
            continue
        parent = row["cityCode"] + "00" if row["cityCode"] in prefectures else row["provinceCode"] + "0000"
        found.append(Region(row["code"], row["name"], "county", parent, stem(row["name"])))
    return found


def shorts(regions: Iterable[Region], verdicts: Mapping[str, str]) -> dict[str, list[str]]:
    """Code → short names.

    Left out are: a stem that a region of higher kind also has (吉林市 → 吉林); for counties, a stem that several
    counties have (朝阳, 城中), and one that is an ordinary word: jieba's dictionary has it with a tag other than a
    name's and a frequency of 100 or more. `verdicts` (tools/region_words.tsv) settles by hand where that tag is wrong.
    An autonomous prefecture keeps its form in 州 too.
    """
    regions = list(regions)
    ordinary = ordinary_words(verdicts)
    highest: dict[str, int] = {}
    for region in regions:
        highest[region.stem] = min(RANK[region.kind], highest.get(region.stem, 9))
    counties = Counter(region.stem for region in regions if region.kind == "county")
    result: dict[str, list[str]] = {}
    for region in regions:
        clear = bool(region.stem) and highest[region.stem] == RANK[region.kind]
        if clear and region.kind == "county":
            clear = counties[region.stem] == 1 and region.stem not in ordinary
        result[region.code] = [region.stem] if clear else []
        if region.name.endswith("自治州"):
            result[region.code].append(region.stem + "州")
    return result


def read_verdicts(tools: Path) -> dict[str, str]:
    """Short name → keep or drop, judged by hand (tools/region_words.tsv)."""
    return {row["short"]: row["verdict"] for row in read_tsv(tools / "region_words.tsv")}


def ordinary_words(verdicts: Mapping[str, str]) -> set[str]:
    """The words that are ordinary words before they are places: jieba's, corrected by the verdicts."""
    words = {word for word, verdict in verdicts.items() if verdict == "drop"}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        if tag in _COMMON_TAGS and int(frequency) >= _COMMON_FREQUENCY and word not in verdicts:
            words.add(word)
    return words


def region_rows(regions: list[Region], tools: Path) -> list[dict[str, str]]:
    """The rows of regions.tsv: the divisions, and the hand-written rows of tools/region_extra.tsv."""
    short = shorts(regions, read_verdicts(tools))
    rows = [{"code": region.code, "name": region.name, "kind": region.kind, "parent": region.parent,
             "short": joined(short[region.code])} for region in regions]  # fmt: skip
    return rows + read_tsv(tools / "region_extra.tsv")
