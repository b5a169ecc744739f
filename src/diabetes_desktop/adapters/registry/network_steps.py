"""The first steps of a connection test: from a name to a server that speaks TLS."""

from __future__ import annotations

import ssl
from contextlib import closing
from threading import Event
from urllib.request import getproxies

from diabetes_desktop.adapters.registry.registry_line import STEP_SECONDS
from diabetes_desktop.adapters.scoring_server.deadline_socket import Deadline, GivenUpError
from diabetes_desktop.adapters.scoring_server.dialling import dial, resolved
from diabetes_desktop.adapters.scoring_server.proxy import proxy_for, tunnel
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.adapters.scoring_server.tls import make_context, secured
from diabetes_desktop.application.check_connection import Found, Step, Walk
from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import FetchCancelled, RegistryFailed
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault


class NetworkSteps:
    """The way to the server of one URL; `failed` makes the error of a registry or a server."""

    def __init__(self, choice: ModelChoice, url: str, is_registry: bool) -> None:
        """Nothing is opened yet. The failures are `RegistryFailed` or `ScoringServerFailed`."""
        self._choice = choice
        self._url = url
        self._is_registry = is_registry

    def steps(self) -> list[tuple[Step, Walk]]:
        """Name, port and, for https, TLS."""
        steps: list[tuple[Step, Walk]] = [
            (Step.NAME, lambda cancel: self._step(self._look_up, cancel)),
            (Step.PORT, lambda cancel: self._step(self._knock, cancel)),
        ]
        if self._url.startswith("https:"):
            steps.append((Step.TLS, lambda cancel: self._step(self._greet, cancel)))
        return steps

    def _step(self, walk: object, cancel: Event) -> Found:
        deadline = Deadline(STEP_SECONDS, cancel)
        try:
            address = ServerAddress.of(self._url, allow_http=self._choice.allow_http)
            try:
                return walk(address, deadline)  # type: ignore[operator, no-any-return]
            except TimeoutError:
                raise address.failed(ServerFault.SLOW, f"{STEP_SECONDS:g}") from None
        except GivenUpError:
            raise FetchCancelled from None
        except ScoringServerFailed as failed:
            raise self._failed(failed) from None

    def _failed(self, failed: ScoringServerFailed) -> AppError:
        if self._is_registry:
            return RegistryFailed(failed.fault, failed.server, failed.detail)
        return failed

    def _look_up(self, address: ServerAddress, deadline: Deadline) -> Found:
        host, port = _first_hop(address)
        return Found(resolved(address, host, port, deadline)[0][1])

    def _knock(self, address: ServerAddress, deadline: Deadline) -> Found:
        host, port = _first_hop(address)
        with closing(dial(address, host, port, deadline)):
            return Found(f"{host}:{port}")

    def _greet(self, address: ServerAddress, deadline: Deadline) -> Found:
        choice = self._choice
        context = make_context(address, choice.ca_file, choice.client_certificate)
        with closing(dial(address, *_first_hop(address), deadline)) as sock:
            if proxy_for(address, getproxies()) is not None:
                tunnel(sock, address, deadline)
            with closing(secured(sock, context, address, deadline)) as tls:
                return Found(_issuer(tls))


def _first_hop(address: ServerAddress) -> tuple[str, int]:
    return proxy_for(address, getproxies()) or (address.host, address.port)


def _issuer(sock: ssl.SSLSocket) -> str:
    """Who signed the server's certificate: the organization, or else the common name."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    content = sock.getpeercert(binary_form=True)
    if not content:
        return ""
    issuer = x509.load_der_x509_certificate(content).issuer
    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        for attribute in issuer.get_attributes_for_oid(kind):
            text = str(attribute.value)
            if text.isprintable():
                return text[:100]
    return ""
