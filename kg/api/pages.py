"""The pages: the explorer at /, its files under /static, the API page at /docs."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, HTMLResponse
from starlette.staticfiles import StaticFiles

from kg.api.reference import reference_page


def install(app: FastAPI, web: Path) -> None:
    """Add the pages to the app. web: the folder of the explorer's files."""

    @app.get("/", include_in_schema=False)
    async def explorer() -> Response:
        return FileResponse(web / "index.html", headers={"Cache-Control": "no-cache"})

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        page = await run_in_threadpool(reference_page, app.openapi(), request.scope.get("root_path", ""))
        return HTMLResponse(page, headers={"Cache-Control": "no-cache"})

    app.mount("/static", _Static(directory=web), name="static")


class _Static(StaticFiles):
    """Files that a browser asks for again each time, and gets only when they changed."""

    def file_response(self, *arguments: object, **named: object) -> Response:
        response = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response
