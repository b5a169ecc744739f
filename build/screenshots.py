"""Take the pictures of the documentation from the real program, on a virtual screen.

Needs what the end-to-end tests need: Xvfb, dbus-daemon, openbox, xdotool, and ImageMagick. A real
tracking server of MLflow holds the model in its registry.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.adapters.registry.tracking_server import (  # noqa: E402
    READER,
    TrackingServer,
    tracking_server,
)
from tests.end_to_end import test_journey as journey  # noqa: E402
from tests.end_to_end.atspi import Desktop  # noqa: E402
from tests.end_to_end.display import Display, open_display  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
# Language, theme and size of each run, and which of its stations the documentation shows.
RUNS = (
    (
        *("es", "light", "1366x768"),
        {"first-account", "class-1", "alert", "disagreement", "model", "registry"},
    ),
    (
        *("en", "light", "1366x768"),
        {"first-account", "disagreement", "questions", "settings", "connection-test"},
    ),
    ("es", "dark", "1366x768", {"disagreement"}),
    ("en", "dark", "1920x1080", {"what-if", "model"}),
    ("es", "contrast-dark", "1366x768", {"settings"}),
)
MODEL = "diabetes_model"


def main() -> None:
    """Renew the pictures; a folder on the command line gets every station instead."""
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    folder = chosen or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, tracking_server(Path(place)) as server:
        publish(server)
        for language, theme, size, stations in RUNS:
            take_all(folder, language, theme, size, None if chosen else stations)


def publish(server: TrackingServer) -> None:
    """Put the bundled model into the registry, and let the program find it there."""
    server.register(MODEL, server.experiment("ward"), ROOT / "resources" / "model", "champion")
    user, password = READER
    os.environ["MLFLOW_TRACKING_URI"] = server.url
    os.environ["MLFLOW_TRACKING_USERNAME"], os.environ["MLFLOW_TRACKING_PASSWORD"] = user, password


def take_all(folder: Path, language: str, theme: str, size: str, stations: set[str] | None) -> None:
    """One run of the program, a picture at each station."""
    with open_display(size) as display, tempfile.TemporaryDirectory() as profile:
        settings = f'[ui]\nlanguage = "{language}"\ntheme = "{theme}"\n'
        (Path(profile) / "settings.toml").write_text(settings, encoding="utf-8")
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = display.environment["DBUS_SESSION_BUS_ADDRESS"]
        desktop = Desktop()
        name = f"{language}-{theme}-{size.split('x')[0]}"
        with display.program("--profile", profile):
            tour(display, desktop, folder / name, stations)
        desktop.close()


def tour(display: Display, desktop: Desktop, base: Path, stations: set[str] | None) -> None:
    """First account, sign-in, the form, results that agree and disagree, the model, settings."""

    def take(station: str) -> None:
        if stations is not None and station not in stations:
            return
        target = base.with_name(f"{base.name}-{station}.png")
        command = ["import", "-window", "root", "-strip", str(target)]
        subprocess.run(command, env=display.environment, check=True)

    desktop.find("Full name")
    take("first-account")
    journey.create_first_account(desktop)
    desktop.find("Sign in")
    take("sign-in")
    journey.sign_in(desktop)
    desktop.find("Patient ID").type("HC-2031877")
    take("form")
    results(display, desktop, take)
    desktop.find("Model").press()
    desktop.find("Operating points")
    take("model")
    desktop.find("Settings").press()
    desktop.find("Use this model")
    take("settings")
    registry(desktop, take)


def registry(desktop: Desktop, take: Callable[[str], None]) -> None:
    """The way to a registry, tested; then its model answers."""
    desktop.find("MLflow registry").press()
    desktop.find("Test connection").press()
    desktop.find("Test again", seconds=60)
    take("connection-test")
    desktop.find("Close").press()
    desktop.find("Use this model").press()
    desktop.find_saying("diabetes_model v1", "MLflow", seconds=60)
    take("registry")


def results(display: Display, desktop: Desktop, take: Callable[[str], None]) -> None:
    """Class 1 with its reasons, a disagreement with its alert, a hypothesis, and questions."""
    journey.fill_in(desktop, display, "6,8", "155")
    desktop.find("Sample: Fasting").press()
    desktop.find("Predict").press()
    journey.result(desktop)
    desktop.find("Why this result")
    take("class-1")
    desktop.find("HbA1c").type("6,6")
    desktop.find("Blood glucose").type("200")
    desktop.find("Predict").press()
    desktop.find("Review the result")
    take("alert")
    desktop.find("Review the result").press()
    desktop.find("Why this result")
    take("disagreement")
    journey.ask_what_if(desktop, display, "HbA1c", "Right")
    take("what-if")
    desktop.find("Blood glucose").type("7.8")
    desktop.find("BMI").type("92")
    desktop.find("BMI: Confirm")
    take("questions")


if __name__ == "__main__":
    main()
