"""What `serve` is asked for, what it tells on the way, and what keeps it from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from diabetes_desktop.application.errors import AppError

SCORING_PORT = 8001
TRACKING_PORT = 5000


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """Which model to serve, and where.

    Attributes:
        folder: data, settings and logs of both services.
        model_uri: a directory, or anything that MLflow resolves; empty: the bundled model.
        host: the network address to listen on.
        backend_store: where the tracking server keeps its records; empty: SQLite in `folder`.
        allowed_hosts: names by which the tracking server may be called, beside this computer's own.
        admin_password: of the tracking server's first user; needed at the first start alone.
    """

    folder: Path
    model_uri: str = ""
    port: int = SCORING_PORT
    tracking_port: int = TRACKING_PORT
    host: str = "127.0.0.1"
    backend_store: str = ""
    allowed_hosts: tuple[str, ...] = ()
    admin_password: str = field(default="", repr=False)


class Service(Enum):
    """The two programs that are kept running."""

    TRACKING = "tracking"
    SCORING = "scoring"


class Happening(Enum):
    """What became of a service; the number of a report is what the comment says."""

    STARTING = "starting"  # its port
    READY = "ready"  # its port
    ENDED = "ended"  # seconds until it is started again
    UNHEALTHY = "unhealthy"  # seconds until it is started again
    STOPPED = "stopped"


ReportService = Callable[[Service, Happening, int], None]


class ServeFault(Enum):
    """Why nothing was started."""

    PORT_TAKEN = "port_taken"  # detail: the port
    FIRST_START = "first_start"  # it needs a password for the tracking server's first user
    FOLDER = "folder"  # detail: the folder, which can't be written


class ServeRefused(AppError):
    """`serve` can't start; nothing is running."""

    fault: ServeFault
    detail: str = ""
