"""A model that answers on a scoring server. See `application.ports.ModelHost`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import TypeVar

from diabetes_desktop.adapters.explanation_files import read_background
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row
from diabetes_desktop.adapters.scoring_server import messages
from diabetes_desktop.adapters.scoring_server.deadline_socket import Deadline, GivenUpError
from diabetes_desktop.adapters.scoring_server.exchange import Line
from diabetes_desktop.adapters.scoring_server.plausibility import (
    ROWS,
    count_sensible,
    expected,
    same_answers,
)
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.errors import (
    ModelFault,
    ModelNotReady,
    NoLongerAsked,
    ProbabilityMissing,
)
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.explaining import Grounds, ProbabilityMissingError, explanation
from diabetes_desktop.domain.explanation import Explanation, ReferenceKind
from diabetes_desktop.domain.model_source import ServerContract
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, SourceKind

T = TypeVar("T")
STEP_SECONDS = 3.0  # one request of few patients, from the name to the last byte
EXPLAIN_SECONDS = 20.0  # some ten thousand patients, in a model of any kind
ROWS_PER_REQUEST = 10_000  # 600 kB: below the 1 MB that many a proxy lets through
SECONDS_PER_ROW = 0.002  # a slow model gets more time for many patients
REPLY_BYTES = 64 * 1024  # of a reply without predictions; MLflow's traces take some
REPLY_BYTES_PER_ROW = 128
INVOCATIONS = "/invocations"


@dataclass(frozen=True, slots=True)
class Terms:
    """What was learnt when the server was connected: what it takes, gives, and answers to `ROWS`.

    `asks` is whether the probability has to be asked for.
    """

    contract: ServerContract
    gives_probability: bool
    asks: bool
    known: tuple[RawAnswer, ...]


class _OtherwiseError(Exception):
    """The server does not answer on the terms that it was connected on."""


class ScoringServerHost:
    """Asks a scoring server about patients; thread-safe, each call on a connection of its own.

    Which model the server serves is out of sight: the identity has neither version nor digest, and
    the server's address for a name.
    """

    def __init__(
        self,
        choice: ModelChoice,
        bundled: Path,
        authorization: Callable[[], str] = str,
        *,
        step_seconds: float = STEP_SECONDS,
        explain_seconds: float = EXPLAIN_SECONDS,
    ) -> None:
        """Nothing is asked yet.

        Args:
            choice: which server.
            bundled: the directory of the bundled model, whose typical patients explanations take.
            authorization: gives the value of the Authorization header, or an empty text.
            step_seconds: the time limit of a request, beside what many patients take.
            explain_seconds: the time limit of one explanation.
        """
        self._choice = choice
        self._bundled = bundled
        self._authorization = authorization
        self._step_seconds = step_seconds
        self._explain_seconds = explain_seconds
        self._starting = Lock()
        self._stopped = Event()
        self._line: Line | None = None
        self._terms: Terms | None = None
        self._grounds: Grounds | None = None

    def start(self) -> ModelIdentity:
        """Recognise what the server takes, and have it answer the made-up patients.

        Raises:
            ScoringServerFailed: it can't be used.
            ModelNotReady: the host was stopped.
        """
        with self._starting:
            if self._terms is None:
                deadline = self._deadline(self._step_seconds)
                self._terms = self._unless_stopped(lambda: self._learnt(deadline))
            if self._stopped.is_set():
                raise ModelNotReady
            return self._identity()

    def predict(self, patients: Sequence[Patient]) -> list[Answer]:
        """One answer per patient, in order.

        Raises:
            ModelNotReady: not started, or stopped.
            ScoringServerFailed: no answer came, or one that can't be relied on.
        """
        terms = self._started()
        rows = [patient.row() for patient in patients]
        answers: list[RawAnswer] = []
        for first in range(0, len(rows), ROWS_PER_REQUEST):
            chunk = rows[first : first + ROWS_PER_REQUEST]
            seconds = self._step_seconds + len(chunk) * SECONDS_PER_ROW
            answers += self._asked(chunk, terms, seconds)
        return [Answer(*answer) for answer in answers]

    def explain(self, patient: Patient, wanted: Callable[[], bool] = lambda: True) -> Explanation:
        """What moved the model's answer about `patient`, and what it would answer to others.

        Raises:
            NoLongerAsked: `wanted`, looked at before the server is asked, says so.
            ProbabilityMissing: the model answers a class alone.
            ModelNotReady, ScoringServerFailed: as `predict`.
            ModelRefused: the bundled model's typical patients can't be read.
        """
        terms = self._started()
        if not wanted():
            raise NoLongerAsked
        if not terms.gives_probability:
            raise ProbabilityMissing(self._identity().title)
        self._grounds = self._grounds or self._read_grounds()
        try:
            return explanation(
                patient,
                self._grounds,
                lambda rows: self._asked(rows, terms, self._explain_seconds),
            )
        except ProbabilityMissingError:
            raise ProbabilityMissing(self._identity().title) from None

    def stop(self) -> None:
        """Give up whatever is under way. Idempotent."""
        self._stopped.set()

    def _started(self) -> Terms:
        terms = self._terms
        if terms is None or self._stopped.is_set():
            raise ModelNotReady
        return terms

    def _identity(self) -> ModelIdentity:
        name = self._called().address.title
        return ModelIdentity(name, "", "", SourceKind.SERVER, self._choice.server_url)

    def _called(self) -> Line:
        if self._line is None:
            choice = self._choice
            address = ServerAddress.of(choice.server_url, allow_http=choice.allow_http)
            self._line = Line(
                address, choice.ca_file, choice.client_certificate, self._authorization
            )
        return self._line

    def _asked(self, rows: Sequence[Row], terms: Terms, seconds: float) -> list[RawAnswer]:
        """The answers to `rows`, if the server still answers the known patients as it did."""
        deadline = self._deadline(seconds)  # for all of it, also where the server has to be learnt
        try:
            return self._unless_stopped(lambda: self._answered(rows, terms, deadline))
        except _OtherwiseError:
            raise self._unless_stopped(lambda: self._changed(terms, deadline)) from None

    def _answered(self, rows: Sequence[Row], terms: Terms, deadline: Deadline) -> list[RawAnswer]:
        asked = [*ROWS, *rows]
        try:
            answers, has_probability = self._posted(asked, terms.contract, terms.asks, deadline)
        except ScoringServerFailed as failed:
            if failed.fault is ServerFault.REQUEST_REFUSED:
                raise _OtherwiseError from None
            raise
        known, theirs = answers[: len(ROWS)], answers[len(ROWS) :]
        if has_probability != terms.gives_probability or not same_answers(terms.known, known):
            raise _OtherwiseError
        return theirs

    def _changed(self, before: Terms, deadline: Deadline) -> ScoringServerFailed:
        """Why the server parted from `before`; the next patient is asked on its new terms."""
        failed = self._called().address.failed
        try:
            self._terms = self._learnt(deadline)
        except ScoringServerFailed as refused:
            if refused.fault in (ServerFault.TAKES_LEGACY, ServerFault.TAKES_EIGHT):
                return failed(ServerFault.CONTRACT_CHANGED)
            return refused
        if self._terms.gives_probability == before.gives_probability and same_answers(
            self._terms.known, before.known
        ):
            return failed(ServerFault.REQUEST_REFUSED)
        return failed(ServerFault.MODEL_CHANGED)

    def _learnt(self, deadline: Deadline) -> Terms:
        line = self._called()
        reply = line.post(INVOCATIONS, messages.PROBE, deadline, REPLY_BYTES)
        contract = messages.recognised(reply, line.address)
        if contract is not self._choice.server_contract:
            is_legacy = contract is ServerContract.LEGACY
            raise line.address.failed(
                ServerFault.TAKES_LEGACY if is_legacy else ServerFault.TAKES_EIGHT
            )
        asks = contract is ServerContract.EIGHT
        known, gives_probability = self._posted(ROWS, contract, asks, deadline)
        sensible, certain = count_sensible(known, contract), len(expected(contract))
        if sensible < certain:
            raise line.address.failed(ServerFault.IMPLAUSIBLE, f"{sensible}/{certain}")
        return Terms(contract, gives_probability, asks and gives_probability, tuple(known))

    def _posted(
        self, rows: Sequence[Row], contract: ServerContract, asks: bool, deadline: Deadline
    ) -> tuple[list[RawAnswer], bool]:
        line = self._called()
        body = messages.request(rows, contract, with_probability=asks)
        largest = REPLY_BYTES + REPLY_BYTES_PER_ROW * len(rows)
        reply = line.post(INVOCATIONS, body, deadline, largest)
        return messages.answers(reply, len(rows), line.address)

    def _deadline(self, seconds: float) -> Deadline:
        return Deadline(seconds, self._stopped)

    def _unless_stopped(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except GivenUpError:
            raise ModelNotReady from None

    def _read_grounds(self) -> Grounds:
        directory = ModelDirectory(str(self._bundled))
        background = read_background(directory)
        if background is None:
            raise directory.refused(ModelFault.FILE_MISSING, "background.json")
        return Grounds(background, ReferenceKind.PROGRAM)
