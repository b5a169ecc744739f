"""`diabetes-admin doctors`, as IT types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.disks import fill, make_read_only, small_disk

from diabetes_desktop.adapters.argon2_hasher import Argon2Hasher
from diabetes_desktop.adapters.sql_accounts import SqlAccounts
from diabetes_desktop.application.errors import SignInRefused
from diabetes_desktop.application.sign_in import SignIn
from diabetes_desktop.bootstrap_admin import root
from diabetes_desktop.domain.account import Account, Role

PASSWORD = "cuatro palabras sin orden"
OTHER_PASSWORD = "otras cinco que no riman"
ADMIN = [sys.executable, "-c", "from diabetes_desktop.bootstrap_admin import main; main()"]

Doctors = Callable[..., Result]


@pytest.fixture
def doctors(profile_dir: Path) -> Doctors:
    """Runs `diabetes-admin doctors ...` on this test's profile."""

    def run(*arguments: str, stdin: str | bytes = "", profile: Path = profile_dir) -> Result:
        command = ["--profile", str(profile), "doctors", *arguments]
        return CliRunner().invoke(root(), command, input=stdin)

    return run


def add(doctors: Doctors, user: str, *options: str, password: str = PASSWORD) -> Result:
    command = ("add", user, "--name", "Cuenta A", "--password-stdin", *options)
    return doctors(*command, stdin=f"{password}\n")


def sign_in(profile: Path, user: str, password: str) -> Account:
    return SignIn(SqlAccounts(profile / "accounts.db"), Argon2Hasher())(user, password)


@pytest.mark.parametrize(
    ("options", "roles"),
    [
        ((), {Role.DOCTOR}),
        (("--administrator",), {Role.DOCTOR, Role.ADMINISTRATOR}),
        (("--administrator", "--no-doctor"), {Role.ADMINISTRATOR}),
    ],
)
def test_who_is_added_may_sign_in(
    doctors: Doctors, profile_dir: Path, options: tuple[str, ...], roles: set[Role]
) -> None:
    result = add(doctors, "Médica.A", *options)
    assert result.exit_code == 0
    assert result.stdout == f"Added: médica.a (Cuenta A): {', '.join(sorted(roles))}\n"
    account = sign_in(profile_dir, "médica.a", PASSWORD)
    assert account == Account("médica.a", "Cuenta A", frozenset(roles))


@pytest.mark.parametrize("end", ["\n", "\r\n", "", "\nanother line\n"])
def test_the_password_is_the_first_line_of_standard_input(
    doctors: Doctors, profile_dir: Path, end: str
) -> None:
    stdin = f"\ufeff  mañana será otro día {end}".encode()
    result = doctors("add", "a", "--name", "Cuenta A", "--password-stdin", stdin=stdin)
    assert result.exit_code == 0
    assert sign_in(profile_dir, "a", "  mañana será otro día ")


@pytest.mark.parametrize(
    ("stdin", "sentence"),
    [
        (b"", "There is no password on standard input."),
        (b"\nsecond line\n", "There is no password on standard input."),
        (b"\xff\xfe" + PASSWORD.encode("utf-16-le"), "is not UTF-8 text"),
        (b"corta\n", "at least 15 characters"),
        (b"passwordpassword\n", "too easy to guess"),
        (b"la cuenta que no sale\n", "holds the user name, a part of the person's name"),
        (b"x1" * 200, "more than 256 characters"),
        (b"x1" * 100_000, "more than 256 characters"),
    ],
)
def test_a_password_that_is_not_taken(doctors: Doctors, stdin: bytes, sentence: str) -> None:
    result = doctors("add", "a", "--name", "Cuenta A", "--password-stdin", stdin=stdin)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr
    assert json.loads(doctors("list", "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "a b", "--name", "Cuenta A"), "A user name has 1 to 64 characters"),
        (("add", "c", "--name", " "), "Give the person's full name"),
        (("add", "c", "--name", "Cuenta C", "--no-doctor"), "no role"),
        (("add", "ADMIN.A", "--name", "Cuenta C"), "There is an account “admin.a” already"),
        (("disable", "admin.a"), "“admin.a” is the only administrator left"),
        (("disable", "nadie"), "There is no account “nadie”"),
        (("enable", "nadie"), "There is no account “nadie”"),
        (("reset-password", "nadie"), "There is no account “nadie”"),
        (("reset-password", ""), "A user name has 1 to 64 characters"),
    ],
)
def test_what_is_refused_is_said_before_a_password_is_asked_for(
    doctors: Doctors, arguments: tuple[str, ...], sentence: str
) -> None:
    add(doctors, "admin.a", "--administrator")
    result = doctors(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert sentence in result.stderr
    assert len(json.loads(doctors("list", "--json").stdout)) == 1


@pytest.mark.parametrize(
    "arguments", [("add",), ("add", "a"), ("add", "a", "--name", "A", "--password", "x"), ("x",)]
)
def test_wrong_usage_is_exit_code_2(doctors: Doctors, arguments: tuple[str, ...]) -> None:
    assert doctors(*arguments).exit_code == 2


def test_no_option_takes_a_password() -> None:
    group = root().commands["doctors"]
    assert isinstance(group, click.Group)
    options = {
        option.name: option
        for command in group.commands.values()
        for option in command.params
        if "password" in str(option.name)
    }
    assert options.keys() == {"password_stdin"}
    assert all(option.is_flag for option in options.values())  # type: ignore[attr-defined]


def test_the_list_for_people_and_for_programs(doctors: Doctors) -> None:
    add(doctors, "médica.b")
    add(doctors, "admin.a", "--administrator")
    doctors("disable", "médica.b")
    assert doctors("list").stdout == (
        "admin.a (Cuenta A): administrator, doctor\nmédica.b (Cuenta A): doctor, disabled\n"
    )
    listed = json.loads(doctors("list", "--json").stdout)
    assert listed == [
        {
            "user": "admin.a",
            "full_name": "Cuenta A",
            "roles": ["administrator", "doctor"],
            "enabled": True,
        },
        {"user": "médica.b", "full_name": "Cuenta A", "roles": ["doctor"], "enabled": False},
    ]


def test_an_empty_list_says_how_to_begin(doctors: Doctors, profile_dir: Path) -> None:
    result = doctors("list")
    assert result.exit_code == 0
    assert "diabetes-admin doctors add USER" in result.stdout
    assert doctors("list", "--json").stdout == "[]\n"
    assert list(profile_dir.iterdir()) == []


def test_who_is_disabled_stays_out_until_enabled(doctors: Doctors, profile_dir: Path) -> None:
    add(doctors, "a")
    assert doctors("disable", "A").stdout == "Disabled: a (Cuenta A): doctor, disabled\n"
    with pytest.raises(SignInRefused):
        sign_in(profile_dir, "a", PASSWORD)
    assert doctors("enable", "a").stdout == "Enabled: a (Cuenta A): doctor\n"
    assert sign_in(profile_dir, "a", PASSWORD)


def test_a_new_password_takes_the_place_of_the_old(doctors: Doctors, profile_dir: Path) -> None:
    add(doctors, "a")
    result = doctors("reset-password", "a", "--password-stdin", stdin=OTHER_PASSWORD)
    assert result.stdout == "New password set: a (Cuenta A): doctor\n"
    assert sign_in(profile_dir, "a", OTHER_PASSWORD)
    with pytest.raises(SignInRefused):
        sign_in(profile_dir, "a", PASSWORD)


def test_a_damaged_database_is_said(doctors: Doctors, profile_dir: Path) -> None:
    (profile_dir / "accounts.db").write_text("damage" * 1_000)
    result = doctors("list")
    assert result.exit_code == 1
    assert f"{profile_dir / 'accounts.db'} is damaged. Nothing was changed." in result.stderr


def test_a_read_only_profile_is_said(doctors: Doctors, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        make_read_only(disk)
        result = doctors("list", profile=disk)
        assert result.exit_code == 1
        assert f"{disk} can't be written." in result.stderr


def test_a_full_disk_is_said(doctors: Doctors, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        command = ("add", "a", "--name", "Cuenta A", "--password-stdin")
        result = doctors(*command, stdin=PASSWORD, profile=disk)
        assert result.exit_code == 1
        assert "The disk is full" in result.stderr


def test_the_real_program_takes_a_piped_password(profile_dir: Path) -> None:
    """About 1.5 s: two processes."""
    command = [*ADMIN, "doctors", "add", "médica.a", "--name", "Cuenta A", "--password-stdin"]
    done = subprocess.run(command, input=PASSWORD.encode(), capture_output=True, check=True)
    assert PASSWORD.encode() not in done.stdout + done.stderr
    listed = subprocess.run([*ADMIN, "doctors", "list", "--json"], capture_output=True, check=True)
    assert [account["user"] for account in json.loads(listed.stdout)] == ["médica.a"]


class Terminal:
    """A real terminal with `diabetes-admin doctors` in it."""

    def __init__(self, *arguments: str) -> None:
        import pty

        self.transcript = ""
        self._unread = ""
        self._keyboard, screen = pty.openpty()
        self._process = subprocess.Popen(
            [*ADMIN, "doctors", *arguments],
            stdin=screen,
            stdout=screen,
            stderr=screen,
            start_new_session=True,
        )
        os.close(screen)

    def wait_for(self, text: str) -> None:
        """Until `text` is on screen, after what was waited for before."""
        while text not in self._unread:
            try:
                read = os.read(self._keyboard, 4_096).decode()
            except OSError:  # how Linux says that the other end is closed
                read = ""
            assert read, f"ended before it showed {text!r}: {self.transcript!r}"
            self.transcript += read
            self._unread += read
        self._unread = self._unread.partition(text)[2]

    def type(self, line: str) -> None:
        os.write(self._keyboard, f"{line}\r".encode())

    def end(self) -> int:
        code = self._process.wait(30)
        os.close(self._keyboard)
        return code


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with pty on POSIX")
def test_a_password_is_asked_for_unseen_and_twice(profile_dir: Path) -> None:
    terminal = Terminal("add", "a", "--name", "Cuenta A")
    for typed, answer in (
        ("corta", "at least 15 characters"),
        ("la cuenta que no sale", "a part of the person's name"),
    ):
        terminal.wait_for("Password for a: ")
        terminal.type(typed)
        terminal.wait_for(answer)
    terminal.wait_for("Password for a: ")
    terminal.type(PASSWORD)
    terminal.wait_for("Repeat the password: ")
    terminal.type(OTHER_PASSWORD)
    terminal.wait_for("do not match")
    terminal.wait_for("Password for a: ")
    terminal.type(PASSWORD)
    terminal.wait_for("Repeat the password: ")
    terminal.type(PASSWORD)
    terminal.wait_for("Added: a (Cuenta A): doctor")
    assert terminal.end() == 0
    for typed in ("corta", "la cuenta que no sale", PASSWORD, OTHER_PASSWORD):
        assert typed not in terminal.transcript
    assert sign_in(profile_dir, "a", PASSWORD)


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with pty on POSIX")
def test_a_password_is_not_read_where_it_would_show(profile_dir: Path) -> None:
    terminal = Terminal("add", "a", "--name", "Cuenta A", "--password-stdin")
    terminal.wait_for("Leave it out to be asked.")
    assert terminal.end() == 2
