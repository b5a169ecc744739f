"""What can go wrong that a user can act on: typed facts, no prose.

Every class here has wording in each language (`ui/wording/errors.py`); a test checks it.
Anything that is not an `AppError` is a bug and goes to the last-resort handler.
"""

from __future__ import annotations

import inspect
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

if TYPE_CHECKING:
    from diabetes_desktop.domain.password_policy import PasswordFault


@dataclass_transform(frozen_default=True)
class AppError(Exception):
    """Root of the errors that carry facts for the user. Equal when class and facts are.

    Its subclasses are declared as frozen dataclasses are, but are not made by `dataclass`: that
    compiles code for each of them (20 ms in all, before the first paint), and a frozen dataclass
    refuses `__traceback__` and `__notes__`, which `contextlib` and the process pools set.
    """

    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Take the annotated names as the facts, in order."""
        cls._names = tuple(inspect.get_annotations(cls))
        cls.__match_args__ = cls._names  # type: ignore[attr-defined, misc]

    def __init__(self, *values: Any, **named: Any) -> None:
        names = self._names
        facts = {**dict(zip(names, values, strict=False)), **named}
        known = len(values) <= len(names) and facts.keys() <= set(names)
        if not known or any(not hasattr(type(self), name) for name in set(names) - facts.keys()):
            raise TypeError(f"{type(self).__name__} takes {names}")
        super().__init__(*values)
        self.__dict__.update(facts)

    def facts(self) -> tuple[Any, ...]:
        """The facts, in the order of their declaration."""
        return tuple(getattr(self, name) for name in self._names)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._names:
            raise AttributeError(f"{name} can't be changed")
        super().__setattr__(name, value)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.facts() == self.facts()

    def __hash__(self) -> int:
        return hash((type(self), self.facts()))

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self._names)
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as class and facts, so that an error crosses a process boundary whole."""
        return type(self), self.facts()


class SignInRefused(AppError):
    """Unknown user, wrong password or disabled account: deliberately one and the same."""


class SessionEnded(AppError):
    """The account was disabled or lost the role it needs since it signed in."""


class UserNameRefused(AppError):
    """The user name is empty, too long or has spaces."""


class UserExists(AppError):
    """The user name is taken."""

    user: str


class UserUnknown(AppError):
    """No account has this user name (said to administrators only)."""

    user: str


class FullNameMissing(AppError):
    """An account belongs to a person: the name is needed."""


class RolesMissing(AppError):
    """An account needs at least one role."""


class AccountsExist(AppError):
    """The first account can only be made while the allow-list is empty."""


class LastAdministrator(AppError):
    """Disabling this account would leave nobody to administer the others."""

    user: str


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


class StorageUnavailable(AppError):
    """The account database, the settings or the profile can't be used; `path` says where."""

    fault: StorageFault
    path: str


class PolicyUnreadable(AppError):
    """The site policy is there but damaged: the program must not start without its rules."""

    path: str
    detail: str


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
    UNSIGNED = "unsigned"  # no trusted key signed it, and the policy asks for one
    FORGED = "forged"  # a signature that is not of these files
    OLDER = "older"  # its signature's number is below one that was seen; detail: both, "5 < 9"
    OTHER_NAME = "other_name"  # signed under another name than the registry's; detail: "a ≠ b"
    LIBRARY = "library"  # trained with another library version
    GOLDEN_CASES = "golden_cases"  # does not answer as it did when it was published
    LOAD = "load"  # the library refused to load it
    ANSWER = "answer"  # answered something outside the contract


class ModelRefused(AppError):
    """A model was refused before it could answer; `detail` names the file, library or count."""

    fault: ModelFault
    location: str
    detail: str = ""
    digest: str = ""


class ModelNotReady(AppError):
    """The model is still starting, or none could be started."""


class ModelCrashed(AppError):
    """The model's process died, was restarted, and died again on the same patient."""


class ModelTimedOut(AppError):
    """The model did not answer within `seconds`, twice."""

    seconds: float


class ProbabilityMissing(AppError):
    """The model answers a class alone, so there is nothing that could be explained."""

    model: str


class AnswerNotRepeated(AppError):
    """Asked again for the explanation, the model gave the patient another probability."""

    model: str


class NotExplainable(AppError):
    """The model does not answer the hypothetical patients of an explanation; its answer stands."""

    model: str


class TooSlowToExplain(AppError):
    """The thousands of hypothetical patients of an explanation would take the model too long."""

    model: str


class ReferenceMissing(AppError):
    """The model brings no reference patients, and the program's own, at `path`, can't be read."""

    path: str


class NoLongerAsked(AppError):
    """Whoever asked for an explanation shows another result meanwhile."""


class ModelReplaced(AppError):
    """The model in use is no longer the one that gave the result; both by name and version."""

    answered: str
    in_use: str


class FhirFault(Enum):
    """Why a file of a patient's record is not read."""

    TOO_LARGE = "too_large"  # `number` is the largest size, in megabytes
    NOT_UTF_8 = "not_utf_8"
    XML = "xml"
    NOT_JSON = "not_json"  # `number` is the line
    NAME_TWICE = "name_twice"  # one object says the same thing twice
    TOO_DEEP = "too_deep"
    NOT_FHIR = "not_fhir"
    HISTORY = "history"  # old versions of everything
    NO_PATIENT = "no_patient"
    TOO_MANY_PATIENTS = "too_many_patients"  # `number` is how many
    PATIENT_TWICE = "patient_twice"  # the same patient with different contents


class FhirRefused(AppError):
    """A file is no record that can be read; `number` counts what the fault says."""

    fault: FhirFault
    number: int = 0


class InternalFault(AppError):
    """A bug stopped the work; `reference` finds it in the log."""

    reference: str


class AlreadyRunning(AppError):
    """Another start holds this profile and does not answer; `path` is the profile."""

    path: str
