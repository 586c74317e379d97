from __future__ import annotations

import pytest

from kg.neighborhood import Neighborhood
from tests import ties_store


@pytest.fixture(scope="session")
def near(tmp_path_factory: pytest.TempPathFactory) -> Neighborhood:
    return Neighborhood.of(ties_store.write(tmp_path_factory.mktemp("ties")))
