"""The GUI process stays light, from the first paint to a result."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"mlflow", "pandas", "numpy", "sklearn", "skops", "onnxruntime", "scipy"}
LATE = {"sqlalchemy", "argon2", "keyring", "PySide6.QtNetwork", "click"}

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from diabetes_desktop import __main__ as program

def main():
    from diabetes_desktop.domain.case import Case
    from diabetes_desktop.domain.patient import Gender, Patient, Smoking
    from diabetes_desktop.domain.prediction import SiteRules
    from diabetes_desktop.ui import shell
    seen = {}
    make_entrance, begin = shell.EntranceWindow, shell.Shell.start

    def entrance(icons):
        made = make_entrance(icons)
        made.painted.connect(lambda: seen.update(painted=sorted(sys.modules)))
        return made

    def start(self):
        self.status.switched.connect(lambda model: answer(self))
        begin(self)

    def answer(self):
        services = self._services
        services.create_first_account("Cuenta Primera", "primera", "cuatro palabras sin orden")
        account = services.sign_in("primera", "cuatro palabras sin orden")
        self._enter(account)
        patient = Patient(Gender.FEMALE, 58.0, 1, 0, Smoking.FORMER, 31.2, 8.8, 255.0)
        case = Case.in_model_units(patient)
        seen["outcome"] = services.predict(case, "primera", SiteRules()).answer.outcome
        seen["answered"] = sorted(sys.modules)
        QTimer.singleShot(0, QApplication.quit)

    shell.EntranceWindow, shell.Shell.start = entrance, start
    program.main(["--profile", sys.argv[1]])
    Path(sys.argv[2]).write_text(json.dumps(seen))

if __name__ == "__main__":
    main()
"""


def test_no_science_in_the_gui_process(tmp_path: Path) -> None:
    script, report = tmp_path / "program.py", tmp_path / "report.json"
    script.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "profile"), str(report)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    seen = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    assert seen.get("outcome") == 1, done.stderr
    painted, answered = set(seen["painted"]), set(seen["answered"])
    assert not painted & (HEAVY | LATE), "before the first paint"
    assert not answered & HEAVY, "up to a result"
    assert "sqlalchemy" in answered, "the modules were looked at where they are loaded"
