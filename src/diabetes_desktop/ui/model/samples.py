"""States of the model screen for the self-test: made up, with texts as long as real ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from diabetes_desktop.application.errors import ModelFault, ModelNotReady, ModelRefused
from diabetes_desktop.application.evaluation import (
    CalibrationBin,
    NetBenefit,
    OperatingPoint,
    RocPoint,
    Scores,
    Subgroup,
)
from diabetes_desktop.application.inspect_model import LibraryVersion, ModelFacts, ModelFormat
from diabetes_desktop.application.model_card import (
    DataFacts,
    ExternalCheck,
    ModelCard,
    RecipeFacts,
    TestFigures,
)
from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.read_model_card import ModelReport, NoCard
from diabetes_desktop.application.registry_errors import RegistryFailed
from diabetes_desktop.application.registry_ports import (
    PeriodOfUse,
    RefusedVersion,
    RegistryVersion,
)
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind
from diabetes_desktop.domain.source_attributes import ATTRIBUTES
from diabetes_desktop.ui.model.registry_card import RegistryReport
from diabetes_desktop.ui.model.screen import Served, State

_DIGEST = "0123456789abcdef" * 4
_FOLDER = "/srv/models/diabetes/" + "a-folder-with-a-name-that-is-far-too-long-for-a-line" * 2
_SENTENCE = (
    "Words of whoever made the model, <b>never</b> markup, as long as a sentence can be. " * 4
)
_FIGURES = TestFigures(
    rows=19_230,
    positives=1_696,
    scores=Scores(0.972, 0.999, 0.68, 0.81, 0.975, 0.876, 0.024),
    calibration=(
        CalibrationBin(0.0, 0.1, 900, 0.04, 0.05),
        CalibrationBin(0.1, 1.0, 0, None, None),
    ),
    operating_points=(
        OperatingPoint(0.1, 0.919, 0.887, 0.441, 0.991, 184.0),
        OperatingPoint(0.5, 0.68, 0.99994, None, 0.97, 60.0),
    ),
    subgroups=(
        Subgroup("sex", "Female", 11_344, 929, 0.97, 0.69, 0.976, 0.904, 166.0),
        Subgroup("grey zone", "under 30", 6_183, 23, 0.99, 0.0, None, None, 3.0),
        Subgroup("hospital", "a ward with a long name of its own", 12, 1, 1.0, 1.0, 1.0, 1.0, 83.0),
    ),
    roc=(RocPoint(0.05, 0.96, 0.82), RocPoint(0.1, 0.919, 0.887), RocPoint(0.5, 0.68, 0.9999)),
    decision_curve=(NetBenefit(0.1, 0.07, -0.01, 0.05), NetBenefit(0.5, 0.06, -0.82, -0.14)),
)
_CARD = ModelCard(
    trained="2026-01-01",
    intended_use=_SENTENCE,
    limits=(_SENTENCE, "x" * 300),
    class_threshold=0.5,
    recipe=RecipeFacts(_SENTENCE),
    data=DataFacts(train_rows_used=71_548),
    libraries={"python": "3.11.7", "scikit-learn": "1.9.1"},
    test=_FIGURES,
    external_check=ExternalCheck(
        "Survey", 4712, "adults", "diagnosis", "", 0.9, 0.92, 0.66, _SENTENCE
    ),
    source_attributes={attribute.name: _SENTENCE for attribute in ATTRIBUTES[::2]},
)
_WHEN = datetime(2026, 1, 1, 9, 42, tzinfo=UTC)
_CHAMPION = "models:/diabetes_model@champion"
_SERVER = "https://mlflow.hospital.example:5000"
_USED = (
    PeriodOfUse("diabetes_model", "3", "3" * 64, _WHEN),
    PeriodOfUse("diabetes_model", "2", "2" * 64, _WHEN, _WHEN),
    PeriodOfUse("diabetes_model", "1", "1" * 64, _WHEN, _WHEN),
)


def model_states() -> Iterator[tuple[str, State]]:
    """Name and state, in the order in which they come about."""
    yield "reading", None
    yield "none answers", ModelNotReady()
    yield "card", _report(_CARD)
    yield "empty card", _report(ModelCard())
    yield "no card", _report(NoCard.MISSING, proven=False)
    yield "unreadable card", _report(NoCard.UNREADABLE)
    yield "scoring server", Served("score.hospital.example:8001")


def registry_states() -> Iterator[tuple[str, State, RegistryReport]]:
    """The same page with a registry behind it, in each state of what it supplies."""
    report = _report(_CARD)
    version = RegistryVersion("diabetes_model", "4", "runs:/0/model")
    failed = RegistryFailed(ServerFault.SLOW, "mlflow.hospital.example:5000", "3")
    refused = RefusedVersion(
        version, ModelRefused(ModelFault.FILE_CHANGED, "", "model.onnx"), _WHEN
    )
    back = RefusedVersion(version, None, _WHEN)
    current = Supply(SupplyState.CURRENT, "3", checked_at=_WHEN)
    supplies = {
        "not asked yet": Supply(SupplyState.UNCONFIRMED, "3"),
        "current": current,
        "fetching": replace(current, fetched=43, total=100),
        "out of reach": replace(
            current, state=SupplyState.OUT_OF_REACH, since=_WHEN, failure=failed
        ),
        "newer refused": replace(current, state=SupplyState.REFUSED_NEWER, refused=refused),
        "went back": replace(current, state=SupplyState.WENT_BACK, refused=back),
        "bundled": Supply(SupplyState.BUNDLED, "1", _WHEN, failed, checked_at=_WHEN),
    }
    for name, supply in supplies.items():
        yield (
            name,
            report,
            RegistryReport(_SERVER, "models:/diabetes_model@champion", supply, _USED),
        )


def _report(card: ModelCard | NoCard, *, proven: bool = True) -> ModelReport:
    facts = ModelFacts(
        location=_FOLDER,
        name="diabetes_model",
        version="1",
        digest=_DIGEST,
        has_manifest=proven,
        flavours=("python_function",),
        format=ModelFormat.ONNX if proven else ModelFormat.CODE,
        libraries=(LibraryVersion("scikit-learn", "1.9.1"),),
        golden_cases=136 if proven else 0,
    )
    identity = ModelIdentity("diabetes_model", "1", _DIGEST, SourceKind.DIRECTORY, _FOLDER)
    return ModelReport(identity, datetime(2026, 1, 1, tzinfo=UTC), facts, card)
