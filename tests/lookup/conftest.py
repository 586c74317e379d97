from __future__ import annotations

import pytest

from kg.lookup import Lookup
from tests import ties_store


@pytest.fixture(scope="session")
def lookup(tmp_path_factory: pytest.TempPathFactory) -> Lookup:
    return Lookup(ties_store.write(tmp_path_factory.mktemp("ties")))
