"""Scores of families in an MLflow tracking store, one run per family."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from urllib.parse import urlsplit

from mlflow.entities import Metric, Param, RunTag
from mlflow.exceptions import MlflowException
from mlflow.tracking import MlflowClient
from mlflow.utils.time import get_current_time_millis

from diabetes_desktop.application.evaluation import FamilyScores
from diabetes_desktop.application.training_errors import TrackingUnavailable

EXPERIMENT = "diabetes_model families"
# MLflow's own defaults keep a caller waiting for up to twenty minutes when nobody answers.
PATIENCE = {"MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1", "MLFLOW_HTTP_REQUEST_TIMEOUT": "10"}


class MlflowScoreLog:
    """The store that `MLFLOW_TRACKING_URI` names."""

    def __init__(self, tracking_uri: str) -> None:
        self._uri = tracking_uri
        self._client: MlflowClient | None = None
        self._experiment = ""

    def open(self) -> None:
        """Connect, and make the experiment when it is not there.

        Raises:
            TrackingUnavailable: the store can't be reached or refuses.
        """
        for name, value in PATIENCE.items():
            os.environ.setdefault(name, value)
        with self._failures():
            self._client = MlflowClient(self._uri)
            found = self._client.get_experiment_by_name(EXPERIMENT)
            self._experiment = (
                found.experiment_id if found else self._client.create_experiment(EXPERIMENT)
            )

    def log(self, family: FamilyScores) -> None:
        """Write one finished run: parameters, the scores that exist, and the family's name.

        Raises:
            TrackingUnavailable: the store can't be reached or refuses, or was never opened.
        """
        if self._client is None:
            raise TrackingUnavailable(shown(self._uri))
        parameters = {"family": family.family, **family.parameters}
        figures = {**asdict(family.scores), "seconds": family.seconds}
        now = get_current_time_millis()
        with self._failures():
            run = self._client.create_run(self._experiment, run_name=family.family)
            self._client.log_batch(
                run.info.run_id,
                metrics=[
                    Metric(name, figure, now, 0)
                    for name, figure in {**figures, "trained_rows": family.trained_rows}.items()
                    if figure is not None
                ],
                params=[Param(name, value) for name, value in parameters.items()],
                tags=[RunTag("family", family.family)],
            )
            self._client.set_terminated(run.info.run_id)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (MlflowException, OSError) as error:
            raise TrackingUnavailable(shown(self._uri)) from error


def shown(uri: str) -> str:
    """`uri` without user name and password."""
    parts = urlsplit(uri)
    if "@" not in parts.netloc:
        return uri
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
