"""The server process: a listening socket, uvicorn on it, a clean end."""

from __future__ import annotations

import resource
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from kg.api.connections import MOST, Connection
from kg.errors import KgError

_PATIENCE = 5
_KEEP_ALIVE = 75  # seconds; longer than a proxy keeps its connections (nginx: 60), so that none is closed in its hands


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises KgError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        reason = error.strerror or str(error)
        raise KgError(
            f"cannot listen there: {reason}", where=f"{host}:{port}", hint="choose another --port or --host"
        ) from error


def run(app: FastAPI, listening: socket.socket, announce: Callable[[str], None], trusted: str = "") -> None:
    """Serve until SIGINT or SIGTERM; requests under way get some seconds to end.

    announce: called with the address once it answers, without the prefix. trusted: addresses and networks, separated by
    commas, of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Raises KgError when the app does
    not start.
    """
    _allow_open_files()
    config = uvicorn.Config(
        *(app,),
        http=Connection,
        log_level="warning",
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_PATIENCE,
        server_header=False,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted,
    )
    server = _Server(config, lambda: announce(_address(listening)))
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn raises the signals again once it has stopped
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    if not server.started:
        raise KgError("the server did not start", hint="the lines above say why")


def _allow_open_files() -> None:
    """Every connection is an open file, and the usual limit of 1,024 is less than they may be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST * 2 if hard == resource.RLIM_INFINITY else min(MOST * 2, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_start: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_start()


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
