"""Fetch the browser libraries of the explorer and of its tests again, through npm, and check their checksums.

    python tools/vendor.py            compare the files in the checkout with the manifest (no network)
    python tools/vendor.py --fetch    fetch each package with `npm pack` and put its files in place

`manifest.json` in `viz/web/vendor` and `tests/viz/vendor` names package, version, licence, and for each file its path
in the package and SHA-256.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDORS = (ROOT / "viz" / "web" / "vendor", ROOT / "tests" / "viz" / "vendor")


@dataclass(frozen=True, slots=True)
class VendoredFile:
    """One file: where it lies in the package and in `vendor/`, and the SHA-256 it must have."""

    package: str
    version: str
    source: str
    target: Path
    sha256: str


def manifest(directory: Path) -> list[VendoredFile]:
    """The files that `directory/manifest.json` lists."""
    packages = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    return [
        VendoredFile(package["name"], package["version"], file["source"], directory / file["target"], file["sha256"])
        for package in packages
        for file in package["files"]
    ]


def faults(files: list[VendoredFile]) -> list[str]:
    """One line for each file that is missing or differs from the manifest."""
    lines = []
    for file in files:
        if not file.target.is_file():
            lines.append(f"{file.target}: missing")
        elif (found := hashlib.sha256(file.target.read_bytes()).hexdigest()) != file.sha256:
            lines.append(f"{file.target}: SHA-256 is {found}, the manifest says {file.sha256}")
    return lines


def fetch(files: list[VendoredFile]) -> None:
    """Put the files of every package in place, taken from the archive that `npm pack` fetches."""
    for package, version in sorted({(file.package, file.version) for file in files}):
        with tempfile.TemporaryDirectory() as folder:
            command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{package}@{version}"]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                for file in files:
                    if file.package == package and (member := archive.extractfile(f"package/{file.source}")):
                        file.target.parent.mkdir(parents=True, exist_ok=True)
                        file.target.write_bytes(member.read())


def main() -> int:
    """Exit code 0 when every file is as the manifest says, 1 with one line per fault otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetch", action="store_true", help="fetch the packages with npm first")
    files = [file for directory in VENDORS for file in manifest(directory)]
    if parser.parse_args().fetch:
        fetch(files)
    found = faults(files)
    print("\n".join(found) or f"{len(files)} vendored files are as the manifest says", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
