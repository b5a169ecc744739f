"""The composition root of `diabetes-admin`. Each command imports what it needs, when it runs."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diabetes_desktop import __version__
from diabetes_desktop.admin.cli import PROGRAM, build_root
from diabetes_desktop.admin.doctors import doctors
from diabetes_desktop.admin.model import ModelServices, model_group
from diabetes_desktop.admin.score import score_command
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

    from diabetes_desktop.application.batch_ports import Engine
    from diabetes_desktop.application.evaluation import Evaluation, FamilyScores
    from diabetes_desktop.application.model_in_use import ModelChoice
    from diabetes_desktop.application.ports import ModelHost
    from diabetes_desktop.application.score_batch import ScoreBatch
    from diabetes_desktop.application.serving import ReportService, ServeRequest
    from diabetes_desktop.application.settings import Preferences
    from diabetes_desktop.application.training_ports import (
        PublishedModel,
        Report,
        ScoreLog,
        TrainingRequest,
    )
    from diabetes_desktop.application.verify_model import CheckResult
    from diabetes_desktop.domain.model_signature import SignatureState
    from diabetes_desktop.domain.prediction import SiteRules


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
    commands = [doctors, model, score_command(), serve_command(serve)]
    return build_root(commands, AdminServices, __version__)


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

    def site_rules(self) -> SiteRules:
        """How a result is read here: the settings of the profile under the site policy."""
        return self._preferences().rules

    def score_batch(self, engine: str, model: Path | None, master: str) -> ScoreBatch:
        """See `ScoreBatch`."""
        from diabetes_desktop.adapters.batch.files import find_tables, open_table
        from diabetes_desktop.adapters.batch.ledger_file import LedgerFile
        from diabetes_desktop.application.score_batch import ScoreBatch

        choice = chosen_model(self._preferences().model, model)
        chosen = spark_engine(choice, master) if engine == "spark" else local_engine(choice)
        return ScoreBatch(find_tables, open_table, LedgerFile(), chosen, __version__)

    def _preferences(self) -> Preferences:
        from diabetes_desktop.adapters.profile import Profile, site_policy_file
        from diabetes_desktop.adapters.resources import resource
        from diabetes_desktop.adapters.toml_settings import TomlSettings
        from diabetes_desktop.application.settings import Settings

        profile = Profile.open(self.chosen_profile)
        store = TomlSettings(resource("defaults.toml"), profile.settings_file, site_policy_file())
        return Settings(store, os.environ).preferences


def chosen_model(rules: ModelChoice, directory: Path | None) -> ModelChoice:
    """The model in `directory`, or the bundled one, under the site's own `rules`."""
    from diabetes_desktop.domain.model_source import SourceKind

    if directory is None:
        return replace(rules, source=SourceKind.BUNDLED, location="")
    return replace(rules, source=SourceKind.DIRECTORY, location=str(directory.absolute()))


def local_engine(choice: ModelChoice) -> Engine:
    """This computer."""
    from diabetes_desktop.adapters.batch.files import open_table
    from diabetes_desktop.adapters.model_host.client import ProcessModelHost
    from diabetes_desktop.adapters.resources import resource
    from diabetes_desktop.application.score_here import ScoreHere

    return ScoreHere(open_table, ProcessModelHost(choice, resource("model")))


def spark_engine(choice: ModelChoice, master: str) -> Engine:
    """A Spark cluster."""
    try:
        from diabetes_desktop.adapters.batch.spark_engine import SparkEngine
    except ModuleNotFoundError as missing:
        raise ToolsMissing(missing.name or "a library") from missing
    from diabetes_desktop.adapters.resources import resource

    return SparkEngine(choice, resource("model"), master)


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
