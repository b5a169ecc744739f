"""`diabetes-admin model`: train, evaluate and verify model directories."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from diabetes_desktop.admin.error_text import error_text
from diabetes_desktop.admin.evaluation_text import evaluation_text, families_text, scores_text
from diabetes_desktop.admin.progress import show_progress
from diabetes_desktop.admin.signature_text import signature_text
from diabetes_desktop.admin.signing import trusted_key_option
from diabetes_desktop.application.evaluation import Evaluation, FamilyScores
from diabetes_desktop.application.training_ports import (
    DEFAULT_SEED,
    PublishedModel,
    RecipeName,
    Report,
    TrainingRequest,
)
from diabetes_desktop.application.verify_model import Check, CheckResult
from diabetes_desktop.domain.model_signature import SignatureState, Signed

VERSION = re.compile(r"[A-Za-z0-9._-]{1,32}")
LARGEST_SEED = 2**32 - 1  # numpy takes no more

CSV = click.Path(dir_okay=False, path_type=Path)
DIRECTORY = click.Path(path_type=Path)

CHECKS = {
    Check.FILES: "files agree with the manifest",
    Check.CONTRACT: "eight inputs, integer class",
    Check.FORMAT: "format and libraries",
    Check.GOLDEN_CASES: "golden cases",
}


@dataclass(frozen=True, slots=True)
class ModelServices:
    """The use cases behind the commands. Any of them may raise an `AppError`."""

    train: Callable[[TrainingRequest, Report], PublishedModel]
    evaluate: Callable[[Path, Path, Report], Evaluation]
    compare: Callable[[Path, Report], list[FamilyScores]]
    verify: Callable[[str], list[CheckResult]]
    signature: Callable[[Path, Sequence[str]], SignatureState]


def model_group(services: ModelServices, more: Iterable[click.Command] = ()) -> click.Group:
    """The group `model`: train, evaluate, verify, and `more` commands on models."""
    group = click.Group("model", help="Train, judge, sign and publish models.")
    for command in (_train(services), _evaluate(services), _verify(services), *more):
        group.add_command(command)
    return group


def _train(services: ModelServices) -> click.Command:
    @click.command()
    @click.option("--data", required=True, type=CSV, help="CSV of labelled patients.")
    @click.option("--out", required=True, type=DIRECTORY, help="Folder to make.")
    @click.option(
        "--recipe",
        type=click.Choice(RecipeName, case_sensitive=False),
        default=RecipeName.SHIPPED,
        help="What to fit; the shipped recipe unless given.",
    )
    @click.option(
        "--seed", type=click.IntRange(0, LARGEST_SEED), default=DEFAULT_SEED, show_default=True
    )
    @click.option(
        "--model-version",
        default="1",
        show_default=True,
        callback=_checked_version,
        help="Version to publish.",
    )
    def train(data: Path, out: Path, recipe: RecipeName, seed: int, model_version: str) -> None:
        """Train a model and write it as an MLflow model directory.

        The same data, recipe and seed give the same forest.
        """
        request = TrainingRequest(data, out, recipe, seed, model_version)
        click.echo(_published_text(services.train(request, show_progress)))

    return train


def _checked_version(_: click.Context, __: click.Parameter, text: str) -> str:
    if not VERSION.fullmatch(text):
        raise click.BadParameter("up to 32 letters, digits, dots, dashes and underscores")
    return text


def _published_text(model: PublishedModel) -> str:
    check = model.graph_check
    compared = (
        f"{check.rows} patients, {check.class_flips} other classes, "
        f"largest difference {check.largest_difference:.1e}"
    )
    graph = (
        f"ONNX graph agrees with the forest: {compared}."
        if check.agrees
        else f"ONNX graph left out, it does not answer as the forest does: {compared}."
    )
    return "\n".join(
        [
            f"Published version {model.version} in {model.directory}",
            f"Digest {model.digest}",
            f"{model.golden_cases} golden cases",
            graph,
            "On the held-out rows:",
            scores_text(model.scores),
        ]
    )


def _evaluate(services: ModelServices) -> click.Command:
    @click.command()
    @click.argument("directory", type=DIRECTORY)
    @click.option("--data", required=True, type=CSV, help="CSV of labelled patients.")
    @click.option("--compare", is_flag=True, help="Train and tabulate six families of models too.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
    def evaluate(directory: Path, data: Path, compare: bool, as_json: bool) -> None:
        """Score the model in DIRECTORY on the held-out fifth of the data.

        With --compare, each family's scores are also written to the MLflow tracking store that
        MLFLOW_TRACKING_URI names, when it is set.
        """
        evaluation = services.evaluate(directory, data, show_progress)
        families = services.compare(data, show_progress) if compare else None
        click.echo(_json(evaluation, families) if as_json else _tables(evaluation, families))

    return evaluate


def _json(evaluation: Evaluation, families: Sequence[FamilyScores] | None) -> str:
    document: dict[str, Any] = asdict(evaluation)
    document |= document.pop("scores")
    if families is not None:
        document["families"] = [asdict(family) for family in families]
    return json.dumps(document, indent=2)


def _tables(evaluation: Evaluation, families: Sequence[FamilyScores] | None) -> str:
    text = evaluation_text(evaluation)
    return text if families is None else f"{text}\n\nFamilies\n{families_text(families)}"


def _verify(services: ModelServices) -> click.Command:
    @click.command()
    @click.argument("directory", type=DIRECTORY)
    @trusted_key_option
    @click.pass_context
    def verify(ctx: click.Context, directory: Path, trusted_keys: tuple[str, ...]) -> None:
        """Check that DIRECTORY is what was published and answers as it did then.

        One line per check; exit code 0 when all pass, 1 otherwise. The signature is one of the
        checks when --trusted-key says whose it must be.
        """
        state = services.signature(directory, trusted_keys)
        unsigned = bool(trusted_keys) and not isinstance(state, Signed)
        results = services.verify(str(directory))
        for result in results:
            click.echo(check_text(result))
        for check in list(Check)[len(results) :]:
            click.echo(f"-     {CHECKS[check]}: not run")
        mark = ("FAIL" if unsigned else "ok  ") if trusted_keys else "-   "
        click.echo(f"{mark}  signature: {signature_text(state)}")
        if unsigned or any(result.failure for result in results):
            ctx.exit(1)

    return verify


def check_text(result: CheckResult) -> str:
    """The line of a check that was made."""
    if result.failure is not None:
        return f"FAIL  {CHECKS[result.check]}: {error_text(result.failure)}"
    return f"ok    {CHECKS[result.check]}{_details(result)}"


def _details(result: CheckResult) -> str:
    if result.facts is None:
        return ""
    facts = result.facts
    return {
        Check.FILES: f": {facts.name} version {facts.version}, digest {facts.digest}",
        Check.CONTRACT: "",
        Check.FORMAT: f": {facts.format}",
        Check.GOLDEN_CASES: f": {facts.golden_cases} of {facts.golden_cases} met",
    }[result.check]
