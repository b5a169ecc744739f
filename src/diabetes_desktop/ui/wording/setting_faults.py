"""What is wrong with a setting as somebody is writing it, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.declared_settings import SETTINGS, Kind
from diabetes_desktop.domain.model_source import is_plain_abroad

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Verdict:
    """What has to be said of a text; one that `blocks` can't be used."""

    words: str
    blocks: bool


def verdict(key: str, text: str, *, allow_http: bool) -> Verdict | None:
    """What is wrong with `text` as the value of `key`; `allow_http`: the site policy does."""
    setting = SETTINGS[key]
    try:
        value = str(setting.check(text))
    except ValueError:
        return Verdict(_form(setting.kind), blocks=True)
    if setting.kind is Kind.DIRECTORY and not value:
        return Verdict(translate("SettingFaults", "Choose the model's folder."), blocks=True)
    if setting.kind is Kind.URL and is_plain_abroad(value):
        return _plain_http(allow_http)
    return None


def _form(kind: Kind) -> str:
    match kind:
        case Kind.URL:
            return translate(
                "SettingFaults",
                "Write the server's address alone, as in https://mlflow.example:5000; no user and "
                "no password.",
            )
        case Kind.MODEL_URI:
            return translate(
                "SettingFaults",
                "Write models:/NAME@ALIAS, models:/NAME/VERSION, models:/NAME/STAGE, models:/m-… "
                "or runs:/RUN/model.",
            )
        case _:
            return translate("SettingFaults", "Write the full path.")


def _plain_http(allowed: bool) -> Verdict:
    if not allowed:
        refused = translate(
            "SettingFaults",
            "Without encryption nothing leaves this computer: write an https address. Only the "
            "site policy can allow plain HTTP.",
        )
        return Verdict(refused, blocks=True)
    warned = translate(
        "SettingFaults",
        "⚠ Not encrypted: anybody on the way can read what is sent and change what comes back.",
    )
    return Verdict(warned, blocks=False)
