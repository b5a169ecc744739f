"""What can go wrong between this computer and a model registry: typed facts, no prose."""

from __future__ import annotations

from enum import Enum

from diabetes_desktop.application.errors import AppError, StorageUnavailable
from diabetes_desktop.application.server_errors import ServerFault


class RegistryFault(Enum):
    """Why a registry that answers gives no model; `detail` is what the comment says."""

    NOT_MLFLOW = "not_mlflow"  # a web server, but no tracking server; detail: the status
    MODEL_UNKNOWN = "model_unknown"  # detail: the model's name
    ALIAS_UNKNOWN = "alias_unknown"  # detail: the alias
    VERSION_UNKNOWN = "version_unknown"  # detail: the version
    STAGE_EMPTY = "stage_empty"  # detail: the stage
    LOGGED_UNKNOWN = "logged_unknown"  # no such logged model, or run; detail: the URI
    MODEL_RIGHTS = "model_rights"  # this account may not read the model
    EXPERIMENT_RIGHTS = "experiment_rights"  # … nor the experiment in which its files are
    NOT_READY = "not_ready"  # registered, but its files are not there yet
    ARTIFACT_PLACE = "artifact_place"  # kept where only others can fetch it; detail: the scheme
    NO_FILES = "no_files"  # nothing to fetch
    FILE_NAME = "file_name"  # a name that would leave the folder, or that no file can have
    FILE_SET = "file_set"  # too many files, or too deep
    TOO_LARGE = "too_large"  # detail: the limit in megabytes
    FILE_SIZE = "file_size"  # a file is not as long as announced; detail: its path


class RegistryFailed(AppError):
    """The registry gave no model; `server` is its host and port."""

    fault: RegistryFault | ServerFault
    server: str
    detail: str = ""


class FetchCancelled(AppError):
    """Somebody stopped the download. Nothing was changed."""


OF_THE_VERSION = frozenset(
    {
        RegistryFault.ARTIFACT_PLACE,
        RegistryFault.NO_FILES,
        RegistryFault.FILE_NAME,
        RegistryFault.FILE_SET,
        RegistryFault.TOO_LARGE,
        RegistryFault.FILE_SIZE,
        ServerFault.ANSWER_TOO_LARGE,
    }
)


def is_passing(failure: AppError) -> bool:
    """Whether `failure` says nothing of the version itself: it can be tried again as it is."""
    if isinstance(failure, RegistryFailed):
        return failure.fault not in OF_THE_VERSION
    return isinstance(failure, (StorageUnavailable, FetchCancelled))
