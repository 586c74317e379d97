"""The endpoint asked by the clients that people use: `make clients`. Needs curl, node and npm, and npm's registry."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers import kg, serving

HERE = Path(__file__).resolve().parent
SCRIPTS = {
    "comunica.mjs": "node",
    "fetch-sparql-endpoint.mjs": "node",
    "sparql-http-client.mjs": "node",
    "curl.sh": "bash",
}
_PATIENCE = 300  # seconds for one client


def main() -> int:
    """Build the shipped graph, serve it, run each client; 0 when every check held."""
    needed = ("bash", "curl", "node", "npm")
    faults = [f"{program} is not on this machine" for program in needed if not shutil.which(program)] or _install()
    if faults:
        print("make clients cannot run:", "; ".join(faults))
        return 1
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        subprocess.run(kg("build", "--store", str(store)), check=True)
        with serving(store) as server:
            endpoint = f"{server.url}sparql"
            failed = [script for script, program in SCRIPTS.items() if not _held(program, script, endpoint)]
    print(f"not all held: {', '.join(failed)}" if failed else "every check held")
    return 1 if failed else 0


def _install() -> list[str]:
    """The packages of package.json, without a lock file; what npm says when it cannot."""
    command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel", "error"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, encoding="utf-8")
    said = " ".join(done.stderr.split())[:300]
    return [f"npm cannot install the clients: {said}"] if done.returncode else []


def _held(program: str, script: str, endpoint: str) -> bool:
    """Whether all checks of a client held; it prints one line a check itself."""
    try:
        return subprocess.run([program, str(HERE / script), endpoint], timeout=_PATIENCE).returncode == 0
    except subprocess.TimeoutExpired:
        print(f"{script}\tno end within {_PATIENCE} s\tFAILED")
        return False


if __name__ == "__main__":
    sys.exit(main())
