"""Every step of the connection test has words, whatever became of it."""

from __future__ import annotations

import pytest

from diabetes_desktop.application.check_connection import Outcome, Step, StepResult
from diabetes_desktop.application.registry_errors import RegistryFailed
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.ui.wording.connection import result_text, step_title

from .conftest import Desk


@pytest.mark.parametrize("step", Step)
def test_each_step_is_named_and_told(desk: Desk, step: Step) -> None:
    failed = RegistryFailed(ServerFault.UNREACHABLE, "models.hospital.example:5000")
    facts = ("", "12.4")
    results = [StepResult(step, outcome, fact=fact) for outcome in Outcome for fact in facts]
    results.append(StepResult(step, Outcome.FAILED, failure=failed))
    assert step_title(step)
    for result in results:
        assert result_text(result)
        assert "{" not in result_text(result)
    assert "models.hospital.example:5000" in result_text(results[-1])


def test_megabytes_are_written_as_the_language_writes_them(desk: Desk) -> None:
    desk.language.use("es")
    said = result_text(StepResult(Step.FILES, Outcome.PASSED, fact="12.4"))
    assert said == "Se descargaron y comprobaron 12,4 MB."


def test_no_two_steps_sound_the_same(desk: Desk) -> None:
    assert len({step_title(step) for step in Step}) == len(Step)
