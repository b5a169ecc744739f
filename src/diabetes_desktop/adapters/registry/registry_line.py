"""Calls of MLflow's REST interface, each with a deadline, and files that are fetched by it.

The MLflow client would do the same in a process of its own: measured, that takes 2 s and 180 MB
for its imports, follows redirects to any host, and has no deadline against a server that drips.
The interface is MLflow's public one: https://mlflow.org/docs/latest/rest-api.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http.client import HTTPResponse
from threading import Event
from typing import Any
from urllib.parse import quote, urlencode

from diabetes_desktop.adapters.scoring_server.deadline_socket import Deadline, GivenUpError
from diabetes_desktop.adapters.scoring_server.exchange import Line, Reply
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import (
    FetchCancelled,
    RegistryFailed,
    RegistryFault,
)
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault

STEP_SECONDS = 3.0
LARGEST_REPLY = 8 * 1024 * 1024  # bytes; the list of ten thousand files needs two
CHUNK = 16 * 1024  # bytes; a slow line's progress is seen every second
API = "/api/2.0/mlflow/"
ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts"
HOST_REFUSED = b"Invalid Host header"
Authorization = Callable[[str], str]  # the header's value for the server's host and port


class CallRefusedError(Exception):
    """The server answered with an error of MLflow's own: its HTTP status and code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code


class _Streaming(Line):
    """A line whose good replies go piece by piece to `keep`, in place of into the memory."""

    keep: Callable[[bytes], None] | None = None

    def _received(self, response: HTTPResponse, largest: int) -> Reply:
        if self.keep is None or response.status != 200:
            return super()._received(response, min(largest, LARGEST_REPLY))
        if (response.length or 0) > largest:
            raise self.address.failed(ServerFault.ANSWER_TOO_LARGE)
        while piece := response.read(CHUNK):
            largest -= len(piece)
            if largest < 0:
                raise self.address.failed(ServerFault.ANSWER_TOO_LARGE)
            self.keep(piece)
        if response.length:  # told a length, and ended before it
            raise self.address.failed(ServerFault.CUT)
        return Reply(response.status, b"")


class RegistryLine:
    """The tracking server of one choice, for one step: all its questions share one time limit.

    A server that answers each of many questions just in time would otherwise take for ever.
    """

    def __init__(
        self,
        choice: ModelChoice,
        authorization: Authorization,
        cancel: Event,
        seconds: float = STEP_SECONDS,
    ) -> None:
        """Nothing is opened yet; `cancel` may be set by another thread at any time.

        The `seconds` for all questions begin now; a file has its own.

        Raises:
            RegistryFailed: PLAIN_HTTP, CA_FILE or CLIENT_CERTIFICATE.
        """
        self._cancel = cancel
        self._step = Deadline(seconds, cancel)
        try:
            self.address = ServerAddress.of(choice.tracking_uri, allow_http=choice.allow_http)
            self._line = _Streaming(
                self.address,
                choice.ca_file,
                choice.client_certificate,
                lambda: authorization(self.address.title),
            )
        except ScoringServerFailed as failed:
            raise self.failed(failed.fault, failed.detail, failed.server) from None

    def failed(
        self, fault: RegistryFault | ServerFault, detail: str = "", server: str = ""
    ) -> RegistryFailed:
        """The error that tells `fault` of this server."""
        return RegistryFailed(fault, server or self.address.title, detail)

    def ask(self, call: str, **query: str) -> Mapping[str, Any]:
        """The JSON object that the call `call` of MLflow's interface gives.

        Raises:
            CallRefusedError: MLflow knows the call, and refuses it.
            RegistryFailed: there is no answer, or it is not MLflow's.
            FetchCancelled: see there.
        """
        return self._object(self._reply(f"{API}{call}?{urlencode(query)}"))

    def list_files(self, folder: str) -> Mapping[str, Any]:
        """What is in the folder `folder` of the server's artifacts. Raises as `ask`."""
        return self._object(self._reply(f"{ARTIFACTS}?{urlencode({'path': folder})}"))

    def fetch(self, path: str, keep: Callable[[bytes], None], largest: int, seconds: float) -> None:
        """Give the file `path` of the server's artifacts to `keep`, piece by piece.

        Raises:
            RegistryFailed: ANSWER_TOO_LARGE beyond `largest` bytes, SLOW after `seconds`, and as
                `ask`.
            CallRefusedError, FetchCancelled: as `ask`.
        """
        self._line.keep = keep
        try:
            deadline = Deadline(seconds, self._cancel)
            reply = self._reply(f"{ARTIFACTS}/{quote(path)}", deadline, largest)
        finally:
            self._line.keep = None
        if reply.status != 200:
            self._object(reply)

    def get(self, path: str) -> Reply:
        """Whatever the server says to `path`. Raises as `ask`, but for CallRefusedError."""
        return self._reply(path)

    def _reply(
        self, path: str, deadline: Deadline | None = None, largest: int = LARGEST_REPLY
    ) -> Reply:
        try:
            reply = self._line.get(path, deadline or self._step, largest)
        except GivenUpError:
            raise FetchCancelled from None
        except ScoringServerFailed as failed:
            raise self.failed(failed.fault, failed.detail) from None
        if reply.status == 401:
            raise self.failed(ServerFault.CREDENTIALS)
        if reply.status == 403 and HOST_REFUSED in reply.body:
            raise self.failed(ServerFault.HOST_HEADER, self.address.host)
        if reply.status >= 500:
            raise self.failed(ServerFault.FAILED, str(reply.status))
        return reply

    def _object(self, reply: Reply) -> Mapping[str, Any]:
        """The reply's own words are a stranger's: only MLflow's error code is taken from them."""
        if reply.status == 403:
            raise CallRefusedError(403, "PERMISSION_DENIED")
        try:
            table = json.loads(reply.body)
        except (ValueError, RecursionError):
            table = None
        if not isinstance(table, dict):
            raise self.failed(RegistryFault.NOT_MLFLOW, str(reply.status))
        if reply.status == 200:
            return table
        code = table.get("error_code")
        if not isinstance(code, str):
            raise self.failed(RegistryFault.NOT_MLFLOW, str(reply.status))
        raise CallRefusedError(reply.status, code)
