"""Whether the examples of the API have the shape of real answers."""

from __future__ import annotations

from typing import Any

_BY_NAME = {"entities", "facts", "statements", "prefixes"}


def differences(example: Any, real: Any, path: str) -> Any:
    """Keys that one of the two lacks; of lists, the first items are compared, of maps by name, the names are not."""
    if isinstance(example, dict) and isinstance(real, dict):
        if path.rpartition("/")[2] in _BY_NAME:
            return
        yield from (f"{path}/{key}" for key in example.keys() ^ real.keys())
        for key in example.keys() & real.keys():
            yield from differences(example[key], real[key], f"{path}/{key}")
    elif isinstance(example, list) and isinstance(real, list) and example and real:
        yield from differences(example[0], real[0], path)
