"""Development zones: the national catalogue of 2018 and the high-tech zones named since, each placed in its region."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from gazetteers.park_names import short_names, without_province
from gazetteers.regions import Region, ordinary_words, read_verdicts
from gazetteers.tsv import joined, read_csv, read_tsv

COLUMNS = ("key", "code", "name", "level", "kind", "region", "province", "approved", "area_ha", "industries", "short",
           "source")  # fmt: skip
CATALOGUE = "中国开发区审核公告目录（2018年版）"
EXTRA = "国家级新区、自由贸易试验区等（公开名单）"
LATER = "国务院2018年以后批复（名单）"
_AFTER_A_PLACE = ("经济", "高新", "高技术", "工业", "产业", "综合保税", "出口加工", "保税", "边境", "循环", "化", "台商",
                  "农业", "生态", "科技", "国家", "开发区", "新区", "港", "旅游")  # fmt: skip


def park_rows(data: Path, tools: Path, regions: list[Region]) -> list[dict[str, str]]:
    """The rows of parks.tsv."""
    catalogue = read_csv(data / "zones" / "zones_2018_catalogue.csv")
    uses = Counter(row["code"] for row in catalogue)
    other = {row["name"]: row["short"].split("|") for row in read_tsv(tools / "park_other_names.tsv")}
    placer = _Placer(data, tools, regions)
    rows = []
    for row in catalogue:
        key = row["code"] if uses[row["code"]] == 1 else row["code"] + row["name"]
        rows.append(_row(row, placer, other.pop(row["name"], []), key=key, source=CATALOGUE))
    for row in read_csv(data / "zones" / "hightech_later_names.csv"):
        later = {**row, "code": "", "level": "national", "kind": "高新技术产业开发区", "approved": "", "area_ha": "",
                 "leading_industries": ""}  # fmt: skip
        rows.append(_row(later, placer, other.pop(row["name"], []), key=row["name"], source=LATER))
    _leave_to_national_zones(rows)
    rows += _by_hand(tools, {row["name"] for row in rows})
    if other:
        raise SystemExit(f"tools/park_other_names.tsv: no zone is named {', '.join(other)}")
    return rows


def _by_hand(tools: Path, known: set[str]) -> list[dict[str, str]]:
    """National new areas, free-trade zones and the like, from general knowledge (tools/park_extra.tsv)."""
    return [
        {
            "key": row["name"], "code": "", "name": row["name"], "level": "national", "kind": row["kind"],
            "region": row["region"], "province": row["region"][:2] + "0000", "approved": "", "area_ha": "",
            "industries": "", "short": row["short"], "source": EXTRA,
        }
        for row in read_tsv(tools / "park_extra.tsv")
        if row["name"] not in known
    ]  # fmt: skip


def _row(row: dict[str, str], placer: _Placer, other: list[str], *, key: str, source: str) -> dict[str, str]:
    province, region = placer.province(row["province"]), placer.region(row["name"], row["province"])
    short = short_names(row["name"], national=row["level"] == "national", province=province,
                        places=placer.chain(region))  # fmt: skip
    industries = (part for part in row["leading_industries"].split("、") if part != "在建")
    return {
        "key": key, "code": row["code"], "name": row["name"], "level": row["level"], "kind": row["kind"],
        "region": region.code, "province": province.code, "approved": row["approved"].replace(".", "-").replace("/", "|"),
        "area_ha": row["area_ha"], "industries": joined(industries), "short": joined([*other, *short]), "source": source,
    }  # fmt: skip


def _leave_to_national_zones(rows: list[dict[str, str]]) -> None:
    """Take from provincial zones the names they share with a national zone of the same kind and region.

    淮南高新区 is the national zone; the provincial one of the catalogue is what it was before it was raised.
    """
    national: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row["level"] == "national":
            names = national.setdefault((row["kind"], row["region"]), set())
            names.update((row["name"], *row["short"].split("|")))
    for row in rows:
        if row["level"] == "provincial":
            taken = national.get((row["kind"], row["region"]), set())
            row["short"] = joined(one for one in row["short"].split("|") if one not in taken)


class _Placer:
    """Which region a zone lies in, read from its name."""

    def __init__(self, data: Path, tools: Path, regions: list[Region]) -> None:
        self._ordinary = ordinary_words(read_verdicts(tools))
        self._by_code = {region.code: region for region in regions}
        self._provinces = {region.name: region for region in regions if region.kind == "province"}
        self._by_hand = {row["name"]: row["region"] for row in read_tsv(tools / "park_regions.tsv")}
        self._inside: dict[str, list[Region]] = {region.code: [] for region in self._provinces.values()}
        for region in regions:
            if region.kind != "province":
                self._inside[region.code[:2] + "0000"].append(region)

    def province(self, name: str) -> Region:
        return self._provinces[name]

    def chain(self, region: Region) -> list[Region]:
        """The region and its parents below the province."""
        found = []
        while region.kind != "province":
            found.append(region)
            region = self._by_code[region.parent]
        return found

    def region(self, name: str, province_name: str) -> Region:
        """The county or prefecture that the name says, read from its start: 武汉武昌… → 武昌区; else the province."""
        if name in self._by_hand:
            return self._by_code[self._by_hand[name]]
        province = self._provinces[province_name]
        rest, place = without_province(name, province), province
        while step := self._next(rest, place, province):
            place, rest = step
        return place

    def _next(self, rest: str, within: Region, province: Region) -> tuple[Region, str] | None:
        """The region that `rest` begins with, inside `within`, and what stands after it; None when there is none.

        A full name or a stem counts; the stem of a county that is also an ordinary word (红旗 in 红旗渠) only where what
        follows can follow a place. The longest wins, then the prefecture before the county of the same stem.
        """
        options = []
        for region in self._inside[province.code]:
            if within.kind == "county" or (within.kind == "prefecture" and region.parent != within.code):
                continue
            for word in {region.name, region.stem} - {""}:
                after = rest[len(word) :]
                if rest.startswith(word) and (word == region.name or self._may_follow(after, region)):
                    options.append((len(word), region.kind == "prefecture", region.code, region, after))
        if not options:
            return None
        *_, region, after = max(options, key=lambda option: option[:3])
        return region, after

    def _may_follow(self, after: str, place: Region) -> bool:
        return place.kind == "prefecture" or place.stem not in self._ordinary or after.startswith(_AFTER_A_PLACE)
