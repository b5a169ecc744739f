"""`model keygen`, `model sign` and what `model verify` says of a signature (ten seconds)."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.signing_key import open_key
from diabetes_desktop.application.training_errors import KeyFault, SigningKeyRefused
from diabetes_desktop.bootstrap_admin import root

PASSPHRASE = "una frase larga y tranquila"


def run(*arguments: str | Path, typed: str = f"{PASSPHRASE}\n") -> Result:
    return CliRunner().invoke(root(), ["model", *map(str, arguments)], input=typed)


def public_key(result: Result) -> str:
    line = next(x for x in result.stdout.splitlines() if x.startswith("Public key"))
    return line.split()[-1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    path = tmp_path_factory.mktemp("keys") / "clave del equipo.pem"
    return run("keygen", "--out", path, "--password-stdin"), path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("model"), tmp_path / "model"))


def test_a_key_is_made_for_one_user_and_told_for_the_policy(made: tuple[Result, Path]) -> None:
    result, path = made

    assert result.exit_code == 0, result.output
    assert len(public_key(result)) == 44
    assert f'trusted_keys = ["{public_key(result)}"]' in result.stdout
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in path.read_bytes()
    assert PASSPHRASE not in result.output
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_is_never_replaced(made: tuple[Result, Path]) -> None:
    before = made[1].read_bytes()
    result = run("keygen", "--out", made[1], "--password-stdin")

    assert result.exit_code == 1
    assert "There is something at" in result.stderr
    assert made[1].read_bytes() == before


def test_a_passphrase_is_held_to_the_rules_of_passwords(tmp_path: Path) -> None:
    result = run("keygen", "--out", tmp_path / "k.pem", "--password-stdin", typed="corta\n")

    assert result.exit_code == 1
    assert "at least 15 characters" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_signed_verified_and_changed(made: tuple[Result, Path], model: Path) -> None:
    key = public_key(made[0])
    digest = run("verify", model).stdout.splitlines()[0]
    signed = run("sign", model, "--key", made[1], "--sequence", "12", "--password-stdin")
    trusted = run("verify", model, "--trusted-key", key)

    assert signed.exit_code == 0, signed.output
    assert "sequence number 12" in signed.stdout
    assert trusted.exit_code == 0, trusted.output
    assert trusted.stdout.splitlines()[0] == digest
    assert trusted.stdout.splitlines()[-1].startswith("ok    signature: signed by the trusted key")

    (model / "card.json").write_text("{}")
    changed = run("verify", model, "--trusted-key", key)
    assert changed.exit_code == 1
    assert "FAIL  signature: the model is not as its manifest says" in changed.stdout


def test_the_number_grows_by_itself(made: tuple[Result, Path], model: Path) -> None:
    key = public_key(made[0])
    run("sign", model, "--key", made[1], "--sequence", "12", "--password-stdin")
    result = run("sign", model, "--key", made[1], "--password-stdin")

    assert result.exit_code == 0, result.output
    shown = run("verify", model, "--trusted-key", key).stdout.splitlines()[-1]
    assert int(shown.split()[-1]) > 1_700_000_000


def test_without_a_trusted_key_the_signature_is_only_told(model: Path) -> None:
    result = run("verify", model)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "-     signature: not signed"


def test_a_wanted_signature_that_is_missing_fails(made: tuple[Result, Path], model: Path) -> None:
    result = run("verify", model, "--trusted-key", public_key(made[0]))

    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "FAIL  signature: not signed"


def test_what_is_no_key_is_refused(model: Path) -> None:
    result = run("verify", model, "--trusted-key", "abc")

    assert result.exit_code == 2
    assert "44 characters" in result.stderr


def test_a_wrong_passphrase_signs_nothing(made: tuple[Result, Path], model: Path) -> None:
    result = run("sign", model, "--key", made[1], "--password-stdin", typed="no es la frase\n")

    assert result.exit_code == 1
    assert "does not open the signing key" in result.stderr
    assert not (model / "signature.json").exists()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, KeyFault.MISSING),
        (b"", KeyFault.UNREADABLE),
        (b"-----BEGIN ENCRYPTED PRIVATE KEY-----", KeyFault.UNREADABLE),
    ],
)
def test_a_file_that_is_no_key(tmp_path: Path, content: bytes | None, fault: KeyFault) -> None:
    path = tmp_path / "k.pem"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SigningKeyRefused) as refused:
        open_key(path, PASSPHRASE)
    assert refused.value.fault is fault
