"""The settings, declared once as data: kind, what they may hold, and who may change them.

Defaults stand in `resources/defaults.toml`; how the layers are merged, in `settings.py`.
"""

from __future__ import annotations

import binascii
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final
from unicodedata import category

from diabetes_desktop.domain.guideline import GuidelineChoice
from diabetes_desktop.domain.model_source import (
    ServerContract,
    SignaturePolicy,
    SourceKind,
    checked_url,
)
from diabetes_desktop.domain.model_uri import parse_model_uri
from diabetes_desktop.domain.referral import REFERRAL_THRESHOLD_HIGHEST, REFERRAL_THRESHOLD_LOWEST
from diabetes_desktop.domain.units import GLUCOSE_UNITS, HBA1C_UNITS

Value = str | float | bool | tuple[str, ...]
CONTROLS = ("Cc", "Cs")  # Unicode's control characters and lone surrogates
DIGEST_LENGTH = 64  # SHA-256 in hexadecimal
KEY_BYTES = 32  # Ed25519


class LanguageChoice(StrEnum):
    """The language on screen."""

    SYSTEM = "system"
    SPANISH = "es"
    ENGLISH = "en"


class ThemeChoice(StrEnum):
    """The colours on screen."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


class Kind(Enum):
    """What a setting holds."""

    CHOICE = "choice"
    FRACTION = "fraction"
    DIRECTORY = "directory"
    FILE = "file"
    DIGESTS = "digests"
    KEYS = "keys"
    FLAG = "flag"
    URL = "url"
    MODEL_URI = "model_uri"


class Scope(Enum):
    """Who may change a setting; the site policy may fix any of them."""

    ANYONE = "anyone"  # before sign-in too
    USER = "user"
    ADMINISTRATOR = "administrator"
    POLICY = "policy"  # only the site policy


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `choices`, `lowest` and `highest` bound it where its kind has bounds.

    `variable` is the environment variable that can set it, if there is one.
    """

    key: str
    kind: Kind
    scope: Scope
    choices: tuple[str, ...] = ()
    lowest: float = 0.0
    highest: float = 1.0
    variable: str = ""

    def check(self, value: object) -> Value:
        """`value` in the one form in which it is kept.

        Raises:
            ValueError: naming the setting, when the type is wrong or the value out of bounds.
        """
        checked = _CHECKS[self.kind](self, value)
        if checked is None:
            raise ValueError(self.key)
        return checked


def _choice(setting: Setting, value: object) -> Value | None:
    return str(value) if isinstance(value, str) and value in setting.choices else None


def _fraction(setting: Setting, value: object) -> Value | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    # NaN is in no range.
    return float(value) if setting.lowest <= value <= setting.highest else None


def _path(setting: Setting, value: object) -> Value | None:
    if not isinstance(value, str) or any(category(c) in CONTROLS for c in value):
        return None
    # Absolute, because the folder that the program was started in means nothing to a user.
    return value if not value or Path(value).is_absolute() else None


def _digests(setting: Setting, value: object) -> Value | None:
    if not isinstance(value, (list, tuple, set, frozenset)):
        return None
    if not all(isinstance(digest, str) and _is_digest(digest) for digest in value):
        return None
    return tuple(sorted({digest.lower() for digest in value}))


def _keys(setting: Setting, value: object) -> Value | None:
    if not isinstance(value, (list, tuple, set, frozenset)):
        return None
    keys = [_key(key) for key in value]
    return tuple(sorted({key for key in keys if key})) if all(keys) else None


def _key(text: object) -> str:
    """A public key in hexadecimal, from hexadecimal or base64; empty when it is none."""
    if not isinstance(text, str):
        return ""
    if _is_digest(text):
        return text.lower()
    try:
        content = binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except ValueError:
        return ""
    return content.hex() if len(content) == KEY_BYTES else ""


def _flag(setting: Setting, value: object) -> Value | None:
    return value if isinstance(value, bool) else None


def _url(setting: Setting, value: object) -> Value | None:
    try:
        return checked_url(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _model_uri(setting: Setting, value: object) -> Value | None:
    try:
        return parse_model_uri(value).text if isinstance(value, str) else None
    except ValueError:
        return None


def _is_digest(text: str) -> bool:
    return len(text) == DIGEST_LENGTH and set(text) <= set(string.hexdigits)


_CHECKS: Final[Mapping[Kind, Callable[[Setting, object], Value | None]]] = {
    Kind.CHOICE: _choice,
    Kind.FRACTION: _fraction,
    Kind.DIRECTORY: _path,
    Kind.FILE: _path,
    Kind.DIGESTS: _digests,
    Kind.KEYS: _keys,
    Kind.FLAG: _flag,
    Kind.URL: _url,
    Kind.MODEL_URI: _model_uri,
}

LANGUAGE: Final = Setting("ui.language", Kind.CHOICE, Scope.ANYONE, tuple(LanguageChoice))
THEME: Final = Setting("ui.theme", Kind.CHOICE, Scope.ANYONE, tuple(ThemeChoice))
HBA1C_UNIT: Final = Setting("units.hba1c", Kind.CHOICE, Scope.USER, HBA1C_UNITS)
GLUCOSE_UNIT: Final = Setting("units.glucose", Kind.CHOICE, Scope.USER, GLUCOSE_UNITS)
REFERRAL_THRESHOLD: Final = Setting(
    "referral.threshold",
    Kind.FRACTION,
    Scope.ADMINISTRATOR,
    lowest=REFERRAL_THRESHOLD_LOWEST,
    highest=REFERRAL_THRESHOLD_HIGHEST,
)
GUIDELINE: Final = Setting("criteria.guideline", Kind.CHOICE, Scope.POLICY, tuple(GuidelineChoice))
MODEL_SOURCE: Final = Setting(
    "model.source",
    Kind.CHOICE,
    Scope.ADMINISTRATOR,
    tuple(SourceKind),
    variable="DIABETES_DESKTOP_MODEL_SOURCE",
)
MODEL_DIRECTORY: Final = Setting("model.directory", Kind.DIRECTORY, Scope.ADMINISTRATOR)
TRACKING_URI: Final = Setting(
    "model.tracking_uri", Kind.URL, Scope.ADMINISTRATOR, variable="MLFLOW_TRACKING_URI"
)
MODEL_URI: Final = Setting(
    "model.uri", Kind.MODEL_URI, Scope.ADMINISTRATOR, variable="DIABETES_DESKTOP_MODEL_URI"
)
SERVER_URL: Final = Setting(
    "model.server_url", Kind.URL, Scope.ADMINISTRATOR, variable="DIABETES_DESKTOP_SERVER_URL"
)
SERVER_CONTRACT: Final = Setting(
    "model.server_contract", Kind.CHOICE, Scope.ADMINISTRATOR, tuple(ServerContract)
)
CLIENT_CERTIFICATE: Final = Setting("model.client_certificate", Kind.FILE, Scope.ADMINISTRATOR)
TRUSTED_DIGESTS: Final = Setting("model.trusted_digests", Kind.DIGESTS, Scope.ADMINISTRATOR)
SIGNATURES: Final = Setting("model.signatures", Kind.CHOICE, Scope.POLICY, tuple(SignaturePolicy))
TRUSTED_KEYS: Final = Setting("model.trusted_keys", Kind.KEYS, Scope.POLICY)
CA_FILE: Final = Setting("model.ca_file", Kind.FILE, Scope.POLICY)
ALLOW_OLDER: Final = Setting("model.allow_older", Kind.FLAG, Scope.POLICY)
FALLBACK_BUNDLED: Final = Setting("model.fallback_bundled", Kind.FLAG, Scope.POLICY)
ALLOW_HTTP: Final = Setting("model.allow_http", Kind.FLAG, Scope.POLICY)
ALLOW_PICKLE: Final = Setting("model.allow_pickle", Kind.FLAG, Scope.POLICY)
ALLOW_ENVIRONMENT: Final = Setting("model.allow_environment", Kind.FLAG, Scope.POLICY)

SETTINGS: Final[Mapping[str, Setting]] = MappingProxyType(
    {
        setting.key: setting
        for setting in (
            LANGUAGE,
            THEME,
            HBA1C_UNIT,
            GLUCOSE_UNIT,
            REFERRAL_THRESHOLD,
            GUIDELINE,
            MODEL_SOURCE,
            MODEL_DIRECTORY,
            TRACKING_URI,
            MODEL_URI,
            SERVER_URL,
            SERVER_CONTRACT,
            CLIENT_CERTIFICATE,
            TRUSTED_DIGESTS,
            SIGNATURES,
            TRUSTED_KEYS,
            CA_FILE,
            ALLOW_OLDER,
            FALLBACK_BUNDLED,
            ALLOW_HTTP,
            ALLOW_PICKLE,
            ALLOW_ENVIRONMENT,
        )
    }
)
