"""What MLflow's client raises, as faults that a person can act on."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator

from diabetes_desktop.adapters.publishing.store_password import is_server
from diabetes_desktop.application.publishing_errors import StoreFault

NOT_THERE = ("RESOURCE_DOES_NOT_EXIST", "NOT_FOUND")
PROBE = "/api/2.0/mlflow/registered-models/search"
HOST_REFUSED = b"Invalid Host header"
PROBE_SECONDS = 3.0
LONGEST_START = 2000  # bytes of an answer; the sentence about host names is shorter


def error_code(error: BaseException) -> str:
    """MLflow's own name for what went wrong; empty when it has none."""
    return str(getattr(error, "error_code", ""))


def fault_of(error: BaseException, store: str) -> StoreFault:
    """The fault behind `error`.

    MLflow tells a refused password, a proxy's page and a wrong certificate in words only. So a
    server is asked once more, plainly, what is the matter.
    """
    if error_code(error) == "PERMISSION_DENIED":
        return StoreFault.RIGHTS
    return probed(store) or StoreFault.FAILED


def probed(store: str) -> StoreFault | None:
    """What is the matter with the server `store`; None when nothing is, or it is no server."""
    if not is_server(store):
        return None
    import requests

    user = os.environ.get("MLFLOW_TRACKING_USERNAME", "")
    password = os.environ.get("MLFLOW_TRACKING_PASSWORD", "")
    token = os.environ.get("MLFLOW_TRACKING_TOKEN", "")
    try:
        with requests.get(
            f"{store.rstrip('/')}{PROBE}",
            params={"max_results": "1"},
            auth=(user, password) if user else None,
            headers={"Authorization": f"Bearer {token}"} if token and not user else {},
            timeout=PROBE_SECONDS,
            allow_redirects=False,
            stream=True,  # whatever it is, it is not read whole
            verify=os.environ.get("MLFLOW_TRACKING_SERVER_CERT_PATH") or True,
            cert=os.environ.get("MLFLOW_TRACKING_CLIENT_CERT_PATH") or None,
        ) as reply:
            start = next(reply.iter_content(LONGEST_START), b"")
            return _by_status(reply.status_code, start, reply.headers.get("Content-Type", ""))
    except (requests.RequestException, OSError) as error:
        return _no_answer(error)


def _by_status(status: int, start: bytes, content_type: str) -> StoreFault | None:
    if status == 401:
        return StoreFault.CREDENTIALS
    if status == 403:
        return StoreFault.HOST_HEADER if HOST_REFUSED in start else StoreFault.RIGHTS
    if status >= 500:
        return StoreFault.FAILED
    if status != 200 or "json" not in content_type:
        return StoreFault.NOT_MLFLOW
    return None


def _no_answer(error: BaseException) -> StoreFault:
    import requests

    kinds = list(_chain(error))
    if any(isinstance(kind, requests.exceptions.SSLError | ssl.SSLError) for kind in kinds):
        return StoreFault.TLS
    if any(isinstance(kind, requests.Timeout | TimeoutError) for kind in kinds):
        return StoreFault.SLOW
    if any(isinstance(kind, requests.ConnectionError) for kind in kinds):
        return StoreFault.UNREACHABLE
    return StoreFault.FAILED


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
