"""`diabetes-admin serve`: the hospital's own tracking server and scoring service."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

import click

from diabetes_desktop.admin.serve_text import (
    FAULTS,
    PASSWORD_VARIABLE,
    SHORTEST_PASSWORD,
    TOKEN_VARIABLES,
    USER_PASSWORD_VARIABLE,
    USER_VARIABLE,
    report_text,
)
from diabetes_desktop.admin.signing import trusted_key_option
from diabetes_desktop.application.serving import (
    CHAMPION,
    SCORING_PORT,
    TRACKING_PORT,
    WATCH_SECONDS,
    ReportService,
    ServeFault,
    ServeRefused,
    ServeRequest,
    TunnelRequest,
)
from diabetes_desktop.domain.model_uri import parse_model_uri

PORT = click.IntRange(1, 65535)
LOOPBACK = ("127.0.0.1", "localhost", "::1")

Serve = Callable[[ServeRequest, Event, ReportService], None]


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
    @click.option(
        "--watch",
        is_flag=True,
        help=f"Serve what an alias names ({CHAMPION} unless --model-uri says otherwise), and let "
        "another version take over when it moves and that version passes its golden cases.",
    )
    @click.option(
        "--watch-seconds",
        type=click.FloatRange(1.0, 3600.0),
        default=WATCH_SECONDS,
        show_default=True,
        help="Pause between two looks at the alias.",
    )
    @trusted_key_option
    @click.option("--tunnel", is_flag=True, help="Let others reach the scoring port over ngrok.")
    @click.option(
        "--traffic-policy",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="ngrok's traffic policy for the tunnel.",
    )
    def command(tunnel: bool, traffic_policy: Path | None, **given: Any) -> None:
        """Run the tracking server and the scoring service until stopped.

        Both listen on this computer alone, unless --host says otherwise. The scoring port asks for
        a user where DIABETES_SCORING_USER and DIABETES_SCORING_PASSWORD are set; it knows no
        encryption, so a reverse proxy with TLS has to stand before it. What fails is started
        again. The logs are in the folder.
        """
        try:
            asked = _tunnel(traffic_policy) if tunnel else None
            request = _request(asked, **given)
            _warn(request)
            serve(request, _stopped_by_signals(), lambda report: click.echo(report_text(report)))
        except ServeRefused as refused:
            raise click.ClickException(FAULTS[refused.fault].format(refused.detail)) from refused

    return command


def _request(
    tunnel: TunnelRequest | None,
    folder: Path,
    allowed_hosts: str,
    trusted_keys: list[str],
    **given: Any,
) -> ServeRequest:
    """Raises ServeRefused: NOTHING_TO_WATCH or SIGN_IN."""
    user, password = (os.environ.get(name, "") for name in (USER_VARIABLE, USER_PASSWORD_VARIABLE))
    if (user or password) and (not user or ":" in user or len(password) < SHORTEST_PASSWORD):
        raise ServeRefused(ServeFault.SIGN_IN)
    if given["watch"]:
        _check_watched(given["model_uri"] or CHAMPION)
    return ServeRequest(
        folder.resolve(),
        allowed_hosts=tuple(name.strip() for name in allowed_hosts.split(",") if name.strip()),
        admin_password=os.environ.get(PASSWORD_VARIABLE, ""),
        trusted_keys=frozenset(trusted_keys),
        scoring_user=user,
        scoring_password=password,
        tunnel=tunnel,
        **given,
    )


def _check_watched(uri: str) -> None:
    try:
        moves = parse_model_uri(uri).moves
    except ValueError:
        moves = False
    if not moves:
        raise ServeRefused(ServeFault.NOTHING_TO_WATCH, uri)


def _tunnel(traffic_policy: Path | None) -> TunnelRequest:
    """Raises ServeRefused: TUNNEL_POLICY."""
    token = next((os.environ[name] for name in TOKEN_VARIABLES if os.environ.get(name)), "")
    try:
        policy = traffic_policy.read_text(encoding="utf-8") if traffic_policy else ""
    except (OSError, ValueError):
        raise ServeRefused(ServeFault.TUNNEL_POLICY, str(traffic_policy)) from None
    return TunnelRequest(token, policy)


def _warn(request: ServeRequest) -> None:
    if request.host not in LOOPBACK:
        asked = (
            "reads on the way what is sent"
            if request.scoring_user
            else ("can ask the scoring service, and reads on the way what is sent")
        )
        click.echo(
            f"Warning: whoever reaches this computer {asked}. Put a reverse proxy with TLS "
            "and authentication before it.",
            err=True,
        )


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
