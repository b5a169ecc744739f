"""What can go wrong between the data team and a model registry: typed facts, no prose.

`store` is the tracking URI, without anything secret.
"""

from __future__ import annotations

from enum import Enum

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.model_signature import SignatureFault


class PublishingError(AppError):
    """Root of the errors of `model register`, `list`, `promote` and `rollback`."""


class StoreFault(Enum):
    """Why a tracking server or store did not do what it was asked for."""

    UNREACHABLE = "unreachable"  # no such host, or nobody listens
    SLOW = "slow"  # no answer in time
    TLS = "tls"  # its certificate is not one that this computer trusts, or it speaks no TLS
    PLAIN_HTTP = "plain_http"  # would send the password readable over the network
    CREDENTIALS = "credentials"  # 401
    RIGHTS = "rights"  # 403
    HOST_HEADER = "host_header"  # 403: the server was not told this host name
    NOT_MLFLOW = "not_mlflow"  # something else answers there
    FAILED = "failed"  # 5xx, or anything that MLflow does not explain


class StoreRefused(PublishingError):
    """The tracking server or store can't be used."""

    fault: StoreFault
    store: str


class NotRegistered(PublishingError):
    """The registry has no model of this name."""

    name: str
    store: str


class VersionMissing(PublishingError):
    """The registered model has no such version."""

    name: str
    version: str


class AliasUnset(PublishingError):
    """No version of the registered model has this alias."""

    name: str
    alias: str


class AliasHeld(PublishingError):
    """Another version has the alias, and only a promotion moves it."""

    name: str
    alias: str
    version: str


class NothingBefore(PublishingError):
    """No version that is still there held the alias before."""

    name: str
    alias: str


class NameDiffers(PublishingError):
    """The model's manifest has another name than the registered model."""

    name: str
    published: str


class CopyDiffers(PublishingError):
    """What the registry gives back is not what it was given; `file` is the first that differs."""

    store: str
    file: str


class SignatureRefused(PublishingError):
    """The model's signature proves nothing, so it is not published with it."""

    fault: SignatureFault


class RulesRefused(PublishingError):
    """The file of thresholds can't be read, or has an entry that means nothing."""

    path: str
    key: str
