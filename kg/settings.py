"""Every setting that can come from the environment, read in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import KgError

ONTOLOGY_NAMESPACE = "https://parkgraph.example/ontology#"


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and addresses. Each field names its environment variable and unit in docs/settings.md."""

    base_iri: str = "https://parkgraph.example/"
    query_timeout: float = 10.0
    query_workers: int = 2
    query_max_length: int = 50_000
    query_max_bytes: int = 32_000_000
    query_memory: int = 2_000_000_000
    query_queue: int = 128
    query_cache_bytes: int = 64_000_000
    query_sending_bytes: int = 256_000_000
    query_sending_patience: float = 30.0
    extract_max_bytes: int = 200_000
    extract_timeout: float = 30.0
    match_max_bytes: int = 5_000_000
    match_max_rows: int = 2_000

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings with every `KG_<FIELD>` variable applied.

        Raises KgError when a variable cannot be read as its type.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, str | int | float] = {}
        for name, default in ((f, getattr(cls(), f)) for f in cls.__dataclass_fields__):
            variable = f"KG_{name.upper()}"
            if variable not in environ:
                continue
            try:
                values[name] = type(default)(environ[variable])
            except ValueError as error:
                raise KgError(
                    f"{environ[variable]!r} is not a {type(default).__name__}",
                    where=f"environment variable {variable}",
                    hint=f"unset it or give a value such as {default}",
                ) from error
        return cls(**values)  # type: ignore[arg-type]
