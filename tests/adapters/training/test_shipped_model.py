"""The model that ships: sound, small, served by MLflow as it is, and silent about its makers."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import mlflow.pyfunc
import psutil
import pytest
from mlflow.models import Model
from tests.conftest import ROOT

from diabetes_desktop.adapters import golden_cases, model_manifest
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.verify_model import Check
from diabetes_desktop.bootstrap_admin import verify
from diabetes_desktop.domain.patient import INPUTS
from diabetes_desktop.domain.prediction import Answer

MODEL = resource("model")
LARGEST = 3 * 1024 * 1024  # bytes
# What a training machine could leave in a file: folders, hosts, users.
TRACES = re.compile(
    rb"(?:^|[\s\"'(=:])/[a-z]{2,}[\w.-]*/[\w.-]+"
    rb"|[A-Z]:\\|file://|https?://|index-url|find-links|trusted-host|site-packages",
    re.IGNORECASE,
)
SERVE_SECONDS = 60.0


def read(name: str) -> Any:
    return json.loads((MODEL / name).read_text("utf-8"))


def test_it_passes_every_check_of_a_workstation() -> None:
    results = verify(str(MODEL))

    assert [result.check for result in results] == list(Check)
    assert [result.failure for result in results] == [None] * len(Check)


def test_it_is_version_1_in_both_flavours() -> None:
    facts = look_at_model(str(MODEL))

    assert (facts.name, facts.version) == ("diabetes_model", "1")
    assert set(facts.flavours) == {"onnx", "python_function", "sklearn"}


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*")) < LARGEST


def test_no_file_tells_of_the_machine_that_made_it() -> None:
    names = {os.environ.get("USER", ""), os.environ.get("USERNAME", ""), socket.gethostname()}
    texts = {path.name: path.read_bytes() for path in MODEL.iterdir()}
    with zipfile.ZipFile(BytesIO(texts.pop("model.skops"))) as archive:
        texts |= {f"model.skops/{name}": archive.read(name) for name in archive.namelist()}

    for name, content in texts.items():
        assert not TRACES.search(content), name
        for trace in names:
            # Short names ("root" is a tree's, too) would be found in anything.
            assert len(trace) < 6 or trace.encode() not in content, name


def test_a_trace_would_be_found() -> None:
    for trace in (b"/home/someone/model", b'"C:\\Users"', b"--index-url x", b" /srv/models/1"):
        assert TRACES.search(b"- " + trace), trace


def test_git_never_changes_a_line_end_in_it() -> None:
    done = subprocess.run(
        ["git", "check-attr", "text", "resources/model/MLmodel"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip(f"no git repository here: {done.stderr.strip()}")
    assert done.stdout.strip().endswith("text: unset")


def test_golden_cases_reach_into_every_part_of_the_scale() -> None:
    golden = golden_cases.parse((MODEL / "golden_cases.json").read_bytes())
    chances = [answer.probability for answer in golden.answers]

    for low, high in ((0, 0.01), (0.01, 0.05), (0.05, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 1.1)):
        assert any(chance is not None and low <= chance < high for chance in chances), (low, high)
    assert sum(answer.outcome for answer in golden.answers) >= 8
    ages = [patient.age for patient in golden.patients]
    assert (min(ages), max(ages)) == (0.0, 120.0)


def test_the_card_tells_the_truth_about_the_outside_world() -> None:
    card = read("card.json")
    external = card["external_check"]

    assert card["test"]["scores"]["auc"] >= 0.973
    assert external["source"]["en"] == "US survey NHANES 2017–2018"
    assert external["patients"] == 4712
    assert external["auc"] < external["auc_of_hba1c_alone"]
    assert card["recipe"]["name"] == "shipped"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", card["trained"])
    assert {"HbA1c_level", "age", "bmi", "blood_glucose_level"} == card["split_midpoints"].keys()


def test_the_background_is_small_enough_for_exact_explanations() -> None:
    background = read("background.json")

    assert len(background["rows"]) == len(background["weights"]) <= 32
    assert sum(background["weights"]) == pytest.approx(1)
    assert background["base_rate"] == pytest.approx(0.0882, abs=1e-4)


def test_mlflow_loads_it_and_answers_an_integer() -> None:
    model = mlflow.pyfunc.load_model(str(MODEL))
    example = Model.load(str(MODEL)).load_input_example(str(MODEL))

    answers = model.predict(example)

    assert answers.dtype.kind == "i"
    assert answers.tolist() in ([0], [1])


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of `mlflow models serve` on the model, in processes of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mlflow", "models", "serve", "--model-uri", str(MODEL)]
    options = ["--env-manager", "local", "--host", "127.0.0.1", "--port", str(port)]
    # The server's own command is looked up on the path: the one of this environment is meant.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    server = subprocess.Popen(
        [*command, *options],
        env={**os.environ, "PATH": path, "MLFLOW_DISABLE_TELEMETRY": "true"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_served(server, f"http://127.0.0.1:{port}/ping")
        yield f"http://127.0.0.1:{port}/invocations"
    finally:
        family = [*psutil.Process(server.pid).children(recursive=True), server]
        for process in family:
            process.kill()
        server.wait(10)


def wait_until_served(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + SERVE_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, f"the server ended with {server.returncode}"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            # Not listening yet: a short wait for the process, not for a length of time.
            psutil.wait_procs([psutil.Process(server.pid)], timeout=0.1)
    pytest.fail(f"not served within {SERVE_SECONDS} seconds")


def ask(served: str, document: object) -> Any:
    request = urllib.request.Request(
        served,
        data=json.dumps(document).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)


def test_mlflow_serves_it_and_answers_integers(served: str) -> None:
    """About fifteen seconds, nearly all of them imports of the server."""
    answer = ask(served, read("serving_input_example.json"))

    assert answer in ({"predictions": [0]}, {"predictions": [1]})
    assert type(answer["predictions"][0]) is int


def test_mlflow_serves_class_and_probability_when_asked(served: str) -> None:
    """The server meets every golden case, as a workstation's own graph does."""
    golden = golden_cases.parse((MODEL / "golden_cases.json").read_bytes())
    rows = [list(patient.row()) for patient in golden.patients]
    table = {"dataframe_split": {"columns": [spec.name for spec in INPUTS], "data": rows}}

    classes = ask(served, table)["predictions"]
    answers = ask(served, {**table, "params": {"return_proba": True}})["predictions"]

    assert classes == [answer.outcome for answer in golden.answers]
    assert [row.keys() for row in answers] == [{"class", "probability"}] * len(rows)
    assert {type(row["class"]) for row in answers} == {int}
    served_answers = [Answer(row["class"], row["probability"]) for row in answers]
    assert golden.count_met(served_answers) == len(rows)


def test_a_workstation_never_loads_the_served_code(tmp_path: Path) -> None:
    """With code that would leave a mark, sealed anew: the graph answers, and there is no mark."""
    copy = Path(shutil.copytree(MODEL, tmp_path / "model"))
    mark = tmp_path / "mark"
    with zipfile.ZipFile(copy / "served_model.zip", "w") as archive:
        code = f"open({str(mark)!r}, 'w').close()"
        archive.writestr("diabetes_served_model.py", code)
    model_manifest.write(copy, model_manifest.build(copy, "diabetes_model", "1"))

    assert [result.failure for result in verify(str(copy))] == [None] * len(Check)
    assert not mark.exists()
