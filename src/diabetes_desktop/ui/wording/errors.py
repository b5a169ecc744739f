"""Every `AppError` in words: what happened, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application import errors as e
from diabetes_desktop.application.registry_errors import FetchCancelled, RegistryFailed
from diabetes_desktop.application.server_errors import ScoringServerFailed
from diabetes_desktop.domain.password_policy import PasswordFault
from diabetes_desktop.ui.language import number
from diabetes_desktop.ui.wording.fhir_faults import fhir_refused_text
from diabetes_desktop.ui.wording.model_faults import model_refused_text
from diabetes_desktop.ui.wording.registry_faults import registry_failed_text
from diabetes_desktop.ui.wording.server_faults import server_failed_text

translate = QCoreApplication.translate


def error_text(error: e.AppError) -> str:
    """The sentences for `error` in the language on screen."""
    match error:
        case e.ModelRefused():
            return model_refused_text(error)
        case ScoringServerFailed():
            return server_failed_text(error)
        case RegistryFailed():
            return registry_failed_text(error)
        case e.StorageUnavailable(fault, path):
            return _storage(fault).format(path)
        case e.FhirRefused():
            return fhir_refused_text(error)
        case e.PasswordRefused(fault):
            return _password(fault)
        case e.PolicyUnreadable(path, detail):
            return translate(
                "Errors",
                "The site policy {0} can't be read ({1}). The program does not start without its "
                "rules: ask the hospital's IT to mend it.",
            ).format(path, detail)
        case e.ModelTimedOut(seconds):
            return translate(
                "Errors",
                "The model did not answer within {0} seconds, twice. Nothing was lost: try again; "
                "if it happens again, tell IT.",
            ).format(number(seconds))
        case e.ProbabilityMissing(model):
            return translate(
                "Errors",
                "The model {0} answers a class without a probability: there is nothing to explain, "
                "and nothing is made up in its place.",
            ).format(model)
        case e.AnswerNotRepeated(model):
            return translate(
                "Errors",
                "Asked again, the model {0} answered this patient differently: its answers can't "
                "be explained or relied on. Tell IT.",
            ).format(model)
        case e.NotExplainable(model):
            return translate(
                "Errors",
                "The model {0} does not answer the hypothetical patients that an explanation asks "
                "about. Its answer stands, without an explanation.",
            ).format(model)
        case e.TooSlowToExplain(model):
            return translate(
                "Errors",
                "An explanation asks about thousands of hypothetical patients, and the model {0} "
                "is too slow for that. Its answer stands, without an explanation.",
            ).format(model)
        case e.ReferenceMissing(path):
            return translate(
                "Errors",
                "The model brings no reference patients to explain its answer with, and those of "
                "the program can't be read in {0}. The answer stands; tell IT.",
            ).format(path)
        case e.ModelReplaced(answered, in_use):
            return translate(
                "Errors",
                "The model in use is now {0}, and this result is from {1}: press Predict again.",
            ).format(in_use, answered)
        case e.InternalFault(reference):
            return translate(
                "Errors",
                "Something failed inside the program. Nothing was lost. Tell IT this reference: "
                "{0}.",
            ).format(reference)
        case e.AlreadyRunning(path):
            return translate(
                "Errors",
                "The program is already running with {0} and does not answer. Close it, or restart "
                "the computer, and start again.",
            ).format(path)
        case e.SettingRefused(key):
            return translate(
                "Errors", "The setting {0} can't take this value, or IT or your role fixes it."
            ).format(key)
        case e.UserExists(user):
            return translate("Errors", "There is an account “{0}” already.").format(user)
        case e.UserUnknown(user):
            return translate("Errors", "There is no account “{0}”.").format(user)
        case e.LastAdministrator(user):
            return translate(
                "Errors", "“{0}” is the only administrator left: make another one first."
            ).format(user)
        case _:
            return _plain(type(error))


def _plain(kind: type[e.AppError]) -> str:
    return {
        e.SignInRefused: translate(
            "Errors", "User or password not valid, or account not authorized."
        ),
        e.SessionEnded: translate(
            "Errors",
            "Your account is no longer authorized for this. The session has ended: talk to the "
            "hospital's IT.",
        ),
        FetchCancelled: translate("Errors", "The download was stopped. Nothing was changed."),
        e.UserNameRefused: translate("Errors", "Write a user name without spaces."),
        e.FullNameMissing: translate("Errors", "Write the full name of the person."),
        e.RolesMissing: translate("Errors", "The account needs at least one role."),
        e.AccountsExist: translate(
            "Errors", "There is an account already: sign in with it, or ask IT for yours."
        ),
        e.ModelNotReady: translate(
            "Errors", "The model is not ready yet. What you typed stays: try again in a moment."
        ),
        e.NoLongerAsked: translate(
            "Errors", "Another result is on screen: its own explanation comes with it."
        ),
        e.ModelCrashed: translate(
            "Errors",
            "The model's process stopped twice on this patient. There is no result. What you typed "
            "stays: try again; if it happens again, tell IT.",
        ),
    }[kind]


def _storage(fault: e.StorageFault) -> str:
    return {
        e.StorageFault.LOCKED: translate(
            "Errors", "Another program is using {0}. Try again in a moment."
        ),
        e.StorageFault.READ_ONLY: translate(
            "Errors", "{0} can't be written: ask IT for write permission on that folder."
        ),
        e.StorageFault.FULL: translate(
            "Errors", "The disk is full: {0} could not be written. Free some space and try again."
        ),
        e.StorageFault.DAMAGED: translate(
            "Errors", "{0} is damaged. Nothing was changed: ask IT to restore it from its backup."
        ),
        e.StorageFault.UNREACHABLE: translate(
            "Errors", "{0} can't be opened. Ask IT to check that it exists and is within reach."
        ),
    }[fault]


def _password(fault: PasswordFault) -> str:
    return {
        PasswordFault.TOO_SHORT: translate(
            "Errors", "The password needs at least 15 characters. A sentence is fine."
        ),
        PasswordFault.TOO_LONG: translate("Errors", "The password is too long."),
        PasswordFault.COMMON: translate(
            "Errors", "This password is too easy to guess. Several unrelated words work well."
        ),
        PasswordFault.HOLDS_NAME: translate(
            "Errors", "The password must not contain your name, your user or the program's name."
        ),
    }[fault]
