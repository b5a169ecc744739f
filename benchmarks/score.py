"""Rows per second from a CSV of patients to saved results: `diabetes-admin score` and plain loops.

References, in the same run, each a program of its own on the same file: a loop over pandas chunks
with `mlflow.pyfunc` (class only: what the model's directory says by itself), and one with ONNX
Runtime (class and probability). Neither checks a cell, compares with a guideline or can go on after
a kill. Each time is from the start of the process to its end, and memory is that of all processes.
"""

from __future__ import annotations

import contextlib
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

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


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, of processor time, and the most memory, of a program and its children.

    `most` is in MiB, what processes share counted for each.
    """

    seconds: float
    busy: float
    most: float


def cost_of(*command: str) -> Cost:
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "PYTHONWARNINGS": "ignore"}
    start, before, most = time.perf_counter(), os.times(), 0
    silent = subprocess.DEVNULL
    process = psutil.Popen(
        [sys.executable, *command], env=environment, stdout=silent, stderr=silent
    )
    while process.poll() is None:
        most = max(most, memory_of(process))
        time.sleep(0.05)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[0])
    after = os.times()
    busy = sum(after[2:4]) - sum(before[2:4])
    return Cost(time.perf_counter() - start, busy, most / 2**20)


def memory_of(process: psutil.Process) -> int:
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for each in [process, *process.children(recursive=True)]:
            total += each.memory_info().rss
    return total


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source, model = place / "patients.csv", str(resource("model"))
        write_patients(source)
        os.environ["DIABETES_DESKTOP_PROFILE"] = str(place / "profile")
        results = {
            "pandas loop, mlflow.pyfunc, class only (reference)": cost_of(
                "-c", PYFUNC, model, str(source), str(place / "pyfunc.csv")
            ),
            "pandas loop, ONNX Runtime": cost_of(
                "-c", ONNX, model, str(source), str(place / "onnx.csv")
            ),
            "diabetes-admin score": cost_of(
                "-c", COMMAND, "score", "--in", str(source), "--out", str(place / "out")
            ),
        }
    reference = next(iter(results.values())).seconds
    print(f"| {ROWS:,} rows, CSV to CSV | rows/s | seconds | ratio | processor seconds | MiB |")
    print("|---|---|---|---|---|---|")
    for what, cost in results.items():
        figures = (
            f"{ROWS / cost.seconds:,.0f} | {cost.seconds:.1f} | {cost.seconds / reference:.2f}"
        )
        print(f"| {what} | {figures} | {cost.busy:.1f} | {cost.most:.0f} |")


if __name__ == "__main__":
    main()
