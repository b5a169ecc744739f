"""`model register`, `list`, `promote`, `rollback` against a real tracking server with accounts.

About a minute: ten seconds for the server, and three for each command, most of them MLflow's
imports in the process that asks. What needs no server is in `tests/application/test_publishing.py`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from click.testing import CliRunner, Result
from mlflow.artifacts import download_artifacts
from mlflow.tracking import MlflowClient
from tests.adapters.model_directories import publish
from tests.adapters.registry.certificates import Authority
from tests.adapters.registry.tls_front import tls_front
from tests.adapters.registry.tracking_server import (
    ADMIN,
    READER,
    TrackingServer,
    tracking_server,
)
from tests.adapters.training.labelled_csv import write_csv
from tests.admin.file_keyring import VARIABLE, FileKeyring

from diabetes_desktop.adapters.model_signature import signature_state
from diabetes_desktop.adapters.publishing.model_files import first_difference
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.bootstrap_admin import root
from diabetes_desktop.domain.model_signature import Signed, checked_key

PASSPHRASE = "una frase larga y tranquila"
# The made-up patients are sick by chance, which no model foresees.
LENIENT = """
[gates]
auc = 0.5
recall = 0.3
calibration_error = 1.0
[subgroups]
auc = 0.1
sensitivity = 0.1
"""
STRICT = "[gates]\nauc = 0.9999\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrackingServer]:
    with tracking_server(tmp_path_factory.mktemp("tracking")) as started:
        yield started


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_csv(tmp_path_factory.mktemp("data") / "labelled.csv", rows=4_000)


@pytest.fixture(autouse=True)
def account(server: TrackingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", server.url)
    enter(monkeypatch, ADMIN)


def enter(monkeypatch: pytest.MonkeyPatch, account: tuple[str, str]) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", account[0])
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", account[1])


def run(*arguments: str | Path, typed: str = "") -> Result:
    result = CliRunner().invoke(root(), ["model", *map(str, arguments)], input=typed)
    assert ADMIN[1] not in result.output
    return result


def holder(server: TrackingServer, name: str, alias: str = "champion") -> str:
    return str(MlflowClient(server.url).get_model_version_by_alias(name, alias).version)


def model(folder: Path, version: str, name: str = "diabetes_model") -> Path:
    """The bundled model, published as another version."""
    directory = Path(shutil.copytree(resource("model"), folder / f"model {version}"))
    publish(directory, name, version)
    return directory


def test_from_the_first_version_to_a_rollback(
    server: TrackingServer, data: Path, tmp_path: Path
) -> None:
    """About thirty seconds: what a data team does in a year."""
    name = "journey"
    key_file, strict, lenient = (tmp_path / x for x in ("k.pem", "strict.toml", "lenient.toml"))
    strict.write_text(STRICT)
    lenient.write_text(LENIENT)
    made = run("keygen", "--out", key_file, "--password-stdin", typed=f"{PASSPHRASE}\n")
    key = next(x for x in made.stdout.splitlines() if x.startswith("Public key")).split()[-1]
    first, second = (model(tmp_path, f"2026.{n}", name) for n in (1, 2))
    run("sign", first, "--key", key_file, "--password-stdin", typed=f"{PASSPHRASE}\n")

    registered = run("register", first, "--name", name, "--alias", "champion")
    assert registered.exit_code == 0, registered.output
    assert "Registered as version 1" in registered.stdout
    assert holder(server, name) == "1"
    copy = Path(download_artifacts(f"models:/{name}@champion", dst_path=str(tmp_path / "copy")))
    assert first_difference(first, copy) is None
    assert isinstance(signature_state(copy, [checked_key(key)]), Signed)

    assert run("register", second, "--name", name).exit_code == 0
    refused = run("promote", "2", "--name", name, "--data", data, "--thresholds", strict)
    assert refused.exit_code == 1
    assert "at least 0.9999" in refused.stdout
    assert "FAIL  AUC: 0." in refused.stdout
    assert "Nothing was changed" in refused.stdout
    assert holder(server, name) == "1"

    moved = run("promote", "2", "--name", name, "--data", data, "--thresholds", lenient)
    assert moved.exit_code == 0, moved.output
    assert "ok    golden cases met: 136, at least 30" in moved.stdout
    assert "until now with version 1" in moved.stdout
    assert holder(server, name) == "2"

    listed = run("list", "--name", name).stdout.splitlines()
    assert [line.split()[:2] for line in listed[1:]] == [["2", "champion"], ["1", "–"]]
    assert f"{name} 2026.1" in listed[2]
    assert f"{name} 2026.2" in listed[1]

    back = run("rollback", "--name", name)
    assert back.exit_code == 0, back.output
    assert holder(server, name) == "1"
    assert "golden cases: 136 of 136 met" in back.stdout


def test_a_version_that_was_changed_on_the_server_is_not_promoted(
    server: TrackingServer, data: Path, tmp_path: Path
) -> None:
    """Registered by other means, which leave no digest: the manifest itself tells."""
    version = server.register("changed", server.experiment("changed"), model(tmp_path, "7"))
    place = MlflowClient(server.url).get_model_version("changed", version).source
    folder = place.removeprefix("mlflow-artifacts:/")
    server.call("PUT", f"/api/2.0/mlflow-artifacts/artifacts/{folder}/model.onnx", b"other bytes")

    result = run("promote", version, "--name", "changed", "--data", data)

    assert result.exit_code == 1
    assert "FAIL  files agree with the manifest" in result.stdout
    assert "-     golden cases: not run" in result.stdout
    assert MlflowClient(server.url).get_registered_model("changed").aliases == {}


def test_nothing_is_registered_that_a_workstation_would_refuse(
    server: TrackingServer, tmp_path: Path
) -> None:
    directory = model(tmp_path, "3")
    (directory / "card.json").write_text("{}")

    result = run("register", directory, "--name", "broken")

    assert result.exit_code == 1
    assert "card.json differs" in result.stderr
    assert MlflowClient(server.url).search_registered_models("name='broken'") == []


def test_a_model_is_registered_under_the_name_it_was_published_with(tmp_path: Path) -> None:
    result = run("register", model(tmp_path, "4"), "--name", "another")

    assert result.exit_code == 1
    assert "was published as “diabetes_model”" in result.stderr
    assert "use --name “diabetes_model”" in result.stderr


def test_what_is_not_there_is_said(data: Path) -> None:
    missing = run("list", "--name", "nobody")

    assert missing.exit_code == 1
    assert "There is no model “nobody”" in missing.stderr


def test_an_account_without_rights_is_told_so(
    server: TrackingServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A reader may look, and may put nothing there."""
    directory = model(tmp_path, "5", "rights")
    server.register("rights", server.experiment("rights"), directory)
    enter(monkeypatch, READER)

    result = run("register", directory, "--name", "rights")
    assert result.exit_code == 1
    assert "knows this account, but does not let it do that" in result.stderr
    assert len(MlflowClient(server.url).search_model_versions("name='rights'")) == 1


def test_a_wrong_password_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    enter(monkeypatch, (ADMIN[0], "not the password of anybody"))
    result = run("list")

    assert result.exit_code == 1
    assert "wants another user name or password" in result.stderr
    assert "not the password" not in result.output


def test_the_keyring_knows_the_password(
    server: TrackingServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MLFLOW_TRACKING_USERNAME")
    monkeypatch.delenv("MLFLOW_TRACKING_PASSWORD")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keyring.json"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.admin.file_keyring.FileKeyring")
    before = keyring.get_keyring()
    keyring.set_keyring(FileKeyring())
    try:
        refused = run("list", "--name", "nobody")
        login = run("login", "--user", ADMIN[0], "--password-stdin", typed=f"{ADMIN[1]}\n")
        entered = run("list", "--name", "nobody")
    finally:
        keyring.set_keyring(before)

    assert "wants another user name or password" in refused.stderr
    assert login.exit_code == 0, login.output
    assert "There is no model “nobody”" in entered.stderr


def test_over_tls_with_the_hospitals_own_authority(
    server: TrackingServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = Authority(tmp_path / "ca")
    with tls_front(server.url, authority.server_context()) as address:
        stranger = run("list", "--name", "nobody", "--tracking-uri", address)
        monkeypatch.setenv("MLFLOW_TRACKING_SERVER_CERT_PATH", str(authority.file))
        known = run("list", "--name", "nobody", "--tracking-uri", address)

    assert "is not one that this computer trusts" in stranger.stderr
    assert "There is no model “nobody”" in known.stderr


def test_the_shipped_thresholds_take_the_bundled_model(
    server: TrackingServer, diabetes_csv: Path
) -> None:
    """On the original data; twelve seconds."""
    server.register("bundled", server.experiment("bundled"), resource("model"))
    result = run("promote", "1", "--name", "bundled", "--data", diabetes_csv)

    assert result.exit_code == 0, result.output
    assert "FAIL" not in result.stdout
    assert "age: 18–29, sensitivity: 0.6" in result.stdout
    assert holder(server, "bundled") == "1"
