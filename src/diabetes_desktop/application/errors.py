"""What can go wrong that a user can act on: typed facts, no prose.

Every class here has wording in each language (`ui/wording/errors.py`); a test checks it.
Anything that is not an `AppError` is a bug and goes to the last-resort handler.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, TypeVar, dataclass_transform

from diabetes_desktop.domain.password_policy import PasswordFault


class AppError(Exception):
    """Root of the errors that carry facts for the user. Equal when class and facts are."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as class and facts, so that an error crosses a process boundary whole."""
        names = [fact.name for fact in fields(self)]  # type: ignore[arg-type]
        return type(self), tuple(getattr(self, name) for name in names)


Error = TypeVar("Error", bound=AppError)


@dataclass_transform(frozen_default=True)
def facts(error: type[Error]) -> type[Error]:
    """Make `error` a frozen dataclass that can still be raised through everything.

    A plain frozen dataclass also refuses `__traceback__`, `__cause__` and `__notes__`, which
    `contextlib` and the process pools set from Python on whatever passes through them.
    """
    frozen = dataclass(frozen=True)(error)
    refuse = frozen.__setattr__

    def set_attribute(self: Error, name: str, value: object) -> None:
        if name.startswith("__"):
            Exception.__setattr__(self, name, value)
        else:
            refuse(self, name, value)

    frozen.__setattr__ = set_attribute  # type: ignore[method-assign, assignment]
    return frozen


@facts
class SignInRefused(AppError):
    """Unknown user, wrong password or disabled account: deliberately one and the same."""


@facts
class SessionEnded(AppError):
    """The account was disabled or lost the role it needs since it signed in."""


@facts
class UserNameRefused(AppError):
    """The user name is empty, too long or has spaces."""


@facts
class UserExists(AppError):
    """The user name is taken."""

    user: str


@facts
class UserUnknown(AppError):
    """No account has this user name (said to administrators only)."""

    user: str


@facts
class FullNameMissing(AppError):
    """An account belongs to a person: the name is needed."""


@facts
class RolesMissing(AppError):
    """An account needs at least one role."""


@facts
class AccountsExist(AppError):
    """The first account can only be made while the allow-list is empty."""


@facts
class LastAdministrator(AppError):
    """Disabling this account would leave nobody to administer the others."""

    user: str


@facts
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


@facts
class StorageUnavailable(AppError):
    """The account database, the settings or the profile can't be used; `path` says where."""

    fault: StorageFault
    path: str


@facts
class PolicyUnreadable(AppError):
    """The site policy is there but damaged: the program must not start without its rules."""

    path: str
    detail: str


@facts
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


@facts
class ModelRefused(AppError):
    """A model was refused before it could answer; `detail` names the file, library or count."""

    fault: ModelFault
    location: str
    detail: str = ""
    digest: str = ""


@facts
class ModelNotReady(AppError):
    """The model is still starting, or none could be started."""


@facts
class ModelCrashed(AppError):
    """The model's process died, was restarted, and died again on the same patient."""


@facts
class ModelTimedOut(AppError):
    """The model did not answer within `seconds`, twice."""

    seconds: float


@facts
class InternalFault(AppError):
    """A bug stopped the work; `reference` finds it in the log."""

    reference: str


@facts
class AlreadyRunning(AppError):
    """Another start holds this profile and does not answer; `path` is the profile."""

    path: str
