"""What runs in the model's process.

Answers and refusals leave it as values, never as exceptions: an exception would carry the
library's message and traceback to the other side, and those quote patients. Nothing is written
to the standard streams, for the same reason.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from diabetes_desktop.adapters.model_host import explanation_message
from diabetes_desktop.adapters.model_host.answers import (
    PROBE,
    AnswerOutsideContractError,
    RawAnswer,
    Row,
    RunningModel,
    failure_name,
)
from diabetes_desktop.application.errors import (
    ModelFault,
    ModelNotReady,
    ModelRefused,
    NotExplainable,
    ProbabilityMissing,
    ReferenceMissing,
    TooSlowToExplain,
)
from diabetes_desktop.application.inspect_model import ModelFacts
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.explaining import ProbabilityMissingError
from diabetes_desktop.domain.patient import Patient

if TYPE_CHECKING:
    from diabetes_desktop.adapters.golden_cases import GoldenCases
    from diabetes_desktop.adapters.model_host.explaining import ModelExplainer
    from diabetes_desktop.adapters.model_host.shared_columns import SharedTable

ExplainFault = (
    NotExplainable | TooSlowToExplain | ProbabilityMissing | ReferenceMissing | ModelNotReady
)
Explained = int | ExplainFault | None

# Set before numpy is imported. One patient at a time: threads only cost.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    # From 1.29 on ONNX Runtime reports to its maker on every system, unless this stands before
    # its import (https://github.com/microsoft/onnxruntime/pull/27379).
    "ORT_DISABLE_TELEMETRY": "1",
    "MLFLOW_ALLOW_PICKLE_DESERIALIZATION": "true",  # `check_allowed` decides, before MLflow
}
PARENT_DIED = 3


@dataclass(frozen=True, slots=True)
class Loading:
    """What to load; `scratch` is a private folder for models that load from a path.

    The background of the model in the directory `bundled` stands in where this one has none. An
    explanation that would take more than `explain_budget` seconds is not begun.
    """

    choice: ModelChoice
    location: str
    scratch: str
    bundled: str
    explain_budget: float


class _Process:
    """What the functions below share: this process runs one model."""

    model: RunningModel | None = None
    explainer: ModelExplainer | None = None
    pieces: Sequence[bytes] = ()
    title = ""
    location = ""


def prepare(scratch: str) -> None:
    """Make this process fit to hold a model, before it imports anything of weight."""
    os.environ.update(ENVIRONMENT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's affair
    _silence()
    _forbid_core_dumps()
    Thread(target=_end_with_parent, args=(scratch,), daemon=True).start()


def load(loading: Loading) -> ModelFacts | ModelRefused:
    """Load the model of this process and prove it."""
    # Late, because the application's own process imports this module too, for the names.
    from diabetes_desktop.adapters.model_host.explaining import ModelExplainer
    from diabetes_desktop.adapters.model_host.loading import load_model

    scratch = Path(loading.scratch) if loading.scratch else None
    try:
        _Process.model, model = load_model(loading.choice, loading.location, scratch)
    except ModelRefused as refused:
        return refused
    except BaseException as error:
        return ModelRefused(ModelFault.LOAD, loading.location, failure_name(error))
    gc.freeze()  # what was loaded stays: no explanation waits while garbage is looked for in it
    _Process.explainer = ModelExplainer(
        _Process.model,
        model.explanation,
        loading.bundled,
        _pace(_Process.model, model.golden),
        loading.explain_budget,
    )
    _Process.location = loading.location
    _Process.title = f"{model.facts.name} {model.facts.version}".strip()
    return model.facts


def predict(rows: Sequence[Row]) -> list[RawAnswer] | ModelRefused | ModelNotReady:
    """One answer per row, in order."""
    if _Process.model is None:
        return ModelNotReady()
    try:
        return _Process.model.answer(rows)
    except BaseException as error:
        return _refused(error)


def answer_columns(table: SharedTable) -> bool | ModelRefused | ModelNotReady:
    """Answer the patients in shared memory, there; whether the model gave probabilities."""
    # Late: numpy, which the application's own process never imports.
    from diabetes_desktop.adapters.model_host.table_answers import answer_shared

    if _Process.model is None:
        return ModelNotReady()
    try:
        return answer_shared(_Process.model, table)
    except BaseException as error:
        return _refused(error)


def warm_up(_: None) -> None:
    """What only the first explanation would wait for: the graph of the trees, 25 ms."""
    explanation_message.prepare()
    if _Process.model is not None:
        with contextlib.suppress(BaseException):  # told when somebody asks
            _Process.model.trees(PROBE.row())


def explain(patient: Patient) -> Explained:
    """Begin to explain the answer about `patient`; see `explain_on`."""
    return _explained(patient)


def explain_on(_: None) -> Explained:
    """Go on; the number of pieces in which the explanation can be fetched, None: not done yet."""
    return _explained(None)


def piece(number: int) -> bytes:
    """A piece of the last explanation."""
    return _Process.pieces[number]


def _explained(begun_with: Patient | None) -> Explained:
    # Late, as in `load`.
    from diabetes_desktop.adapters.model_host.explaining import TooSlowError

    explainer = _Process.explainer
    if explainer is None:
        return ModelNotReady()
    try:
        if begun_with is not None:
            explainer.begin(begun_with)
        explanation = explainer.go_on()
        if explanation is None:
            return None
        _Process.pieces = explanation_message.to_pieces(explanation)
    except TooSlowError:
        return TooSlowToExplain(_Process.title)
    except ProbabilityMissingError:
        return ProbabilityMissing(_Process.title)
    except ModelRefused as refused:  # not this model: the bundled one, whose background is wanted
        return ReferenceMissing(refused.location)
    except BaseException:
        return NotExplainable(_Process.title)
    return len(_Process.pieces)


def _pace(model: RunningModel, golden: GoldenCases | None) -> float:
    """Seconds per patient; 0 for a model that shows it only when it is asked to explain."""
    from diabetes_desktop.adapters.model_host.pace import seconds_per_row

    patients = golden.patients if golden else (PROBE,)
    try:
        return seconds_per_row(model, [patient.row() for patient in patients])
    except BaseException:
        return 0.0


def _refused(error: BaseException) -> ModelRefused:
    """Whatever a model's library raises, without its words."""
    told = str(error) if isinstance(error, AnswerOutsideContractError) else failure_name(error)
    return ModelRefused(ModelFault.ANSWER, _Process.location, told)


def _silence() -> None:
    """Libraries print rows in warnings and errors; a console or a journal must not get them."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - for the whole life


def _forbid_core_dumps() -> None:
    """The memory of a crashed model holds the patient that it was asked about."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_parent(scratch: str) -> None:
    """A pool's worker holds both ends of its own queue, so it would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
        os._exit(PARENT_DIED)
