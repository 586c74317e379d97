"""A real `kg serve` in a process of its own, for the tests that talk HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. url: ends in /; process: the `kg serve` that a test may stop itself; log: its stderr."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


def kg(*arguments: str) -> list[str]:
    """The command line of `kg` in this environment."""
    return [sys.executable, "-c", "from kg.cli import main; main()", *arguments]


@contextmanager
def serving(
    store: Path | str, *options: str, environment: Mapping[str, str] | None = None, program: Sequence[str] | None = None
) -> Iterator[Server]:
    """`kg serve` on a free port, stopped at the end.

    environment: settings beside those of this process; program: what is run in place of `kg serve`.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "stderr"
        with log.open("wb") as stderr:
            process = subprocess.Popen(
                program or kg("serve", "--store", str(store), "--port", "0", *options),
                stderr=stderr,
                env={**os.environ, **(environment or {})},
            )
        try:
            yield Server(_address(process, log), process, log)
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address that the server prints once it answers."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        found = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("http://")]
        if found:
            return found[0]
        time.sleep(0.05)
    raise RuntimeError(f"kg serve did not answer: {log.read_text(encoding='utf-8')}")


def children(process: int) -> list[int]:
    """The processes that this one started and that still live."""
    return [child for child, state in _started_by(process) if state != "Z"]


def zombies(process: int) -> list[int]:
    """The processes that this one started, that ended, and that it did not ask how."""
    return [child for child, state in _started_by(process) if state == "Z"]


def settles(process: int, number: int) -> bool:
    """Whether, in a moment, just so many processes live that this one started, and none is a zombie."""
    deadline = time.monotonic() + _PATIENCE / 3
    while len(children(process)) != number or zombies(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _started_by(process: int) -> Iterator[tuple[int, str]]:
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields["PPid"]) == process:
            yield int(status.parent.name), fields["State"].strip()[0]
