"""kg match: a table of someone else's, with the entities that its rows mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from kg.cli import any_store_option
from kg.errors import DataError, KgError


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--column", required=True, help="Column of the names.")
@click.option("--type", "kind", help="Type of all that the table lists (kg ontology lists them).")
@click.option(
    "--code-column", help="Column of unified social credit codes, or of the official codes of parks and regions."
)
@click.option("--region-column", help="Column of regions: names or codes.")
@click.option("--park-column", help="Column of parks.")
@click.option("--industry-column", help="Column of industries.")
@click.option("--sheet", help="Sheet of a workbook, if not the first.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .csv or .tsv (with byte order mark, for spreadsheets) or .xlsx. Default: CSV to stdout.",
)
@any_store_option
def match(
    table: Path,
    column: str,
    kind: str | None,
    code_column: str | None,
    region_column: str | None,
    park_column: str | None,
    industry_column: str | None,
    sheet: str | None,
    out: Path | None,
    store: Path | str,
) -> None:
    """Add to each row of TABLE (.csv, .tsv, .xlsx) the entity that it means: id, name, type, score, decision, reasons.

    Ids stand only where one entity is clearly meant. Texts that look like formulas get an apostrophe.

    \b
    Example:
      kg match data/tables/firms.csv --column 企业名称 --type Firm --code-column 统一社会信用代码
      kg match firms.xlsx --column 企业名称 --region-column 地市 --out matched.xlsx
    """
    from kg.lookup import Lookup
    from kg.matching.tables import ADDED, Columns, matched_rows
    from kg.progress import track
    from kg.tables.limits import Limits, check_bytes
    from kg.tables.sheets import CSV, TSV, XLSX, read_sheet

    suffix = CSV if out is None else out.suffix.lower()
    if suffix not in (CSV, TSV, XLSX):
        raise KgError(f"{suffix or 'this'} is not written here", where=str(out), hint="give .csv, .tsv or .xlsx")
    given = {"region": region_column, "park": park_column, "industry": industry_column}
    columns = Columns(column, kind, code_column, {word: name for word, name in given.items() if name})
    try:
        check_bytes(table.name, table.stat().st_size)
        content = table.read_bytes()
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", where=str(table), hint="give another file") from error
    found = read_sheet(table.name, content, table.suffix.lower(), sheet, Limits())
    lookup = Lookup.open(store)
    columns.check(table.name, found.header, lookup.store.ontology)
    rows = list(track(matched_rows(found, columns, lookup.reconciliation.matcher), "Matching", len(found.rows)))
    _give(out, suffix, [*found.header, *ADDED], rows)
    counts = Counter(row[-2] for row in rows if row[-2])
    counted = ", ".join(f"{answer} {number}" for answer, number in counts.most_common())
    click.echo(f"{sum(counts.values())} rows: {counted}" if counts else "no rows", err=True)


def _give(out: Path | None, suffix: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the table to a file, or print it."""
    from kg.tables.sheets import TSV, XLSX, write_csv, write_xlsx

    if out is None:
        return click.echo(write_csv(header, rows, mark=False), nl=False)
    content = write_xlsx(header, rows) if suffix == XLSX else write_csv(header, rows, "\t" if suffix == TSV else ",")
    try:
        out.write_bytes(content)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror}", where=str(out), hint="give another file") from error
