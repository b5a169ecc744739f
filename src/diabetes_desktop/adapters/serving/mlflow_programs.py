"""MLflow's two servers as commands: what they are told, and what only their environment knows.

Passwords and keys never stand in a command, which every user of the computer can read.
"""

from __future__ import annotations

import os
import secrets
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from diabetes_desktop.adapters.serving.kept_service import ServiceProgram
from diabetes_desktop.application.serving import ServeRequest, Service

ADMIN = "admin"
AUTH_FILE = "basic_auth.ini"
AUTH_DATABASE = "basic_auth.db"
OF_THE_REGISTRY = (
    "MLFLOW_BACKEND_STORE_URI",
    "MLFLOW_TRACKING_URI",
    "MLFLOW_TRACKING_USERNAME",
    "MLFLOW_TRACKING_PASSWORD",
    "MLFLOW_TRACKING_TOKEN",
)
OWN_SECRETS = (  # of `serve` itself, which no service is told
    "MLFLOW_AUTH_ADMIN_PASSWORD",
    "DIABETES_SCORING_PASSWORD",
    "NGROK_TOKEN",
    "NGROK_AUTHTOKEN",
)
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


def auth_settings(folder: Path) -> str:
    """The text of the settings of MLflow's basic authentication."""
    database = (folder / AUTH_DATABASE).as_posix().replace("%", "%%")
    return (
        "[mlflow]\n"
        "default_permission = READ\n"
        f"database_uri = sqlite:///{database}\n"
        f"admin_username = {ADMIN}\n"
        "authorization_function = mlflow.server.auth:authenticate_request_basic_auth\n"
    )


def tracking_program(request: ServeRequest, environment: Mapping[str, str]) -> ServiceProgram:
    """`mlflow server` with basic authentication, called by allowed names alone."""
    folder, port = request.folder, request.tracking_port
    store = request.backend_store or f"sqlite:///{(folder / 'mlflow.db').as_posix()}"
    command = [sys.executable, "-m", "mlflow", "server", "--app-name", "basic-auth"]
    command += ["--host", request.host, "--port", str(port), "--workers", "1"]
    command += ["--artifacts-destination", str(folder / "artifacts")]
    command += ["--allowed-hosts", ",".join(allowed_hosts(request))]
    own = {
        "MLFLOW_BACKEND_STORE_URI": store,  # may hold a password
        "MLFLOW_AUTH_CONFIG_PATH": str(folder / AUTH_FILE),
        "MLFLOW_FLASK_SERVER_SECRET_KEY": secrets.token_hex(32),
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",  # five more processes that nothing here uses
    }
    if request.admin_password:
        own["MLFLOW_AUTH_ADMIN_PASSWORD"] = request.admin_password
    return ServiceProgram(
        Service.TRACKING,
        command,
        {**_common(environment), **own},
        port,
        f"{tracking_uri(request)}/health",
        folder / "logs" / "tracking.log",
    )


def scoring_program(
    request: ServeRequest, directory: str, port: int, environment: Mapping[str, str]
) -> ServiceProgram:
    """`mlflow models serve` of `directory`, for this computer alone: the front stands before it.

    It needs nobody's password, and gets none.
    """
    command = [sys.executable, "-m", "mlflow", "models", "serve", "--env-manager", "local"]
    command += ["--model-uri", directory, "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1"]
    common = _common(environment)
    return ServiceProgram(
        Service.SCORING,
        command,
        {name: value for name, value in common.items() if name not in OF_THE_REGISTRY},
        port,
        f"http://127.0.0.1:{port}/ping",
        request.folder / "logs" / "scoring.log",
    )


def tracking_uri(request: ServeRequest) -> str:
    """Where this computer itself calls the tracking server."""
    return f"http://{_reached(request.host)}:{request.tracking_port}"


def allowed_hosts(request: ServeRequest) -> list[str]:
    """The Host headers that the tracking server takes, with and without its port."""
    names = dict.fromkeys(["localhost", "127.0.0.1", _reached(request.host)])
    names |= dict.fromkeys(request.allowed_hosts)
    return [each for name in names for each in (name, f"{name}:{request.tracking_port}")]


def _common(environment: Mapping[str, str]) -> dict[str, str]:
    # MLflow starts `uvicorn` by that name, from wherever the environment's programs are.
    path = os.pathsep.join([sysconfig.get_path("scripts"), environment.get("PATH", "")])
    kept = {name: value for name, value in environment.items() if name not in OWN_SECRETS}
    return {
        **kept,
        "PATH": path,
        "PYTHONUNBUFFERED": "1",
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "DO_NOT_TRACK": "true",
    }


def _reached(host: str) -> str:
    """The name by which this computer itself calls a server that listens on `host`."""
    return "127.0.0.1" if host in ANYWHERE else host
