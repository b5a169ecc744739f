"""Settings on the disk: replaced whole, never lost, and a policy that can't be slipped past."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.disks import empty, fill, make_read_only, small_disk

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.toml_settings import TomlSettings
from diabetes_desktop.application.declared_settings import SETTINGS
from diabetes_desktop.application.errors import (
    PolicyUnreadable,
    StorageFault,
    StorageUnavailable,
)
from diabetes_desktop.application.settings import Settings

POLICY_EXAMPLE = Path(__file__).parents[2] / "installer" / "policy.example.toml"
DAMAGED = {
    "half a line": b"[ui]\ntheme = ",
    "no TOML": b"theme: dark\n",
    "twice the same": b"[ui]\ntheme = 'dark'\ntheme = 'light'\n",
    "another format": bytes(range(256)),
    "Latin-1": "[ui]\nlanguage = 'espa\xf1ol'".encode("latin-1"),
    "nested without end": b"x = " + b"[" * 5_000,
}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "perfil de la médica"
    folder.mkdir()
    return folder


def store_in(profile: Path, policy: Path | None = None) -> TomlSettings:
    files = profile / "settings.toml", policy or profile / "policy.toml"
    return TomlSettings(resource("defaults.toml"), *files)


def test_every_setting_has_a_default_and_every_default_a_setting(profile: Path) -> None:
    defaults = store_in(profile).load_defaults()
    assert defaults.keys() == SETTINGS.keys()
    for key, value in defaults.items():
        SETTINGS[key].check(value)


def test_a_new_profile_has_nothing_and_gets_nothing_by_looking(profile: Path) -> None:
    store = store_in(profile)
    assert store.load_user() == {}
    assert store.load_policy() is None
    assert store.set_aside is None
    assert list(profile.iterdir()) == []


def test_a_saved_file_reads_like_one_written_by_hand(profile: Path) -> None:
    store_in(profile).save_user({"ui.theme": "dark", "ui.language": "es", "units.hba1c": "%"})
    text = (profile / "settings.toml").read_text(encoding="utf-8")
    assert text == '[ui]\nlanguage = "es"\ntheme = "dark"\n\n[units]\nhba1c = "%"\n'


def test_a_file_written_with_a_byte_order_mark_is_read(profile: Path) -> None:
    (profile / "settings.toml").write_text("[ui]\ntheme = 'dark'\n", encoding="utf-8-sig")
    assert store_in(profile).load_user() == {"ui.theme": "dark"}


KEY = st.from_regex(r"[a-z]{1,3}(\.[a-z]{1,3}){1,2}", fullmatch=True)
VALUE = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=("Cs",)))
    | st.lists(st.text(st.characters(exclude_categories=("Cs",))), max_size=3)
)


@given(st.dictionaries(KEY, VALUE, max_size=6))
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    tables = {key.rpartition(".")[0] for key in values} | {key.split(".")[0] for key in values}
    values = {key: value for key, value in values.items() if key not in tables}
    store = store_in(tmp_path_factory.mktemp("profile"))
    store.save_user(values)
    assert store.load_user() == values


def test_a_value_in_the_way_of_a_table_gives_way(profile: Path) -> None:
    store = store_in(profile)
    store.save_user({"ui": 3, "ui.theme": "dark"})
    assert store.load_user() == {"ui.theme": "dark"}


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps access lists, not modes")
def test_only_its_user_may_read_it(profile: Path) -> None:
    """Security 13."""
    store = store_in(profile)
    store.save_user({"ui.theme": "dark"})
    (profile / "settings.toml").chmod(0o644)
    store.save_user({"ui.theme": "light"})
    assert stat.S_IMODE((profile / "settings.toml").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_set_aside_not_lost(profile: Path, content: bytes) -> None:
    (profile / "settings.toml").write_bytes(content)
    settings = Settings(store_in(profile))
    copy = profile / "settings.toml.damaged-1"
    assert settings.set_aside == copy
    assert copy.read_bytes() == content
    assert settings.preferences == Settings(store_in(profile)).preferences
    settings.change({"ui.theme": "dark"}, None)
    assert copy.read_bytes() == content


def test_a_second_damaged_file_does_not_replace_the_first(profile: Path) -> None:
    for number in (1, 2, 3):
        (profile / "settings.toml").write_text(f"damage {number}")
        assert Settings(store_in(profile)).set_aside == profile / f"settings.toml.damaged-{number}"
    assert (profile / "settings.toml.damaged-1").read_text() == "damage 1"


def test_a_file_that_can_not_be_read_is_said_not_replaced(profile: Path) -> None:
    (profile / "settings.toml").mkdir()
    with pytest.raises(StorageUnavailable) as caught:
        Settings(store_in(profile))
    assert caught.value.path == str(profile / "settings.toml")
    assert (profile / "settings.toml").is_dir()


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        settings = Settings(store_in(disk))
        settings.change({"ui.theme": "dark"}, None)
        old = (disk / "settings.toml").read_bytes()
        fill(disk)
        with pytest.raises(StorageUnavailable) as caught:
            settings.change({"ui.theme": "light"}, None)
        assert caught.value == StorageUnavailable(StorageFault.FULL, str(disk / "settings.toml"))
        assert (disk / "settings.toml").read_bytes() == old
        assert Settings(store_in(disk)).preferences == settings.preferences
        empty(disk)
        assert list(disk.iterdir()) == [disk / "settings.toml"]
        settings.change({"ui.theme": "light"}, None)


def test_a_read_only_disk_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        Settings(store_in(disk)).change({"ui.theme": "dark"}, None)
        make_read_only(disk)
        settings = Settings(store_in(disk))
        assert settings.preferences.theme == "dark"
        with pytest.raises(StorageUnavailable) as caught:
            settings.change({"ui.theme": "light"}, None)
        assert caught.value.fault is StorageFault.READ_ONLY


def test_a_damaged_file_on_a_read_only_disk_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        (disk / "settings.toml").write_text("damage")
        make_read_only(disk)
        with pytest.raises(StorageUnavailable) as caught:
            Settings(store_in(disk))
        assert caught.value.fault is StorageFault.READ_ONLY


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_policy_stops_the_program(profile: Path, content: bytes) -> None:
    policy = profile / "policy.toml"
    policy.write_bytes(content)
    with pytest.raises(PolicyUnreadable) as caught:
        Settings(store_in(profile))
    assert caught.value.path == str(policy)
    assert policy.read_bytes() == content


def a_folder(policy: Path) -> None:
    policy.mkdir()


def a_link_that_leads_nowhere(policy: Path) -> None:
    policy.symlink_to(policy.with_name("gone.toml"))


@pytest.mark.skipif(os.name != "posix", reason="Windows lets only administrators make links")
@pytest.mark.parametrize("put", [a_folder, a_link_that_leads_nowhere])
def test_a_policy_that_can_not_be_read_is_not_no_policy(
    profile: Path, put: Callable[[Path], None]
) -> None:
    put(profile / "policy.toml")
    with pytest.raises(PolicyUnreadable):
        Settings(store_in(profile))


def test_an_empty_policy_is_a_policy(profile: Path) -> None:
    (profile / "policy.toml").write_bytes(b"")
    assert Settings(store_in(profile)).has_site_policy


def test_the_policy_example_changes_nothing_as_it_stands(tmp_path: Path) -> None:
    settings = Settings(store_in(tmp_path, POLICY_EXAMPLE))
    assert settings.preferences == Settings(store_in(tmp_path)).preferences


def test_the_policy_example_shows_every_setting_with_its_default(profile: Path) -> None:
    text = POLICY_EXAMPLE.read_text(encoding="utf-8")
    policy = profile / "policy.toml"
    policy.write_text(re.sub(r"^#(\w+ = )", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
    settings = Settings(store_in(profile))
    assert all(settings.is_fixed(key) for key in SETTINGS)
    (profile / "none").mkdir()
    assert settings.preferences == Settings(store_in(profile / "none")).preferences
    assert tomllib.loads(text).keys() == {key.split(".")[0] for key in SETTINGS}


LANGUAGE_AND_THEME = ("ui.language", "ui.theme")


def test_a_glance_sees_what_the_settings_will_say(profile: Path) -> None:
    store = store_in(profile)
    assert store.glance(LANGUAGE_AND_THEME) == ["system", "system"]
    store.save_user({"ui.theme": "dark", "ui.language": "en"})
    (profile / "policy.toml").write_text("[ui]\nlanguage = 'es'\n")
    assert store.glance(LANGUAGE_AND_THEME) == ["es", "dark"]
    preferences = Settings(store).preferences
    assert [preferences.language, preferences.theme] == ["es", "dark"]


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_glance_passes_over_damage_and_changes_nothing(profile: Path, content: bytes) -> None:
    for name in ("settings.toml", "policy.toml"):
        (profile / name).write_bytes(content)
    assert store_in(profile).glance(LANGUAGE_AND_THEME) == ["system", "system"]
    assert (profile / "settings.toml").read_bytes() == content


READ_AT_START = """
import sys
from pathlib import Path
from diabetes_desktop.adapters.profile import Profile, site_policy_file
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.toml_settings import TomlSettings
from diabetes_desktop.application.settings import Settings
profile = Profile.open(Path(sys.argv[1]))
Settings(TomlSettings(resource("defaults.toml"), profile.settings_file, site_policy_file()))
heavy = {"sqlalchemy", "argon2", "keyring", "msgspec", "platformdirs", "tomli_w", "logging",
         "tempfile", "sqlite3", "numpy", "PySide6", "diabetes_desktop.domain.patient"}
print(sorted(heavy & sys.modules.keys()))
"""


def test_reading_the_settings_imports_nothing_heavy(profile: Path) -> None:
    """They are read before the first paint."""
    command = [sys.executable, "-c", READ_AT_START, str(profile)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
