"""How soon the sign-in window is painted and the model ready, from the start of the process.

References, in the same run and alternating with ours: a bare PySide6 dialog with two line
edits, and the naive program (import mlflow, load the model, predict).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from diabetes_desktop.adapters.profile import Profile
from diabetes_desktop.desktop_services import DesktopServices

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7

BARE = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFormLayout, QLineEdit

class Dialog(QDialog):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.painted)
    def painted(self):
        print("painted", time.time() - float(os.environ["STARTED"]), flush=True)
        application.quit()

application = QApplication(sys.argv)
dialog = Dialog()
form = QFormLayout(dialog)
form.addRow("User", QLineEdit())
form.addRow("Password", QLineEdit())
dialog.show()
application.exec()
"""

OURS = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from diabetes_desktop import __main__ as program

def say(what):
    print(what, time.time() - float(os.environ["STARTED"]), flush=True)

def main():
    from diabetes_desktop.ui import shell

    make_entrance = shell.EntranceWindow
    start = shell.Shell.start

    def watched_entrance(icons):
        entrance = make_entrance(icons)
        # Connected first, so that it reports before the work that waits for the same paint.
        entrance.painted.connect(lambda: QTimer.singleShot(0, lambda: say("painted")))
        return entrance

    def watched_start(self):
        self.status.changed.connect(lambda: settled(self.status.state))
        start(self)

    def settled(state):
        if type(state).__name__ != "Starting":
            say("ready" if type(state).__name__ == "Ready" else "refused")
            QApplication.quit()

    shell.EntranceWindow = watched_entrance
    shell.Shell.start = watched_start
    program.main(["--profile", sys.argv[1], "--language", "es"])

if __name__ == "__main__":
    main()
"""

NAIVE = """
import os, time
import mlflow, pandas
model = mlflow.pyfunc.load_model(os.environ["MODEL"])
row = {"gender": "Female", "age": 58.0, "hypertension": 1, "heart_disease": 0,
       "smoking_history": "former", "bmi": 31.2, "HbA1c_level": 6.8, "blood_glucose_level": 155.0}
model.predict(pandas.DataFrame([row]))
print("ready", time.time() - float(os.environ["STARTED"]), flush=True)
"""


def run(script: Path, *arguments: str) -> dict[str, float]:
    """Seconds from the start of the process to each thing that it reports."""
    environment = {
        **os.environ,
        "STARTED": str(time.time()),
        "MODEL": str(ROOT / "resources" / "model"),
        "MLFLOW_DISABLE_TELEMETRY": "true",
    }
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {line[0]: float(line[1]) for line in lines if len(line) == 2}


def add_account(profile: Path) -> None:
    """So that the program starts with the sign-in, as it does every day but the first."""
    services = DesktopServices(Profile.open(profile), profile / "no-policy.toml")
    services.create_first_account("Benchmark", "bench", "four words in no order")


def main() -> None:
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        scripts = {}
        for name, text in (("bare", BARE), ("ours", OURS), ("naive", NAIVE)):
            scripts[name] = Path(folder) / f"{name}.py"
            scripts[name].write_text(text, encoding="utf-8")
        add_account(Path(folder) / "profile")
        bare, painted, ready, naive = [], [], [], []
        for turn in range(RUNS + 1):
            one = run(scripts["bare"])["painted"]
            two = run(scripts["ours"], str(Path(folder) / "profile"))
            if turn == 0:
                continue  # warms the file cache for both
            bare.append(one)
            painted.append(two["painted"])
            ready.append(two["ready"])
        naive = [run(scripts["naive"])["ready"] for _ in range(3)]
    report("bare PySide6 dialog painted (reference)", bare, bare)
    report("sign-in painted", painted, bare)
    report("naive program: mlflow answers (reference)", naive, naive)
    report("model ready, golden cases passed", ready, naive)


def report(what: str, seconds: list[float], reference: list[float]) -> None:
    median = statistics.median(seconds)
    ratio = median / statistics.median(reference)
    print(f"| {what} | {median:.3f} s | {ratio:.2f} |")


if __name__ == "__main__":
    print("| start-up | median | ratio to its reference |\n|---|---|---|")
    main()
