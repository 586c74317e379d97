"""What people decided about pairs: a file that is only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from kg import resources
from kg.errors import DataError

Verdict = Literal["same", "different", "unsure"]
COLUMNS = ("a", "b", "decision", "who", "when", "why")
FILE = "decisions.tsv"


@dataclass(frozen=True, slots=True)
class Decision:
    """a, b: ids of one type. decision: they are one; they are two; they stay two until somebody knows.

    where: file and line, for messages.
    """

    a: str
    b: str
    decision: Verdict
    who: str = ""
    when: str = ""
    why: str = ""
    where: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids, the smaller one first."""
        return min(self.a, self.b), max(self.a, self.b)


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, none where there is no file. Raises DataError naming file and line."""
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise DataError("this is no header of decisions", where=f"{path}, line 1", hint=f"write: {' '.join(COLUMNS)}")
    return tuple(_decision(line, f"{path}, line {n}") for n, line in enumerate(lines[1:], 2) if line.strip())


def of_store(store: Path) -> tuple[Decision, ...]:
    """The shipped decisions, then those of a store."""
    return (*load(resources.decisions_file()), *load(store / FILE))


def appended(path: Path, decision: Decision) -> str:
    """The content of the file with one decision more."""
    before = path.read_text(encoding="utf-8") if path.is_file() else "\t".join(COLUMNS) + "\n"
    cells = (" ".join(str(getattr(decision, column)).split()) for column in COLUMNS)
    return f"{before.rstrip(chr(10))}\n{chr(9).join(cells)}\n"


def settle(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, one a pair: a later one about the same pair takes the place of an earlier one.

    Raises DataError when two things are said to be different that others make one.
    """
    latest = {decision.pair: decision for decision in decisions}
    held = [latest[pair] for pair in sorted(latest)]
    roots: dict[str, str] = {}
    for decision in (d for d in held if d.decision == "same"):
        one, other = sorted((_root(roots, decision.a), _root(roots, decision.b)))
        roots[other] = one
    for decision in (d for d in held if d.decision == "different"):
        if _root(roots, decision.a) == _root(roots, decision.b):
            raise DataError(
                f"{decision.a} and {decision.b} are different here, and one by other decisions",
                where=decision.where,
                hint="take back one of them: a later line about the same pair takes the place of an earlier one",
            )
    return held


def _root(roots: dict[str, str], end: str) -> str:
    while end in roots and roots[end] != end:
        end = roots[end]
    return end


def _decision(line: str, where: str) -> Decision:
    cells: Sequence[str] = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(COLUMNS) or len(cells) < 3:
        raise DataError(f"{len(cells)} cells", where=where, hint=f"write {len(COLUMNS)}: {' '.join(COLUMNS)}")
    if cells[2] not in get_args(Verdict):
        raise DataError(f"{cells[2]!r} is no decision", where=where, hint=f"write {', '.join(get_args(Verdict))}")
    kinds = [cell.partition(":")[0] for cell in cells[:2] if ":" in cell]
    if len(kinds) != 2 or kinds[0] != kinds[1] or cells[0] == cells[1]:
        raise DataError("a and b are no two ids of one type", where=where, hint="write ids such as Firm:…")
    who, when, why = (*cells[3:], "", "", "")[:3]
    return Decision(cells[0], cells[1], cast(Verdict, cells[2]), who, when, why, where)
