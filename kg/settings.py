"""Every setting that can come from the environment, read in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from kg.errors import KgError

ONTOLOGY_NAMESPACE = "https://parkgraph.example/ontology#"
_CHOICES = "choices"
_KINDS: dict[str, type] = {"str": str, "int": int, "float": float}


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and addresses. Each field names its environment variable and unit in docs/settings.md."""

    base_iri: str = "https://parkgraph.example/"
    query_timeout: float = 10.0
    query_workers: int = 2
    query_long: int = 2
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
    log: str = field(default="errors", metadata={_CHOICES: ("off", "errors", "all")})
    log_with: str = ""
    metrics: str = field(default="local", metadata={_CHOICES: ("off", "local", "all")})
    api_keys: str = ""
    rate_limit: str = ""
    trusted_proxies: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings with every `KG_<FIELD>` variable applied.

        Raises KgError when a variable cannot be read as its type or is none of its choices.
        """
        environ = os.environ if environ is None else environ
        variables = ((f, f"KG_{f.name.upper()}") for f in fields(cls))
        return cls(**{f.name: _value(f, environ[name]) for f, name in variables if name in environ})


def _value(field: Field[Any], text: str) -> Any:
    choices, kind = field.metadata.get(_CHOICES), _KINDS[str(field.type)]
    try:
        value = kind(text)
    except ValueError as error:
        raise _refused(field, f"{text!r} is not a {kind.__name__}", f"such as {field.default}") from error
    if choices and value not in choices:
        raise _refused(field, f"{text!r} is none of its values", " or ".join(choices))
    return value


def _refused(field: Field[Any], what: str, value: str) -> KgError:
    where = f"environment variable KG_{field.name.upper()}"
    return KgError(what, where=where, hint=f"unset it or give a value: {value}")
