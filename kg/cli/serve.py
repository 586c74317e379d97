"""kg serve: the three doors over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import any_store_option


@click.command()
@any_store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option("--root-path", default="", help="Prefix that a proxy in front adds to every address, such as /parks.")
def serve(store: Path | str, host: str, port: int, root_path: str) -> None:
    """Serve the explorer, the API and SPARQL over one store, until Ctrl-C.

    \b
    Example:
      kg serve
      kg serve --store /srv/parks/.kg --port 8080 --root-path /parks
    """
    from kg.api.app import create_app
    from kg.api.server import listen, run
    from kg.settings import Settings

    settings, prefix = Settings.from_environment(), root_path.rstrip("/")
    app = create_app(store, settings, root_path=prefix)
    run(app, listen(host, port), lambda address: click.echo(f"{address}{prefix}/", err=True), settings.trusted_proxies)
