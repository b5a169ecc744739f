"""Scores arrive in a real tracking store; a store that is not there is said, soon."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from mlflow.tracking import MlflowClient

from diabetes_desktop.adapters.training.mlflow_score_log import EXPERIMENT, MlflowScoreLog
from diabetes_desktop.application.evaluation import FamilyScores, Scores
from diabetes_desktop.application.training_errors import TrackingUnavailable

FAMILY = FamilyScores(
    family="decision tree",
    parameters={"max_depth": "None"},
    trained_rows=2400,
    seconds=0.5,
    scores=Scores(0.97, None, 0.68, 0.8, 0.975, 0.88, None),
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'scores.db').as_posix()}"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_TIMEOUT", "2")


# MLflow 3.17 still uses a loader strategy that SQLAlchemy 2.1 wants to be rid of.
@pytest.mark.filterwarnings("ignore:The ``noload`` loader:DeprecationWarning")
def test_one_run_per_family(store: str) -> None:
    for _ in range(2):  # a second comparison finds the experiment of the first
        log = MlflowScoreLog(store)
        log.open()
        log.log(FAMILY)

    client = MlflowClient(store)
    experiment = client.get_experiment_by_name(EXPERIMENT)
    assert experiment is not None
    runs = client.search_runs([experiment.experiment_id])
    assert len(runs) == 2
    run = runs[0]
    assert run.info.run_name == "decision tree"
    assert run.info.status == "FINISHED"
    assert run.data.params == {"family": "decision tree", "max_depth": "None"}
    assert run.data.metrics == {
        "accuracy": 0.97,
        "recall": 0.68,
        "f1": 0.8,
        "auc": 0.975,
        "average_precision": 0.88,
        "seconds": 0.5,
        "trained_rows": 2400,
    }


def test_a_store_that_is_not_there_is_said_soon_and_without_the_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.monotonic()
    with pytest.raises(TrackingUnavailable) as caught:
        MlflowScoreLog(f"http://user:secret@127.0.0.1:{port}").open()

    assert caught.value.store == f"http://127.0.0.1:{port}"
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("address", ["nonsense://x", "http://"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with pytest.raises(TrackingUnavailable):
        MlflowScoreLog(address).open()


def test_nothing_is_logged_before_the_store_is_open(store: str) -> None:
    with pytest.raises(TrackingUnavailable):
        MlflowScoreLog(store).log(FAMILY)
