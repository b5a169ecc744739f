"""Which value is in force, who may change it, and what becomes of values that make no sense."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import FakeSettingsStore

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.toml_settings import TomlSettings
from diabetes_desktop.application.declared_settings import (
    SETTINGS,
    LanguageChoice,
    Scope,
    ThemeChoice,
)
from diabetes_desktop.application.errors import (
    PolicyUnreadable,
    SettingRefused,
    StorageFault,
    StorageUnavailable,
)
from diabetes_desktop.application.settings import Origin, Preferences, Settings
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.guideline import GuidelineChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.referral import DEFAULT_REFERRAL_THRESHOLD
from diabetes_desktop.domain.units import Unit

DOCTOR = Account("a", "Cuenta A", frozenset({Role.DOCTOR}))
ADMINISTRATOR = Account("b", "Cuenta B", frozenset({Role.ADMINISTRATOR}))
DISABLED = Account("c", "Cuenta C", frozenset(Role), enabled=False)
ANYBODY = [None, DOCTOR, ADMINISTRATOR, DISABLED]
FOLDER = str(Path("/models").absolute())
DIGEST = "0123456789abcdef" * 4

A_CHANGE: dict[str, object] = {
    "ui.language": "es",
    "ui.theme": "dark",
    "units.hba1c": "mmol/mol",
    "units.glucose": "mmol/L",
    "referral.threshold": 0.2,
    "criteria.guideline": "both",
    "model.source": "directory",
    "model.directory": FOLDER,
    "model.tracking_uri": "https://models.hospital.example:5000",
    "model.uri": "models:/diabetes_model/3",
    "model.server_url": "https://models.hospital.example/scoring",
    "model.server_contract": "legacy",
    "model.client_certificate": f"{FOLDER}/client.pem",
    "model.trusted_digests": [DIGEST],
    "model.signatures": "refused",
    "model.trusted_keys": [DIGEST],
    "model.ca_file": f"{FOLDER}/ca.pem",
    "model.allow_older": True,
    "model.fallback_bundled": True,
    "model.allow_http": True,
    "model.allow_pickle": True,
    "model.allow_environment": True,
}
NO_ADDRESSES: list[object] = [
    "",
    "localhost:5000",
    "ftp://models",
    "http://",
    "https://user:secret@models",
    "https://models?token=x",
    "https://models:99999",
    "https://mo dels",
    "sqlite:///mlflow.db",
    "databricks",
    5000,
]
NONSENSE: dict[str, list[object]] = {
    "ui.language": ["", "fr", "ES", 1, None, ["es"]],
    "ui.theme": ["pink", True, {}],
    "units.hba1c": ["mg/dL", "percent", 0],
    "units.glucose": ["%", "mmol/l"],
    "referral.threshold": [0.04, 0.31, 0, 1, -1, math.nan, math.inf, "0.1", True, None, [0.1]],
    "criteria.guideline": ["", "ADA", "idf", 1, None, ["ada"]],
    "model.source": ["Registry", "", 0],
    "model.directory": ["models", "./models", "a\0b", f"{FOLDER}\n", 3, [FOLDER]],
    "model.tracking_uri": NO_ADDRESSES,
    "model.uri": ["", "models:/", "models:/a/b/c", "models:/a/..", "runs:/x/model", "a@b", 3],
    "model.server_url": NO_ADDRESSES,
    "model.server_contract": ["", "8", "EIGHT", 8],
    "model.client_certificate": ["client.pem", 1],
    "model.trusted_digests": ["x", DIGEST, [DIGEST[:-1]], [DIGEST, "g" * 64], [1], {DIGEST: 1}],
    "model.signatures": ["", "maybe", True],
    "model.trusted_keys": ["x", DIGEST, [DIGEST[:-1]], [DIGEST, "g" * 64], [1], ["AAAA"]],
    "model.ca_file": ["ca.pem", None],
    "model.allow_older": ["true", 1],
    "model.fallback_bundled": ["true", 1],
    "model.allow_http": ["true", 1],
    "model.allow_pickle": ["true", 1, 0, None],
    "model.allow_environment": ["true", 1],
}
POLICYS_OWN = [
    "criteria.guideline",
    "model.signatures",
    "model.trusted_keys",
    "model.ca_file",
    "model.allow_older",
    "model.fallback_bundled",
    "model.allow_http",
    "model.allow_pickle",
    "model.allow_environment",
]
EACH_NONSENSE = [(key, value) for key, values in NONSENSE.items() for value in values]


def settings_of(
    user: Mapping[str, object] | None = None, policy: Mapping[str, object] | None = None
) -> Settings:
    return Settings(FakeSettingsStore(user or {}, policy))


def by_key(preferences: Preferences) -> dict[str, object]:
    return {
        "ui.language": preferences.language,
        "ui.theme": preferences.theme,
        "units.hba1c": preferences.hba1c_unit,
        "units.glucose": preferences.glucose_unit,
        "referral.threshold": preferences.referral_threshold,
        "criteria.guideline": preferences.guideline,
        "model.source": preferences.model.source,
        "model.directory": preferences.model.location,
        "model.tracking_uri": preferences.model.tracking_uri,
        "model.uri": preferences.model.model_uri,
        "model.server_url": preferences.model.server_url,
        "model.server_contract": preferences.model.server_contract,
        "model.client_certificate": preferences.model.client_certificate,
        "model.trusted_digests": sorted(preferences.model.trusted_digests),
        "model.signatures": preferences.model.signatures,
        "model.trusted_keys": sorted(preferences.model.trusted_keys),
        "model.ca_file": preferences.model.ca_file,
        "model.allow_older": preferences.model.allow_older,
        "model.fallback_bundled": preferences.model.fallback_bundled,
        "model.allow_http": preferences.model.allow_http,
        "model.allow_pickle": preferences.model.allow_pickle,
        "model.allow_environment": preferences.environment_may_override,
    }


def test_every_setting_is_known_to_these_tests() -> None:
    assert A_CHANGE.keys() == NONSENSE.keys() == SETTINGS.keys()
    assert by_key(settings_of().preferences).keys() == SETTINGS.keys()


def test_the_defaults_are_typed_and_safe() -> None:
    preferences = settings_of().preferences
    assert preferences.language is LanguageChoice.SYSTEM
    assert preferences.theme is ThemeChoice.SYSTEM
    assert preferences.hba1c_unit is Unit.PERCENT
    assert preferences.glucose_unit is Unit.MG_DL
    assert preferences.referral_threshold == DEFAULT_REFERRAL_THRESHOLD
    assert preferences.guideline is GuidelineChoice.ADA
    assert preferences.model.source is SourceKind.BUNDLED
    assert preferences.model.trusted_digests == frozenset()
    assert not preferences.model.allow_pickle


@pytest.mark.parametrize("key", [key for key in A_CHANGE if key not in POLICYS_OWN])
def test_the_users_value_stands_over_the_default(key: str) -> None:
    settings = settings_of(user={key: A_CHANGE[key]})
    assert by_key(settings.preferences)[key] == A_CHANGE[key]
    assert settings.origin(key) is Origin.USER
    assert not settings.is_fixed(key)
    assert settings.ignored_keys == ()


@pytest.mark.parametrize("key", A_CHANGE)
def test_the_policys_value_stands_over_all(key: str) -> None:
    default = by_key(settings_of().preferences)[key]
    settings = settings_of(user={key: default}, policy={key: A_CHANGE[key]})
    assert by_key(settings.preferences)[key] == A_CHANGE[key]
    assert settings.origin(key) is Origin.POLICY
    assert settings.is_fixed(key)


def test_what_nobody_says_is_the_default() -> None:
    settings = settings_of()
    assert {settings.origin(key) for key in SETTINGS} == {Origin.DEFAULT}
    assert [key for key in SETTINGS if settings.is_fixed(key)] == POLICYS_OWN


@pytest.mark.parametrize(("key", "value"), EACH_NONSENSE)
def test_nonsense_in_the_users_file_is_ignored_and_reported(key: str, value: object) -> None:
    settings = settings_of(user={key: value, "ui.theme": "dark"} | {key: value})
    assert by_key(settings.preferences)[key] == by_key(settings_of().preferences)[key]
    assert settings.ignored_keys == (key,)
    assert settings.origin(key) is Origin.DEFAULT


def test_unknown_keys_of_the_users_file_are_reported_and_kept() -> None:
    store = FakeSettingsStore({"ui.font": "big", "ui": 3})
    settings = Settings(store)
    assert settings.ignored_keys == ("ui", "ui.font")
    settings.change({"ui.theme": "dark"}, None)
    assert store.user == {"ui.font": "big", "ui": 3, "ui.theme": "dark"}


def test_the_user_can_not_allow_what_only_the_policy_may() -> None:
    """Security 11."""
    settings = settings_of(user={"model.allow_pickle": True})
    assert not settings.preferences.model.allow_pickle
    assert settings.ignored_keys == ("model.allow_pickle",)


@pytest.mark.parametrize(("key", "value"), EACH_NONSENSE)
def test_nonsense_in_the_policy_stops_the_program(key: str, value: object) -> None:
    with pytest.raises(PolicyUnreadable) as caught:
        settings_of(policy={key: value})
    assert caught.value == PolicyUnreadable("policy.toml", key)


@pytest.mark.parametrize("key", ["ui.langage", "language", "model", ""])
def test_a_misspelt_rule_stops_the_program(key: str) -> None:
    with pytest.raises(PolicyUnreadable) as caught:
        settings_of(policy={key: "es"})
    assert caught.value.detail == key


@pytest.mark.parametrize("policy", [{}, {"ui.theme": "dark"}])
def test_a_policy_is_one_even_when_empty(policy: dict[str, object]) -> None:
    assert settings_of(policy=policy).has_site_policy
    assert not settings_of().has_site_policy


@pytest.mark.parametrize("by", ANYBODY)
@pytest.mark.parametrize("key", A_CHANGE)
def test_who_may_change_what(key: str, by: Account | None) -> None:
    """Security 7."""
    may = {
        Scope.ANYONE: True,
        Scope.USER: by is not None and by.enabled,
        Scope.ADMINISTRATOR: by is ADMINISTRATOR,
        Scope.POLICY: False,
    }[SETTINGS[key].scope]
    folder = {"model.directory": FOLDER} if key == "model.source" else {}
    store = FakeSettingsStore(folder)
    settings = Settings(store)
    before = settings.preferences
    if may:
        after = settings.change({key: A_CHANGE[key]}, by)
        assert by_key(after)[key] == A_CHANGE[key]
        assert settings.preferences == after
        assert by_key(Settings(store).preferences) == by_key(after)
    else:
        with pytest.raises(SettingRefused) as caught:
            settings.change({key: A_CHANGE[key]}, by)
        assert caught.value.key == key
        assert settings.preferences is before
        assert store.user == folder


def test_language_and_theme_are_there_before_anybody_signs_in() -> None:
    assert [key for key in SETTINGS if SETTINGS[key].scope is Scope.ANYONE] == [
        "ui.language",
        "ui.theme",
    ]


@pytest.mark.parametrize("key", A_CHANGE)
def test_nobody_changes_what_the_policy_fixes(key: str) -> None:
    default = by_key(settings_of().preferences)[key]
    settings = settings_of(policy={key: default})
    with pytest.raises(SettingRefused):
        settings.change({key: A_CHANGE[key]}, ADMINISTRATOR)


@pytest.mark.parametrize(("key", "value"), EACH_NONSENSE)
def test_nonsense_is_not_taken(key: str, value: object) -> None:
    store = FakeSettingsStore({})
    with pytest.raises(SettingRefused) as caught:
        Settings(store).change({key: value}, ADMINISTRATOR)
    assert caught.value.key == key
    assert store.user == {}


def test_an_unknown_setting_is_not_taken() -> None:
    with pytest.raises(SettingRefused):
        settings_of().change({"ui.font": "big"}, ADMINISTRATOR)


def test_all_changes_are_kept_or_none() -> None:
    store = FakeSettingsStore({})
    settings = Settings(store)
    with pytest.raises(SettingRefused):
        settings.change({"ui.theme": "dark", "referral.threshold": 0.9}, ADMINISTRATOR)
    with pytest.raises(SettingRefused):
        settings.change({"ui.theme": "dark", "referral.threshold": 0.2}, DOCTOR)
    assert store.user == {}
    assert settings.preferences == settings_of().preferences


def test_what_can_not_be_written_is_not_in_force() -> None:
    store = FakeSettingsStore({})
    settings = Settings(store)
    store.fault = StorageUnavailable(StorageFault.FULL, "settings.toml")
    with pytest.raises(StorageUnavailable):
        settings.change({"ui.theme": "dark"}, None)
    assert settings.preferences.theme is ThemeChoice.SYSTEM
    store.fault = None
    assert settings.change({"ui.theme": "dark"}, None).theme is ThemeChoice.DARK


def test_what_is_in_force_already_needs_no_right_and_no_disk() -> None:
    store = FakeSettingsStore({}, {"ui.language": "es"})
    store.fault = StorageUnavailable(StorageFault.READ_ONLY, "settings.toml")
    settings = Settings(store)
    assert settings.change(by_key(settings.preferences), DOCTOR) == settings.preferences


def test_a_choice_mends_nonsense_in_the_file() -> None:
    store = FakeSettingsStore({"ui.theme": "pink"})
    settings = Settings(store)
    settings.change({"ui.theme": "system"}, None)
    assert settings.ignored_keys == ()
    assert store.user == {"ui.theme": "system"}


def test_a_model_from_a_directory_needs_the_directory() -> None:
    with pytest.raises(SettingRefused) as caught:
        settings_of().change({"model.source": "directory"}, ADMINISTRATOR)
    assert caught.value.key == "model.directory"
    settings = settings_of(user={"model.source": "directory", "model.directory": FOLDER})
    with pytest.raises(SettingRefused):
        settings.change({"model.directory": ""}, ADMINISTRATOR)
    settings.change({"model.directory": "", "model.source": "bundled"}, ADMINISTRATOR)


def test_a_missing_directory_in_the_file_stands_in_nobodys_way() -> None:
    settings = settings_of(user={"model.source": "directory"})
    assert settings.preferences.model.source is SourceKind.DIRECTORY  # and will be refused as such
    assert settings.change({"ui.theme": "dark"}, DOCTOR).theme is ThemeChoice.DARK


def test_digests_are_kept_in_one_form() -> None:
    store = FakeSettingsStore({})
    given_twice = {DIGEST.upper(), "f" * 64, DIGEST}
    preferences = Settings(store).change({"model.trusted_digests": given_twice}, ADMINISTRATOR)
    assert preferences.model.trusted_digests == {DIGEST, "f" * 64}
    assert store.user["model.trusted_digests"] == (DIGEST, "f" * 64)


VARIABLES = {setting.variable: key for key, setting in SETTINGS.items() if setting.variable}


def test_the_environment_can_say_where_the_model_is() -> None:
    assert VARIABLES == {
        "DIABETES_DESKTOP_MODEL_SOURCE": "model.source",
        "MLFLOW_TRACKING_URI": "model.tracking_uri",
        "DIABETES_DESKTOP_MODEL_URI": "model.uri",
        "DIABETES_DESKTOP_SERVER_URL": "model.server_url",
    }


@pytest.mark.parametrize("variable", VARIABLES)
def test_the_environment_stands_over_the_user(variable: str) -> None:
    key = VARIABLES[variable]
    default = by_key(settings_of().preferences)[key]
    store = FakeSettingsStore({key: default, "model.directory": FOLDER})
    settings = Settings(store, {variable: str(A_CHANGE[key])})
    assert by_key(settings.preferences)[key] == A_CHANGE[key]
    assert settings.origin(key) is Origin.ENVIRONMENT
    with pytest.raises(SettingRefused):
        settings.change({key: default}, ADMINISTRATOR)
    assert store.user[key] == default


@pytest.mark.parametrize("variable", VARIABLES)
def test_the_environment_stands_over_the_policy_only_where_that_allows_it(variable: str) -> None:
    """Security 10."""
    key = VARIABLES[variable]
    fixed = by_key(settings_of().preferences)[key]
    said = {variable: str(A_CHANGE[key])}
    strict = Settings(FakeSettingsStore({}, {key: fixed}), said)
    assert by_key(strict.preferences)[key] == fixed
    assert strict.origin(key) is Origin.POLICY
    assert strict.ignored_variables == (variable,)
    policy = {key: fixed, "model.allow_environment": True}
    assert Settings(FakeSettingsStore({}, policy), said).origin(key) is Origin.ENVIRONMENT


def test_a_user_can_not_let_the_environment_in() -> None:
    store = FakeSettingsStore({"model.allow_environment": True}, {"model.source": "bundled"})
    settings = Settings(store, {"DIABETES_DESKTOP_MODEL_SOURCE": "server"})
    assert settings.preferences.model.source is SourceKind.BUNDLED


@pytest.mark.parametrize("text", ["sqlite:///mlflow.db", "file:///x", "databricks", "http://u:p@h"])
def test_a_variable_that_names_no_server_is_ignored_and_reported(text: str) -> None:
    settings = Settings(FakeSettingsStore({}), {"MLFLOW_TRACKING_URI": text})
    assert settings.preferences == settings_of().preferences
    assert settings.ignored_variables == ("MLFLOW_TRACKING_URI",)
    assert settings.origin("model.tracking_uri") is Origin.DEFAULT


def test_an_empty_variable_says_nothing() -> None:
    assert Settings(FakeSettingsStore({}), {"MLFLOW_TRACKING_URI": ""}).ignored_variables == ()


LOOPBACK = ["http://localhost:5000", "http://127.0.0.1", "http://[::1]:8001", "https://far.example"]
ABROAD = ["http://far.example", "http://10.0.0.1:5000", "http://localhost.far.example"]


@pytest.mark.parametrize("key", ["model.tracking_uri", "model.server_url"])
def test_plain_http_stays_on_this_computer(key: str) -> None:
    """Security 10."""
    for url in LOOPBACK:
        assert by_key(settings_of().change({key: url}, ADMINISTRATOR))[key] == url
    for url in ABROAD:
        with pytest.raises(SettingRefused):
            settings_of().change({key: url}, ADMINISTRATOR)
        allowed = settings_of(policy={"model.allow_http": True})
        assert by_key(allowed.change({key: url}, ADMINISTRATOR))[key] == url


def test_keys_are_kept_in_one_form() -> None:
    key = bytes(range(32))
    policy = {"model.trusted_keys": [base64.b64encode(key).decode(), key.hex().upper()]}
    assert settings_of(policy=policy).preferences.model.trusted_keys == {key.hex()}


ANY_CHANGE = st.fixed_dictionaries(
    {},
    optional={
        "ui.language": st.sampled_from(SETTINGS["ui.language"].choices),
        "ui.theme": st.sampled_from(SETTINGS["ui.theme"].choices),
        "units.hba1c": st.sampled_from(SETTINGS["units.hba1c"].choices),
        "units.glucose": st.sampled_from(SETTINGS["units.glucose"].choices),
        "referral.threshold": st.floats(0.05, 0.30),
        "model.directory": st.text(st.characters(exclude_categories=("Cc", "Cs"))).map(
            lambda text: f"{FOLDER}/{text}"
        ),
        "model.trusted_digests": st.lists(st.text("0123456789abcdef", min_size=64, max_size=64)),
    },
)


@given(ANY_CHANGE)
def test_what_is_changed_is_there_at_the_next_start(
    tmp_path_factory: pytest.TempPathFactory, change: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("profile")

    def start() -> Settings:
        files = resource("defaults.toml"), folder / "settings.toml", folder / "policy.toml"
        return Settings(TomlSettings(*files))

    kept = start().change(change, ADMINISTRATOR)
    again = start()
    assert again.preferences == kept
    assert again.ignored_keys == ()
    for key, value in change.items():
        expected = sorted(set(value)) if isinstance(value, list) else value
        assert by_key(kept)[key] == expected


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(list(SETTINGS)) | st.text(max_size=12), JUNK))
def test_no_file_keeps_the_program_from_starting(user: dict[str, object]) -> None:
    settings = settings_of(user=user)
    assert set(settings.ignored_keys) <= user.keys()
    for key, value in by_key(settings.preferences).items():
        assert SETTINGS[key].check(value) is not None
