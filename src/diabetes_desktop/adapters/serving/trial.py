"""What a version has to show before it takes over the scoring port."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from diabetes_desktop.adapters.golden_cases import GoldenCases
from diabetes_desktop.adapters.model_reading import read_model
from diabetes_desktop.adapters.model_signature import signature_of
from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost
from diabetes_desktop.adapters.serving.own_code import refuse_own_code
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import check_allowed
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.application.serving import TrialFailed, TrialFault
from diabetes_desktop.domain.model_signature import SignatureState, Signed
from diabetes_desktop.domain.model_source import SourceKind

STEP_SECONDS = 30.0  # a service that has just started, on a computer that is busy
CONTRACT = (ServerFault.CONTRACT, ServerFault.TAKES_LEGACY, ServerFault.REQUEST_REFUSED)
PASSING = (  # a computer that is busy, a process that ended, a port that another program has
    ServerFault.SLOW,
    ServerFault.CUT,
    ServerFault.CONNECTION_REFUSED,
    ServerFault.UNREACHABLE,
    ServerFault.NOT_HTTP,
    ServerFault.NOT_FOUND,
    ServerFault.NOT_MLFLOW,
    ServerFault.FAILED,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A directory that may be served."""

    golden: GoldenCases
    signature: SignatureState


def examine(location: str, rules: ModelChoice) -> Examined:
    """A look at a directory that `rules` allow; nothing of it is run.

    Raises:
        ModelRefused: as `read_model` and `check_allowed`, or GOLDEN_CASES: there are none.
        TrialFailed: OWN_CODE.
    """
    model = read_model(location)
    signature = signature_of(model.directory, rules.trusted_keys)
    check_allowed(replace(model.facts, signature=signature), rules)
    if not isinstance(signature, Signed):
        refuse_own_code(model)
    if model.golden is None or not model.golden.answers:
        raise ModelRefused(ModelFault.GOLDEN_CASES, location, "0/0")
    return Examined(model.golden, signature)


def prove(port: int, location: str, golden: GoldenCases) -> None:
    """Have the service on `port` of this computer answer the golden cases of its model.

    Raises:
        ModelRefused: SIGNATURE, ANSWER or GOLDEN_CASES.
        TrialFailed: SILENT.
    """
    choice = ModelChoice(SourceKind.SERVER, server_url=f"http://127.0.0.1:{port}")
    host = ScoringServerHost(choice, Path(location), step_seconds=STEP_SECONDS)
    try:
        host.start()
        met = golden.count_met(host.predict(golden.patients))
    except ScoringServerFailed as failed:
        if failed.fault is ServerFault.IMPLAUSIBLE:
            raise ModelRefused(ModelFault.GOLDEN_CASES, location, failed.detail) from None
        if failed.fault in PASSING:
            raise TrialFailed(TrialFault.SILENT, failed.fault.value) from None
        fault = ModelFault.SIGNATURE if failed.fault in CONTRACT else ModelFault.ANSWER
        raise ModelRefused(fault, location, failed.detail or failed.fault.value) from None
    finally:
        host.stop()
    if met < len(golden.answers):
        raise ModelRefused(ModelFault.GOLDEN_CASES, location, f"{met}/{len(golden.answers)}")
