"""Why a registry gave no model, in words: what happened, and what IT has to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.ui.wording.server_faults import server_failed_text

translate = QCoreApplication.translate


def registry_failed_text(error: RegistryFailed) -> str:
    """The sentences for `error`."""
    if isinstance(error.fault, RegistryFault):
        return _sentence(error.fault).format(error.server, error.detail)
    sentence = _server_sentence(error.fault)
    if not sentence:  # the way there is the same, whatever stands at its end
        return server_failed_text(ScoringServerFailed(error.fault, error.server, error.detail))
    return sentence.format(error.server, error.detail)


def _sentence(fault: RegistryFault) -> str:
    match fault:
        case RegistryFault.NOT_MLFLOW:
            return translate(
                "Errors",
                "What answers at {0} is no MLflow tracking server (status {1}): IT has to check "
                "the address.",
            )
        case RegistryFault.MODEL_UNKNOWN:
            return translate(
                "Errors",
                "The registry {0} has no model “{1}”: IT has to check the name with the data team.",
            )
        case RegistryFault.ALIAS_UNKNOWN:
            return translate(
                "Errors",
                "The model on {0} has no alias “{1}”: the data team has to set it on a version.",
            )
        case RegistryFault.VERSION_UNKNOWN:
            return translate(
                "Errors",
                "The model on {0} has no version {1}: IT has to check it with the data team.",
            )
        case RegistryFault.STAGE_EMPTY:
            return translate(
                "Errors",
                "No version of the model on {0} is in the stage “{1}”: the data team has to put "
                "one there, or IT has to use an alias.",
            )
        case RegistryFault.LOGGED_UNKNOWN:
            return translate(
                "Errors", "The server {0} does not know {1}: IT has to check it with the data team."
            )
        case RegistryFault.MODEL_RIGHTS:
            return translate(
                "Errors",
                "The server {0} has no such model, or this computer's user may not read it: IT has "
                "to give that user READ on the model.",
            )
        case RegistryFault.EXPERIMENT_RIGHTS:
            return translate(
                "Errors",
                "The server {0} does not hand out the model's files: IT has to give this "
                "computer's user READ on the experiment too.",
            )
        case _:
            return _files(fault)


def _files(fault: RegistryFault) -> str:
    match fault:
        case RegistryFault.NOT_READY:
            return translate(
                "Errors",
                "Version {1} on {0} is not ready yet: the data team has to finish registering it.",
            )
        case RegistryFault.ARTIFACT_PLACE:
            return translate(
                "Errors",
                "The model's files are not kept by {0} itself ({1}), and no other computer is "
                "asked: IT has to start the server with --serve-artifacts.",
            )
        case RegistryFault.NO_FILES:
            return translate(
                "Errors",
                "The version on {0} has no files: the data team has to register it anew.",
            )
        case RegistryFault.FILE_NAME:
            return translate(
                "Errors",
                "The model on {0} has a file of a name that is not allowed ({1}). Nothing was "
                "taken: tell the data team.",
            )
        case RegistryFault.FILE_SET:
            return translate(
                "Errors",
                "The model on {0} has too many files or folders. Nothing was taken: tell the data "
                "team.",
            )
        case RegistryFault.TOO_LARGE:
            return translate(
                "Errors",
                "The model on {0} is larger than {1} MB. Nothing was taken: tell the data team.",
            )
        case RegistryFault.FILE_SIZE:
            return translate(
                "Errors",
                "The file {1} from {0} is not as long as announced. Nothing was taken: the data "
                "team has to register the version anew.",
            )
        case _:
            raise ValueError(fault)


def _server_sentence(fault: ServerFault) -> str:
    """Empty where the scoring server's sentence holds for a registry too."""
    match fault:
        case ServerFault.FAILED:
            return translate(
                "Errors",
                "The registry {0} failed (status {1}): IT has to look into the server's log.",
            )
        case ServerFault.ANSWER_TOO_LARGE:
            return translate(
                "Errors",
                "The registry {0} sent far more than was announced, and was not listened to. Tell "
                "IT.",
            )
        case ServerFault.CREDENTIALS:
            return translate(
                "Errors",
                "The registry {0} does not accept the user or password: IT has to enter them "
                "again.",
            )
        case ServerFault.KEYRING:
            return translate(
                "Errors",
                "This computer's keyring did not give the user and password for {0}; it may be "
                "locked. Unlock it and try again; if it happens again, tell IT.",
            )
        case ServerFault.RIGHTS:
            return translate(
                "Errors",
                "The registry {0} knows the user, who may not ask it: IT has to give the right to.",
            )
        case ServerFault.CONNECTION_REFUSED:
            return translate(
                "Errors",
                "Nothing answers at {0}: the registry is not running there, or its port is "
                "another.",
            )
        case ServerFault.UNREACHABLE:
            return translate(
                "Errors",
                "The registry {0} is out of reach: IT has to check the network and the firewall.",
            )
        case ServerFault.SLOW:
            return translate(
                "Errors",
                "The registry {0} did not answer within {1} seconds: IT has to look at its load.",
            )
        case ServerFault.CUT:
            return translate(
                "Errors",
                "The connection with the registry {0} broke off. Nothing half was kept.",
            )
        case ServerFault.REDIRECTED:
            return translate(
                "Errors",
                "The registry {0} sends on to another address, which is not followed: IT has to "
                "enter the final address.",
            )
        case _:
            return ""
