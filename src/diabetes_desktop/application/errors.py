"""What can go wrong that a user can act on: typed facts, no prose.

Every class here has wording in each language (`ui/wording/errors.py`); a test checks it.
Anything that is not an `AppError` is a bug and goes to the last-resort handler.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class AppError(Exception):
    """Root of the errors that carry facts for the user."""


@dataclass(frozen=True)
class SignInRefused(AppError):
    """Unknown user, wrong password or disabled account: deliberately one and the same."""


@dataclass(frozen=True)
class SessionEnded(AppError):
    """The account was disabled or lost the role it needs since it signed in."""


@dataclass(frozen=True)
class UserNameRefused(AppError):
    """The user name is empty, too long or has spaces."""


@dataclass(frozen=True)
class UserExists(AppError):
    """The user name is taken."""

    user: str


@dataclass(frozen=True)
class UserUnknown(AppError):
    """No account has this user name (said to administrators only)."""

    user: str


@dataclass(frozen=True)
class FullNameMissing(AppError):
    """An account belongs to a person: the name is needed."""


@dataclass(frozen=True)
class RolesMissing(AppError):
    """An account needs at least one role."""


@dataclass(frozen=True)
class AccountsExist(AppError):
    """The first account can only be made while the allow-list is empty."""


@dataclass(frozen=True)
class LastAdministrator(AppError):
    """Disabling this account would leave nobody to administer the others."""

    user: str


class PasswordFault(Enum):
    """Why a new password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    HOLDS_NAME = "holds_name"


@dataclass(frozen=True)
class PasswordRefused(AppError):
    """The new password breaks the policy."""

    fault: PasswordFault


class StorageFault(Enum):
    """What keeps a file or database from being read or written."""

    LOCKED = "locked"
    READ_ONLY = "read_only"
    FULL = "full"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class StorageUnavailable(AppError):
    """The account database, the settings or the profile can't be used; `path` says where."""

    fault: StorageFault
    path: str


@dataclass(frozen=True)
class PolicyUnreadable(AppError):
    """The site policy is there but damaged: the program must not start without its rules."""

    path: str
    detail: str


@dataclass(frozen=True)
class SettingRefused(AppError):
    """A setting's value is outside its declaration, or the site policy fixes it."""

    key: str


class ModelFault(Enum):
    """Why a model is not used."""

    MISSING = "missing"  # no such directory, or no MLmodel in it
    UNREADABLE = "unreadable"  # the MLmodel or manifest is not what it should be
    FILE_MISSING = "file_missing"  # a file of the manifest is not there
    FILE_CHANGED = "file_changed"  # a file differs from the manifest
    FILE_UNEXPECTED = "file_unexpected"  # a file that the manifest does not name
    SIGNATURE = "signature"  # not the eight inputs
    UNTRUSTED = "untrusted"  # no manifest, and nobody trusted this digest
    UNSAFE_FORMAT = "unsafe_format"  # would run code on load
    LIBRARY = "library"  # trained with another library version
    GOLDEN_CASES = "golden_cases"  # does not answer as it did when it was published
    LOAD = "load"  # the library refused to load it
    ANSWER = "answer"  # answered something outside the contract


@dataclass(frozen=True)
class ModelRefused(AppError):
    """A model was refused before it could answer; `detail` names the file, library or count."""

    fault: ModelFault
    location: str
    detail: str = ""
    digest: str = ""


@dataclass(frozen=True)
class ModelNotReady(AppError):
    """The model is still starting, or none could be started."""


@dataclass(frozen=True)
class ModelCrashed(AppError):
    """The model's process died, was restarted, and died again on the same patient."""


@dataclass(frozen=True)
class ModelTimedOut(AppError):
    """The model did not answer within `seconds`, twice."""

    seconds: float
