"""The real program, from the first start to a result, driven as a screen reader drives it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.atspi import Desktop
from tests.end_to_end.display import Display, missing_programs, open_display

PASSWORD = "cuatro palabras sin orden"

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}"),
]


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with open_display() as display:
        yield display


@pytest.fixture
def desktop(display: Display, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    monkeypatch.setitem(
        os.environ, "DBUS_SESSION_BUS_ADDRESS", display.environment["DBUS_SESSION_BUS_ADDRESS"]
    )
    desktop = Desktop()
    yield desktop
    desktop.close()


def create_first_account(desktop: Desktop) -> None:
    desktop.find("Full name").type("Cuenta Primera")
    desktop.find("User").type("primera")
    desktop.find("Password").type(PASSWORD)
    desktop.find("Repeat password").type(PASSWORD)
    desktop.find("Create account").press()


def sign_in(desktop: Desktop) -> None:
    desktop.find("Sign in")
    desktop.find("User").type("primera")
    desktop.find("Password").type(PASSWORD)
    desktop.find("Sign in").press()


def _wait_for_choice(desktop: Desktop) -> None:
    """A list that has a choice is called by it; "Former smoker" in either language."""
    for text in ("Former smoker", "Exfumador"):
        try:
            desktop.find(text, role="combo box", seconds=0.7)
        except AssertionError:
            continue
        return
    raise AssertionError("nothing was chosen")


def choose_former_smoker(desktop: Desktop, display: Display) -> None:
    """Open the list and go down to the second choice; the list may need a moment to open."""
    for _ in range(10):
        desktop.find("Smoking history").press()
        display.xdotool("key", "--delay", "80", "Home", "Down", "Return")
        try:
            _wait_for_choice(desktop)
        except AssertionError:
            display.xdotool("key", "Escape")
            continue
        return
    raise AssertionError("the smoking history could not be chosen")


def open_the_list_and_press_enter(desktop: Desktop, display: Display) -> None:
    """Nothing was chosen in it, so nothing is."""
    desktop.find("Smoking history").press()
    display.xdotool("key", "--delay", "200", "Return")


def fill_in(desktop: Desktop, display: Display, hba1c: str, glucose: str) -> None:
    desktop.find("Female").press()
    desktop.find("Age").type("58")
    desktop.find("Hypertension: Yes").press()
    desktop.find("Heart disease: No").press()
    choose_former_smoker(desktop, display)
    desktop.find("BMI").type("31,2")
    desktop.find("HbA1c").type(hba1c)
    desktop.find("Blood glucose").type(glucose)


def wait_for_an_empty_form(desktop: Desktop) -> None:
    """Qt presses a button for 100 ms; what is typed meanwhile would go with the old patient."""
    deadline = time.monotonic() + 10
    while "Gender" not in desktop.find("Predict").description:
        assert time.monotonic() < deadline, "the form was not emptied"


def result(desktop: Desktop) -> tuple[str, str, str]:
    names = ("Result class", "Result probability", "Model in use")
    first, second, third = (desktop.find_described(name).name for name in names)
    return first, second, third


def ask_what_if(desktop: Desktop, display: Display, fact: str, key: str) -> str:
    """Move the curve of `fact` by `key`; what the program says of that hypothetical patient."""
    shown = desktop.find_described("Hypothetical answer")
    before = shown.name
    desktop.find(f"What if: {fact}").focus()
    deadline = time.monotonic() + 20
    while shown.name == before:
        display.xdotool("key", key)
        assert time.monotonic() < deadline, "nothing was said of a hypothetical patient"
    return shown.name


def test_from_the_first_start_to_class_1_and_class_0(
    display: Display, desktop: Desktop, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with display.program("--profile", profile, "--language", "en") as program:
        create_first_account(desktop)
        sign_in(desktop)
        desktop.find("Patient ID").type("HC-2031877")
        open_the_list_and_press_enter(desktop, display)
        assert "Smoking history" in desktop.find("Predict").description
        fill_in(desktop, display, "8,9", "260")
        desktop.find("Predict").press()
        outcome, probability, model = result(desktop)
        assert outcome == "Class 1 – the model flags diabetes"
        assert probability.endswith("%")
        assert model.startswith("diabetes_model v1 · bundled with the program · sha256 ")

        desktop.find("New patient").press()
        wait_for_an_empty_form(desktop)
        fill_in(desktop, display, "5.0", "90")
        desktop.find("Predict").press()
        outcome, _, _ = result(desktop)
        assert outcome == "Class 0 – the model does not flag diabetes"

        desktop.find("Settings").press()
        desktop.find("Referral threshold").type("15")
        desktop.find("Save threshold").press()
        desktop.find("Patient").press()
        desktop.find("Predict").press()
        result(desktop)
        desktop.find("Sign out").press()
        desktop.find("Sign in")
        assert program.poll() is None
    log = (profile / "logs" / "diabetes-desktop.log").read_text(encoding="utf-8")
    assert "event=model_ready" in log
    for secret in ("HC-2031877", "31,2", "8,9", PASSWORD, "primera"):
        assert secret not in log


def test_a_disagreement_interrupts_and_the_decision_stays_with_the_result(
    display: Display, desktop: Desktop, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with display.program("--profile", profile, "--language", "en"):
        create_first_account(desktop)
        sign_in(desktop)
        fill_in(desktop, display, "6,6", "200")
        desktop.find("Sample: Fasting").press()
        desktop.find("Predict").press()
        desktop.find("Review the result").press()
        outcome, _, _ = result(desktop)
        assert outcome == "Class 0 – the model does not flag diabetes"
        desktop.find("Record my decision").press()
        desktop.find("Agree with the criteria").press()
        desktop.find("Reason").type("two tests over")
        desktop.find("Save the decision").press()
        assert "I go by the criteria. two tests over" in desktop.find_described("Decision").name
        hypothetical = ask_what_if(desktop, display, "HbA1c", "Right")
        assert hypothetical.startswith("HYPOTHETICAL: HbA1c 6.7")
        assert result(desktop)[0] == outcome, "a hypothesis is never the result"
        desktop.find("Model").press()
        desktop.find("Operating points")
    log = (profile / "logs" / "diabetes-desktop.log").read_text(encoding="utf-8")
    assert "two tests over" not in log


def test_a_second_start_raises_the_first_and_ends(
    display: Display, desktop: Desktop, tmp_path: Path
) -> None:
    with display.program("--profile", tmp_path / "profile", "--language", "es") as first:
        desktop.find("Full name")
        window = display.xdotool("search", "--sync", "--onlyvisible", "--name", "Diabetes Desktop")
        display.xdotool("windowminimize", "--sync", window.split()[0])
        with display.program("--profile", tmp_path / "profile") as second:
            assert second.wait(30) == 0
        raised = display.xdotool("search", "--sync", "--onlyvisible", "--name", "Diabetes Desktop")
        assert window.split()[0] in raised
        assert first.poll() is None


def test_a_damaged_site_policy_keeps_the_program_from_working(
    display: Display, desktop: Desktop, tmp_path: Path
) -> None:
    policy = Path("/etc/diabetes-desktop/policy.toml")
    if policy.exists() or not os.access("/etc", os.W_OK):
        pytest.skip(f"{policy} can't be made here for the test")
    policy.parent.mkdir()
    policy.write_text("[referral]\nthreshold = 0.9\n", encoding="utf-8")
    try:
        with display.program("--profile", tmp_path / "profile", "--language", "en") as program:
            desktop.find("OK").press()
            assert program.wait(30) == 1
    finally:
        policy.unlink()
        policy.parent.rmdir()
