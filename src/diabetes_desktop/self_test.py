"""`diabetes-desktop --self-test`: does this installation work? Touches nobody's profile."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from diabetes_desktop.application.read_model_card import NoCard
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import SiteRules

_PATIENTS = (
    Patient(Gender.FEMALE, 30.0, 0, 0, Smoking.NEVER, 22.0, 5.0, 90.0),
    Patient(Gender.MALE, 70.0, 1, 1, Smoking.FORMER, 34.0, 8.8, 280.0),
)


def run_self_test() -> int:
    """Print a line per check; 0 when all of them hold, else 1."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        for name, check in _checks(Path(directory)):
            try:
                detail, outcome = check(), "ok"
            except Exception as error:  # whatever breaks, the other checks still run
                detail, outcome = f"{type(error).__name__}: {error}", "FAILED"
                failed += 1
            _say(f"{outcome:6}  {name}{': ' if detail else ''}{detail}")
    _say("self-test passed" if not failed else f"self-test: {failed} failed")
    return 1 if failed else 0


def _checks(directory: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    from diabetes_desktop.adapters.profile import Profile
    from diabetes_desktop.adapters.resources import resource
    from diabetes_desktop.bootstrap import make_application
    from diabetes_desktop.desktop_services import DesktopServices
    from diabetes_desktop.ui.background_runner import BackgroundRunner
    from diabetes_desktop.ui.language import LANGUAGES, Language
    from diabetes_desktop.ui.model_status import ModelStatus
    from diabetes_desktop.ui.theme.theme import Theme
    from diabetes_desktop.ui.theme.tokens import THEMES

    application = make_application()
    profile = Profile.open(directory / "profile")
    # The site policy of this machine is not what is tested: it may forbid the bundled model.
    services = DesktopServices(profile, directory / "no-policy.toml")
    runner = BackgroundRunner(services.report_bug)
    status = ModelStatus(services, runner)
    language, theme = Language(resource("translations")), Theme(resource("icons"))

    def show(code: str, theme_name: str) -> str:
        from diabetes_desktop.ui.gallery import clipped_texts, every_screen

        language.use(code)
        if not language.has_words():
            raise RuntimeError("the words of this language are not there")
        theme.use(theme_name)
        count = 0
        for name, window in every_screen(services, runner, theme, status):
            window.show()
            for _ in range(3):  # layouts inside layouts settle one after another
                application.processEvents()
            if window.grab().isNull():
                raise RuntimeError(f"{name} was not drawn")
            if clipped := clipped_texts(window):
                raise RuntimeError(f"{name} cuts off {clipped[0]!r}")
            count += 1
        return f"{count} screens"

    for code in LANGUAGES:
        for theme_name in THEMES:
            yield f"screens, {code}, {theme_name}", partial(show, code, theme_name)

    def accounts() -> str:
        services.create_first_account("Self test", "selftest", "four words in no order")
        return services.sign_in("selftest", "four words in no order").user

    def model() -> str:
        identity = services.use_model(services.settings.preferences.model)
        return f"{identity.name} v{identity.version} sha256 {identity.digest}, golden cases passed"

    def answers() -> str:
        cases = [Case.in_model_units(patient) for patient in _PATIENTS]
        predictions = [services.predict(case, "selftest", SiteRules()) for case in cases]
        outcomes = [prediction.answer.outcome for prediction in predictions]
        if outcomes != [0, 1]:
            raise RuntimeError(f"classes {outcomes}, expected [0, 1]")
        return "class 0 and class 1"

    def explanations() -> str:
        case = Case.in_model_units(_PATIENTS[1])
        explained = services.explain(services.predict(case, "selftest", SiteRules()), "selftest")
        led = explained.base + sum(explained.contributions)
        if abs(led - explained.probability) > 1e-9:
            raise RuntimeError("contributions that do not lead to the answer")
        return f"from {explained.base:.3f} to {explained.probability:.3f}"

    def model_card() -> str:
        card = services.model_card().card
        if isinstance(card, NoCard):
            raise RuntimeError(card.value)
        return f"{len(card.source_attributes)} source attributes answered"

    yield "accounts", accounts
    yield "model", model
    yield "model card", model_card
    yield "answers", answers
    yield "explanations", explanations

    def end() -> str:
        runner.stop()
        services.stop()
        return ""

    yield "clean end", end


def _say(text: str) -> None:
    if sys.stdout is not None:  # a windowed program on Windows has none
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
