"""What the explorer's files must be, seen without a browser: self-contained, every word in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(path for path in resources.web_dir().rglob("*.js") if "vendor" not in path.parts)
WORD = re.compile(r'^ {2}"([^"]+)": \["(.+)", "(.+)"\],$', re.MULTILINE)
TABLES = ("i18n.js", "words-analysis.js")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_turns_data_into_markup_or_code(script: Path) -> None:
    forbidden = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script.read_text("utf-8")
    )
    assert not forbidden


def test_no_file_names_another_site_to_load_from() -> None:
    files = [
        path
        for path in resources.web_dir().rglob("*")
        if path.suffix in {".js", ".css", ".html"} and "vendor" not in path.parts
    ]
    found = {
        f"{path.name}: {address}"
        for path in files
        for address in re.findall(
            r"(?:src|href)=[\"'](?:https?:)?//[^\"']*|url\((?:https?:)?//[^)]*|from [\"']https?://[^\"']*",
            path.read_text("utf-8"),
        )
    }
    assert not found


def test_page_has_no_inline_script() -> None:
    page = (resources.web_dir() / "index.html").read_text("utf-8")
    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=", page)


def words_of(name: str) -> list[tuple[str, str, str]]:
    source = (resources.web_dir() / name).read_text("utf-8")
    table = source[: source.index("\n};")]
    words = WORD.findall(table)
    assert len(words) == table.count('": [')
    return words


def test_every_word_is_there_once_in_both_languages() -> None:
    words = [word for name in TABLES for word in words_of(name)]
    assert len({key for key, _, _ in words}) == len(words)
    for key, zh, en in words:
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), key


def test_every_word_that_a_script_asks_for_exists() -> None:
    words = {key for name in TABLES for key, _, _ in words_of(name)}
    asked = {
        (script.name, key) for script in SCRIPTS for key in re.findall(r'\bt\("([^"]+)"', script.read_text("utf-8"))
    }
    assert {(name, key) for name, key in asked if key not in words} == set()


def test_vendored_files_are_as_their_manifest_says() -> None:
    run = subprocess.run([sys.executable, str(ROOT / "tools" / "vendor.py")], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
