"""Errors are one line that says where, what, and what to do."""

from __future__ import annotations

import pytest

from kg import errors
from kg.errors import KgError


@pytest.mark.parametrize(
    ("where", "hint", "line"),
    [
        ("", "", "no such thing"),
        ("a.tsv, line 3", "", "a.tsv, line 3: no such thing"),
        ("", "look again", "no such thing (look again)"),
        ("a.tsv, line 3", "look again", "a.tsv, line 3: no such thing (look again)"),
    ],
)
def test_the_line_has_the_parts_that_were_given(where: str, hint: str, line: str) -> None:
    assert str(KgError("no such thing", where=where, hint=hint)) == line


def test_line_breaks_from_elsewhere_never_make_two_lines() -> None:
    error = KgError("parser said:\n  line 1\r\n\tcolumn 2", where="x\ny", hint="mend\nit")
    assert str(error) == "x y: parser said: line 1 column 2 (mend it)"


def test_the_parts_can_be_read_one_by_one() -> None:
    error = errors.DataError("bad", where="here", hint="do")
    assert (error.what, error.where, error.hint) == ("bad", "here", "do")


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (errors.OntologyError, KgError),
        (errors.DataError, KgError),
        (errors.StoreError, KgError),
        (errors.EntityNotFoundError, KgError),
        (errors.QuerySyntaxError, errors.QueryError),
        (errors.QueryForbiddenError, errors.QueryError),
        (errors.QueryTimeoutError, errors.QueryError),
        (errors.QueryTooLargeError, errors.QueryError),
    ],
)
def test_all_are_of_one_tree(kind: type[KgError], parent: type[KgError]) -> None:
    assert issubclass(kind, parent) and issubclass(parent, KgError)
    assert str(kind("what", where="where")) == "where: what"
