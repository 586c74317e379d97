"""POST /api/v1/match: a table in, the same table with the entities that its rows mean out. Nothing is stored."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from types import MappingProxyType

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request, Response

from kg.api.bodies import media_type, read_body
from kg.api.described import problems
from kg.api.errors import BusyError, UnsupportedTypeError
from kg.api.jobs import TableJob
from kg.api.served import Served
from kg.api.strict import StrictRoute
from kg.api.tabled import unpacked
from kg.api.workers import WorkerPool
from kg.matching.tables import ADDED, Columns, matched_rows
from kg.ontology import Ontology
from kg.settings import Settings
from kg.tables.sheets import CSV, TSV, XLSX, Sheet, write_csv, write_xlsx

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text/csv": CSV,
        "text/tab-separated-values": TSV,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": XLSX,
    }
)
TABLE = "企业名称,统一社会信用代码\r\n思进智能成形装备股份有限公司,91330200704805464Q\r\n"
_ADDED = (
    ",匹配编号,匹配名称,匹配类型,匹配得分,匹配结果,匹配理由\r\n",
    ",Firm:91330200704805464Q,思进智能成形装备股份有限公司,Firm,100,是,名称相同；统一社会信用代码一致\r\n",
)
MATCHED = "".join(line + more for line, more in zip(TABLE.splitlines(), _ADDED, strict=True))
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {
                "schema": {"type": "string", "format": "binary"},
                **({"example": TABLE} if kind == "text/csv" else {}),
            }
            for kind in MEDIA_TYPES
        },
    }
}
_ANSWER = {"description": "the table with the columns added", "content": {"text/csv": {"example": MATCHED}}}
_MAX_CELLS, _MAX_UNPACKED, _AT_ONCE, _WAITING = 200_000, 100_000_000, 1, 4


def router(served: Served, settings: Settings, pool: WorkerPool, ontology: Ontology) -> APIRouter:
    """The route; tables are read in the processes of `pool`, and matched one at a time."""
    routes = APIRouter(prefix="/api/v1", tags=["match"], route_class=StrictRoute)
    turns = CapacityLimiter(_AT_ONCE)
    types = {"enum": [*ontology.entity_types, ""]}  # a form leaves what it does not fill in empty

    @routes.post(
        "/match",
        summary="整表匹配 · Match a table",
        responses={200: _ANSWER, **problems(400, 413, 415, 503, 504)},
        openapi_extra=_BODY,
    )
    async def match(
        request: Request,
        column: str = Query(
            min_length=1, max_length=200, description="名称所在的列 · column of the names", examples=["企业名称"]
        ),
        type: str | None = Query(None, description="都是这一类 · type of all", json_schema_extra=types),
        code_column: str | None = Query(None, max_length=200, description="信用代码或官方代码列 · column of codes"),
        region_column: str | None = Query(None, max_length=200, description="区域列 · column of regions"),
        park_column: str | None = Query(None, max_length=200, description="园区列 · column of parks"),
        industry_column: str | None = Query(None, max_length=200, description="产业列 · column of industries"),
        sheet: str | None = Query(None, max_length=200, description="工作表，默认第一个 · sheet, the first by default"),
    ) -> Response:
        """CSV、TSV 或 XLSX（至多 5 MB、2,000 行、20 万单元格）→ 原表加上编号、名称、类型、得分、是否匹配和理由六列。

        像公式的文本前加撇号。A CSV, TSV or XLSX table comes back with id, name, type, score, decision and reasons; texts
        that look like formulas get an apostrophe.
        """
        suffix = MEDIA_TYPES.get(media_type(request))
        if suffix is None:
            what = f"{media_type(request) or 'a body without Content-Type'} is not read here"
            raise UnsupportedTypeError(what, hint=f"send {', '.join(MEDIA_TYPES)}")
        given = {"region": region_column, "park": park_column, "industry": industry_column}
        others = {word: name for word, name in given.items() if name}
        columns = Columns(column, type or None, code_column or None, others)
        content = base64.b64encode(await read_body(request, settings.match_max_bytes)).decode()
        job = TableJob(content, suffix, sheet, _MAX_UNPACKED, _MAX_CELLS, settings.match_max_rows)
        table = unpacked((await pool.answer(job)).body)
        if turns.statistics().tasks_waiting >= _WAITING:
            raise BusyError("other tables are being matched", hint="try again in a moment")
        body = await to_thread.run_sync(_matched, served, table, columns, suffix, limiter=turns)
        headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="matched{suffix}"'}
        kind = media_type(request)
        return Response(body, media_type=f"{kind}; charset=utf-8" if suffix != XLSX else kind, headers=headers)

    return routes


def _matched(served: Served, table: Sheet, columns: Columns, suffix: str) -> bytes:
    lookup = served.lookup()
    columns.check(f"table{suffix}", table.header, lookup.store.ontology)
    rows = matched_rows(table, columns, lookup.reconciliation.matcher)
    header = [*table.header, *ADDED]
    if suffix == XLSX:
        return write_xlsx(header, rows)
    return write_csv(header, rows, "\t" if suffix == TSV else ",")
