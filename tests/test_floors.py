"""The floors of the house: imports go down only, and each library has one room."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {
    "ahocorasick": ("kg/extract/", "kg/tables/address.py"),
    "charset_normalizer": ("kg/corpus/",),
    "click": ("kg/cli/",),
    "fastapi": ("kg/api/",),
    "inscriptis": ("kg/corpus/",),
    "jieba": ("kg/extract/segmenter.py",),
    "limits": ("kg/api/throttle.py",),
    "networkx": ("kg/neighborhood/",),
    "numpy": ("kg/neighborhood/",),
    "openpyxl": ("kg/tables/workbook.py",),
    "pyarrow": ("kg/tables/parquet.py",),
    "prometheus_client": ("kg/api/metrics.py",),
    "pypinyin": ("kg/search.py",),
    "pyoxigraph": ("kg/query/", "kg/store/"),
    "pyshacl": ("kg/ontology.py", "kg/validate/"),
    "pyvis": ("viz/network.py",),
    "rapidfuzz": ("kg/search.py",),
    "rdflib": ("kg/ontology.py", "kg/validate/"),
    "rich": ("kg/cli/", "kg/progress.py"),
    "scipy": ("kg/neighborhood/",),
    "starlette": ("kg/api/",),
    "stdnum": ("kg/tables/values.py",),
    "uvicorn": ("kg/api/",),
}


def test_imports_go_down_only() -> None:
    pytest.importorskip("importlinter", reason="import-linter comes with the extra `dev`")
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_has_one_room(library: str) -> None:
    users = {path for path, names in _imports() if library in names}
    assert users, f"nothing imports {library}"
    assert not {path for path in users if not path.startswith(ROOMS[library])}


def _imports() -> Iterator[tuple[str, set[str]]]:
    """Each module of the project with the top-level packages that it imports anywhere in it."""
    for path in sorted([*(ROOT / "kg").rglob("*.py"), *(ROOT / "viz").rglob("*.py")]):
        names = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
        yield path.relative_to(ROOT).as_posix(), names
