"""What the documentation names exists, and what it shows runs."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import click
import httpx
import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.gazetteer import Gazetteer
from kg.ontology import Ontology
from kg.settings import Settings
from kg.tables import KnownNames
from kg.tables.mapping_checks import ENTRIES
from tests.documents import PAGES, ROOT, all_blocks, blocks, command_lines, links, spans
from tests.tables.reading import facts
from tests.tables.reading import read as read_tables

Kg = Callable[..., CompletedProcess[str]]
ASKING = ("query", "search", "related", "similar", "path", "brief", "timeline", "evidence", "match", "stats")
FILE = re.compile(r"[\w./-]+\.(?:py|md|ttl|tsv|toml|rq|txt|csv|jsonl?|html|png)")
PLACES_OF_USERS = {
    "report.txt",
    "report.json",
    "firms.csv",
    "firms.rq",
    "meta.json",
    "openapi.json",
    "firms.map.toml",
    "decisions.tsv",
    "merges.json",
}
page_by_name = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def of_kg(page: Path) -> list[list[str]]:
    return [words[1:] for words in command_lines(page) if words[0] == "kg"]


def asking() -> Iterator[Any]:
    """Every documented command that only asks, once."""
    seen = set()
    for page in PAGES:
        for words in of_kg(page):
            if words[0] in ASKING and "--store" not in words and len(words) > 1 and tuple(words) not in seen:
                if "--help" in words or words[1].isupper():
                    continue
                seen.add(tuple(words))
                yield pytest.param(words, id=f"{page.stem}: kg {' '.join(words)[:50]}")


def shown_answers() -> Iterator[Any]:
    """Every query that is followed by a block with its answer."""
    for page in PAGES:
        for asked, shown in pairwise(all_blocks(page)):
            if asked.body.startswith("kg query") and shown.language == "":
                yield pytest.param(shlex.split(asked.body)[1:], shown.body, id=f"{page.stem}: {shown.body[:12]!r}")


def queries() -> Iterator[Any]:
    for page in PAGES:
        for number, query in enumerate(blocks(page, "sparql"), start=1):
            yield pytest.param(query, id=f"{page.stem} {number}")


@page_by_name
def test_commands_and_their_options_exist(page: Path) -> None:
    for words in of_kg(page):
        command, rest = _command(words)
        known = {option for parameter in command.params for option in parameter.opts + parameter.secondary_opts}
        given = {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)} - {"--help", "-h"}
        assert given <= known, f"kg {' '.join(words)}"


def _command(words: list[str]) -> tuple[click.Command, list[str]]:
    command: click.Command = cli
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"there is no command kg {words[0]}"
        command, words = found, words[1:]
    return command, words


@page_by_name
def test_make_targets_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for words in command_lines(page):
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), words


@pytest.mark.parametrize("words", list(asking()))
def test_documented_look_ups_and_queries_answer(words: list[str], shipped_store: Path) -> None:
    done = CliRunner().invoke(cli, [*words, "--store", str(shipped_store)])
    assert done.exit_code == 0, f"{done.output} {done.exception}"
    assert len(done.stdout.splitlines()) > 1, f"no answer: {done.output}"


@pytest.mark.parametrize("words, shown", list(shown_answers()))
def test_shown_answers_are_the_real_ones(words: list[str], shown: str, shipped_store: Path) -> None:
    assert CliRunner().invoke(cli, [*words, "--store", str(shipped_store)]).stdout == shown


@pytest.mark.parametrize("query", list(queries()))
def test_documented_sparql_answers(query: str, shipped_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text(query, encoding="utf-8")
    done = CliRunner().invoke(cli, ["query", "-f", str(file), "--store", str(shipped_store)])
    assert done.exit_code == 0, f"{done.output} {done.exception}"
    assert len(done.stdout.splitlines()) > 1, done.output


def test_there_are_queries_to_run() -> None:
    assert len(list(queries())) >= 6
    assert len(list(asking())) >= 8


@page_by_name
def test_settings_exist(page: Path) -> None:
    known = {f"KG_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert set(re.findall(r"\bKG_[A-Z_]+", page.read_text(encoding="utf-8"))) <= known


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.__dataclass_fields__.items():
        row = next((line for line in text.splitlines() if line.startswith(f"| `KG_{name.upper()}` |")), "")
        assert row, f"KG_{name.upper()} is not documented"
        default = row.split("|")[2].strip(" `")
        assert type(field.default)(default) == field.default, row


@page_by_name
def test_paths_exist(page: Path) -> None:
    for span in spans(page):
        if _is_path(span):
            assert any(ROOT.glob(span.rstrip("/"))), f"{span} is not there"
    for path in (word for words in command_lines(page) for word in words if word.startswith(("data/", "ontology/"))):
        assert (ROOT / path).exists(), f"{path} is not there"
    for target in links(page):
        assert (page.parent / target).exists(), f"{target} is not there"


def _is_path(span: str) -> bool:
    if span in PLACES_OF_USERS or span.startswith(("/", ".", "http")) or re.match(r"(?:text|application)/", span):
        return False
    return bool(FILE.fullmatch(span) or re.fullmatch(r"[\w-]+(?:/[\w.*-]+)*/", span))


@page_by_name
def test_routes_exist(page: Path, server_url: str) -> None:
    routes = set(httpx.get(f"{server_url}openapi.json").json()["paths"]) | {"/", "/docs", "/openapi.json"}
    for span in spans(page):
        path = re.sub(r"^(?:GET|POST) ", "", span)
        if re.fullmatch(r"/[\w{}/.-]*", path) and not path.startswith("/tmp"):
            # `/api/v1/` and `/id/` stand for all routes below them
            assert any(r == path or (path.endswith("/") and r.startswith(path)) for r in routes), f"{path} is no route"


def test_every_route_is_documented(server_url: str) -> None:
    named = " ".join(spans(ROOT / "docs" / "api.md"))
    for path in httpx.get(f"{server_url}openapi.json").json()["paths"]:
        assert path in named, f"docs/api.md does not name {path}"


def requests() -> Iterator[Any]:
    for words in command_lines(ROOT / "docs" / "api.md"):
        if words[0] == "curl":
            yield pytest.param(words[1:], id=words[-1].partition(":8000")[2])


@pytest.mark.parametrize("words", list(requests()))
def test_documented_requests_answer(words: list[str], server_url: str) -> None:
    answer = _sent(words, server_url)
    assert answer.status_code == (404 if words[-1].endswith(":nowhere") else 200), answer.text
    assert len(answer.content) > 20


def shown_json() -> Iterator[Any]:
    """Every request of docs/api.md whose answer is shown, with the answer: of several requests the first."""
    for asked, shown in pairwise(all_blocks(ROOT / "docs" / "api.md")):
        if asked.language == "sh" and shown.language == "json":
            words = shlex.split(asked.body.splitlines()[0])[1:]
            yield pytest.param(words, shown.body, id=words[-1].partition(":8000")[2])


@pytest.mark.parametrize("words, shown", list(shown_json()))
def test_shown_json_is_part_of_the_real_answer(words: list[str], shown: str, server_url: str) -> None:
    whole = re.sub(r",?\s*…\s*(?=[\]}])", "", shown)  # what is left out
    assert list(_missing(json.loads(whole), _sent(words, server_url).json(), "")) == []


def _missing(shown: Any, real: Any, path: str) -> Iterator[str]:
    """Where the answer does not have what is shown; a shown list is the beginning of the real one."""
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            yield from _missing(value, real.get(key), f"{path}/{key}")
    elif isinstance(shown, list) and isinstance(real, list) and len(shown) <= len(real):
        for number, (value, found) in enumerate(zip(shown, real, strict=False)):
            yield from _missing(value, found, f"{path}/{number}")
    elif isinstance(shown, str) and "…" in shown and isinstance(real, str):
        if not real.startswith(shown.partition("…")[0]):
            yield f"{path}: {shown!r} is {real!r}"
    elif shown != (pytest.approx(real, abs=0.02) if isinstance(shown, float) else real):
        yield f"{path}: {shown!r} is {real!r}"


def _sent(words: list[str], server_url: str) -> httpx.Response:
    """What a server answers to a curl command with -G, -d, --data-urlencode, --data-binary and -H."""
    address = httpx.URL(words[-1].replace("http://127.0.0.1:8000/", server_url))
    options = [word for word in words[:-1] if word != "-G"]
    pairs = list(zip(options[::2], options[1::2], strict=True))
    headers = dict(value.split(": ", 1) for name, value in pairs if name == "-H")
    fields = dict(value.split("=", 1) for name, value in pairs if name in {"-d", "--data-urlencode"})
    body = next((value for name, value in pairs if name == "--data-binary"), None)
    if body is not None:
        return httpx.post(address, content=body.encode(), headers=headers, timeout=60)
    if fields and "-G" not in words:
        return httpx.post(address, data=fields, headers=headers, timeout=60)
    return httpx.get(address.copy_merge_params(fields), headers=headers, timeout=60)


def test_the_relation_of_contributing_is_sound(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ontology", tmp_path, dirs_exist_ok=True)
    (block,) = blocks(ROOT / "CONTRIBUTING.md", "turtle")
    with (tmp_path / "firm.ttl").open("a", encoding="utf-8") as file:
        file.write(f"\n{block}")
    ontology = Ontology.load(tmp_path)
    ontology.check()
    assert set(ontology.relations) - set(Ontology.load(ROOT / "ontology").relations) == {"investsIn"}


def test_the_gazetteer_row_of_contributing_fits(tmp_path: Path) -> None:
    (rows,) = blocks(ROOT / "CONTRIBUTING.md", "tsv")
    (tmp_path / "sectors.tsv").write_text(rows, encoding="utf-8")
    (row,) = Gazetteer(tmp_path)["sectors"]
    assert row["name"] and row.list("aliases")


def tables() -> Iterator[Any]:
    """Every table of docs/tables.md with the mapping below it and what they say."""
    found = [block for block in all_blocks(ROOT / "docs" / "tables.md") if block.language != "sh"]
    assert [block.language for block in found] == ["csv", "toml", "text"] * (len(found) // 3)
    for table, mapping, said in zip(found[::3], found[1::3], found[2::3], strict=True):
        yield pytest.param(table.body, mapping.body, said.body, id=table.body[:6])


@pytest.mark.parametrize("table, mapping, said", list(tables()))
def test_documented_tables_say_what_is_shown(tmp_path: Path, table: str, mapping: str, said: str) -> None:
    reading = read_tables(tmp_path, KnownNames(Gazetteer.load()), table, mapping)
    assert sorted(facts(reading)) == sorted(said.splitlines())


def test_every_entry_of_a_mapping_is_documented() -> None:
    text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for part, entries in ENTRIES.items():
        assert f"[{part}]" in text
        assert not {entry for entry in entries if f"`{entry}`" not in text}


def test_both_readmes_show_the_same_commands_and_answers() -> None:
    english, chinese = (
        [block.body for block in all_blocks(ROOT / name) if block.body.startswith(("kg query", "kg related", "value"))]
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese


def test_documented_texts_can_be_extracted(kg: Kg) -> None:
    for page in PAGES:
        for words in of_kg(page):
            if words[0] == "extract" and words[-1].startswith("data/"):
                assert kg(*words).returncode == 0, words
