"""kg merge, split, candidates: what is one thing, decided by people where the rules cannot know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import store_option
from kg.cli.output import format_option, print_json
from kg.cli.reading import shapes_told
from kg.cli.upkeep import tell_changes

if TYPE_CHECKING:
    from kg.resolve.decisions import Verdict

why_option = click.option("--why", required=True, help="The reason, in words; kept with the decision.")
who_option = click.option("--who", help="Who decides (default: the name of your account).")


@click.command()
@click.argument("a")
@click.argument("b")
@why_option
@who_option
@format_option
@store_option
def merge(a: str, b: str, why: str, who: str | None, output: str, store: Path) -> None:
    """Decide that A and B (ids or names) are one thing. The decision is kept in the store and outlives rebuilds.

    \b
    Example:
      kg merge Firm:云岭重工 Firm:云岭重工股份有限公司 --why "annual report 2021"
    """
    _decide(a, b, "same", (why, who), output, store)


@click.command()
@click.argument("a")
@click.argument("b")
@click.option(
    "--unsure", is_flag=True, help="Keep them apart until somebody knows; kg candidates goes on listing them."
)
@why_option
@who_option
@format_option
@store_option
def split(a: str, b: str, unsure: bool, why: str, who: str | None, output: str, store: Path) -> None:
    """Decide that A and B (ids, merged ones too, or names) are two things.

    \b
    Example:
      kg split Firm:三一集团 Firm:三一重工股份有限公司 --why "parent and subsidiary"
    """
    _decide(a, b, "unsure" if unsure else "different", (why, who), output, store)


@click.command()
@click.option("--type", "kind", help="Only pairs of this type.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@format_option
@store_option
def candidates(kind: str | None, limit: int, output: str, store: Path) -> None:
    """List pairs that look alike but are two, and merges of low score, the most doubtful first.

    \b
    Example:
      kg candidates --type Firm
    """
    from kg.cli.tables import print_table
    from kg.resolve import record
    from kg.store import LocalStore

    found = [c for c in record.candidates(LocalStore.open(store).path) if kind in (None, c["a"].partition(":")[0])]
    if output == "json":
        return print_json(found[:limit])
    rows = [
        (c["score"], "merged" if c["merged"] else "apart", c["a"], c["b"], c["reason"]["zh"]) for c in found[:limit]
    ]
    print_table("", ("score", "now", "a", "b", "reason"), rows)
    if len(found) > limit:
        click.echo(f"{len(found) - limit} more: raise --limit", err=True)


def _decide(a: str, b: str, verdict: Verdict, said: tuple[str, str | None], output: str, store: Path) -> None:
    import getpass
    from datetime import UTC, datetime

    from kg.errors import DataError
    from kg.lookup import Lookup
    from kg.resolve import Decision
    from kg.upkeep import decide

    lookup = Lookup.open(store)
    one, other = _meant(lookup, a), _meant(lookup, b)
    if one == other or one.partition(":")[0] != other.partition(":")[0]:
        hint = (
            "give two ids of one type; kg search NAME lists ids, those of merged ones stand in the graph <…resolution>"
        )
        raise DataError(f"{one} and {other} are no two things of one type", hint=hint)
    why, who = said
    today = datetime.now(UTC).date().isoformat()
    with shapes_told():
        changes = decide(Decision(one, other, verdict, who or getpass.getuser(), today, why), store)
    tell_changes(changes, output, store)


def _meant(lookup: object, name: str) -> str:
    """The id that is meant; a merged one stays as it is, so that it can be split off."""
    from kg.lookup import Lookup

    assert isinstance(lookup, Lookup)
    return name if ":" in name and lookup.merged_into(name) else lookup.resolve(name)
