"""The Windows program, installed and driven as a doctor and IT do it; in order, on one computer.

Under Wine, not on a real Windows: what differs there is said in docs/packaging-report.md.
"""

from __future__ import annotations

import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.packaging.conftest import DIST
from tests.packaging.tracking_server import TrackingServer
from tests.packaging.windows import HOME, Windows, log_lines, wait_for

import installers
from freezing import windows_path
from signing import Signer

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(900)]

PASSWORD = "cuatro palabras sin orden"
ACCOUNT = ("Cuenta Primera", "primera", PASSWORD, PASSWORD)
SICK = ("F", "58", "1", "0", "E", "31,2", "8,9", "260")
WELL = ("F", "30", "0", "0", "N", "22,0", "5,0", "90")
UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Diabetes Desktop"


@pytest.fixture(scope="module")
def signed_in(windows: Windows, pictures: Path) -> Iterator[Windows]:
    """The program with its first account made, and signed in; it stays open for some tests."""
    with windows.program("--language", "es"):
        windows.window()
        windows.picture(pictures / "windows-first-account.png")
        wait_for(lambda: log_lines(windows.profile, "model_ready"), "the model", 240)
        windows.picture(pictures / "windows-first-account.png")
        windows.enter(*ACCOUNT)
        filled_in = windows.pixels()
        wait_for(lambda: accounts(windows.profile) == ["primera"], "the first account")
        windows.wait_for_another_screen(filled_in)
        entrance = windows.window()
        windows.picture(pictures / "windows-sign-in.png")
        windows.enter(PASSWORD)  # the user is there already
        wait_for(lambda: windows.window() != entrance, "the main window")
        yield windows


def accounts(profile: Path) -> list[str]:
    """The users of the allow-list, read as the database that it is."""
    file = profile / "accounts.db"
    if not file.exists():
        return []
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        try:
            return [user for (user,) in database.execute("SELECT user FROM accounts")]
        except sqlite3.OperationalError:
            return []  # its table is just being made


def predict(windows: Windows, facts: tuple[str, ...]) -> str:
    """Type a patient, and what *Copy to record* then puts into the clipboard."""
    windows.display.xdotool("windowactivate", "--sync", windows.window())
    windows.press("ctrl+n", "Return")
    windows.enter(*facts)
    windows.press("ctrl+Return")

    age = facts[1]

    def copied() -> str:
        windows.press("ctrl+shift+c")
        text = windows.clipboard()
        return text if f"Edad: {age} años" in text and "Clase " in text else ""

    try:
        return str(wait_for(copied, "the text of the result", 120))
    except AssertionError:
        windows.picture(DIST / "pictures" / "windows-no-result.png")
        raise


def test_installed_silently_with_everything_that_windows_should_know(
    windows: Windows, installer: Path
) -> None:
    version = installer.name.split("-")[2]
    assert windows.registry(UNINSTALL, "DisplayVersion") == version
    assert windows.registry(UNINSTALL, "DisplayName") == "Diabetes Desktop"
    assert windows.registry(UNINSTALL, "InstallLocation") == HOME
    assert windows.registry(UNINSTALL, "QuietUninstallString").endswith('uninstall.exe" /S')
    menu = windows.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs"
    assert (menu / "Diabetes Desktop.lnk").is_file()
    assert not windows.policy.exists()


def test_no_stand_in_and_nothing_of_wine_is_installed(windows: Windows) -> None:
    files = [file for file in windows.home.rglob("*") if file.is_file()]
    assert len(files) > 100
    marked = [file.name for file in files if b"Wine builtin DLL" in file.read_bytes()[:4096]]
    assert marked == []
    stand_ins = {"icuuc.dll", "uisettings.dll", "bcryptprimitives.dll", "ucrtbase.dll"}
    assert stand_ins & {file.name.lower() for file in files} == set()


@pytest.mark.timeout(3600)  # 344 windows, each drawn through Wine
def test_the_self_test_passes(windows: Windows) -> None:
    done = windows.run([rf"{HOME}\diabetes-desktop.exe", "--self-test"], seconds=3000)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said


def test_class_1_and_class_0_with_decimal_commas(signed_in: Windows, pictures: Path) -> None:
    sick = predict(signed_in, SICK)
    signed_in.picture(pictures / "windows-class-1.png")
    assert "Clase 1 - el modelo señala diabetes" in sick, sick
    well = predict(signed_in, WELL)
    signed_in.picture(pictures / "windows-class-0.png")
    assert "Clase 0 - el modelo no señala diabetes" in well, well


def test_the_model_is_killed_and_comes_back(signed_in: Windows, pictures: Path) -> None:
    (model,) = signed_in.processes("--multiprocessing-fork")
    model.kill()
    text = predict(signed_in, SICK)
    signed_in.picture(pictures / "windows-after-the-kill.png")
    assert "Clase 1 - el modelo señala diabetes" in text, text
    (again,) = signed_in.processes("--multiprocessing-fork")
    assert again.pid != model.pid


def test_a_second_start_raises_the_first_and_ends(signed_in: Windows) -> None:
    window = signed_in.window()
    signed_in.display.xdotool("windowminimize", "--sync", window)
    done = signed_in.run([rf"{HOME}\diabetes-desktop.exe"], seconds=60)
    assert done.returncode == 0
    signed_in.display.xdotool("search", "--sync", "--onlyvisible", "--name", "^Diabetes Desktop")
    assert signed_in.window() == window


def test_refuses_to_install_over_a_running_program(signed_in: Windows, installer: Path) -> None:
    done = signed_in.run([windows_path(installer), "/S"], seconds=120)
    assert done.returncode == 3
    assert signed_in.processes()


def test_nothing_of_a_patient_or_a_password_is_in_the_log(signed_in: Windows) -> None:
    text = "".join(
        file.read_text(encoding="utf-8") for file in (signed_in.profile / "logs").iterdir()
    )
    for secret in ("31,2", "8,9", "260", PASSWORD, "primera"):
        assert secret not in text


def test_another_user_sees_nothing_of_the_first(signed_in: Windows, pictures: Path) -> None:
    signed_in.end_programs()
    second = replace(signed_in, user="segunda")
    code, said = second.admin("doctors", "list")
    assert code == 0, said
    assert "primera" not in said
    with second.program("--language", "es"):
        second.window()
        wait_for(lambda: log_lines(second.profile, "model_ready"), "the model", 120)
        second.picture(pictures / "windows-second-user.png")
    assert second.profile != signed_in.profile
    assert not (second.profile / "settings.toml").exists()


def test_the_credential_locker_keeps_a_secret_and_gives_it_to_its_server(
    windows: Windows, tracking_server: TrackingServer
) -> None:
    """Windows' own keyring, through the program that IT has."""
    secret = "un secreto del registro"
    there = ["--tracking-uri", tracking_server.uri]
    code, said = windows.admin(
        "model", "login", "--user", "equipo", "--password-stdin", *there, typed=f"{secret}\n"
    )
    assert code == 0, said
    code, said = windows.admin("model", "list", *there)
    assert f"equipo:{secret}" in tracking_server.signed_in_as, (code, said)
    files = [file for file in windows.profile.rglob("*") if file.is_file()]
    assert [file for file in files if secret.encode() in file.read_bytes()] == []


def test_close_ends_the_program_and_the_policy_is_installed(
    windows: Windows, installer: Path, policy_file: Path
) -> None:
    with windows.program("--language", "es"):
        windows.window()
        command = [windows_path(installer), "/S", "/CLOSE", f"/POLICY={windows_path(policy_file)}"]
        done = windows.run(command, seconds=600)
        assert done.returncode == 0
    assert windows.policy.read_bytes() == policy_file.read_bytes()
    # Wine keeps rights as Unix does: nobody but the owner, an administrator, may write.
    for place in (windows.policy, windows.policy.parent):
        assert place.stat().st_mode & stat.S_IWOTH == 0


def test_a_policy_that_is_not_there_installs_nothing(windows: Windows, installer: Path) -> None:
    done = windows.run([windows_path(installer), "/S", r"/POLICY=C:\nowhere.toml"], seconds=120)
    assert done.returncode == 4


def test_an_upgrade_keeps_policy_and_data_and_no_old_module(
    windows: Windows, installer: Path, older_installer: Path
) -> None:
    accounts = (windows.profile / "accounts.db").read_bytes()
    policy = windows.policy.read_bytes()
    assert windows.run([windows_path(older_installer), "/S"], seconds=300).returncode == 0
    assert windows.registry(UNINSTALL, "DisplayVersion") == "0.0.1"
    assert (windows.home / "_internal" / "gone.txt").is_file()
    assert windows.run([windows_path(installer), "/S"], seconds=600).returncode == 0
    assert not (windows.home / "_internal" / "gone.txt").exists()
    assert windows.registry(UNINSTALL, "DisplayVersion") == installer.name.split("-")[2]
    assert (windows.profile / "accounts.db").read_bytes() == accounts
    assert windows.policy.read_bytes() == policy
    code, said = windows.admin("doctors", "list")
    assert code == 0, said
    assert "primera" in said


def test_programs_installer_and_uninstaller_are_signed(
    windows: Windows, older_installer: Path, certificate: Path
) -> None:
    assert windows.run([windows_path(older_installer), "/S"], seconds=300).returncode == 0
    programs = ("diabetes-desktop.exe", "diabetes-admin.exe", "uninstall.exe")
    for file in (older_installer, *(windows.home / name for name in programs)):
        command = ["osslsigncode", "verify", "-CAfile", certificate, "-in", file]
        done = subprocess.run(command, capture_output=True, text=True)
        assert "Signature verification: ok" in done.stdout, f"{file.name}: {done.stdout}"


def test_uninstalled_silently_nothing_but_data_is_left(windows: Windows) -> None:
    menu = windows.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs"
    windows.run([rf"{HOME}\uninstall.exe", "/S"], seconds=300)
    wait_for(lambda: not windows.home.exists(), "the end of the removal", 120)
    wait_for(lambda: not (menu / "Diabetes Desktop.lnk").exists(), "the end of the menu entry")
    windows.settle()
    assert windows.registry(UNINSTALL, "DisplayName") == ""
    assert windows.registry(r"HKLM\Software\Diabetes Desktop", "InstallDir") == ""
    assert (windows.profile / "accounts.db").is_file()
    assert windows.policy.is_file()


def test_installed_where_it_is_told(bare_windows: Windows, installer: Path) -> None:
    command = [windows_path(installer), "/S", r"/D=C:\Otro", "sitio"]
    place = bare_windows.drive / "Otro sitio"
    assert bare_windows.run(command, seconds=600).returncode == 0
    assert (place / "diabetes-desktop.exe").is_file()
    done = bare_windows.run([r"C:\Otro sitio\diabetes-admin.exe", "--version"])
    assert b"diabetes-admin" in done.stdout
    bare_windows.run([r"C:\Otro sitio\uninstall.exe", "/S"], seconds=300)
    wait_for(lambda: not place.exists(), "the end of the removal", 120)


def test_the_msi_is_installed_and_removed_silently(
    bare_windows: Windows, older_bundle: Path, older_installer: Path
) -> None:
    made = installers.msi(older_bundle, older_bundle.parent, Signer(None, None, None))
    msi = windows_path(made)
    assert bare_windows.run(["msiexec", "/i", msi, "/qn"], seconds=300).returncode == 0
    assert (bare_windows.home / "_internal" / "gone.txt").is_file()
    assert bare_windows.registry(r"HKLM\Software\Diabetes Desktop", "Version") == "0.0.1"
    assert bare_windows.run(["msiexec", "/x", msi, "/qn"], seconds=300).returncode == 0
    assert not bare_windows.home.exists()
    assert bare_windows.registry(r"HKLM\Software\Diabetes Desktop", "Version") == ""
