"""What the use cases need from outside, as Protocols. Adapters implement them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from diabetes_desktop.domain.account import Account
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity

Clock = Callable[[], datetime]  # timezone-aware, UTC


class AccountDirectory(Protocol):
    """The allow-list. Every method raises `StorageUnavailable` when it can't be used."""

    def is_empty(self) -> bool:
        """Whether nobody is allowed in yet."""

    def find(self, user: str) -> Account | None:
        """The account of the normalized user name `user`."""

    def list_accounts(self) -> list[Account]:
        """All accounts, by user name."""

    def password_hash(self, user: str) -> str | None:
        """The stored hash of `user`'s password."""

    def add(self, account: Account, password_hash: str) -> None:
        """Add an account. Raises `UserExists`."""

    def add_first(self, account: Account, password_hash: str) -> None:
        """Add the account only if there is none, atomically. Raises `AccountsExist`."""

    def set_enabled(self, user: str, enabled: bool) -> None:
        """Enable or disable, atomically. Raises `UserUnknown`, `LastAdministrator`."""

    def set_password_hash(self, user: str, password_hash: str) -> None:
        """Replace the hash. Raises `UserUnknown`."""


class PasswordHasher(Protocol):
    """A slow, salted one-way function."""

    def hash(self, password: str) -> str:
        """A new encoded hash of the NFC form of `password`, with a salt of its own."""

    def verify(self, encoded: str, password: str) -> bool:
        """Whether `password` made `encoded`."""

    def verify_nobody(self, password: str) -> None:
        """Spend the time of `verify` on an account that does not exist."""

    def needs_rehash(self, encoded: str) -> bool:
        """Whether `encoded` was made with weaker parameters than today's."""


class ModelHost(Protocol):
    """Where the model runs: a process of ours, or a server. Thread-safe; calls block their caller.

    A server raises `ScoringServerFailed` in place of `ModelCrashed` and `ModelTimedOut`.
    """

    def start(self) -> ModelIdentity:
        """Start the process, check and load the model, run its golden cases.

        Raises `ModelRefused`, `ModelCrashed` or `ModelTimedOut`.
        """

    def predict(self, patients: Sequence[Patient]) -> list[Answer]:
        """One answer per patient, in order.

        Restarts the process and retries once when it dies or hangs. Raises `ModelNotReady`,
        `ModelRefused`, `ModelCrashed` or `ModelTimedOut`.
        """

    def explain(self, patient: Patient, wanted: Callable[[], bool] = ...) -> Explanation:
        """What moved the model's answer about `patient`, and what it would answer to others.

        Never in the way of a prediction. Restarts and retries as `predict` does where the process
        dies, and raises the same; and `ProbabilityMissing`, `NotExplainable`, `TooSlowToExplain`,
        `ReferenceMissing`, and `NoLongerAsked` as soon as it is no longer `wanted`.
        """

    def stop(self) -> None:
        """End the process, or give up what a server was asked. Idempotent."""


class SettingsStore(Protocol):
    """Where the layers of the settings are kept, each by dotted key."""

    def load_defaults(self) -> Mapping[str, object]:
        """What holds where nobody says otherwise."""

    def load_user(self) -> Mapping[str, object]:
        """The user's own values; a damaged file is set aside, not lost."""

    def save_user(self, values: Mapping[str, object]) -> None:
        """Replace the user's values, whole or not at all. Raises `StorageUnavailable`."""

    def load_policy(self) -> Mapping[str, object] | None:
        """The site policy's values, or None where there is none. Raises `PolicyUnreadable`."""

    @property
    def policy_location(self) -> str:
        """Where the site policy is, or would be."""

    @property
    def set_aside(self) -> Path | None:
        """The copy kept of a damaged user file, if `load_user` found one."""
