"""What `serve` is asked for, what it tells on the way, and what keeps it from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from diabetes_desktop.application.errors import AppError

SCORING_PORT = 8001
TRACKING_PORT = 5000
WATCH_SECONDS = 10.0  # between two looks at an alias, on the very computer of the registry
CHAMPION = "models:/diabetes_model@champion"


@dataclass(frozen=True, slots=True)
class TunnelRequest:
    """The scoring port shall be reached through ngrok; `policy` is the text of a traffic policy."""

    token: str = field(repr=False)
    policy: str = ""


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """Which model to serve, and where.

    Attributes:
        folder: data, settings, models and logs of both services.
        model_uri: a directory, `models:/…` or `runs:/…`; empty: the bundled model, or `CHAMPION`
            where it is watched.
        host: the network address to listen on.
        backend_store: where the tracking server keeps its records; empty: SQLite in `folder`.
        allowed_hosts: names by which the tracking server may be called, beside this computer's own.
        admin_password: of the tracking server's first user; needed at the first start alone.
        watch: whether another version takes over when the registry names one.
        watch_seconds: between two looks at the registry.
        trusted_keys: where there are any, one of them has to have signed the model.
        scoring_user: whom the scoring port asks for; empty: nobody.
        tunnel: None: the scoring port is not reached from outside.
    """

    folder: Path
    model_uri: str = ""
    port: int = SCORING_PORT
    tracking_port: int = TRACKING_PORT
    host: str = "127.0.0.1"
    backend_store: str = ""
    allowed_hosts: tuple[str, ...] = ()
    admin_password: str = field(default="", repr=False)
    watch: bool = False
    watch_seconds: float = WATCH_SECONDS
    trusted_keys: frozenset[str] = frozenset()
    scoring_user: str = ""
    scoring_password: str = field(default="", repr=False)
    tunnel: TunnelRequest | None = None


class Service(Enum):
    """What is kept running."""

    TRACKING = "tracking"
    SCORING = "scoring"
    TUNNEL = "tunnel"


class Happening(Enum):
    """What became of a service; the number of a report is what the comment says."""

    STARTING = "starting"  # its port
    READY = "ready"  # its port
    ENDED = "ended"  # seconds until it is started again
    UNHEALTHY = "unhealthy"  # seconds until it is started again
    STOPPED = "stopped"
    TOOK_OVER = "took_over"  # the version that answers from now on
    REFUSED = "refused"  # the version that does not take over
    POSTPONED = "postponed"  # the version that is tried again later
    UNSIGNED = "unsigned"  # the version that answers, though no trusted key has signed it
    OUT_OF_REACH = "out_of_reach"  # the version that goes on answering; 0: none does
    REACHED = "reached"  # the version that answers; the registry can be asked again


@dataclass(frozen=True, slots=True)
class ServiceReport:
    """One happening.

    `why` goes with REFUSED, POSTPONED and OUT_OF_REACH; `place` is the tunnel's address.
    """

    service: Service
    happening: Happening
    number: int = 0
    why: AppError | None = None
    place: str = ""


ReportService = Callable[[ServiceReport], None]


class ServeFault(Enum):
    """Why nothing was started."""

    PORT_TAKEN = "port_taken"  # detail: the port
    FIRST_START = "first_start"  # it needs a password for the tracking server's first user
    FOLDER = "folder"  # detail: the folder, which can't be written
    NOTHING_TO_WATCH = "nothing_to_watch"  # detail: the URI, which always names the same model
    NO_MODEL = "no_model"  # detail: the URI, which is neither a folder nor of the registry
    SIGN_IN = "sign_in"  # user or password of the scoring port are missing, or too short
    TUNNEL_OPEN = "tunnel_open"  # nobody would be asked who they are
    TUNNEL_POLICY = "tunnel_policy"  # detail: the file of the policy, which can't be used
    TUNNEL_TOKEN = "tunnel_token"  # noqa: S105 - there is none
    TUNNEL_PACKAGE = "tunnel_package"  # ngrok is not installed
    TUNNEL_TOKEN_REFUSED = "tunnel_token_refused"  # noqa: S105 - detail: ngrok's code
    TUNNEL_REFUSED = "tunnel_refused"  # detail: ngrok's code
    TUNNEL_NETWORK = "tunnel_network"  # ngrok's service is out of reach


class TrialFault(Enum):
    """Why a version did not show that its service can answer."""

    OWN_CODE = "own_code"  # nobody vouches for code that it brings; detail: where it is named
    ENDED = "ended"  # its service ended, or never came up; detail: the log
    SILENT = "silent"  # its service did not answer in time, or broke off; detail: how


class TrialFailed(AppError):
    """A version did not take over."""

    fault: TrialFault
    detail: str = ""

    @property
    def passes(self) -> bool:
        """Whether a computer that is busy, or out of memory, could be the reason."""
        return self.fault is not TrialFault.OWN_CODE


class ServeRefused(AppError):
    """`serve` can't start; nothing is running."""

    fault: ServeFault
    detail: str = ""
