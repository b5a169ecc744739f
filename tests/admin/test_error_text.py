"""Every error has a sentence; a bug has one too, without a patient's row in it."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from diabetes_desktop.admin.cli import build_root
from diabetes_desktop.admin.error_text import error_text
from diabetes_desktop.application import errors as e
from diabetes_desktop.application import publishing_errors as p
from diabetes_desktop.application.training_errors import (
    DatasetFault,
    DatasetRefused,
    DataTeamError,
    KeyFault,
    OutputTaken,
    SigningKeyRefused,
    ToolsMissing,
    TrackingUnavailable,
)
from diabetes_desktop.domain.model_signature import SignatureFault
from diabetes_desktop.domain.patient import INPUTS

ERRORS = [
    *(e.ModelRefused(fault, "/models/a", "7/9", "ab" * 32) for fault in e.ModelFault),
    *(DatasetRefused(fault, "d.csv", 7, spec.name) for fault in DatasetFault for spec in INPUTS),
    DatasetRefused(DatasetFault.VALUE, "d.csv", 7, "diabetes"),
    *(e.StorageUnavailable(fault, "/models/a") for fault in e.StorageFault),
    e.ModelNotReady(),
    e.ModelCrashed(),
    e.ModelTimedOut(60.0),
    OutputTaken("/models/a"),
    TrackingUnavailable("http://store"),
    ToolsMissing("skl2onnx"),
    *(SigningKeyRefused(fault, "/keys/team.pem") for fault in KeyFault),
    *(p.StoreRefused(fault, "http://store") for fault in p.StoreFault),
    *(p.SignatureRefused(fault) for fault in SignatureFault),
    p.NotRegistered("diabetes_model", "http://store"),
    p.VersionMissing("diabetes_model", "3"),
    p.AliasUnset("diabetes_model", "champion"),
    p.AliasHeld("diabetes_model", "champion", "3"),
    p.NothingBefore("diabetes_model", "champion"),
    p.NameDiffers("diabetes_model", "research_model"),
    p.CopyDiffers("http://store", "model.onnx"),
    p.RulesRefused("/rules.toml", ""),
    p.RulesRefused("/rules.toml", "gates.acu"),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_every_error_of_the_model_commands_has_a_sentence(error: e.AppError) -> None:
    text = error_text(error)

    assert text[0].isupper() or text.startswith(("/", "d.csv", "http", "“"))
    assert "{" not in text


def test_no_error_of_the_data_team_is_forgotten() -> None:
    kinds = {*DataTeamError.__subclasses__(), *p.PublishingError.__subclasses__()}
    assert {type(error) for error in ERRORS} >= kinds


def test_what_a_column_may_hold_is_said() -> None:
    smoking = error_text(DatasetRefused(DatasetFault.VALUE, "d.csv", 7, "smoking_history"))
    age = error_text(DatasetRefused(DatasetFault.VALUE, "d.csv", 7, "age"))

    assert smoking.endswith("never, former, current, not current, ever or No Info.")
    assert age == (
        "d.csv, line 7, column age: the value must be a number from 0 to 120, with a decimal point."
    )


def fail(error: Exception) -> Result:
    @click.command()
    def command() -> None:
        raise error

    root = build_root([command], lambda profile: profile, "1.2.3")
    return CliRunner().invoke(root, ["command"])


def test_an_error_ends_with_exit_code_1_and_a_sentence() -> None:
    result = fail(OutputTaken("/models/a"))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "Error: There is something at /models/a already. Choose another folder or remove it.\n"
    )


def test_a_bug_is_named_by_place_and_never_quotes_what_it_was_about() -> None:
    result = fail(ValueError("could not convert: Jane, 54, 6.6"))

    assert result.exit_code == 1
    assert "ValueError in test_error_text.py, line" in result.stderr
    assert "Jane" not in result.output
    assert "Traceback" not in result.output


def test_the_profile_comes_from_the_option_or_the_environment(tmp_path: Path) -> None:
    @click.command()
    @click.pass_obj
    def command(profile: object) -> None:
        click.echo(profile)

    root = build_root([command], lambda profile: profile, "1.2.3")
    runner = CliRunner()
    by_option = runner.invoke(root, ["--profile", str(tmp_path), "command"])
    by_environment = runner.invoke(
        root, ["command"], env={"DIABETES_DESKTOP_PROFILE": str(tmp_path / "other")}
    )

    assert by_option.stdout.strip() == str(tmp_path)
    assert by_environment.stdout.strip() == str(tmp_path / "other")


def test_the_version_is_printed() -> None:
    result = CliRunner().invoke(build_root([], lambda profile: profile, "1.2.3"), ["--version"])

    assert result.stdout == "diabetes-admin, version 1.2.3\n"
