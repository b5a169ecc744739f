"""Why a model was refused, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.errors import ModelFault, ModelRefused

translate = QCoreApplication.translate


def model_refused_text(error: ModelRefused) -> str:
    """What is wrong with the model and what to do; `detail` fills the sentence."""
    place = error.location or translate("Models", "the bundled model")
    return f"{_reason(error.fault).format(error.detail)} ({place})"


def _reason(fault: ModelFault) -> str:
    return {
        ModelFault.MISSING: translate(
            "Errors", "There is no MLflow model here: the MLmodel file is missing."
        ),
        ModelFault.UNREADABLE: translate("Errors", "The model can't be read: {0}."),
        ModelFault.FILE_MISSING: translate("Errors", "The model is incomplete: {0} is missing."),
        ModelFault.FILE_CHANGED: translate(
            "Errors", "The model was changed after it was published: {0} differs. Ask for it anew."
        ),
        ModelFault.FILE_UNEXPECTED: translate(
            "Errors", "The model's folder holds a file that was not published with it: {0}."
        ),
        ModelFault.SIGNATURE: translate(
            "Errors", "This model does not take the eight inputs: {0}."
        ),
        ModelFault.UNTRUSTED: translate(
            "Errors", "The model has no manifest and nobody has said that it is trusted."
        ),
        ModelFault.UNSAFE_FORMAT: translate(
            "Errors", "The model's format can run code ({0}). Only the site policy can allow it."
        ),
        ModelFault.UNSIGNED: translate(
            "Errors",
            "No key that the site policy trusts has signed this model: the data team has to sign "
            "it, or IT to trust its key.",
        ),
        ModelFault.FORGED: translate(
            "Errors", "The model's signature is not of these files. Don't use it: tell IT."
        ),
        ModelFault.OLDER: translate(
            "Errors",
            "The model's signature is older than one that this computer has seen: {0}. If it is "
            "meant to return, the data team has to sign it anew, or an administrator to go back "
            "to it.",
        ),
        ModelFault.OTHER_NAME: translate(
            "Errors",
            "The model was signed under another name than the registry gives it: {0}. Tell IT: the "
            "data team has to publish it under the right name.",
        ),
        ModelFault.LIBRARY: translate(
            "Errors", "The model was made with another library version: {0}. Ask for a new export."
        ),
        ModelFault.GOLDEN_CASES: translate(
            "Errors", "The model does not answer as when it was published: {0} test cases passed."
        ),
        ModelFault.LOAD: translate("Errors", "The model can't be loaded: {0}."),
        ModelFault.ANSWER: translate(
            "Errors", "The model answered something that is neither 0 nor 1. There is no result."
        ),
    }[fault]
