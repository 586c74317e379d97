"""OpenAPI, completed: what every route can answer beyond what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from fastapi import FastAPI

from kg.api.described import PROBLEM, problems

_METHODS = {"get", "post"}
_HEADERS = {
    "X-Build": "答案所依据的构建 · the build that the answer is from",
    "X-Request-ID": "请求的编号 · the request's id, the client's own if it is harmless",
}
_SAMPLES = {  # of ids, which every store has of its own: shown, but not linked to
    "/api/v1/entities/": "Park:G372108",
    "/api/v1/statements/": "94d13673756fe9919c81",
    "/api/v1/documents/": "park-page-2021#1",
    "/id/": "Park",
}
_LINE = {"schema": {"type": "string"}, "example": "line 1, column 8: … (…)"}


class App(FastAPI):
    """An app whose description names every status that its middleware, its bodies and its parameters can lead to."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            described = deepcopy(super().openapi())
            schemas = described.setdefault("components", {}).setdefault("schemas", {})
            schemas["Problem"] = PROBLEM
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            for path, operations in described["paths"].items():
                for method in _METHODS & operations.keys():
                    _complete(path, operations[method])
            self.openapi_schema = described
        return self.openapi_schema


def _complete(path: str, operation: dict[str, Any]) -> None:
    answers, parameters = operation["responses"], operation.get("parameters", [])
    sample = next((value for start, value in _SAMPLES.items() if path.startswith(start)), None)
    if sample and parameters:
        parameters[0].setdefault("example", sample)
    answers.pop("422", None)  # FastAPI's own, which is not what we answer
    for status, answer in problems(*_general(path, operation)).items():
        answers.setdefault(str(status), answer)
    for status, answer in answers.items():
        if path == "/sparql" and int(status) >= 400:
            answer["content"] = {"text/plain": answer.get("content", {}).get("text/plain", _LINE)}
        answer["headers"] = {name: {"description": d, "schema": {"type": "string"}} for name, d in _HEADERS.items()}
    if any(parameter["name"] == "callback" for parameter in parameters):  # JSONP
        answers["200"]["content"]["application/javascript"] = {"schema": {"type": "string"}}
    operation["responses"] = dict(sorted(answers.items()))


def _general(path: str, operation: dict[str, Any]) -> Iterator[int]:
    """The statuses that follow from how an operation is asked."""
    yield from (401, 429, 500, 503)
    parameters = operation.get("parameters", [])
    if parameters or "requestBody" in operation:
        yield 400
    if parameters and path != "/sparql":
        yield 422
    if any(parameter["in"] == "path" for parameter in parameters):
        yield 404
    if "requestBody" in operation:
        yield from (408, 413, 415)
