"""Memory of processes, from /proc: in MiB."""

from __future__ import annotations

from pathlib import Path


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


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    children = [
        int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()
    ]
    return [pid, *(one for child in children for one in family(child))]


def _kilobytes(path: Path, name: str) -> int:
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
