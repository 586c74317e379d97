"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import serving


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; the test is skipped where there is none."""
    path = Path(__file__).resolve().parents[2] / "shared"
    if not path.is_dir():
        pytest.skip("../shared is absent: this test reads real data that is not part of the project")
    return path


@pytest.fixture(scope="session")
def server_url(shipped_store: Path) -> Iterator[str]:
    """The address (ending in /) of a real `kg serve` over the shipped data, for the whole session."""
    with serving(shipped_store) as server:
        yield server.url


@pytest.fixture(scope="session")
def kg() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command line in a process of its own: kg("stats", "--store", path) → the ended process with its output."""
    root = Path(__file__).resolve().parents[1]

    def run(*arguments: object, cwd: Path = root, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
        path = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH", "")]))
        environment = {**os.environ, "PYTHONPATH": path, **environment}
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment)

    return run


@pytest.fixture(scope="session")
def shipped_store(
    kg: Callable[..., subprocess.CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of a store that holds all shipped data, built once for all tests. Read it only."""
    store = tmp_path_factory.mktemp("shipped") / ".kg"
    done = kg("build", "--store", store)
    assert done.returncode == 0, done.stderr
    return store
