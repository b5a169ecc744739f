"""The connection test in words: each step, what it found, or what IT has to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.check_connection import Outcome, Step, StepResult
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.figures import fixed

translate = QCoreApplication.translate


def step_title(step: Step) -> str:
    """What is tried."""
    return {
        Step.NAME: translate("Connection", "The name is known"),
        Step.PORT: translate("Connection", "The port is open"),
        Step.TLS: translate("Connection", "The connection is encrypted"),
        Step.SERVER: translate("Connection", "MLflow answers"),
        Step.CREDENTIALS: translate("Connection", "User and password are accepted"),
        Step.MODEL: translate("Connection", "The model is there"),
        Step.RIGHTS: translate("Connection", "Its files may be read"),
        Step.FILES: translate("Connection", "Its files are whole"),
        Step.CONTRACT: translate("Connection", "It takes the eight inputs"),
        Step.SIGNATURE: translate("Connection", "Its origin is trusted"),
        Step.GOLDEN_CASES: translate("Connection", "It answers as when it was published"),
        Step.SCORING: translate("Connection", "The scoring server answers sensibly"),
    }[step]


def result_text(result: StepResult) -> str:
    """What a step found, in a sentence."""
    if result.outcome is Outcome.SKIPPED:
        return translate("Connection", "Not tried.")
    if result.outcome is Outcome.CANCELLED:
        return translate("Connection", "Stopped.")
    if result.failure is not None:
        return error_text(result.failure)
    if not result.fact:
        return _passed_plainly(result)
    is_size = result.step is Step.FILES
    return _passed(result).format(fixed(float(result.fact), 1) if is_size else result.fact)


def _passed(result: StepResult) -> str:
    return {
        Step.NAME: translate("Connection", "Its address is {0}."),
        Step.PORT: translate("Connection", "{0} takes connections."),
        Step.TLS: translate("Connection", "The certificate is good; it was issued by {0}."),
        Step.SERVER: translate("Connection", "It is MLflow {0}."),
        Step.CREDENTIALS: translate("Connection", "The server lets {0} in."),
        Step.MODEL: translate("Connection", "The registry names {0}."),
        Step.RIGHTS: translate("Connection", "It has {0} files."),
        Step.FILES: translate("Connection", "{0} MB were fetched and checked."),
        Step.CONTRACT: translate("Connection", "Its format is {0}."),
        Step.SIGNATURE: translate("Connection", "The key {0}, which is trusted, signed it."),
        Step.GOLDEN_CASES: translate("Connection", "All {0} test cases were met."),
        Step.SCORING: translate("Connection", "{0} answered the made-up patients."),
    }[result.step]


def _passed_plainly(result: StepResult) -> str:
    match result.step:
        case Step.SIGNATURE if result.outcome is Outcome.WARNED:
            return translate(
                "Connection",
                "No key that the site policy trusts has signed it. It may be used, but nobody "
                "vouches for it.",
            )
        case Step.SIGNATURE:
            return translate("Connection", "It is not signed, and the site policy asks for none.")
        case Step.TLS:
            return translate("Connection", "The certificate is good.")
        case Step.SERVER:
            return translate("Connection", "A server answers, and asks for user and password.")
        case Step.FILES:
            return translate(
                "Connection", "This computer has them already, and they are unchanged."
            )
        case Step.GOLDEN_CASES:
            return translate("Connection", "It started and answered.")
        case Step.CREDENTIALS:
            return translate("Connection", "The server lets this computer in.")
        case _:
            return translate("Connection", "Yes.")
