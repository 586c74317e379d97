"""The W3C's tests of SPARQL 1.1, against a real `kg load` and `kg serve`: what plain Oxigraph passes, this passes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.servers import serving

_WHOLE = ("syntaxfed", "protocol", "sd", "ext")


def run(shared: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The suite's own runner."""
    runner = shared / "conformance" / "run_sparql_suite.py"
    return subprocess.run([sys.executable, str(runner), *map(str, arguments)], capture_output=True, text=True)


def test_no_test_that_oxigraph_passes_fails(
    shared: Path, kg: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    data, store = tmp_path / "all.nq", tmp_path / "store"
    assert run(shared, "--write-preload", data).returncode == 0
    assert kg("load", data, "--store", store).returncode == 0
    baseline = shared / "conformance" / "baseline-oxigraph.json"
    with serving(store) as server:
        done = run(shared, "--query-url", f"{server.url}sparql", "--load", "preloaded", "--baseline", baseline)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "REGRESSION" not in done.stdout
    rates = dict(re.findall(r"^(\w+) .* ([\d.]+)%$", done.stdout, re.MULTILINE))
    assert {name: rates.get(name) for name in _WHOLE} == dict.fromkeys(_WHOLE, "100.0")
    assert float(rates["query10"]) > 94 and float(rates["query11"]) > 95
