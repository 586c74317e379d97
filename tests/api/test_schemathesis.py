"""The server against its own description: whatever schemathesis thinks of, every answer is one that OpenAPI declares."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.servers import serving

HOOKS = Path(__file__).with_name("schemathesis_hooks.py")
# A value may be right by its schema and wrong by what it says: no SPARQL, no date, an unknown id or cursor.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 400, 403, 404, 413]
"""


def check(address: str, folder: Path, examples: int) -> None:
    """Let schemathesis ask every operation; the same questions each time."""
    (folder / "schemathesis.toml").write_text(CONFIG)
    command = "from schemathesis.cli import schemathesis; schemathesis()"
    options = ["--max-examples", examples, "--seed", 1, "--checks", "all", "--warnings", "off", "--no-color"]
    done = subprocess.run(
        [sys.executable, "-c", command, "run", address, *map(str, options)],
        cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(HOOKS)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-10_000:] + done.stderr


def test_every_answer_is_declared(client: httpx.Client, tmp_path: Path) -> None:
    check(f"{client.base_url}openapi.json", tmp_path, 15)


def test_every_answer_is_declared_behind_a_prefix(small_store: Path, tmp_path: Path) -> None:
    with serving(small_store, "--root-path", "/parks") as server:
        check(f"{server.url}openapi.json", tmp_path, 2)


@pytest.mark.soak
def test_every_answer_of_many_is_declared(client: httpx.Client, tmp_path: Path) -> None:
    check(f"{client.base_url}openapi.json", tmp_path, 100)
