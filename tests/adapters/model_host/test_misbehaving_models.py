"""A model whose code was trusted and misbehaves: only its own process is harmed.

The model answers by the glucose it is asked about. About 60 seconds: MLflow is imported again in
each process that replaces another.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.adapters.model_directories import COLUMNS, mlmodel, write_model
from tests.adapters.model_host.processes import (
    NO_BUNDLED,
    PATIENT,
    local,
    model_processes,
    the_process,
)

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.application.errors import (
    ModelCrashed,
    ModelFault,
    ModelRefused,
    ModelTimedOut,
)
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer

LIMIT = 1.0  # seconds

MakeHost = Callable[..., ProcessModelHost]
FLAVOURS = {
    "python_function": {
        "loader_module": "moody_loader",
        "code": "code",
        "python_version": "3.11.7",
    }
}
MOODY = """
import os
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd


class Moody:
    def predict(self, table, params=None):
        moods = {
            200: lambda: [2],
            201: lambda: [float("nan")],
            202: lambda: [0, 1],
            203: lambda: [0.9],
            204: lambda: fail(table),
            205: lambda: sys.exit(str(table)),
            206: lambda: os._exit(3),
            207: lambda: time.sleep(600),
            208: lambda: talk(table),
            209: lambda: pd.DataFrame({"class": [1], "probability": [0.75]}),
            210: lambda: [{"class": 1, "probability": 0.75}],
            211: lambda: np.array([[1]]),
            212: lambda: pd.Series([1]),
            213: lambda: leave_a_file(),
            214: lambda: [{"class": 1, "probability": 7.5}],
            215: lambda: None,
        }
        return moods.get(int(table.blood_glucose_level.iloc[0]), lambda: [0] * len(table))()


def fail(table):
    raise ValueError(f"no answer for {table.to_dict()}")


def talk(table):
    print("said", table.to_dict())
    print("said", table.to_dict(), file=sys.stderr)
    os.write(1, str(table.to_dict()).encode())
    os.write(2, str(table.to_dict()).encode())
    warnings.warn(str(table.to_dict()))
    return [1]


def leave_a_file():
    Path("left_behind.txt").write_text("x")
    return [1]


def _load_pyfunc(path):
    return Moody()
"""


@pytest.fixture(scope="module")
def choice(tmp_path_factory: pytest.TempPathFactory) -> ModelChoice:
    contents = {"MLmodel": mlmodel(FLAVOURS), "code/moody_loader.py": MOODY}
    directory = write_model(tmp_path_factory.mktemp("moody") / "model", contents)
    return local(directory, look_at_model(str(directory)).digest, allow_pickle=True)


@pytest.fixture(scope="module")
def host(choice: ModelChoice) -> Iterator[ProcessModelHost]:
    host = ProcessModelHost(choice, NO_BUNDLED, predict_seconds=LIMIT)
    host.start()
    yield host
    host.stop()


def with_glucose(glucose: float) -> Patient:
    return replace(PATIENT, blood_glucose_level=float(glucose))


@pytest.mark.parametrize(
    ("glucose", "detail"),
    [
        (200, "class"),
        (201, "class"),
        (202, "count"),
        (203, "class"),
        (204, "ValueError"),
        (205, "SystemExit"),
        (214, "probability"),
        (215, "TypeError"),
    ],
)
def test_an_answer_outside_the_contract_is_told_and_the_process_stays(
    host: ProcessModelHost, choice: ModelChoice, glucose: int, detail: str
) -> None:
    process = the_process()

    with pytest.raises(ModelRefused) as caught:
        host.predict([with_glucose(glucose)])

    assert caught.value == ModelRefused(ModelFault.ANSWER, choice.location, detail)
    assert caught.value.__cause__ is None  # the library's error stays on the other side
    assert host.predict([PATIENT]) == [Answer(0, None)]
    assert the_process() == process


@pytest.mark.parametrize(
    ("glucose", "answer"),
    [
        (209, Answer(1, 0.75)),
        (210, Answer(1, 0.75)),
        (211, Answer(1, None)),
        (212, Answer(1, None)),
    ],
)
def test_an_answer_is_read_in_whatever_shape_it_comes(
    host: ProcessModelHost, glucose: int, answer: Answer
) -> None:
    assert host.predict([with_glucose(glucose)]) == [answer]


def test_what_a_model_writes_where_it_stands_goes_with_it(
    choice: ModelChoice, make_host: MakeHost
) -> None:
    others = model_processes()
    host = make_host(choice)
    host.start()
    (process,) = (process for process in model_processes() if process not in others)
    scratch = Path(process.cwd())

    host.predict([with_glucose(213)])

    assert (scratch / "left_behind.txt").exists()
    host.stop()
    assert scratch != Path.cwd()
    assert not scratch.exists()


@pytest.mark.parametrize(("glucose", "told"), [(206, ModelCrashed()), (207, ModelTimedOut(LIMIT))])
def test_a_patient_on_whom_the_model_fails_twice_is_told_and_the_next_is_answered(
    choice: ModelChoice, make_host: MakeHost, glucose: int, told: Exception
) -> None:
    host = make_host(choice, predict_seconds=LIMIT)
    host.start()

    with pytest.raises(type(told)) as caught:
        host.predict([with_glucose(glucose)])

    assert caught.value == told
    assert host.predict([PATIENT]) == [Answer(0, None)]


TALKATIVE = """
    import sys
    from dataclasses import replace
    from tests.adapters.model_host.processes import NO_BUNDLED, PATIENT, local
    from diabetes_desktop.adapters.model_host.client import ProcessModelHost
    from diabetes_desktop.application.errors import AppError

    if __name__ == "__main__":
        location, digest = sys.argv[1:]
        host = ProcessModelHost(local(location, digest, allow_pickle=True), NO_BUNDLED)
        host.start()
        for glucose in (208.0, 204.0, 206.0):
            try:
                print(host.predict([replace(PATIENT, bmi=41.7, blood_glucose_level=glucose)]))
            except AppError as error:
                print(type(error).__name__)
        host.stop()
"""


def test_no_patient_value_reaches_the_standard_streams(choice: ModelChoice, tmp_path: Path) -> None:
    program = tmp_path / "application.py"
    program.write_text(textwrap.dedent(TALKATIVE))
    (digest,) = choice.trusted_digests

    done = subprocess.run(
        [sys.executable, str(program), choice.location, digest],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert done.stdout.splitlines() == [
        "[Answer(outcome=1, probability=None)]",
        "ModelRefused",
        "ModelCrashed",
    ]
    assert "41.7" not in done.stderr
    assert "said" not in done.stderr


def test_a_model_that_wants_whole_numbers_gets_no_rounded_ones(
    tmp_path: Path, make_host: MakeHost
) -> None:
    whole = [
        {**column, "type": "long"} if column["name"] == "blood_glucose_level" else column
        for column in COLUMNS
    ]
    contents = {"MLmodel": mlmodel(FLAVOURS, whole), "code/moody_loader.py": MOODY}
    directory = write_model(tmp_path / "model", contents)
    digest = look_at_model(str(directory)).digest
    host = make_host(local(directory, digest, allow_pickle=True))
    host.start()

    assert host.predict([with_glucose(126.0)]) == [Answer(0, None)]
    with pytest.raises(ModelRefused) as caught:
        host.predict([with_glucose(126.5)])
    assert caught.value.fault is ModelFault.ANSWER
