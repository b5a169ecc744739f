"""The model in words: which one answers and what its class means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

translate = QCoreApplication.translate


def class_text(outcome: int) -> str:
    """The class with the wording that a doctor can't take for a diagnosis."""
    if outcome == 1:
        return translate("Models", "Class 1 – the model flags diabetes")
    return translate("Models", "Class 0 – the model does not flag diabetes")


def source_text(identity: ModelIdentity) -> str:
    """Where the model came from."""
    if identity.source is SourceKind.BUNDLED:
        return translate("Models", "bundled with the program")
    if identity.source is SourceKind.SERVER:
        return translate("Models", "scoring server {0}").format(identity.location)
    if identity.source is SourceKind.REGISTRY:
        return translate("Models", "MLflow registry")
    return translate("Models", "folder {0}").format(identity.location)


def short_digest(digest: str) -> str:
    """The ends of a digest, enough to compare by eye."""
    return f"{digest[:8]}…{digest[-4:]}" if len(digest) > 16 else digest


def model_text(identity: ModelIdentity) -> str:
    """Name and version: `diabetes_model v3`."""
    name = identity.name or translate("Models", "unnamed model")
    return f"{name} v{identity.version}" if identity.version else name
