"""Memory (MiB) and CPU time of processes, from /proc."""

from __future__ import annotations

import os
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def peak(pid: int | str = "self") -> float:
    """The most that a process ever had in memory."""
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmHWM") / 1024


def resident(pid: int) -> float:
    """What a process and its descendants have in memory; pages that several share count for each of them."""
    return sum(_kilobytes(Path(f"/proc/{one}/status"), "VmRSS") for one in family(pid)) / 1024


def proportional(pid: int) -> float | None:
    """The same with shared pages divided among those that share them; None where the system does not tell."""
    try:
        return sum(_kilobytes(Path(f"/proc/{one}/smaps_rollup"), "Pss") for one in family(pid)) / 1024
    except PermissionError:
        return None


def cpu_seconds(pid: int) -> float:
    """CPU time of a process, its descendants and those of them that have ended."""
    return sum(sum(map(int, _stat(one)[11:15])) for one in family(pid)) / _TICK


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    children = [
        int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()
    ]
    return [pid, *(one for child in children for one in family(child))]


def _stat(pid: int) -> list[str]:
    """The fields of a process's stat behind its name: utime, stime, cutime and cstime are at 11 to 14."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return ["0"] * 15


def _kilobytes(path: Path, name: str) -> int:
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
