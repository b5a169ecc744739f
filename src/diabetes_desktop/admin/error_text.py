"""Every `AppError` as an English sentence for the terminal: what happened, and what to do."""

from __future__ import annotations

from diabetes_desktop.admin.account_wording import error_sentence
from diabetes_desktop.admin.data_error_text import data_error_text
from diabetes_desktop.admin.publishing_error_text import publishing_error_text
from diabetes_desktop.admin.score_text import batch_error_text
from diabetes_desktop.application import errors as e
from diabetes_desktop.application.batch_errors import BatchError
from diabetes_desktop.application.publishing_errors import PublishingError
from diabetes_desktop.application.training_errors import DataTeamError


def error_text(error: e.AppError) -> str:
    """The sentences for `error`.

    Raises:
        AppError: `error` itself, which no command of this program can meet.
    """
    match error:
        case DataTeamError():
            return data_error_text(error)
        case BatchError():
            return batch_error_text(error)
        case PublishingError():
            return publishing_error_text(error)
        case e.ModelRefused(fault, location, detail, digest):
            return f"{MODEL[fault].format(detail=detail, digest=digest)} ({location})"
        case e.ModelNotReady():
            return "The model was stopped before it was ready: try again."
        case e.ModelCrashed():
            return "The model's process ended without an answer, twice."
        case e.ModelTimedOut(seconds):
            return f"The model did not answer within {seconds:g} seconds, twice."
        case _:
            return error_sentence(error)


MODEL = {
    e.ModelFault.MISSING: "There is no MLflow model here: the MLmodel file is missing.",
    e.ModelFault.UNREADABLE: "The model can't be read: {detail}.",
    e.ModelFault.FILE_MISSING: "The model is incomplete: {detail} is missing.",
    e.ModelFault.FILE_CHANGED: (
        "The model was changed after it was published: {detail} differs. Publish it anew."
    ),
    e.ModelFault.FILE_UNEXPECTED: (
        "The model's folder holds something that was not published with it: {detail}."
    ),
    e.ModelFault.SIGNATURE: "The model does not take the eight inputs: {detail}.",
    e.ModelFault.UNTRUSTED: (
        "The model has no manifest, so nothing says what it should be. Its digest is {digest}."
    ),
    e.ModelFault.UNSAFE_FORMAT: "Loading this model would run code that came with it.",
    e.ModelFault.UNSIGNED: "No trusted key has signed this model.",
    e.ModelFault.FORGED: "The model's signature is not of these files: {detail}.",
    e.ModelFault.OLDER: "The model's signature is older than one that was seen: {detail}.",
    e.ModelFault.OTHER_NAME: (
        "The model was signed under another name than the registry gives it: {detail}."
    ),
    e.ModelFault.LIBRARY: "The model was made with another library version: {detail}.",
    e.ModelFault.GOLDEN_CASES: (
        "The model does not answer as when it was published: {detail} golden cases met."
    ),
    e.ModelFault.LOAD: "The model can't be loaded: {detail}.",
    e.ModelFault.ANSWER: "The model answered something that is neither 0 nor 1.",
}
