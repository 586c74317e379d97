"""/api/v1/queries: the question gallery, its queries filled in, and the values of its drop-downs."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from kg.api import examples, responses
from kg.api.described import found
from kg.api.errors import BadRequestError
from kg.api.served import Served

Answer = dict[str, Any]


def router(served: Served) -> APIRouter:
    """The routes of the gallery; any other parameter of a question's address fills in the question."""
    routes = APIRouter(prefix="/api/v1/queries", tags=["questions"])

    @routes.get("", summary="常问的问题 · The question gallery", responses=found(examples.QUESTIONS))
    def questions(request: Request) -> Response:
        """每个问题的标题、用途、参数（含默认值与下拉选项的地址）和查询语句。

        Each question with title, use, parameters (default, address of the drop-down's values) and query text.
        """

        def listed(answer: Answer) -> Answer:
            return {**answer, "results": [_addressed(request, question) for question in answer["results"]]}

        return responses.looked_up(request, served, lambda lookup: listed(lookup.questions()))

    @routes.get("/options/{name}", summary="参数的取值 · Values of a drop-down", responses=found(examples.OPTIONS, 404))
    def options(request: Request, name: str) -> Response:
        """下拉选项：值（实体为 id）与名称。 The values of a drop-down, an entity by its id, with their labels."""
        return responses.looked_up(request, served, lambda lookup: lookup.options(name))

    @routes.get("/{name}", summary="填好的查询 · A question filled in", responses=found(examples.QUESTION, 400, 404))
    def question(request: Request, name: str) -> Response:
        """以参数名填写，如 ?park=济宁高新区（id 或名称）；未给的用默认值。run 是运行该查询的地址。

        Parameters by their names, such as ?park=Park:G372108 (id or name); `run` is the address that runs the query.
        """
        given = request.query_params.multi_items()
        values = dict(given)
        if len(values) < len(given):
            raise BadRequestError("a parameter is given twice", hint="give each parameter once")
        return responses.looked_up(request, served, lambda lookup: _addressed(request, lookup.question(name, values)))

    return routes


def _addressed(request: Request, question: Answer) -> Answer:
    """The question with the addresses of its drop-downs and of the query's answer."""
    root = request.scope.get("root_path", "")
    parameters = [
        {**parameter, "options": f"{root}/api/v1/queries/options/{parameter['options']}"}
        for parameter in question["parameters"]
    ]
    return {**question, "parameters": parameters, "run": f"{root}/sparql?query={quote(question['text'], safe='')}"}
