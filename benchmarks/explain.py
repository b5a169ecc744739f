"""From the question to the whole explanation: Shapley values, eight curves, spread, neighbourhood.

References, in the same run: one call of `mlflow.pyfunc` on a table with as many rows as the
explanation asks about, and the `shap` package's exact explainer over the same background, which
gives the contributions alone.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time

from diabetes_desktop.adapters import background_file, split_points
from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.shapley import coalitions
from diabetes_desktop.domain.what_if import grids, rows_along

RUNS = 60
MODEL = resource("model")
# The first shares sex, flags and tobacco with most of the background; the other shares nothing.
PATIENTS = {
    "a common patient": Patient(Gender.FEMALE, 54.0, 0, 0, Smoking.NEVER, 27.3, 6.6, 155.0),
    "the most expensive patient": Patient(Gender.OTHER, 71.0, 1, 1, Smoking.EVER, 34.2, 6.6, 155.0),
}
NAIVE = """
import json, sys, time
import mlflow.pyfunc, pandas
rows = json.loads(sys.stdin.read())
model = mlflow.pyfunc.load_model(sys.argv[1])
columns = [c.name for c in model.metadata.get_input_schema()]
table = pandas.DataFrame(rows, columns=columns)
model.predict(table)
seconds = []
for _ in range(20):
    start = time.perf_counter()
    model.predict(table)
    seconds.append(time.perf_counter() - start)
print(json.dumps(seconds))
"""
SHAP = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import mlflow.sklearn, numpy, pandas, shap
row, background = json.loads(sys.stdin.read())
model = mlflow.sklearn.load_model(sys.argv[1])
columns = list(model.feature_names_in_)
texts = [numpy.array(sorted({str(r[i]) for r in [row, *background]})) for i in (0, 4)]
def encode(rows):
    table = numpy.array(rows, dtype=object)
    for place, text in zip((0, 4), texts):
        table[:, place] = [list(text).index(value) for value in table[:, place]]
    return table.astype(float)
def chances(matrix):
    table = pandas.DataFrame(matrix, columns=columns)
    for place, text in zip((0, 4), texts):
        table[columns[place]] = text[matrix[:, place].astype(int)]
    return model.predict_proba(table)[:, 1]
explainer = shap.explainers.Exact(chances, shap.maskers.Independent(encode(background)))
explainer(encode([row]))
seconds = []
for _ in range(5):
    start = time.perf_counter()
    explainer(encode([row]))
    seconds.append(time.perf_counter() - start)
print(json.dumps(seconds))
"""


def rows_asked(patient: Patient) -> list[list[object]]:
    """Every row that one explanation of `patient` asks the model about."""
    background = background_file.parse((MODEL / background_file.FILE_NAME).read_bytes())
    splits = split_points.parse((MODEL / split_points.FILE_NAME).read_bytes())
    row = patient.row()
    asked = list(coalitions(row, background.rows, background.weights).rows)
    for place, values in enumerate(grids(row, splits)):
        asked += rows_along(row, place, values)
    return [list(each) for each in asked]


def other_seconds(program: str, told: object) -> list[float]:
    """Seconds of each call of another program."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(MODEL)],
        env={**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "OMP_NUM_THREADS": "1"},
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(value) for value in json.loads(done.stdout.splitlines()[-1])]


def our_seconds(patient: Patient) -> tuple[float, list[float]]:
    """Seconds of the first explanation after the start, and of each of the next ones."""
    host = ProcessModelHost(ModelChoice(SourceKind.BUNDLED), MODEL)
    try:
        host.start()
        host.predict([patient])
        seconds = []
        for _ in range(RUNS + 1):
            start = time.perf_counter()
            host.explain(patient)
            seconds.append(time.perf_counter() - start)
        return seconds[0], seconds[1:]
    finally:
        host.stop()


def main() -> None:
    print(
        "| one explanation | rows | median | p95 | ratio to the reference |\n|---|---|---|---|---|"
    )
    background = background_file.parse((MODEL / background_file.FILE_NAME).read_bytes())
    for what, patient in PATIENTS.items():
        rows = rows_asked(patient)
        naive = other_seconds(NAIVE, rows)
        theirs = other_seconds(SHAP, [patient.row(), background.rows])
        first, ours = our_seconds(patient)
        report(f"{what}: mlflow.pyfunc, one call (reference)", len(rows), naive, naive)
        report(f"{what}: shap, exact, without curves", 256 * len(background.rows), theirs, naive)
        report(f"{what}: asked → all of it here", len(rows), ours, naive)
        report(f"{what}: the first after the start", len(rows), [first, first], naive)


def report(what: str, rows: int, seconds: list[float], reference: list[float]) -> None:
    median, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20)[18]
    ratio = median / statistics.median(reference)
    print(f"| {what} | {rows:,} | {median * 1000:.0f} ms | {p95 * 1000:.0f} ms | {ratio:.2f} |")


if __name__ == "__main__":
    main()
