"""What is in force: defaults < the user's own values < the site policy < the environment.

The environment counts where the policy is silent, or where it says that it may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from diabetes_desktop.application import declared_settings as declared
from diabetes_desktop.application.declared_settings import (
    SETTINGS,
    LanguageChoice,
    Scope,
    Setting,
    ThemeChoice,
    Value,
)
from diabetes_desktop.application.errors import PolicyUnreadable, SettingRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.account import Role
from diabetes_desktop.domain.guideline import GuidelineChoice
from diabetes_desktop.domain.model_source import (
    ServerContract,
    SignaturePolicy,
    SourceKind,
    is_plain_abroad,
)
from diabetes_desktop.domain.units import Unit

if TYPE_CHECKING:  # this module is read before the first paint
    from diabetes_desktop.application.ports import SettingsStore
    from diabetes_desktop.domain.account import Account
    from diabetes_desktop.domain.prediction import SiteRules


class Origin(Enum):
    """The layer that a value comes from."""

    DEFAULT = "default"
    USER = "user"
    POLICY = "policy"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Preferences:
    """The values in force, typed; `referral_threshold` is a probability."""

    language: LanguageChoice
    theme: ThemeChoice
    hba1c_unit: Unit
    glucose_unit: Unit
    referral_threshold: float
    guideline: GuidelineChoice
    model: ModelChoice
    environment_may_override: bool

    @property
    def rules(self) -> SiteRules:
        """How a result is read here."""
        from diabetes_desktop.domain.prediction import SiteRules  # not before the first paint

        return SiteRules(self.referral_threshold, self.guideline.guidelines)


class Settings:
    """Merges the layers once, and keeps what a person may change.

    `ignored_keys` names what the user's file holds in vain: unknown keys, values outside their
    declaration and keys that are the site policy's alone. They stay in the file.
    `ignored_variables` names the environment variables that are set in vain.
    """

    def __init__(
        self, store: SettingsStore, environment: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Read every layer; of `environment` the variables that a setting declares.

        Raises:
            PolicyUnreadable: the site policy is damaged, or names an unknown key or value.
            StorageUnavailable: the user's file is there and can't be read.
        """
        self._store = store
        self._lock = Lock()
        defaults = store.load_defaults()
        self._defaults = {key: setting.check(defaults[key]) for key, setting in SETTINGS.items()}
        policy = store.load_policy()
        self.has_site_policy = policy is not None
        self._policy = _checked_policy(policy or {}, store.policy_location)
        self._take_environment(environment)
        self._take_user_values(dict(store.load_user()))
        self.set_aside = store.set_aside

    @property
    def preferences(self) -> Preferences:
        """The values in force now."""
        return self._preferences

    def origin(self, key: str) -> Origin:
        """The layer that the value of `key` comes from."""
        if key in self._environment:
            return Origin.ENVIRONMENT
        if key in self._policy:
            return Origin.POLICY
        return Origin.USER if key in self._user else Origin.DEFAULT

    def is_fixed(self, key: str) -> bool:
        """Whether nobody can change `key` here: it is the site policy's or the environment's."""
        given = key in self._policy or key in self._environment
        return given or SETTINGS[key].scope is Scope.POLICY

    def change(self, values: Mapping[str, object], by: Account | None) -> Preferences:
        """Keep `values`, all of them or none, for `by` (None: nobody has signed in yet).

        A value that is in force already is no change, so it needs no right.

        Raises:
            SettingRefused: naming the key whose value, owner or role stands against it.
            StorageUnavailable: it could not be written; nothing changed.
        """
        with self._lock:
            checked = {key: _checked_value(key, value) for key, value in values.items()}
            in_force = self._in_force()
            changed = {
                key: value
                for key, value in checked.items()
                if value != in_force[key] or key in self.ignored_keys
            }
            for key in changed:
                if self.is_fixed(key) or not _may_change(SETTINGS[key], by):
                    raise SettingRefused(key)
            if changed:
                _refuse_contradiction(changed, in_force)
                written = {**self._written, **changed}
                self._store.save_user(written)
                self._take_user_values(written)
            return self._preferences

    def _take_environment(self, environment: Mapping[str, str]) -> None:
        may_override = self._policy.get(declared.ALLOW_ENVIRONMENT.key) is True
        self._environment: dict[str, Value] = {}
        ignored = []
        for key, setting in SETTINGS.items():
            text = environment.get(setting.variable, "") if setting.variable else ""
            value = _accepted(key, text) if text else None
            if value is not None and (may_override or key not in self._policy):
                self._environment[key] = value
            elif text:
                ignored.append(setting.variable)
        self.ignored_variables = tuple(sorted(ignored))

    def _take_user_values(self, written: dict[str, object]) -> None:
        self._written = written
        accepted = ((key, _accepted(key, value)) for key, value in written.items())
        self._user = {key: value for key, value in accepted if value is not None}
        self.ignored_keys = tuple(sorted(written.keys() - self._user.keys()))
        self._preferences = _typed(self._in_force())

    def _in_force(self) -> dict[str, Value]:
        return {**self._defaults, **self._user, **self._policy, **self._environment}


def _checked_policy(policy: Mapping[str, object], path: str) -> dict[str, Value]:
    # A misspelt rule is a rule that nobody keeps, so an unknown key is as bad as a bad value.
    try:
        return {key: SETTINGS[key].check(value) for key, value in policy.items()}
    except KeyError as unknown:
        raise PolicyUnreadable(path, str(unknown.args[0])) from None
    except ValueError as wrong:
        raise PolicyUnreadable(path, str(wrong)) from None


def _checked_value(key: str, value: object) -> Value:
    try:
        return SETTINGS[key].check(value)
    except (KeyError, ValueError):
        raise SettingRefused(key) from None


def _accepted(key: str, value: object) -> Value | None:
    """A value of the user's file; None where it does not count."""
    setting = SETTINGS.get(key)
    if setting is None or setting.scope is Scope.POLICY:
        return None
    try:
        return setting.check(value)
    except ValueError:
        return None


def _may_change(setting: Setting, by: Account | None) -> bool:
    match setting.scope:
        case Scope.ANYONE:
            return True
        case Scope.USER:
            return by is not None and by.enabled
        case Scope.ADMINISTRATOR:
            return by is not None and by.may(Role.ADMINISTRATOR)
        case Scope.POLICY:
            return False


def _refuse_contradiction(changed: Mapping[str, Value], in_force: Mapping[str, Value]) -> None:
    """A model from a directory needs the directory; plain HTTP stays on this computer."""
    after = {**in_force, **changed}
    source, directory = declared.MODEL_SOURCE.key, declared.MODEL_DIRECTORY.key
    is_touched = bool({source, directory} & changed.keys())
    if is_touched and after[source] == SourceKind.DIRECTORY and not after[directory]:
        raise SettingRefused(directory)
    for url in (declared.TRACKING_URI.key, declared.SERVER_URL.key):
        allowed = after[declared.ALLOW_HTTP.key] is True
        if url in changed and not allowed and is_plain_abroad(str(after[url])):
            raise SettingRefused(url)


def _typed(values: Mapping[str, Value]) -> Preferences:
    return Preferences(
        language=LanguageChoice(str(values[declared.LANGUAGE.key])),
        theme=ThemeChoice(str(values[declared.THEME.key])),
        hba1c_unit=Unit(str(values[declared.HBA1C_UNIT.key])),
        glucose_unit=Unit(str(values[declared.GLUCOSE_UNIT.key])),
        referral_threshold=cast(float, values[declared.REFERRAL_THRESHOLD.key]),
        guideline=GuidelineChoice(str(values[declared.GUIDELINE.key])),
        model=_model_choice(values),
        environment_may_override=values[declared.ALLOW_ENVIRONMENT.key] is True,
    )


def _model_choice(values: Mapping[str, Value]) -> ModelChoice:
    def text(setting: Setting) -> str:
        return str(values[setting.key])

    def texts(setting: Setting) -> frozenset[str]:
        return frozenset(cast(tuple[str, ...], values[setting.key]))

    return ModelChoice(
        source=SourceKind(text(declared.MODEL_SOURCE)),
        location=text(declared.MODEL_DIRECTORY),
        trusted_digests=texts(declared.TRUSTED_DIGESTS),
        allow_pickle=values[declared.ALLOW_PICKLE.key] is True,
        tracking_uri=text(declared.TRACKING_URI),
        model_uri=text(declared.MODEL_URI),
        server_url=text(declared.SERVER_URL),
        server_contract=ServerContract(text(declared.SERVER_CONTRACT)),
        signatures=SignaturePolicy(text(declared.SIGNATURES)),
        trusted_keys=texts(declared.TRUSTED_KEYS),
        allow_older=values[declared.ALLOW_OLDER.key] is True,
        fallback_bundled=values[declared.FALLBACK_BUNDLED.key] is True,
        allow_http=values[declared.ALLOW_HTTP.key] is True,
        ca_file=text(declared.CA_FILE),
        client_certificate=text(declared.CLIENT_CERTIFICATE),
    )
