"""Rows per second from a CSV of patients to saved results: `diabetes-admin score` and plain loops.

References, in the same run, each a program of its own on the same file: a loop over pandas chunks
with `mlflow.pyfunc` (class only: what the model's directory says by itself), and one with ONNX
Runtime (class and probability). Neither checks a cell, compares with a guideline or can go on after
a kill. Each time is from the start of the process to its end.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.domain.patient import INPUTS, Gender, Smoking

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
COMMAND = "from diabetes_desktop.bootstrap_admin import main; main()"
PYFUNC = """
import sys
import mlflow.pyfunc, pandas
model = mlflow.pyfunc.load_model(sys.argv[1])
names = model.metadata.get_input_schema().input_names()
for number, table in enumerate(pandas.read_csv(sys.argv[2], chunksize=20_000)):
    measured = [x for x in names if x not in ("gender", "smoking_history")]
    table["class"] = model.predict(table[names].astype({x: float for x in measured}))
    table.to_csv(sys.argv[3], mode="a", header=number == 0, index=False)
"""
ONNX = """
import sys
import numpy, onnxruntime, pandas
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(sys.argv[1] + "/model.onnx", options)
for number, table in enumerate(pandas.read_csv(sys.argv[2], chunksize=20_000)):
    feed = {
        x.name: table[x.name].to_numpy("O" if "string" in x.type else numpy.float32)[:, None]
        for x in session.get_inputs()
    }
    outcome, chances = session.run(None, feed)
    table["class"], table["probability"] = outcome, chances[:, 1]
    table.to_csv(sys.argv[3], mode="a", header=number == 0, index=False)
"""


def write_patients(path: Path) -> None:
    """As varied as patients are: 21,000 different ones, over and over, each with an id."""
    chance = random.Random(1)
    different = [
        [
            chance.choice(list(Gender)),
            chance.randint(1, 90),
            chance.randint(0, 1),
            chance.randint(0, 1),
            chance.choice(list(Smoking)),
            round(chance.gauss(27, 6) % 60 + 12, 2),
            round(chance.uniform(3.5, 9.0), 1),
            chance.randint(80, 300),
        ]
        for _ in range(21_000)
    ]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *(spec.name for spec in INPUTS)])
        writer.writerows((number, *different[number % len(different)]) for number in range(ROWS))


def seconds_of(*command: str) -> tuple[float, float]:
    """Seconds on the wall, and of processor time of all its processes."""
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "PYTHONWARNINGS": "ignore"}
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, *command], env=environment, capture_output=True, check=True)
    after = os.times()
    busy = sum(after[2:4]) - sum(before[2:4])
    return time.perf_counter() - start, busy


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source, model = place / "patients.csv", str(resource("model"))
        write_patients(source)
        os.environ["DIABETES_DESKTOP_PROFILE"] = str(place / "profile")
        results = {
            "pandas loop, mlflow.pyfunc, class only (reference)": seconds_of(
                "-c", PYFUNC, model, str(source), str(place / "pyfunc.csv")
            ),
            "pandas loop, ONNX Runtime": seconds_of(
                "-c", ONNX, model, str(source), str(place / "onnx.csv")
            ),
            "diabetes-admin score": seconds_of(
                "-c", COMMAND, "score", "--in", str(source), "--out", str(place / "out")
            ),
        }
    reference = next(iter(results.values()))[0]
    print(f"| {ROWS:,} rows, CSV to CSV | rows/s | seconds | ratio | processor seconds |")
    print("|---|---|---|---|---|")
    for what, (seconds, busy) in results.items():
        rate, ratio = ROWS / seconds, seconds / reference
        print(f"| {what} | {rate:,.0f} | {seconds:.1f} | {ratio:.2f} | {busy:.1f} |")


if __name__ == "__main__":
    main()
