"""The pages: the explorer at /, its files under /static, the API page at /docs and what it is made from."""

from __future__ import annotations

from pathlib import Path

import orjson
from fastapi import FastAPI, Request, Response
from starlette.staticfiles import StaticFiles

from kg.api.reference import reference_page
from kg.api.responses import steady

_HTML = "text/html; charset=utf-8"


def install(app: FastAPI, web: Path) -> None:
    """Add the pages to the app. web: the folder of the explorer's files."""

    @app.get("/", include_in_schema=False)
    def explorer(request: Request) -> Response:
        return steady(request, (web / "index.html").read_bytes(), _HTML)

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        return steady(request, reference_page(app.openapi(), request.scope["root_path"]).encode(), _HTML)

    @app.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        servers = [{"url": request.scope["root_path"] or "/"}]
        return steady(request, orjson.dumps({**app.openapi(), "servers": servers}), "application/json")

    app.mount("/static", _Static(directory=web), name="static")


class _Static(StaticFiles):
    """Files that a browser asks for again each time, and gets only when they changed."""

    def file_response(self, *arguments: object, **named: object) -> Response:
        response = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response
