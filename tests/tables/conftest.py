"""Fixtures of this room's tests."""

from __future__ import annotations

import pytest

from kg.gazetteer import Gazetteer
from kg.tables import KnownNames


@pytest.fixture(scope="session")
def known() -> KnownNames:
    """The names of the shipped gazetteer."""
    return KnownNames(Gazetteer.load())
