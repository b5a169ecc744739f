"""The composition root of `diabetes-admin`. Each command imports what it needs, when it runs."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diabetes_desktop import __version__
from diabetes_desktop.admin.cli import PROGRAM, build_root
from diabetes_desktop.admin.doctors import doctors
from diabetes_desktop.admin.model import ModelServices, model_group
from diabetes_desktop.admin.serve import serve_command
from diabetes_desktop.application.evaluate_model import CompareFamilies, EvaluateModel
from diabetes_desktop.application.manage_accounts import ManageAccounts
from diabetes_desktop.application.promote_model import Judging
from diabetes_desktop.application.train_model import TrainModel
from diabetes_desktop.application.training_errors import ToolsMissing
from diabetes_desktop.application.verify_model import VerifyModel
from diabetes_desktop.publishing_services import publishing_commands

if TYPE_CHECKING:
    from collections.abc import Sequence
    from threading import Event

    from diabetes_desktop.application.evaluation import Evaluation, FamilyScores
    from diabetes_desktop.application.model_in_use import ModelChoice
    from diabetes_desktop.application.ports import ModelHost
    from diabetes_desktop.application.serving import ReportService, ServeRequest
    from diabetes_desktop.application.training_ports import (
        PublishedModel,
        Report,
        ScoreLog,
        TrainingRequest,
    )
    from diabetes_desktop.application.verify_model import CheckResult
    from diabetes_desktop.domain.model_signature import SignatureState


def main() -> None:
    """The entry point of the installed command; ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a redirected Windows console is not Unicode
    root().main(prog_name=PROGRAM)


def root() -> click.Group:
    """The whole command line, wired."""
    publishing = publishing_commands(Judging(verify, signature, evaluate))
    services = ModelServices(train, evaluate, compare, verify, signature)
    model = model_group(services, publishing)
    return build_root([doctors, model, serve_command(serve)], AdminServices, __version__)


@dataclass(frozen=True, slots=True)
class AdminServices:
    """What commands on a profile are given; None means the user's own profile."""

    chosen_profile: Path | None

    def manage_accounts(self) -> ManageAccounts:
        """The allow-list of the profile."""
        from diabetes_desktop.adapters.argon2_hasher import Argon2Hasher
        from diabetes_desktop.adapters.profile import Profile
        from diabetes_desktop.adapters.sql_accounts import SqlAccounts

        profile = Profile.open(self.chosen_profile)
        return ManageAccounts(SqlAccounts(profile.accounts_file), Argon2Hasher())


def train(request: TrainingRequest, report: Report) -> PublishedModel:
    """See `TrainModel`."""
    try:
        from diabetes_desktop.adapters.training.dataset import read_dataset
        from diabetes_desktop.adapters.training.fitting import fit
        from diabetes_desktop.adapters.training.published_model import PublishModel
    except ModuleNotFoundError as missing:
        raise ToolsMissing(missing.name or "a library") from missing
    return TrainModel(read_dataset, fit, PublishModel(), lambda: datetime.now(UTC))(request, report)


def evaluate(directory: Path, data: Path, report: Report) -> Evaluation:
    """See `EvaluateModel`."""
    from diabetes_desktop.adapters.training.dataset import held_out, read_dataset
    from diabetes_desktop.adapters.training.scoring import score

    return EvaluateModel(read_dataset, held_out, make_host, score)(directory, data, report)


def compare(data: Path, report: Report) -> list[FamilyScores]:
    """See `CompareFamilies`."""
    from diabetes_desktop.adapters.training.dataset import read_dataset
    from diabetes_desktop.adapters.training.families import compare_families

    return CompareFamilies(read_dataset, compare_families, score_log())(data, report)


def verify(location: str) -> list[CheckResult]:
    """See `VerifyModel`."""
    from diabetes_desktop.adapters.model_reading import look_at_model

    return VerifyModel(look_at_model, make_host)(location)


def signature(directory: Path, trusted_keys: Sequence[str]) -> SignatureState:
    """Who signed the model."""
    from diabetes_desktop.adapters.model_signature import signature_state

    return signature_state(directory, trusted_keys)


def serve(request: ServeRequest, stop: Event, report: ReportService) -> None:
    """See `Supervisor`."""
    from diabetes_desktop.adapters.resources import resource
    from diabetes_desktop.adapters.serving.supervisor import Supervisor

    Supervisor(request, resource("model"), os.environ).run(stop, report)


def make_host(choice: ModelChoice) -> ModelHost:
    """The model runs here as it does on a workstation: in a process of its own."""
    from diabetes_desktop.adapters.model_host.client import ProcessModelHost
    from diabetes_desktop.adapters.resources import resource

    return ProcessModelHost(choice, resource("model"))


def score_log() -> ScoreLog | None:
    """Where the scores of families go: nowhere, unless the environment names a store."""
    tracking_uri = os.environ.get("MLFLOW_TRACKING_URI", "")
    if not tracking_uri:
        return None
    try:
        from diabetes_desktop.adapters.training.mlflow_score_log import MlflowScoreLog
    except ModuleNotFoundError as missing:
        raise ToolsMissing(missing.name or "a library") from missing
    return MlflowScoreLog(tracking_uri)
