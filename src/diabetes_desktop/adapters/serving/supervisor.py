"""Keeps the tracking server and the scoring service running until it is told to stop."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from threading import Event, Lock, Thread

from diabetes_desktop.adapters.log_file import LogFile
from diabetes_desktop.adapters.serving.front import ScoringFront
from diabetes_desktop.adapters.serving.kept_service import KeptService
from diabetes_desktop.adapters.serving.mlflow_programs import (
    AUTH_DATABASE,
    AUTH_FILE,
    auth_settings,
    scoring_program,
    tracking_program,
)
from diabetes_desktop.adapters.serving.succession import Succession
from diabetes_desktop.adapters.serving.tunnel import Tunnel
from diabetes_desktop.adapters.serving.watched_model import Surroundings, watch, watched_choice
from diabetes_desktop.adapters.signed_model import look_with
from diabetes_desktop.application.inspect_model import check_allowed
from diabetes_desktop.application.serving import (
    Happening,
    ReportService,
    ServeFault,
    ServeRefused,
    ServeRequest,
    Service,
    ServiceReport,
)
from diabetes_desktop.application.training_errors import ToolsMissing
from diabetes_desktop.domain.model_uri import parse_model_uri

NEEDED = ("mlflow", "Flask-WTF")  # what the data team's tools bring


class Supervisor:
    """See the module."""

    def __init__(
        self, request: ServeRequest, bundled: Path, environment: Mapping[str, str]
    ) -> None:
        """Check that it can start, prepare the folder, and take the scoring port.

        Raises:
            ToolsMissing: MLflow's servers are not installed here.
            ServeRefused: NO_MODEL, PORT_TAKEN, FIRST_START or FOLDER, or as `Tunnel`.
            ModelRefused: the directory to serve is not signed by a trusted key.
        """
        _need_tools()
        _need_model(request)
        self._tunnel = (
            Tunnel(request.tunnel, bool(request.scoring_user)) if request.tunnel else None
        )
        _prepare(request)
        _need_port(request.host, request.tracking_port)
        self._request = request
        self._bundled = str(bundled)
        self._environment = environment
        self._log = LogFile(request.folder / "logs" / "supervisor.log")
        self._telling = Lock()
        self._report: ReportService = lambda report: None
        self._front = ScoringFront(
            request.host, request.port, request.scoring_user, request.scoring_password
        )

    def run(self, stop: Event, report: ReportService) -> None:
        """Until `stop` is set; then everything has ended.

        Raises:
            ServeRefused: the tunnel can't be opened, and nothing was started.
        """
        self._report = report
        self._front.start()
        try:
            if self._tunnel is not None:
                place = self._tunnel.open(self._request.port)
                self._tell(ServiceReport(Service.TUNNEL, Happening.READY, 0, place=place))
            self._run_services(stop)
        finally:
            if self._tunnel is not None:
                self._tunnel.close()
            self._front.stop()

    def _run_services(self, stop: Event) -> None:
        tracking_stop = Event()  # set last: what is under way may still need its files
        program = tracking_program(self._request, self._environment)
        tracking = KeptService(program, self._telling_of(Service.TRACKING), tracking_stop)
        threads = [
            Thread(target=tracking.keep, name="tracking server"),
            Thread(target=self._score, args=(tracking, stop), name="scoring"),
        ]
        for thread in threads:
            thread.start()
        try:
            while not stop.wait(1.0):  # a wait without an end would not notice signals on Windows
                pass
        finally:
            self._front.stop()
            stop.set()
            tracking_stop.set()
            for thread in threads:
                thread.join()

    def _score(self, tracking: KeptService, stop: Event) -> None:
        request, tell = self._request, self._telling_of(Service.SCORING)
        succession = Succession(
            self._front,
            lambda directory, port: scoring_program(request, directory, port, self._environment),
            lambda happening, number: tell(happening, self._shown(happening, number)),
        )
        if request.watch or is_of_registry(request.model_uri):
            around = Surroundings(self._environment, succession, self._tell, self._log.bug)
            watch(request, around, tracking.ready, stop)
            tell(Happening.STOPPED, 0)
        else:
            succession.keep(request.model_uri or self._bundled, stop)

    def _shown(self, happening: Happening, number: int) -> int:
        """What is told of the port is the one that others call."""
        has_port = happening in (Happening.STARTING, Happening.READY)
        return self._request.port if has_port else number

    def _telling_of(self, service: Service) -> Callable[[Happening, int], None]:
        return lambda happening, number: self._tell(ServiceReport(service, happening, number))

    def _tell(self, report: ServiceReport) -> None:
        fault = getattr(getattr(report.why, "fault", None), "value", "")
        facts = {"fault": fault} if fault else {}
        name = f"service_{report.happening.value}"
        with self._telling:
            self._log.event(name, source=report.service.value, count=report.number, **facts)
            self._report(report)


def _need_tools() -> None:
    for package in NEEDED:
        try:
            metadata.distribution(package)
        except metadata.PackageNotFoundError:
            raise ToolsMissing(package) from None


def is_of_registry(model_uri: str) -> bool:
    """Whether the tracking server is asked for the model."""
    try:
        return bool(parse_model_uri(model_uri))
    except ValueError:
        return False


def _need_model(request: ServeRequest) -> None:
    place = request.model_uri
    if request.watch or not place or is_of_registry(place):
        return
    if not Path(place).is_dir():
        raise ServeRefused(ServeFault.NO_MODEL, place)
    if request.trusted_keys:
        check_allowed(look_with(request.trusted_keys)(place), watched_choice(request))


def _prepare(request: ServeRequest) -> None:
    folder = request.folder
    try:
        (folder / "logs").mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # on Windows its users are kept out by `icacls`
        if not (folder / AUTH_DATABASE).exists() and not request.admin_password:
            raise ServeRefused(ServeFault.FIRST_START)
        settings = folder / f"{AUTH_FILE}.new"
        settings.write_text(auth_settings(folder), encoding="utf-8")
        settings.replace(folder / AUTH_FILE)
    except OSError:
        raise ServeRefused(ServeFault.FOLDER, str(folder)) from None


def _need_port(host: str, port: int) -> None:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as sock:
            if os.name != "nt":  # there the option would take a port that is in use
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((host, port))
    except OSError:
        raise ServeRefused(ServeFault.PORT_TAKEN, f"{host}:{port}") from None
