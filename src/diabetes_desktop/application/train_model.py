"""Train a model and publish it as a directory that a workstation can check."""

from __future__ import annotations

from typing import Generic

from diabetes_desktop.application.ports import Clock
from diabetes_desktop.application.training_ports import (
    Data,
    Fit,
    Fitted,
    Progress,
    Publish,
    PublishedModel,
    ReadData,
    Report,
    Stage,
    TrainingRequest,
)


class TrainModel(Generic[Data, Fitted]):
    """Read, fit, publish. A taken place is noticed before the minutes of work, not after."""

    def __init__(
        self,
        read: ReadData[Data],
        fit: Fit[Data, Fitted],
        publish: Publish[Data, Fitted],
        clock: Clock,
    ) -> None:
        self._read = read
        self._fit = fit
        self._publish = publish
        self._clock = clock

    def __call__(self, request: TrainingRequest, report: Report) -> PublishedModel:
        """Train as `request` says.

        Raises:
            OutputTaken: the directory is there already.
            DatasetRefused: the data can't be used.
            StorageUnavailable: the directory can't be written; nothing is left of it.
        """
        self._publish.check_free(request.out)
        report(Progress(Stage.READ))
        data = self._read(request.data)
        fitted = self._fit(data, request.recipe, request.seed, report)
        return self._publish(fitted, data, request, self._clock().date(), report)
