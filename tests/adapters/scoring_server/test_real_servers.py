"""What only MLflow's own scoring server can prove.

About 5 seconds beside the 35 in which the servers are made.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.adapters.scoring_server.sockets import Switchboard, talking
from tests.adapters.scoring_server.telltale import PATIENT, TELLTALE

from diabetes_desktop.adapters import json_values
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_source import ServerContract, SourceKind
from diabetes_desktop.domain.patient import INPUTS


def new_host(url: str, contract: ServerContract = ServerContract.EIGHT) -> ScoringServerHost:
    choice = ModelChoice(SourceKind.SERVER, server_url=url, server_contract=contract)
    return ScoringServerHost(choice, resource("model"))


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


@pytest.fixture
def switchboard(served: dict[str, str]) -> Iterator[tuple[Switchboard, str]]:
    """An address behind which the server can be exchanged; at first the one with probability."""
    board = Switchboard(port_of(served["proba"]))
    with talking(board) as port:
        yield board, f"http://127.0.0.1:{port}"


def test_a_server_that_takes_fifteen_columns_now_scores_nobody(
    served: dict[str, str],
    switchboard: tuple[Switchboard, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    board, url = switchboard
    host = new_host(url)
    host.start()
    before = host.predict([PATIENT])

    board.target = port_of(served["legacy"])
    for ask in (lambda: host.predict([PATIENT]), lambda: host.explain(PATIENT)):
        with caplog.at_level(logging.DEBUG), pytest.raises(ScoringServerFailed) as raised:
            ask()
        assert raised.value.fault is ServerFault.CONTRACT_CHANGED
        assert not any(value in repr(raised.value) + caplog.text for value in TELLTALE)

    board.target = port_of(served["proba"])
    assert host.predict([PATIENT]) == before


def test_a_server_that_takes_eight_columns_now_scores_nobody(
    served: dict[str, str], switchboard: tuple[Switchboard, str]
) -> None:
    board, url = switchboard
    board.target = port_of(served["legacy"])
    host = new_host(url, ServerContract.LEGACY)
    host.start()

    board.target = port_of(served["proba"])
    with pytest.raises(ScoringServerFailed) as raised:
        host.predict([PATIENT])

    assert raised.value.fault is ServerFault.CONTRACT_CHANGED


def test_a_server_with_another_model_of_the_same_contract_is_noticed(
    served: dict[str, str], switchboard: tuple[Switchboard, str]
) -> None:
    board, url = switchboard
    host = new_host(url)
    host.start()

    board.target = port_of(served["class"])
    with pytest.raises(ScoringServerFailed) as raised:
        host.predict([PATIENT])

    assert raised.value.fault is ServerFault.MODEL_CHANGED
    assert host.predict([PATIENT])[0].probability is None


@pytest.mark.parametrize(
    ("name", "contract", "fault"),
    [
        ("legacy", ServerContract.EIGHT, ServerFault.TAKES_LEGACY),
        ("proba", ServerContract.LEGACY, ServerFault.TAKES_EIGHT),
        ("class", ServerContract.LEGACY, ServerFault.TAKES_EIGHT),
    ],
)
def test_the_contract_is_recognised_and_the_settings_decide(
    served: dict[str, str], name: str, contract: ServerContract, fault: ServerFault
) -> None:
    with pytest.raises(ScoringServerFailed) as raised:
        new_host(served[name], contract).start()

    assert raised.value.fault is fault


def test_the_legacy_model_is_asked_as_it_was_trained(
    served: dict[str, str], served_models: Path
) -> None:
    """Against the classes that scikit-learn's own scaler and encoder led to."""
    table = json.loads((served_models / "legacy_answers.json").read_text())
    places = [table["columns"].index(spec.name) for spec in INPUTS]
    patients = [json_values.patient([row[place] for place in places]) for row in table["data"]]
    expected = [row[table["columns"].index("class")] for row in table["data"]]
    host = new_host(served["legacy"], ServerContract.LEGACY)
    host.start()

    answers = host.predict(patients)

    assert {0, 1} == set(expected)
    assert [answer.outcome for answer in answers] == expected
