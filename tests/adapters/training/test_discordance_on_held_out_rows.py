"""No patient who meets a criterion is left with class 0 and nothing said, on the held-out rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.training.dataset import held_out, read_dataset
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.clinical_context import ClinicalContext, Sample
from diabetes_desktop.domain.discordance import Discordance
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, Prediction, SiteRules

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HBA1C_CUTOFF, FASTING_CUTOFF = 6.5, 126  # ADA 2026, written down again on purpose
Answered = list[tuple[Patient, Answer]]


@pytest.fixture(scope="module")
def identity_and_answers(diabetes_csv: Path) -> Iterator[tuple[ModelIdentity, Answered]]:
    host = ProcessModelHost(ModelChoice(SourceKind.BUNDLED), resource("model"))
    try:
        identity = host.start()
        patients = held_out(read_dataset(diabetes_csv)).patients
        yield identity, list(zip(patients, host.predict(patients), strict=True))
    finally:
        host.stop()


def predictions(
    identity: ModelIdentity, answered: Answered, sample: Sample
) -> Iterator[Prediction]:
    rules = SiteRules(guidelines=tuple(Guideline))
    for patient, answer in answered:
        case = replace(Case.in_model_units(patient), context=ClinicalContext(sample=sample))
        yield Prediction.of(case, answer, rules, identity, NOW)


def test_a_fasting_sample(identity_and_answers: tuple[ModelIdentity, Answered]) -> None:
    counted: Counter[tuple[bool, int, Discordance | None]] = Counter()
    for prediction in predictions(*identity_and_answers, Sample.FASTING):
        patient = prediction.patient
        meets = patient.hba1c_level >= HBA1C_CUTOFF or patient.blood_glucose_level >= FASTING_CUTOFF
        counted[meets, prediction.answer.outcome, prediction.discordance] += 1

    missed = counted[True, 0, Discordance.MODEL_MISSES]
    assert missed > 1000, "the model misses many, or this test counts nothing"
    assert set(counted) <= {
        (True, 0, Discordance.MODEL_MISSES),
        (True, 1, None),
        (False, 0, None),
        (False, 1, Discordance.MODEL_ALONE),
    }


def test_an_unknown_sample(identity_and_answers: tuple[ModelIdentity, Answered]) -> None:
    counted: Counter[tuple[str, int, Discordance | None]] = Counter()
    for prediction in predictions(*identity_and_answers, Sample.UNKNOWN):
        patient = prediction.patient
        if patient.hba1c_level >= HBA1C_CUTOFF:
            meets = "certainly"
        elif patient.blood_glucose_level >= FASTING_CUTOFF:
            meets = "if fasting"
        else:
            meets = "never"
        counted[meets, prediction.answer.outcome, prediction.discordance] += 1

    assert counted["certainly", 0, Discordance.MODEL_MISSES] > 1000
    assert counted["if fasting", 0, Discordance.MODEL_MAY_MISS] > 1000
    assert set(counted) <= {
        ("certainly", 0, Discordance.MODEL_MISSES),
        ("certainly", 1, None),
        ("if fasting", 0, Discordance.MODEL_MAY_MISS),
        ("if fasting", 1, Discordance.MODEL_ALONE),
        ("never", 0, None),
        ("never", 1, Discordance.MODEL_ALONE),
    }
