"""Firms by the names that reports use: the listed ones by their short names, the others by hand.

A short name of a listed firm is taken when it can hardly be anything else in running text; `_is_clear` tells the rules,
`tools/firm_words.tsv` settles by hand where they are wrong. `tools/firm_names.tsv` is written by hand and always taken.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import jieba

from gazetteers.tsv import joined, read_csv, read_tsv

jieba.setLogLevel(logging.WARNING)

COLUMNS = ("name", "aliases", "code", "source")
LISTED = "A股证券名称"
BY_HAND = "手工整理"
FORMS = {
    "regions": ("name", "short"), "parks": ("name", "short"), "sectors": ("name", "aliases", "weak"),
    "segments": ("name", "aliases"), "titles": ("name", "aliases"), "chains": ("name", "aliases"),
    "chain_segments": ("segment", "aliases"), "organisations": ("name", "aliases"), "policies": ("name", "aliases"),
}  # fmt: skip
_CLASSES = {"sectors", "segments", "chain_segments"}
_B_SHARES = ("2", "9")
_PROPER_TAGS = {"nz", "nt", "nr", "nrt"}
_ORDINARY_FREQUENCY = 100
_SHORT_NAME_FREQUENCY = 3
_LONG_NAME_FREQUENCY = 20
_BUSINESS_WORDS = {"银行", "证券", "股份", "集团", "科技", "实业", "控股", "药业", "制药", "租赁", "期货"}


def security_name(text: str) -> str:
    """The firm's short name in a security's name: without spaces, the marks ST and *ST, and the share class.

    >>> security_name("南  玻Ａ"), security_name("*ST海马")
    ('南玻', '海马')
    """
    name = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"^\*?ST|[AB]股?$", "", name)


def known_forms(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> dict[str, str]:
    """Every name that one of the tables of FORMS gives to something that is no firm → the table."""
    return {form: table for table, columns in FORMS.items() for row in tables[table] for column in columns
            for form in row[column].split("|") if form}  # fmt: skip


def firm_rows(data: Path, tools: Path, taken: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of firms.tsv. taken: the names of other things (`known_forms`), which no firm may have.

    A firm of the hand-written list gets the code of the security that bears one of its names.
    Raises SystemExit with one line when a hand-written name is taken, or stands there twice.
    """
    codes = _codes(data)
    rows: list[dict[str, str]] = []
    used: set[str] = set()
    for row in read_tsv(tools / "firm_names.tsv"):
        forms = [row["name"], *filter(None, row["aliases"].split("|"))]
        for form in forms:
            if form in taken or form in used:
                raise SystemExit(f"tools/firm_names.tsv: {form} is already the name of something else")
            used.add(form)
        code = next((codes[form] for form in forms if form in codes), "")
        rows.append({"name": row["name"], "aliases": joined(forms[1:]), "code": code, "source": BY_HAND})
    clear = _is_clear(tools, taken)
    rows += [{"name": name, "aliases": "", "code": code, "source": LISTED}
             for name, code in codes.items() if name not in used and clear(name)]  # fmt: skip
    return rows


def _codes(data: Path) -> dict[str, str]:
    """Short name → code of the security. B shares are left out: the firm has A shares, or a name cut short."""
    codes: dict[str, str] = {}
    for row in read_csv(data / "firms" / "ashare_cics_industry.csv"):
        if not row["证券代码"].startswith(_B_SHARES):
            codes.setdefault(security_name(row["证券名称"]), row["证券代码"])
    return codes


def _is_clear(tools: Path, taken: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a listed firm's name is nothing else in running text. Left out is a name that

    - another gazetteer has (机器人, 张家界);
    - has two characters (一致, 东南): it would be found inside other words;
    - stands in jieba's dictionary: with three characters from a frequency of 3 on (老百姓), a longer one from 20 on
      unless its tag is a proper name's;
    - is put together from ordinary words (`_is_composed`).

    `tools/firm_words.tsv` settles single names by hand (keep or drop), save those of another gazetteer.
    """
    verdicts = {row["name"]: row["verdict"] for row in read_tsv(tools / "firm_words.tsv")}
    dictionary = _dictionary()

    def clear(name: str) -> bool:
        if name in taken or name in verdicts:
            return name not in taken and verdicts[name] == "keep"
        frequency, tag = dictionary.get(name, (0, ""))
        if len(name) < 3 or (len(name) == 3 and frequency >= _SHORT_NAME_FREQUENCY):
            return False
        if frequency >= _LONG_NAME_FREQUENCY and tag not in _PROPER_TAGS:
            return False
        return not _is_composed(name, dictionary, taken)

    return clear


def _is_composed(name: str, dictionary: Mapping[str, tuple[int, str]], taken: Mapping[str, str]) -> bool:
    """Whether a name is a phrase of ordinary words: 智慧农业, 湖南投资, 天津港. It is cut by jieba, or after a region.

    A word is ordinary that another gazetteer has or that has a frequency of 100 or more and no proper name's tag; in a
    name of three characters a single character counts as one. A phrase that ends in a business word is a firm's name
    unless it begins with a sector or a product: 长沙银行, but not 环保科技.
    """

    def ordinary(word: str) -> bool:
        frequency, tag = dictionary.get(word, (0, ""))
        return word in taken or (frequency >= _ORDINARY_FREQUENCY and tag not in _PROPER_TAGS)

    places = [name[:end] for end in (2, 3) if taken.get(name[:end]) == "regions"]
    for words in (jieba.lcut(name, HMM=False), *([place, name[len(place) :]] for place in places)):
        whole = len(name) == 3 and len(words) == 2
        if all(whole if len(word) == 1 else ordinary(word) for word in words):
            return words[-1] not in _BUSINESS_WORDS or taken.get(words[0]) in _CLASSES
    return False


def _dictionary() -> dict[str, tuple[int, str]]:
    """jieba's dictionary: word → frequency and tag."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: (int(frequency), tag) for word, frequency, tag in (line.split(" ") for line in lines)}
