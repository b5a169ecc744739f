"""`diabetes-admin serve`: the hospital's own tracking server and scoring service."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import FrameType

import click

from diabetes_desktop.application.serving import (
    SCORING_PORT,
    TRACKING_PORT,
    Happening,
    ReportService,
    ServeFault,
    ServeRefused,
    ServeRequest,
    Service,
)

PASSWORD_VARIABLE = "MLFLOW_AUTH_ADMIN_PASSWORD"  # noqa: S105 - its name
PORT = click.IntRange(1, 65535)
LOOPBACK = ("127.0.0.1", "localhost", "::1")

Serve = Callable[[ServeRequest, Event, ReportService], None]

NAMES = {Service.TRACKING: "Tracking server", Service.SCORING: "Scoring service"}
HAPPENINGS = {
    Happening.STARTING: "{name} starting on port {number}",
    Happening.READY: "{name} ready on port {number}",
    Happening.ENDED: "{name} ended: starting it again in {number} s, see its log",
    Happening.UNHEALTHY: "{name} does not answer: starting it again in {number} s, see its log",
    Happening.STOPPED: "{name} stopped",
}
FAULTS = {
    ServeFault.PORT_TAKEN: (
        "Another program listens on {0} already, or this one may not. Stop it, or choose another "
        "port with --port or --tracking-port."
    ),
    ServeFault.FIRST_START: (
        "The first start makes the tracking server's user admin, who needs a password of at least "
        f"12 characters: put it into the environment variable {PASSWORD_VARIABLE}."
    ),
    ServeFault.FOLDER: "The folder {0} can't be written.",
}


def serve_command(serve: Serve) -> click.Command:
    """The command, which runs until it is stopped."""

    @click.command("serve")
    @click.option(
        "--model-uri", default="", help="Folder or MLflow URI; the bundled model unless given."
    )
    @click.option("--port", type=PORT, default=SCORING_PORT, show_default=True, help="Scoring.")
    @click.option("--tracking-port", type=PORT, default=TRACKING_PORT, show_default=True)
    @click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
    @click.option(
        "--folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("diabetes-server"),
        show_default=True,
        help="Data, models and logs.",
    )
    @click.option(
        "--backend-store-uri",
        "backend_store",
        envvar="MLFLOW_BACKEND_STORE_URI",
        default="",
        help="Database of the tracking server; SQLite in the folder unless given. One with a "
        "password belongs into MLFLOW_BACKEND_STORE_URI.",
    )
    @click.option(
        "--allowed-hosts",
        default="",
        help="Names by which workstations call the tracking server, with commas.",
    )
    def command(allowed_hosts: str, folder: Path, **given: object) -> None:
        """Run the tracking server and the scoring service until stopped.

        Both listen on this computer alone, unless --host says otherwise: the scoring service knows
        neither users nor encryption, so a reverse proxy with both has to stand before it. What
        fails is started again. The logs are in the folder.
        """
        names = tuple(name.strip() for name in allowed_hosts.split(",") if name.strip())
        request = ServeRequest(
            folder.resolve(),
            allowed_hosts=names,
            admin_password=os.environ.get(PASSWORD_VARIABLE, ""),
            **given,  # type: ignore[arg-type]
        )
        _warn(request)
        try:
            serve(request, _stopped_by_signals(), _report)
        except ServeRefused as refused:
            raise click.ClickException(FAULTS[refused.fault].format(refused.detail)) from refused

    return command


def _warn(request: ServeRequest) -> None:
    if request.host not in LOOPBACK:
        click.echo(
            "Warning: whoever reaches this computer can ask the scoring service, and reads on the "
            "way what is sent. Put a reverse proxy with TLS and authentication before it.",
            err=True,
        )


def _report(service: Service, happening: Happening, number: int) -> None:
    click.echo(HAPPENINGS[happening].format(name=NAMES[service], number=number))


def _stopped_by_signals() -> Event:
    """Set by Ctrl+C, by what systemd sends, and by what a Windows service does."""
    stop = Event()

    def handle(_: int, __: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, handle)
    signal.signal(signal.SIGTERM, handle)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, handle)
    return stop
