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
    sentence = _server_sentences().get(error.fault)
    if sentence is None:  # the way there is the same, whatever stands at its end
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
    return {
        RegistryFault.NOT_READY: translate(
            "Errors",
            "Version {1} on {0} is not ready yet: the data team has to finish registering it.",
        ),
        RegistryFault.ARTIFACT_PLACE: translate(
            "Errors",
            "The model's files are not kept by {0} itself ({1}), and no other computer is asked: "
            "IT has to start the server with --serve-artifacts.",
        ),
        RegistryFault.NO_FILES: translate(
            "Errors",
            "The version on {0} has no files: the data team has to register it anew.",
        ),
        RegistryFault.FILE_NAME: translate(
            "Errors",
            "The model on {0} has a file of a name that is not allowed ({1}). Nothing was taken: "
            "tell the data team.",
        ),
        RegistryFault.FILE_SET: translate(
            "Errors",
            "The model on {0} has too many files or folders. Nothing was taken: tell the data "
            "team.",
        ),
        RegistryFault.TOO_LARGE: translate(
            "Errors",
            "The model on {0} is larger than {1} MB. Nothing was taken: tell the data team.",
        ),
        RegistryFault.FILE_SIZE: translate(
            "Errors",
            "The file {1} from {0} is not as long as announced. Nothing was taken: the data team "
            "has to register the version anew.",
        ),
    }[fault]


def _server_sentences() -> dict[ServerFault, str]:
    return {
        ServerFault.FAILED: translate(
            "Errors",
            "The registry {0} failed (status {1}): IT has to look into the server's log.",
        ),
        ServerFault.ANSWER_TOO_LARGE: translate(
            "Errors",
            "The registry {0} sent far more than was announced, and was not listened to. Tell IT.",
        ),
        ServerFault.CREDENTIALS: translate(
            "Errors",
            "The registry {0} does not accept the user or password: IT has to enter them again.",
        ),
        ServerFault.CONNECTION_REFUSED: translate(
            "Errors",
            "Nothing answers at {0}: the registry is not running there, or its port is another.",
        ),
        ServerFault.UNREACHABLE: translate(
            "Errors",
            "The registry {0} is out of reach: IT has to check the network and the firewall.",
        ),
        ServerFault.SLOW: translate(
            "Errors",
            "The registry {0} did not answer within {1} seconds: IT has to look at its load.",
        ),
        ServerFault.CUT: translate(
            "Errors",
            "The connection with the registry {0} broke off. Nothing half was kept.",
        ),
        ServerFault.REDIRECTED: translate(
            "Errors",
            "The registry {0} sends on to another address, which is not followed: IT has to enter "
            "the final address.",
        ),
    }
