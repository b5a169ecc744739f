"""How MLflow's servers are started: secrets in the environment, names that are allowed."""

from __future__ import annotations

import configparser
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from tests.adapters.scoring_server.serving import free_port

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.serving.mlflow_programs import (
    allowed_hosts,
    auth_settings,
    scoring_program,
    tracking_program,
)
from diabetes_desktop.adapters.serving.supervisor import Supervisor
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.serving import ServeFault, ServeRefused, ServeRequest

PASSWORD = "four words in no order"
ENVIRONMENT = {"PATH": "/bin", "MLFLOW_AUTH_ADMIN_PASSWORD": PASSWORD}


def request_for(folder: Path) -> ServeRequest:
    return ServeRequest(
        folder,
        backend_store="postgresql://mlflow:secret@db/mlflow",
        allowed_hosts=("mlflow.hospital.example",),
        admin_password=PASSWORD,
    )


def test_no_secret_stands_in_a_command(tmp_path: Path) -> None:
    request = request_for(tmp_path)
    tracking = tracking_program(request, ENVIRONMENT)
    scoring = scoring_program(request, str(tmp_path), 9001, ENVIRONMENT)

    for program in (tracking, scoring):
        assert PASSWORD not in " ".join(program.command)
        assert "secret@" not in " ".join(program.command)
    assert PASSWORD not in repr(request)
    assert tracking.environment["MLFLOW_BACKEND_STORE_URI"].endswith("secret@db/mlflow")
    assert tracking.environment["MLFLOW_AUTH_ADMIN_PASSWORD"] == PASSWORD


def test_the_scoring_service_gets_no_password_at_all(tmp_path: Path) -> None:
    given = {
        **ENVIRONMENT,
        "MLFLOW_TRACKING_USERNAME": "scoring",
        "MLFLOW_TRACKING_PASSWORD": PASSWORD,
        "MLFLOW_TRACKING_TOKEN": PASSWORD,
        "MLFLOW_BACKEND_STORE_URI": f"postgresql://mlflow:{PASSWORD}@db/mlflow",
        "DIABETES_SCORING_PASSWORD": PASSWORD,
        "NGROK_TOKEN": PASSWORD,
    }
    program = scoring_program(request_for(tmp_path), str(tmp_path), 9001, given)

    assert not any(PASSWORD in value for value in program.environment.values())
    assert "scoring" not in program.environment.values()
    assert program.command[program.command.index("--host") + 1] == "127.0.0.1"


def test_only_names_of_this_computer_and_given_ones_are_allowed(tmp_path: Path) -> None:
    request = replace(request_for(tmp_path), tracking_port=5001)

    assert allowed_hosts(request) == [
        "localhost",
        "localhost:5001",
        "127.0.0.1",
        "127.0.0.1:5001",
        "mlflow.hospital.example",
        "mlflow.hospital.example:5001",
    ]


def test_the_users_are_kept_in_the_folder_whatever_it_is_called(tmp_path: Path) -> None:
    parser = configparser.ConfigParser()
    parser.read_string(auth_settings(tmp_path / "100 %"))

    assert parser["mlflow"]["database_uri"].endswith("/100 %/basic_auth.db")
    assert "password" not in auth_settings(tmp_path)


def refused(request: ServeRequest) -> ServeFault:
    with pytest.raises(ServeRefused) as raised:
        Supervisor(request, Path("model"), ENVIRONMENT)
    return raised.value.fault


def test_the_first_start_needs_a_password(tmp_path: Path) -> None:
    request = ServeRequest(tmp_path, port=free_port(), tracking_port=free_port())

    assert refused(request) is ServeFault.FIRST_START


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        request = replace(request_for(tmp_path), tracking_port=free_port(), port=port)

        assert refused(request) is ServeFault.PORT_TAKEN


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    assert refused(request_for(file)) is ServeFault.FOLDER


@pytest.mark.parametrize("place", ["no such folder", "s3://bucket/model", "models:/diabetes_model"])
def test_what_is_neither_a_folder_nor_of_the_registry(tmp_path: Path, place: str) -> None:
    assert refused(replace(request_for(tmp_path), model_uri=place)) is ServeFault.NO_MODEL


def test_a_folder_that_no_trusted_key_signed_is_not_served(tmp_path: Path) -> None:
    asked = replace(
        request_for(tmp_path / "server"),
        model_uri=str(resource("model")),
        trusted_keys=frozenset({"0123456789abcdef" * 4}),
    )
    with pytest.raises(ModelRefused) as raised:
        Supervisor(asked, Path("model"), ENVIRONMENT)
    assert raised.value.fault is ModelFault.UNSIGNED
