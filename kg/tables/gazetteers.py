"""Gazetteer rows → readings: what the catalogues of zones, regions, industries, titles and chains say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from kg.gazetteer import Gazetteer, Row
from kg.identity import entity_id
from kg.model import Document, Reading
from kg.tables.rows import RowReading, fault, months, number
from kg.text import name_key

_TITLES = {
    "regions": "行政区划与区域",
    "parks": "开发区目录",
    "industries": "国民经济行业分类（GB/T 4754—2017）",
    "sectors": "产业名称",
    "segments": "产品类别与技术领域",
    "titles": "称号与梯队",
    "chains": "产业链",
    "chain_segments": "产业链环节",
    "chain_supplies": "产业链供应关系",
    "organisations": "机构",
}


def read_gazetteer(gazetteer: Gazetteer) -> Iterator[Reading]:
    """One reading for each table that has rows, in the order regions, parks … organisations.

    Raises DataError naming file, line and column for a row that repeats a key, names an unknown parent or holds no
    number or date where one belongs.
    """
    for table, title in _TITLES.items():
        if rows := gazetteer[table]:
            yield _read(gazetteer, table, title, rows)


def _read(gazetteer: Gazetteer, table: str, title: str, rows: tuple[Row, ...]) -> Reading:
    text = (gazetteer.directory / f"{table}.tsv").read_text(encoding="utf-8")
    document = Document(
        id=f"gazetteer/{table}",
        source=f"gazetteer/{table}.tsv",
        text=text,
        clean="",
        offsets=(),
        title=title,
        kind="gazetteer",
    )
    reading = RowReading(document)
    add = _readers(gazetteer)[table]
    for row in rows:
        add(reading, row)
    return reading.reading()


def _readers(gazetteer: Gazetteer) -> Mapping[str, Callable[[RowReading, Row], None]]:
    regions = _index(gazetteer["regions"], "code")
    industries = _index(gazetteer["industries"], "code")
    _index(gazetteer["parks"], "key")
    return {
        "regions": partial(_region, regions=regions),
        "parks": partial(_park, regions=regions, sectors=_sector_names(gazetteer)),
        "industries": partial(_industry, industries=industries),
        "sectors": partial(_named, kind="Industry"),
        "segments": partial(_named, kind="ChainSegment"),
        "titles": _title,
        "chains": _chain,
        "chain_segments": _chain_segment,
        "chain_supplies": _chain_supply,
        "organisations": _organisation,
    }


def _index(rows: tuple[Row, ...], column: str) -> Mapping[str, Row]:
    index: dict[str, Row] = {}
    for row in rows:
        first = index.setdefault(row[column], row)
        if first is not row:
            raise fault(row, column, f"{row[column]!r} stands in line {first.line} too", "a key stands once")
    return index


def _sector_names(gazetteer: Gazetteer) -> Mapping[str, str]:
    """Every spelling of a sector, as a key of names → the sector's name."""
    names: dict[str, str] = {}
    for column in ("name", "aliases", "weak"):
        for row in gazetteer["sectors"]:
            for name in row.list(column) if column in row.cells else ():
                names.setdefault(name_key(name), row["name"])
    return names


def _parent(row: Row, known: Mapping[str, Row], column: str = "parent") -> Row | None:
    if not row[column]:
        return None
    if row[column] not in known:
        raise fault(
            row, column, f"{row[column]!r} is no code of the table it points to", "correct the code or add its row"
        )
    return known[row[column]]


def _region(reading: RowReading, row: Row, regions: Mapping[str, Row]) -> None:
    region = reading.entity(entity_id("Region", row["code"]), row["name"], row.list("short"))
    reading.say(row, region, "code", row["code"])
    reading.say(row, region, "kind", row["kind"])
    if parent := _parent(row, regions):
        reading.say(row, region, "partOf", entity_id("Region", parent["code"]))


def _park(reading: RowReading, row: Row, regions: Mapping[str, Row], sectors: Mapping[str, str]) -> None:
    park = reading.entity(entity_id("Park", row["key"]), row["name"], row.list("short"))
    for attribute in ("code", "level", "kind"):
        reading.say(row, park, attribute, row[attribute])
    for month in months(row, "approved"):
        reading.say(row, park, "approvedOn", month)
    if region := _parent(row, regions, "region"):
        reading.say(row, park, "inRegion", reading.entity(entity_id("Region", region["code"]), region["name"]))
    for name in row.list("industries"):
        reading.say(row, park, "developsIndustry", reading.named("Industry", sectors.get(name_key(name), name)))
    if row["area_ha"]:
        reading.measure(row, park, "核准面积", number(row, "area_ha"), "公顷")


def _industry(reading: RowReading, row: Row, industries: Mapping[str, Row]) -> None:
    industry = reading.entity(entity_id("Industry", row["code"]), row["name"])
    reading.say(row, industry, "code", row["code"])
    reading.say(row, industry, "kind", row["level"])
    if parent := _parent(row, industries):
        reading.say(row, industry, "partOf", entity_id("Industry", parent["code"]))


def _named(reading: RowReading, row: Row, kind: str) -> None:
    reading.named(kind, row["name"], row.list("aliases"))


def _title(reading: RowReading, row: Row) -> None:
    title = reading.named("Title", row["name"], row.list("aliases"))
    reading.say(row, title, "level", row["level"])
    reading.say(row, title, "ladder", row["ladder"])
    if row["order"]:
        reading.say(row, title, "rank", number(row, "order"))


def _chain(reading: RowReading, row: Row) -> None:
    chain = reading.named("IndustryChain", row["name"], row.list("aliases"))
    reading.say(row, chain, "ofIndustry", reading.named("Industry", row["sector"]))


def _chain_segment(reading: RowReading, row: Row) -> None:
    chain = reading.named("IndustryChain", row["chain"])
    segment = reading.named("ChainSegment", row["segment"], row.list("aliases"))
    reading.say(row, chain, "hasSegment", segment)
    key = entity_id("ChainPosition", name_key(row["chain"]), name_key(row["segment"]))
    position = reading.entity(key, f"{row['chain']}{row['stage']}：{row['segment']}")
    reading.say(row, position, "inChain", chain)
    reading.say(row, position, "ofSegment", segment)
    reading.say(row, position, "stage", row["stage"])


def _chain_supply(reading: RowReading, row: Row) -> None:
    supplier, customer = (reading.named("ChainSegment", row[column]) for column in ("supplier", "customer"))
    reading.say(row, supplier, "upstreamOf", customer)


def _organisation(reading: RowReading, row: Row) -> None:
    organisation = reading.named("Organization", row["name"], row.list("aliases"))
    if row["parent"]:
        reading.say(row, organisation, "partOf", reading.named("Organization", row["parent"]))
