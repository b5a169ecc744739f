"""Hand-written stand-ins. They run the same contract suites as the real adapters."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock

from diabetes_desktop.application.errors import (
    AccountsExist,
    AppError,
    LastAdministrator,
    ModelNotReady,
    NoLongerAsked,
    UserExists,
    UserUnknown,
)
from diabetes_desktop.application.model_supply import Supply
from diabetes_desktop.application.registry_ports import PeriodOfUse
from diabetes_desktop.domain.account import Account, is_last_administrator
from diabetes_desktop.domain.explaining import Background, Grounds, explanation
from diabetes_desktop.domain.explanation import Explanation, ReferenceKind
from diabetes_desktop.domain.patient import Gender, Patient, Row, Smoking
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, SourceKind

TYPICAL = (
    ("Female", 40.0, 0, 0, "never", 26.0, 5.5, 110.0),
    ("Male", 60.0, 1, 0, "former", 29.0, 6.8, 180.0),
)
FAKE_GROUNDS = Grounds(Background(TYPICAL, (0.75, 0.25), 0.0882), ReferenceKind.PROGRAM)
FAKE_MODEL = ModelIdentity("fake_model", "1", "fa" * 32, SourceKind.BUNDLED)


def refuse_outside_tests() -> None:
    """A demo model must never advise."""
    if "pytest" not in sys.modules:
        raise RuntimeError("a fake is for tests only")


class FakeModelHost:
    """Answers by a rule that a test can foresee: class 1 from HbA1c 6.5 % on, unless `answers`.

    `fails_start`, `fails_predict` and `fails_explain` are raised once each by the next call; while
    `may_answer` is cleared, predictions wait, explanations while `may_explain` is, and the start
    while `may_start` is.
    """

    def __init__(self, identity: ModelIdentity = FAKE_MODEL) -> None:
        refuse_outside_tests()
        self.identity = identity
        self.fails_start: AppError | None = None
        self.fails_predict: AppError | None = None
        self.fails_explain: AppError | None = None
        self.answers: Callable[[Patient], Answer] = self.answer_for
        self.may_start = Event()
        self.may_start.set()
        self.may_answer = Event()
        self.may_answer.set()
        self.asked_to_explain = Event()
        self.may_explain = Event()
        self.may_explain.set()
        self.asked = Event()
        self.started = False
        self.stopped = False
        self._turn = Lock()

    def start(self) -> ModelIdentity:
        if not self.may_start.wait(30):
            raise TimeoutError("nobody let the fake start")
        if self.stopped:
            raise ModelNotReady
        error, self.fails_start = self.fails_start, None
        if error:
            raise error
        self.started = True
        return self.identity

    def predict(self, patients: Sequence[Patient]) -> list[Answer]:
        with self._turn:
            self._refuse_unless_running()
            self.asked.set()
            if not self.may_answer.wait(30):
                raise TimeoutError("nobody let the fake answer")
            self._refuse_unless_running()
            error, self.fails_predict = self.fails_predict, None
            if error:
                raise error
            return [self.answers(patient) for patient in patients]

    def explain(self, patient: Patient, wanted: Callable[[], bool] = lambda: True) -> Explanation:
        with self._turn:
            if not wanted():
                raise NoLongerAsked
            self._refuse_unless_running()
            self.asked_to_explain.set()
            end = time.monotonic() + 30
            while not self.may_explain.wait(0.005):
                if not wanted():
                    raise NoLongerAsked
                if time.monotonic() > end:
                    raise TimeoutError("nobody let the fake explain")
            self._refuse_unless_running()
            error, self.fails_explain = self.fails_explain, None
            if error:
                raise error
            return explanation(patient, FAKE_GROUNDS, self._answer_rows)

    def stop(self) -> None:
        self.stopped = True
        self.may_start.set()
        self.may_answer.set()
        self.may_explain.set()

    @staticmethod
    def answer_for(patient: Patient) -> Answer:
        """What `predict` answers about `patient`."""
        flagged = patient.hba1c_level >= 6.5
        return Answer(int(flagged), 0.9375 if flagged else 0.0625)

    def _answer_rows(self, rows: Sequence[Row]) -> list[tuple[int, float | None]]:
        answers = [
            self.answers(Patient(Gender(x[0]), *x[1:4], Smoking(x[4]), *x[5:])) for x in rows
        ]
        return [(answer.outcome, answer.probability) for answer in answers]

    def _refuse_unless_running(self) -> None:
        if self.stopped or not self.started:
            raise ModelNotReady


class FakeAccounts:
    """An allow-list in memory. While `fault` is set, every call raises it."""

    def __init__(self) -> None:
        refuse_outside_tests()
        self.fault: AppError | None = None
        self._rows: dict[str, tuple[Account, str]] = {}
        self._turn = Lock()

    def is_empty(self) -> bool:
        return not self._table()

    def find(self, user: str) -> Account | None:
        account, _ = self._table().get(user, (None, ""))
        return account

    def list_accounts(self) -> list[Account]:
        return [account for _, (account, _) in sorted(self._table().items())]

    def password_hash(self, user: str) -> str | None:
        row = self._table().get(user)
        return None if row is None else row[1]

    def add(self, account: Account, password_hash: str) -> None:
        with self._turn:
            if account.user in self._table():
                raise UserExists(account.user)
            self._rows[account.user] = (account, password_hash)

    def add_first(self, account: Account, password_hash: str) -> None:
        with self._turn:
            if self._table():
                raise AccountsExist
            self._rows[account.user] = (account, password_hash)

    def set_enabled(self, user: str, enabled: bool) -> None:
        with self._turn:
            account, password_hash = self._row(user)
            if not enabled and is_last_administrator(self.list_accounts(), user):
                raise LastAdministrator(user)
            self._rows[user] = (replace(account, enabled=enabled), password_hash)

    def set_password_hash(self, user: str, password_hash: str) -> None:
        with self._turn:
            account, _ = self._row(user)
            self._rows[user] = (account, password_hash)

    def _table(self) -> dict[str, tuple[Account, str]]:
        if self.fault is not None:
            raise self.fault
        return self._rows

    def _row(self, user: str) -> tuple[Account, str]:
        if user not in self._table():
            raise UserUnknown(user)
        return self._rows[user]


class FakeHasher:
    """A "hash" that anybody can read: fast. A hash of an older `generation` needs a rehash."""

    def __init__(self, generation: int = 1) -> None:
        refuse_outside_tests()
        self.generation = generation
        self._made = 0

    def hash(self, password: str) -> str:
        self._made += 1  # the salt
        return f"{self.generation}:{self._made}:{self._normal(password)}"

    def verify(self, encoded: str, password: str) -> bool:
        return encoded.split(":", 2)[2:] == [self._normal(password)]

    def verify_nobody(self, password: str) -> None:
        self.verify("0:0:", password)

    def needs_rehash(self, encoded: str) -> bool:
        return int(encoded.split(":")[0]) < self.generation

    @staticmethod
    def _normal(password: str) -> str:
        return unicodedata.normalize("NFC", password)


class FakeSettingsStore:
    """The layers in memory, over the program's defaults. While `fault` is set, saving raises it."""

    policy_location = "policy.toml"
    set_aside: Path | None = None

    def __init__(
        self, user: Mapping[str, object], policy: Mapping[str, object] | None = None
    ) -> None:
        refuse_outside_tests()
        self.user = dict(user)
        self.policy = policy
        self.fault: AppError | None = None

    def load_defaults(self) -> Mapping[str, object]:
        return {
            "ui.language": "system",
            "ui.theme": "system",
            "units.hba1c": "%",
            "units.glucose": "mg/dL",
            "referral.threshold": 0.10,
            "criteria.guideline": "ada",
            "model.source": "bundled",
            "model.directory": "",
            "model.tracking_uri": "http://localhost:5000",
            "model.uri": "models:/diabetes_model@champion",
            "model.server_url": "http://localhost:8001",
            "model.server_contract": "eight",
            "model.client_certificate": "",
            "model.trusted_digests": [],
            "model.signatures": "warned",
            "model.trusted_keys": [],
            "model.ca_file": "",
            "model.allow_older": False,
            "model.fallback_bundled": False,
            "model.allow_http": False,
            "model.allow_pickle": False,
            "model.allow_environment": False,
        }

    def load_user(self) -> Mapping[str, object]:
        return dict(self.user)

    def save_user(self, values: Mapping[str, object]) -> None:
        if self.fault is not None:
            raise self.fault
        self.user = dict(values)

    def load_policy(self) -> Mapping[str, object] | None:
        return self.policy


class FakeRegistryServices:
    """What the screens ask of a registry: says `supply_now` and `used`, and does as it is told.

    `check_now` waits for `may_check`, or for being cancelled; `check_finds` is the supply then.
    """

    def __init__(self, supply: Supply, used: Sequence[PeriodOfUse] = ()) -> None:
        refuse_outside_tests()
        self.supply_now: Supply | None = supply
        self.check_finds = supply
        self.used = used
        self.may_check = Event()
        self.went_back_to: list[tuple[str, str]] = []
        self.fails_to_go_back: AppError | None = None
        self.progress_now = (0, 0)
        self.download_cancelled = Event()

    def supply(self) -> Supply | None:
        return self.supply_now

    def periods(self) -> Sequence[PeriodOfUse]:
        return self.used

    def look(self) -> None:
        pass

    def check_now(self, user: str, cancel: Event) -> Supply | None:
        while not self.may_check.wait(0.01) and not cancel.is_set():
            pass
        if not cancel.is_set():
            self.supply_now = self.check_finds
        return self.supply_now

    def go_back(self, version: str, user: str) -> ModelIdentity:
        if self.fails_to_go_back is not None:
            raise self.fails_to_go_back
        self.went_back_to.append((version, user))
        return ModelIdentity("diabetes_model", version, "ba" * 32, SourceKind.REGISTRY)

    def progress(self) -> tuple[int, int]:
        return self.progress_now

    def cancel_download(self) -> None:
        self.download_cancelled.set()
