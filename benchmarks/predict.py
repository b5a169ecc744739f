"""From the click on Predict to the painted result, in the real screens with the real model.

Reference, in the same run: what the naive program does for one patient once everything is
loaded (`mlflow.pyfunc` on a one-row DataFrame, no window at all).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from diabetes_desktop.adapters.profile import Profile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.bootstrap import make_application
from diabetes_desktop.desktop_services import DesktopServices
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.language import Language
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.model_status import ModelStatus, Ready
from diabetes_desktop.ui.patient.result_state import Done
from diabetes_desktop.ui.theme.theme import Theme

CLICKS = 300
W = TypeVar("W", bound=QWidget)
NAIVE = """
import json, os, sys, time
import mlflow, pandas
model = mlflow.pyfunc.load_model(sys.argv[1])
row = {"gender": "Female", "age": 58.0, "hypertension": 1, "heart_disease": 0,
       "smoking_history": "former", "bmi": 31.2, "HbA1c_level": 6.8, "blood_glucose_level": 155.0}
model.predict(pandas.DataFrame([row]))
seconds = []
for _ in range(100):
    start = time.perf_counter()
    model.predict(pandas.DataFrame([row]))
    seconds.append(time.perf_counter() - start)
print(json.dumps(seconds))
"""


def naive_seconds() -> list[float]:
    """Seconds of each prediction of the naive program."""
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true"}
    command = [sys.executable, "-c", NAIVE, str(resource("model"))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return [float(value) for value in json.loads(done.stdout.splitlines()[-1])]


def open_window(application: QApplication, folder: Path) -> tuple[MainWindow, DesktopServices]:
    """The main window of a doctor, with the bundled model ready."""
    services = DesktopServices(Profile.open(folder), folder / "no-policy.toml")
    account = Account("bench", "Benchmark", frozenset(Role))
    services.accounts().add(account, services.hasher().hash("four words in no order"))
    language, theme = Language(resource("translations")), Theme(resource("icons"))
    language.use("es")
    theme.use("light")
    runner = BackgroundRunner(services.report_bug)
    status = ModelStatus(services, runner)
    status.start()
    while not isinstance(status.state, Ready):
        application.processEvents()
    window = MainWindow(services, runner, theme, status, account)
    window.resize(1366, 768)
    window.show()
    return window, services


def click_seconds(application: QApplication, window: MainWindow) -> tuple[list[float], list[float]]:
    """Seconds from each click to its painted result, and from there to its explanation."""
    screen = window.patient
    assert screen is not None
    form = screen.form
    for name in ("gender.Female", "hypertension.1", "heart_disease.0"):
        found(form, QPushButton, name).click()
    smoking = found(form, QComboBox, "smoking_history")
    smoking.setCurrentIndex(smoking.findData("former"))
    for name, text in (("bmi", "31,2"), ("HbA1c_level", "6,8"), ("blood_glucose_level", "155")):
        found(form, QLineEdit, name).setText(text)
    age = found(form, QLineEdit, "age")
    predict = found(form, QPushButton, "predict")
    answered, explained = [], []
    for turn in range(CLICKS + 10):
        age.setText(str(40 + turn % 40))
        application.processEvents()
        start = time.perf_counter()
        predict.click()
        while not isinstance(screen.panel.state, Done):
            # Waits without the interpreter's lock, as the event loop of the program does.
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        screen.panel.repaint()
        painted = time.perf_counter()
        while screen.panel.state.explanation is None:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        screen.panel.repaint()
        answered.append(painted - start)
        explained.append(time.perf_counter() - painted)
    return answered[10:], explained[10:]


def found(parent: QWidget, kind: type[W], name: str) -> W:
    """The widget of `parent` called `name`."""
    widget = parent.findChild(kind, name)
    assert isinstance(widget, kind)
    return widget


def main() -> None:
    application = make_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        window, services = open_window(application, Path(folder))
        clicks, explanations = click_seconds(application, window)
        window.close()
        services.stop()
    naive = naive_seconds()
    print("| one prediction | median | p95 | median, ratio to the reference |\n|---|---|---|---|")
    report("naive program: mlflow.pyfunc, one row, no window (reference)", naive, naive)
    report("Predict clicked → result painted", clicks, naive)
    report("result painted → explanation, what-if and uncertainty painted", explanations, naive)


def report(what: str, seconds: list[float], reference: list[float]) -> None:
    median, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20)[18]
    ratio = median / statistics.median(reference)
    print(f"| {what} | {median * 1000:.1f} ms | {p95 * 1000:.1f} ms | {ratio:.2f} |")


if __name__ == "__main__":
    main()
